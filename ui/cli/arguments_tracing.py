"""What can be typed to trace money: declared without importing what does the work."""

from __future__ import annotations

import argparse


def trace_arguments(command: argparse.ArgumentParser) -> None:
    """`trace CASE --from A…`."""
    command.add_argument(
        "--from",
        dest="start",
        action="append",
        required=True,
        metavar="ADDRESS|TX|transfer:N",
        help="where the money was: an account, a transaction or one transfer; may be repeated, or parted by commas",
    )
    command.add_argument(
        "--backward", action="store_true", help="where did it come from, instead of where it went"
    )
    command.add_argument(
        "--asset", action="append", default=[], metavar="SYMBOL", help="only this asset (repeatable)"
    )
    command.add_argument(
        "--convention",
        default="all",
        metavar="all|fifo,…",
        help="poison, haircut, fifo, lifo, libr, or several parted by commas (default: all)",
    )
    command.add_argument(
        "--keep",
        action="store_true",
        help="say in the journal that this was traced, so that it can be replayed",
    )
    _limits(command)


def _limits(command: argparse.ArgumentParser) -> None:
    """How far money is followed, and how much is told of it."""
    command.add_argument("--after", metavar="TIME", help="what left from then on (ISO date, step or block)")
    command.add_argument("--before", metavar="TIME", help="until then")
    command.add_argument("--depth", type=int, metavar="N", help="over at most so many transfers")
    command.add_argument(
        "--stop-at",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="follow no further there; may be repeated, or parted by commas",
    )
    command.add_argument(
        "--returned-to",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="what comes there has been returned to the victims; may be repeated, or parted by commas",
    )
    command.add_argument(
        "--pass-services",
        action="store_true",
        help="follow through services, mixers and bridges, as if each were one person's account",
    )
    _beside(command)


def _beside(command: argparse.ArgumentParser) -> None:
    """What stands beside the trace."""
    command.add_argument(
        "--fiat",
        default="",
        metavar="CODE",
        help="also say what it was worth where it ended, in this currency: derived, by prices of the case",
    )
    command.add_argument(
        "--rank",
        type=int,
        default=0,
        metavar="N",
        help="also rank the N accounts worth a look first (temporal PageRank): a lead, no result of the trace",
    )
    command.add_argument(
        "--flows",
        type=int,
        default=100_000,
        metavar="N",
        help="at most so many transfers in the answer, those first that carry most (default: 100000)",
    )
