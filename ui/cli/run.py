"""Do what was typed: find the verb, show progress on standard error, turn trouble into a sentence."""

from __future__ import annotations

import argparse
import contextlib
import sys
from importlib import import_module

from investigator import switches
from investigator.errors import Trouble
from investigator.preferences import read, take_effect
from investigator.progress import Cancelled
from investigator.settings import read_settings

_HOMES = {
    "open": "window",
    "demo": "window",
    "new": "evidence",
    "import": "evidence",
    "pull": "acquiring",
    "verify": "evidence",
    "key": "custody",
    "replay": "replaying",
    "export": "exporting",
    "sign": "custody",
    "stamp": "custody",
    "expand": "analysis",
    "label": "analysis",
    "report": "analysis",
    "picture": "picturing",
    "pack": "packing",
    "note": "annotating",
    "colour": "annotating",
    "bookmark": "annotating",
    "exhibit": "annotating",
    **dict.fromkeys(
        ("finding", "rename", "undo", "redo", "show", "hide", "group", "seed", "draw"), "stating"
    ),
    "history": "branching",
    "branch": "branching",
    "switch": "branching",
    "compare": "branching",
    "merge": "branching",
    "find": "finding",
    "paths": "following",
    "patterns": "following",
    "trace": "tracing",
    "exposure": "exposing",
    "oppose": "opposing",
    "entities": "entities",
    "why": "entities",
    "certify": "certifying",
    "prove": "proving",
    "price": "pricing",
    "score": "learning",
    "train": "teaching",
    "unlabel": "analysis",
    "triage": "teaching",
    "lineage": "lineage",
    "explain": "explaining",
    "layout": "arranging",
    "models": "shelf",
    "memory": "memory",
    "config": "configuring",
}

_WINDOWS = frozenset({"open", "demo"})
"""The window reads what is preferred itself, and says there what is wrong with it."""


def run(args: argparse.Namespace) -> int:
    """Run one verb; the exit code comes back."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    # each verb's module brings its own weight (DuckDB, Qt): only the one that is asked for is paid for
    home = import_module(f"ui.cli.{_HOMES[args.verb]}")
    _begin(args)
    try:
        code: int = getattr(home, f"{args.verb}_")(args)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201 - the command line speaks by printing
        return 2
    except (Cancelled, KeyboardInterrupt):
        print("Stopped; what was not finished was not kept.", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone: nobody is left to tell
        return 0
    return code


def _begin(args: argparse.Namespace) -> None:
    """Hold to what is preferred and to the switches of this line; a source that has a name may be called by it."""
    for wanted, variable in ((args.offline, switches.OFFLINE), (args.read_only, switches.READ_ONLY)):
        if wanted:
            switches.force(variable)
    if args.verb in _WINDOWS:
        return
    kept, wrong = read(read_settings().config)
    if wrong:
        print(wrong, file=sys.stderr)  # noqa: T201 - as above
    take_effect(kept)
    named = getattr(args, "source", None)
    if isinstance(named, str):
        args.source = kept.sources.get(named, named)
