"""What `find` takes."""

from __future__ import annotations

import argparse
from pathlib import Path

ORDERS = ("time", "from", "to", "amount", "asset", "kind", "block", "transaction")


def find_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of `find`."""
    command.add_argument("case", type=Path, metavar="CASE", nargs="?", help="the case file")
    command.add_argument(
        "query", metavar="QUERY", nargs="?", default="", help="such as 'asset:USDC value>10k'"
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
    command.add_argument("--about", action="store_true", help="print the language of queries and stop")
    command.add_argument("--from", dest="origins", action="append", default=[], metavar="ADDRESS",
                         help="where hops count from (repeatable; default: the seeds)")  # fmt: skip
    command.add_argument("--addresses", type=Path, metavar="FILE",
                         help="only transfers that touch an address of this list, one a line")  # fmt: skip
    command.add_argument("--order", choices=ORDERS, default="time", help="sort by this (default: time)")
    command.add_argument("--descending", action="store_true", help="the greatest first")
    command.add_argument("--limit", type=int, default=20, metavar="N", help="show at most N (default: 20)")
    command.add_argument("--export", type=Path, metavar="FILE",
                         help="write all that fit to a .csv, .tsv or .parquet file")  # fmt: skip
    command.add_argument(
        "--saved", metavar="NAME", help="use the filter that is kept in the case by this name"
    )
    command.add_argument("--save", metavar="NAME", help="keep the query in the case by this name")
