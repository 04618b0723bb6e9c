"""Models beside a case: those that scored it, to be handed over with it, and whether they are still what they were."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gnn.shelf import CARD, NUMBERS, SIGNATURE, Shelf
from investigator.data.queries import results
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.errors import Trouble

Files = dict[str, bytes]


def models_of(store: Store, folder: Path) -> dict[str, Files]:
    """The files of each model that scored and is at hand, by its id. `folder` is the user's shelf."""
    found: dict[str, Files] = {}
    for model, made in _scored(store).items():
        files = _files(folder, model)
        if files and NUMBERS in files and {hashlib.sha256(files[NUMBERS]).hexdigest()} == made:
            found[model] = files
    return found


def model_misfits(store: Store, folder: Path) -> tuple[list[Misfit], list[str], list[str]]:
    """Whether each model that scored is the very one on the shelf: what does not fit, what was checked, what was not."""
    wrong, done, left = list[Misfit](), list[str](), list[str]()
    for model, made in _scored(store).items():
        files = _files(folder, model)
        if files is None:
            left.append(f"Model {model}: it is not on this machine's shelf")
            continue
        reason = _wrong(files, made, folder, model)
        if reason:
            wrong.append(Misfit(f"model {model}", None, reason))
        else:
            done.append(f"Model {model} against its signature and the scores that it made")
    return wrong, done, left


def _wrong(files: Files, made: set[str], folder: Path, model: str) -> str:
    """Which file of a model is not what it was, and why; '' if all are."""
    if NUMBERS not in files:
        return f"{NUMBERS} is missing or cannot be read"
    if {hashlib.sha256(files[NUMBERS]).hexdigest()} != made:
        return f"{NUMBERS} is not the file that scored"
    try:
        Shelf(folder).load(model)
    except Trouble as trouble:  # the numbers are what they were, so that it is one of the other two
        return f"{CARD} or {SIGNATURE} is not as it was: {str(trouble).rstrip('.')}"
    return ""


def _scored(store: Store) -> dict[str, set[str]]:
    """The hashes under which each model scored."""
    found: dict[str, set[str]] = {}
    for run in results.runs(store):
        found.setdefault(str(run["model"]), set()).add(str(run["model_hash"]))
    return found


def _files(folder: Path, model: str) -> Files | None:
    """The files of a model, whatever state they are in; `None` if it is not there."""
    shelf = Shelf(folder)
    try:
        path = shelf.find(model)
    except Trouble:
        return None
    try:
        return {
            name: (path / name).read_bytes()
            for name in (CARD, NUMBERS, SIGNATURE)
            if (path / name).is_file()
        }
    except OSError:
        return {}
