"""What can be typed about the shelf of models: declared without importing what does the work."""

from __future__ import annotations

import argparse


def models_arguments(command: argparse.ArgumentParser) -> None:
    """`models [ID|PATH]`."""
    command.add_argument("model", metavar="ID|PATH", nargs="?", help="show this model's card")
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
