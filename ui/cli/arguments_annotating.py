"""What can be typed after `note`, `colour`, `bookmark` and `exhibit`: declared without importing what does the work."""

from __future__ import annotations

import argparse

from investigator.colours import COLOURS
from ui.cli.arguments import add_case


def note_arguments(command: argparse.ArgumentParser) -> None:
    """`note CASE [ADDRESS [TEXT]]`."""
    add_case(command)
    command.add_argument(
        "address", metavar="ADDRESS", nargs="?", help="the account (default: list all notes)"
    )
    command.add_argument(
        "text", metavar="TEXT", nargs="?", help="the note in Markdown, '' to clear it (default: show it)"
    )


def colour_arguments(command: argparse.ArgumentParser) -> None:
    """`colour CASE [ADDRESS… --as NAME]`."""
    add_case(command)
    command.add_argument(
        "addresses", metavar="ADDRESS", nargs="*", help="which accounts (default: list all)"
    )
    command.add_argument(
        "--as", dest="name", choices=[*COLOURS, "none"], help="the colour, or none to take it away"
    )


def bookmark_arguments(command: argparse.ArgumentParser) -> None:
    """`bookmark CASE [ADDRESS [NAME]] [--remove]`."""
    add_case(command)
    command.add_argument("address", metavar="ADDRESS", nargs="?", help="the account (default: list all)")
    command.add_argument("name", metavar="NAME", nargs="?", default="", help="what to call the bookmark")
    command.add_argument("--remove", action="store_true", help="remove the bookmark")


def exhibit_arguments(command: argparse.ArgumentParser) -> None:
    """`exhibit CASE [THING…] [--remove | --note TEXT | --to N]`."""
    add_case(command)
    command.add_argument(
        "things",
        metavar="THING",
        nargs="*",
        help="a transaction, an account, a finding such as F1 or transfer:N to keep; with an option below"
        " the number of an exhibit (default: list the basket)",
    )
    change = command.add_mutually_exclusive_group()
    change.add_argument(
        "--remove", action="store_true", help="take these exhibits out; their numbers stay theirs"
    )
    change.add_argument("--note", metavar="TEXT", help="write the exhibit's own note, in Markdown")
    change.add_argument(
        "--to", type=int, metavar="N", help="put the exhibit at this place of the basket, from 1"
    )


ANNOTATING = {
    "note": (
        note_arguments,
        "write or show notes",
        "investigator note theft.case 0x9f2c… 'See *exhibit 3*.'",
    ),
    "colour": (colour_arguments, "colour accounts", "investigator colour theft.case 0x9f2c… --as teal"),
    "bookmark": (
        bookmark_arguments,
        "bookmark accounts, and list bookmarks",
        "investigator bookmark theft.case 0x9f2c… 'Cash-out'",
    ),
    "exhibit": (
        exhibit_arguments,
        "keep transfers, accounts and findings as exhibits, and list them",
        "investigator exhibit theft.case 0x2f4c… F1",
    ),
}
"""For the table of commands: who declares the arguments, what the command does, an example."""
