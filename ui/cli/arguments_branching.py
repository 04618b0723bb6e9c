"""What can be typed after the verbs of hypotheses: declared without importing what does the work."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ui.cli.arguments import add_case


def _branch(command: argparse.ArgumentParser) -> None:
    add_case(command)
    command.add_argument("name", metavar="NAME", help="what the hypothesis is called")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--at", default="", metavar="STEP", help="the step it is at (default: where one is)")
    what.add_argument("--rename", default="", metavar="OLD", help="give this hypothesis the new name")


def _switch(command: argparse.ArgumentParser) -> None:
    add_case(command)
    command.add_argument("target", metavar="NAME|STEP", help="a hypothesis, or the number of a step")


def _compare(command: argparse.ArgumentParser) -> None:
    add_case(command)
    command.add_argument("left", metavar="NAME|STEP", help="one hypothesis, or the number of a step")
    command.add_argument(
        "right", metavar="NAME|STEP", nargs="?", help="the other one (default: the one where one is)"
    )


def _merge(command: argparse.ArgumentParser) -> None:
    add_case(command)
    command.add_argument(
        "source", metavar="NAME|FILE", help="a hypothesis of this case, or another copy of the case file"
    )
    for side, kept in (("ours", "what is here"), ("theirs", "what comes"), ("both", "both")):
        command.add_argument(
            f"--{side}", action="append", default=[], metavar="CONFLICT", help=f"of a conflict keep {kept}"
        )
    command.add_argument("--look", action="store_true", help="say what it comes to, and merge nothing")


BRANCHING: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str, str]] = {
    "history": (
        add_case,
        "list the hypotheses of a case and all steps, with who took them",
        "investigator history theft.case",
    ),
    "branch": (
        _branch,
        "name a hypothesis and stand on it: what is done next is part of it alone",
        'investigator branch theft.case "Paid by the exchange"',
    ),
    "switch": (
        _switch,
        "go to another hypothesis, or to any step",
        "investigator switch theft.case Main",
    ),
    "compare": (
        _compare,
        "say in which facts two hypotheses differ",
        'investigator compare theft.case Main "Paid by the exchange"',
    ),
    "merge": (
        _merge,
        "merge a hypothesis into the one where one is, or take in another copy of the case as hypotheses",
        'investigator merge theft.case "Paid by the exchange"',
    ),
}
