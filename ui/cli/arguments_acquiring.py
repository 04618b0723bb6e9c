"""What can be typed after `pull`: declared without importing what does the work."""

from __future__ import annotations

import argparse


def pull_arguments(command: argparse.ArgumentParser) -> None:
    """`pull CASE --source URI --address A…`."""
    command.add_argument(
        "--source",
        required=True,
        metavar="URI",
        help="a node (https://…, ws://…, ipc:PATH) or an explorer (etherscan:…, explorer+https://…)",
    )
    command.add_argument(
        "--address",
        action="extend",
        nargs="+",
        default=[],
        metavar="ADDRESS",
        help="the accounts to pull (without any, whole blocks are pulled)",
    )
    command.add_argument(
        "--hops",
        type=int,
        default=1,
        metavar="N",
        help="how far; 1 is the accounts themselves (default: 1)",
    )
    command.add_argument(
        "--blocks",
        default="",
        metavar="FROM:TO",
        help="which blocks, such as 18000000:18010000 or latest-1000:latest (default: all)",
    )
    _limits(command)
    command.add_argument(
        "--second", default="", metavar="URI", help="another node, to be asked what accounts hold as well"
    )
    command.add_argument("--estimate", action="store_true", help="say what it would take, and stop")


def _limits(command: argparse.ArgumentParser) -> None:
    """Of what, and through whom."""
    command.add_argument(
        "--assets",
        action="extend",
        nargs="+",
        default=[],
        metavar="ASSET",
        help="only these: symbols or contracts",
    )
    command.add_argument(
        "--min-value",
        metavar="X",
        help="follow on only where at least this passed, in whole units of an asset",
    )
    command.add_argument(
        "--budget",
        type=int,
        default=100,
        metavar="N",
        help="go no further through accounts with more counterparties (default: 100)",
    )
