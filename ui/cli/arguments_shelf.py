"""What can be typed about the shelf of models: declared without importing what does the work."""

from __future__ import annotations

import argparse
from pathlib import Path


def models_arguments(command: argparse.ArgumentParser) -> None:
    """`models [ID|PATH]`."""
    command.add_argument("model", metavar="ID|PATH", nargs="?", help="show this model's card")
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--export", nargs=2, metavar=("ID", "FILE"), help="write a model into a zip file, signed"
    )
    what.add_argument(
        "--import",
        type=Path,
        dest="take",
        metavar="FILE",
        help="take the model in a zip file, if it is signed",
    )
    what.add_argument(
        "--sign", metavar="ID|PATH", help="vouch with your own key for a model that nobody has signed"
    )
    what.add_argument("--trust", metavar="KEY", help="take models that this public key signs")
    what.add_argument("--distrust", metavar="KEY", help="take them no longer")
    what.add_argument("--keys", action="store_true", help="list the public keys that are trusted")
    command.add_argument("--name", default="", metavar="WHO", help="with --trust: whose key it is")
    command.add_argument(
        "--allow-unsigned",
        action="store_true",
        help="with --import: take a model that nobody has signed, and vouch for it",
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
