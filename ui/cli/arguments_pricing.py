"""What can be typed after `price`: declared without importing what does the work."""

from __future__ import annotations

import argparse
from pathlib import Path


def price_arguments(command: argparse.ArgumentParser) -> None:
    """`price CASE [FILE…]`, `price CASE --source URI --asset A…`, `price CASE [--tx HASH]`."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument(
        "files", type=Path, metavar="FILE", nargs="*", help="tables of prices to import, CSV or Parquet"
    )
    command.add_argument(
        "--source", default="", metavar="URI", help="a node: ask Chainlink's price feeds on its chain"
    )
    command.add_argument(
        "--asset",
        action="append",
        default=[],
        metavar="SYMBOL",
        help="which asset, such as ETH, or ETH=0x… for a feed of your own; for a file that does not say of what its "
        "prices are (may be repeated with --source)",
    )
    command.add_argument(
        "--blocks",
        default="",
        metavar="FROM:TO",
        help="at which blocks to ask (default: those in which the case moved the asset)",
    )
    command.add_argument(
        "--every", type=int, default=300, metavar="N", help="ask every N blocks of --blocks (default: 300)"
    )
    _reading(command)


def _reading(command: argparse.ArgumentParser) -> None:
    """How files are read, and what is told."""
    command.add_argument("--fiat", default="", metavar="CODE", help="the currency (default: USD)")
    command.add_argument(
        "--map", default="", metavar="FIELD=COLUMN,…", help="which column is time, price, asset or fiat"
    )
    command.add_argument(
        "--chain",
        default="eip155:1",
        metavar="CAIP2",
        help="the chain of contracts in a file (default: eip155:1)",
    )
    command.add_argument(
        "--tx",
        action="append",
        default=[],
        metavar="HASH",
        help="say what the transfers of a transaction were worth (default: the exhibits)",
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
