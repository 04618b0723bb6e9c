"""What can be typed after `exposure` and `oppose`: declared without importing what does the work."""

from __future__ import annotations

import argparse
from pathlib import Path


def exposure_arguments(command: argparse.ArgumentParser) -> None:
    """`exposure CASE ADDRESS`."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument("address", metavar="ADDRESS", help="the account")
    side = command.add_mutually_exclusive_group()
    side.add_argument(
        "--in", dest="side", action="store_const", const="in", help="only where its money comes from"
    )
    side.add_argument(
        "--out", dest="side", action="store_const", const="out", help="only where its money goes"
    )
    command.add_argument(
        "--convention",
        default="haircut",
        metavar="NAME",
        help="haircut, fifo, lifo or libr (default: haircut)",
    )
    command.add_argument(
        "--asset", action="append", default=[], metavar="SYMBOL", help="only this asset (repeatable)"
    )
    command.add_argument("--depth", type=int, metavar="N", help="over at most so many transfers")
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )


def oppose_arguments(command: argparse.ArgumentParser) -> None:
    """`oppose CASE [FINDING|ADDRESS…]`."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument(
        "subjects",
        nargs="*",
        metavar="FINDING|ADDRESS",
        help="a finding by its key, such as F1, or an account (default: all findings)",
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
