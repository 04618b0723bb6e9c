"""What can be typed after `entities` and `why`: declared without importing what does the work."""

from __future__ import annotations

import argparse
from pathlib import Path


def entities_arguments(command: argparse.ArgumentParser) -> None:
    """`entities CASE [--only RULE] [--without RULE] [--apart A B] [--together A B]`."""
    _case(command)
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
    _case(command)
    command.add_argument("a", metavar="A", help="an account")
    command.add_argument("b", metavar="B", help="another account")
    _rules(command)


def _case(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )


def _rules(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--only", action="append", default=[], metavar="RULE", help="only by this rule; may be repeated"
    )
    command.add_argument(
        "--without", action="append", default=[], metavar="RULE", help="not by this rule; may be repeated"
    )
