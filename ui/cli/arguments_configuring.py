"""What `config` can be told, and the switches that stand before any command."""

from __future__ import annotations

import argparse

SWITCHES = {
    "--offline": "ask nothing over a network, whatever else is wanted",
    "--read-only": "change no case",
}
"""May stand anywhere on the line, each for this run."""


def config_arguments(command: argparse.ArgumentParser) -> None:
    """Which preference, and what it is to be."""
    command.add_argument(
        "what", choices=["get", "set", "path"], nargs="?", default="get", help="what to do (default: get)"
    )
    command.add_argument(
        "name", metavar="NAME", nargs="?", default="", help="which preference (default: all)"
    )
    command.add_argument(
        "value",
        metavar="VALUE",
        nargs="?",
        help="what it is to be; for sources.NAME an address, '' to forget it",
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )


def add_switches(parser: argparse.ArgumentParser) -> None:
    """Tell of the switches in the help."""
    for switch, help_ in SWITCHES.items():
        parser.add_argument(switch, action="store_true", help=help_)


def without_switches(argv: list[str]) -> tuple[list[str], set[str]]:
    """The line without the switches, and which of them stood on it; after `--` nothing is one."""
    end = argv.index("--") if "--" in argv else len(argv)
    found = {word for word in argv[:end] if word in SWITCHES}
    return [word for at, word in enumerate(argv) if at >= end or word not in SWITCHES], found
