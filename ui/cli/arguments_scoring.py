"""What `score` can be told."""

from __future__ import annotations

import argparse


def score_arguments(command: argparse.ArgumentParser) -> None:
    """Which model, what to answer with, and whether only a few accounts are meant."""
    command.add_argument(
        "--model", default="", metavar="ID|PATH", help="which model (default: the shipped one)"
    )
    command.add_argument("--clusters", action="store_true", help="answer with clusters instead of accounts")
    command.add_argument("--top", type=int, metavar="N", help="answer with the N highest only")
    command.add_argument(
        "--around",
        nargs="+",
        default=[],
        metavar="ADDRESS",
        help="score these accounts alone, at once, from their surroundings; nothing is kept in the case",
    )
