"""What can be typed to follow the money: declared without importing what does the work."""

from __future__ import annotations

import argparse


def paths_arguments(command: argparse.ArgumentParser) -> None:
    """`paths CASE A B`."""
    command.add_argument("start", metavar="A", help="where the money was; several parted by commas")
    command.add_argument("goal", metavar="B", help="where it may have gone; several parted by commas")
    command.add_argument(
        "--via",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="on the way, in this order; may be repeated",
    )
    command.add_argument(
        "--avoid",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="never over this account; may be repeated",
    )
    command.add_argument("--hops", type=int, default=6, metavar="N", help="most transfers (default: 6)")
    command.add_argument(
        "--count", type=int, default=5, metavar="K", help="how many of the best (default: 5)"
    )
    command.add_argument(
        "--any-order", action="store_true", help="also where a transfer comes before the money it passes on"
    )


def patterns_arguments(command: argparse.ArgumentParser) -> None:
    """`patterns CASE`."""
    command.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="only this pattern; may be repeated"
    )
    command.add_argument(
        "--top", type=int, default=10, metavar="N", help="how many of each to print (default: 10)"
    )
    command.add_argument(
        "--about",
        action="store_true",
        help="say what each pattern looks for, with which parameters, and how often it was right",
    )
    command.add_argument(
        "--keep",
        action="store_true",
        help="say in the journal that this was looked for, so that it can be replayed",
    )
