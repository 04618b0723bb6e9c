"""What can be typed after `entities` and `why`: declared without importing what does the work."""

from __future__ import annotations

import argparse

from ui.cli.arguments import add_case


def entities_arguments(command: argparse.ArgumentParser) -> None:
    """`entities CASE [--only RULE] [--without RULE] [--apart A B] [--together A B]`."""
    add_case(command)
    _rules(command)
    command.add_argument(
        "--apart",
        nargs=2,
        action="append",
        default=[],
        metavar=("A", "B"),
        help="switch off whatever links these two accounts; it is kept in the journal",
    )
    command.add_argument(
        "--together",
        nargs=2,
        action="append",
        default=[],
        metavar=("A", "B"),
        help="switch on again what links these two accounts",
    )
    command.add_argument("--top", type=int, default=20, metavar="N", help="how many to print (default: 20)")


def why_arguments(command: argparse.ArgumentParser) -> None:
    """`why CASE A B`."""
    add_case(command)
    command.add_argument("a", metavar="A", help="an account")
    command.add_argument("b", metavar="B", help="another account")
    _rules(command)


def _rules(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--only", action="append", default=[], metavar="RULE", help="only by this rule; may be repeated"
    )
    command.add_argument(
        "--without", action="append", default=[], metavar="RULE", help="not by this rule; may be repeated"
    )
