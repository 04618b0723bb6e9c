"""What can be typed after `finding`, `rename`, `undo`, `redo`, `show`, `hide`, `group`, `seed` and `draw`."""

from __future__ import annotations

import argparse

from investigator.colours import COLOURS
from ui.cli.arguments import add_case

TIERS = ("structural", "attribution", "lead")
FIGURES = ("rectangle", "ellipse", "arrow", "text")


def finding_arguments(command: argparse.ArgumentParser) -> None:
    """`finding CASE [SENTENCE --on THING… | --withdraw KEY]`."""
    add_case(command)
    command.add_argument(
        "sentence", metavar="SENTENCE", nargs="?", help="what you stand for (default: list all findings)"
    )
    command.add_argument("--text", default="", help="more on it, in Markdown")
    command.add_argument(
        "--tier",
        choices=TIERS,
        default=TIERS[0],
        help="follows from chain data by a rule, somebody says so, or a lead (default: structural)",
    )
    command.add_argument(
        "--on",
        metavar="THING",
        nargs="+",
        default=[],
        help="what it rests on: accounts, transactions, or transfer:N",
    )
    command.add_argument("--withdraw", metavar="KEY", help="take this finding back; the journal keeps it")


def rename_arguments(command: argparse.ArgumentParser) -> None:
    """`rename CASE [--title TEXT] [--question TEXT]`."""
    add_case(command)
    command.add_argument("--title", help="what the case is called")
    command.add_argument("--question", help="what it is to answer")


def step_arguments(command: argparse.ArgumentParser) -> None:
    """`undo CASE [--steps N]`, `redo CASE [--steps N]`."""
    add_case(command)
    command.add_argument("--steps", type=int, default=1, metavar="N", help="how many (default: 1)")


def place_arguments(command: argparse.ArgumentParser) -> None:
    """`show CASE ADDRESS…`, `hide CASE ADDRESS…`."""
    add_case(command)
    command.add_argument("addresses", metavar="ADDRESS", nargs="+", help="which accounts")


def group_arguments(command: argparse.ArgumentParser) -> None:
    """`group CASE [TITLE ADDRESS ADDRESS… | --dissolve ADDRESS | --turn ADDRESS]`."""
    add_case(command)
    command.add_argument(
        "title", metavar="TITLE", nargs="?", help="what to call it (default: list all groups)"
    )
    command.add_argument("addresses", metavar="ADDRESS", nargs="*", help="its accounts, two at least")
    change = command.add_mutually_exclusive_group()
    change.add_argument("--dissolve", metavar="ADDRESS", help="dissolve the group that this account is in")
    change.add_argument("--turn", metavar="ADDRESS", help="open the group of this account, or fold it")


def seed_arguments(command: argparse.ArgumentParser) -> None:
    """`seed CASE [ADDRESS…] [--remove]`."""
    add_case(command)
    command.add_argument("addresses", metavar="ADDRESS", nargs="*", help="accounts (default: list seeds)")
    command.add_argument("--remove", action="store_true", help="start from these no longer")


def draw_arguments(command: argparse.ArgumentParser) -> None:
    """`draw CASE [FIGURE X Y [X Y] [--text TEXT] [--as COLOUR] | --remove KEY]`."""
    add_case(command)
    command.add_argument("figure", choices=FIGURES, nargs="?", help="what to draw (default: list drawings)")
    command.add_argument(
        "spots",
        metavar="X Y",
        type=float,
        nargs="*",
        help="two corners, or tail and head; a text has one; where accounts stand says `layout`",
    )
    command.add_argument("--text", default="", help="what is written there")
    command.add_argument("--as", dest="colour", choices=COLOURS, default="", help="the colour")
    command.add_argument("--remove", metavar="KEY", help="remove this drawing")


STATING = {
    "finding": (
        finding_arguments,
        "state findings with their tier and what they rest on, and list them",
        "investigator finding theft.case 'The loot came to rest here.' --on 0x9f2c… 0x2f4c…",
    ),
    "rename": (
        rename_arguments,
        "say what a case is called and what it is to answer",
        "investigator rename theft.case --title 'Northwind drain'",
    ),
    "undo": (step_arguments, "take the last steps back", "investigator undo theft.case --steps 3"),
    "redo": (step_arguments, "do again what was taken back", "investigator redo theft.case"),
    "show": (place_arguments, "put accounts on the chart", "investigator show theft.case 0x9f2c…"),
    "hide": (place_arguments, "take accounts off the chart", "investigator hide theft.case 0x9f2c…"),
    "group": (
        group_arguments,
        "draw accounts as one, and list groups",
        "investigator group theft.case Peelers 0x9f2c… 0x41ab…",
    ),
    "seed": (seed_arguments, "say where the case starts", "investigator seed theft.case 0x9f2c…"),
    "draw": (
        draw_arguments,
        "draw shapes and texts on the chart, and list them",
        "investigator draw theft.case text 0 0 --text 'Cash-out'",
    ),
}
"""For the table of commands: who declares the arguments, what the command does, an example."""
