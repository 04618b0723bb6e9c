"""What can be typed to have a score explained: declared without importing what does the work."""

from __future__ import annotations

import argparse
from pathlib import Path


def explain_arguments(command: argparse.ArgumentParser) -> None:
    """`explain CASE ADDRESS`."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument("address", metavar="ADDRESS", help="the account whose score is to be explained")
    command.add_argument(
        "--model", default="", metavar="ID|PATH", help="which model (default: the shipped one)"
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
