"""What can be typed. Declared here without importing what does the work, so that help is instant."""

from __future__ import annotations

import argparse

from investigator import __version__
from ui.cli.arguments_configuring import add_switches, without_switches
from ui.cli.verb_table import VERBS


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the words of a command line; exits with 2 and a sentence if they do not fit."""
    argv, switches = without_switches(argv)
    if argv and argv[0] not in VERBS and not argv[0].startswith("-"):
        argv = ["open", *argv] if len(argv) == 1 else argv
    found = _parser().parse_args(argv or ["open"])
    found.offline, found.read_only = "--offline" in switches, "--read-only" in switches
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="investigator",
        description="The workbench of blockchain forensic analysts. Without a command it opens the window.",
        epilog="example: investigator new theft.case && investigator import theft.case transfers.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"investigator {__version__}")
    add_switches(parser)
    commands = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    for verb, (add, summary, example) in VERBS.items():
        command = commands.add_parser(
            verb,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=f"example: {example}",
        )
        add(command)
    return parser
