"""What can be typed after `memory`."""

from __future__ import annotations

import argparse

WHAT = {
    "status": "whether it is on, and what it holds",
    "on": "begin to remember",
    "off": "delete it with its key",
    "seen": "in how many cases an ADDRESS was seen; of CASE files given after it, in which",
    "add": "remember these CASE files",
    "forget": "forget these CASE files, and remember them no more",
    "rebuild": "begin anew from these CASE files",
}


def memory_arguments(command: argparse.ArgumentParser) -> None:
    """What to do, and to what."""
    told = "; ".join(f"{name}: {text}" for name, text in WHAT.items())
    command.add_argument("what", choices=list(WHAT), nargs="?", default="status", help=told)
    command.add_argument("names", metavar="ADDRESS|CASE", nargs="*", help="an address, or case files")
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
