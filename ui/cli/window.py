"""`open` and `demo`: the ways into the window."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from investigator.errors import Trouble
from investigator.settings import Settings, read_settings
from ui.cli.output import Progress, answer, say


def open_(args: argparse.Namespace) -> int:
    """Open the window, on a case if one is named."""
    return _show(args.case, read_settings())


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
    return _show(built, settings)


def _show(path: Path | None, settings: Settings) -> int:
    """Open the window. Raises `Trouble` where there is no screen, on which Qt would abort."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform.startswith("linux") and not platform:
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            raise Trouble(
                "There is no screen to open the window on; use the command line, or a virtual screen."
            )
    # Qt is loaded only once the window is wanted
    from ui.desktop import run

    return run(path, settings)


def _build(path: Path, settings: Settings) -> Path:
    # scoring and the core are not needed to show help
    from gnn import casework
    from gnn.client import Worker
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
