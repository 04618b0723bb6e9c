"""`open` and `demo`: the ways into the window."""

from __future__ import annotations

import argparse
from pathlib import Path

from investigator.settings import Settings, read_settings
from ui.cli.output import Progress, answer, say


def open_(args: argparse.Namespace) -> int:
    """Open the window, on a case if one is named."""
    # Qt is loaded only once the window is wanted
    from ui.desktop import run

    return run(args.case, read_settings())


def demo_(args: argparse.Namespace) -> int:
    """Build the sample case where there is none yet, and open it."""
    settings = read_settings()
    path = args.case or settings.models.parent / "northwind.case"
    built = _build(path, settings)
    if args.json:
        answer({"case": str(built)})
    elif args.no_window:
        say(f"The sample case is {built}.")
    if args.no_window:
        return 0
    from ui.desktop import run  # as above

    return run(built, settings)


def _build(path: Path, settings: Settings) -> Path:
    # scoring and the core are not needed to show help
    from gnn.client import Worker

    from gnn import casework
    from investigator import operations
    from investigator.cases.case import Case
    from investigator.progress import Tick
    from investigator.sample import sample_case

    progress = Progress()
    path.parent.mkdir(parents=True, exist_ok=True)
    with Worker() as worker:

        def score(case: Case, tick: Tick) -> None:
            casework.score_case(case, operations.columns(case, tick), worker, "", tick)

        built = sample_case(path, settings.examiner, score, progress)
    progress.clear()
    return built
