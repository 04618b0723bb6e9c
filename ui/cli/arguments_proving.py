"""What can be typed after `prove`."""

from __future__ import annotations

import argparse
from pathlib import Path


def prove_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `prove` takes."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument("tx", metavar="TX", nargs="?", help="the transaction's hash")
    command.add_argument("--exhibits", action="store_true", help="prove the transactions of all exhibits")
    command.add_argument(
        "--source", default=None, metavar="URI", help="a node to ask for what the case does not hold"
    )
    command.add_argument("-o", "--out", type=Path, metavar="FILE", help="write the proof to a file as well")
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
