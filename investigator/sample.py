"""The sample case: a made-up theft, imported, labelled in part and laid out, to try everything on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from investigator.address import canonical
from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import (
    SetExhibits,
    SetFinding,
    SetLabels,
    SetNote,
    SetSeeds,
    SetTitle,
    Show,
    Together,
)
from investigator.cases.facts import Finding
from investigator.data.queries import accounts, transfers
from investigator.data.queries.transfers import Where
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.records import Address, Label, Tier

NAME = "northwind.case"
FOLDER = Path(__file__).resolve().parents[1] / "sample_data" / "northwind"

Step = Callable[[Case, Tick], object]
"""Something done to the case while it is built, such as scoring it, which the core cannot do by itself."""


class _Labelled(msgspec.Struct, frozen=True):
    address: str
    text: str
    category: str
    confidence: int
    illicit: bool | None
    source: str


class _Found(msgspec.Struct, frozen=True):
    key: str
    tier: Tier
    title: str
    text: str
    accounts: tuple[str, ...]
    transfers: tuple[str, ...]


class _Analysis(msgspec.Struct, frozen=True):
    """What `annotations.json` holds; transfers are named by the hash of their transaction."""

    title: str
    question: str
    seeds: tuple[str, ...]
    labels: tuple[_Labelled, ...]
    notes: dict[str, str]
    exhibits: tuple[str, ...]
    findings: tuple[_Found, ...]
    chart: tuple[str, ...]


def sample_case(
    target: Path,
    who: str = "examiner",
    score: Step | None = None,
    tick: Tick = silent,
    folder: Path = FOLDER,
) -> Path:
    """Build the sample case at `target`, whole or not at all; one that is there already is left as it is.

    `score` scores it before it is annotated. Raises `Trouble` if the story's files are not at hand.
    """
    if target.exists():
        return target
    files = [folder / name for name in ("transfers.csv", "labels.csv")]
    analysis = _read(folder / "annotations.json", files)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, ignore_cleanup_errors=True) as place:
        path = Path(place) / target.name
        # only who makes it pays for what reads files; a window that starts asks for its name
        from investigator.chain.files import open_sources
        from investigator.chain.ingest import ingest
        from investigator.chain.source import ImportOptions

        with Case.create(path, who) as case:
            ingest(case.store, open_sources(files, ImportOptions(), tick), tick)
            if score:
                score(case, tick)
            tick(0, None, "Putting down what is known so far")
            annotate(case, analysis)
        os.replace(path, target)
    return target


def _read(path: Path, others: Iterable[Path]) -> _Analysis:
    lost = [one.name for one in (path, *others) if not one.is_file()]
    if lost:
        raise Trouble(
            f"The sample case is made from {path.parent}, where {', '.join(lost)} is missing; "
            "run this from a clone of the project."
        )
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Analysis)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Trouble(
            f"{path} is not what it was: {error}; write it again with `python sample_data/make.py`."
        ) from error


def annotate(case: Case, analysis: _Analysis) -> None:
    """Do to the case what the analyst has done so far, as edits that can be undone."""
    shown = accounts.find(case.store, map(canonical, analysis.chart)).values()
    case.do(SetTitle(analysis.title, analysis.question))
    seeds = SetSeeds(tuple(map(canonical, analysis.seeds)))
    why = "the money's way, and some of those it passed"
    case.do(Together((seeds, Show(AccountSet.of(shown), why=why)), "Lay out the money's way"))
    case.do(Together(tuple(_labels(analysis)), f"Label {len(analysis.labels)} accounts"))
    for address, text in analysis.notes.items():
        case.do(SetNote(canonical(address), text))
    case.do(SetExhibits(_rows(case, analysis.exhibits)))
    for found in analysis.findings:
        rests = (tuple(map(canonical, found.accounts)), _rows(case, found.transfers))
        case.do(SetFinding(found.key, Finding(found.title, found.text, found.tier, *rests)))


def _labels(analysis: _Analysis) -> Iterable[SetLabels]:
    labels: dict[Address, tuple[Label, ...]] = {}
    for one in analysis.labels:
        said = Label(
            one.text, one.category, confidence=one.confidence, source=one.source, illicit=one.illicit
        )
        address = canonical(one.address)
        labels[address] = (*labels.get(address, ()), said)
    return [SetLabels(address, said) for address, said in labels.items()]


def _rows(case: Case, hashes: Iterable[str]) -> tuple[int, ...]:
    """The first transfer of each of these transactions."""
    return tuple(transfers.page(case.store, Where(text=one), limit=1)[0].id for one in hashes)
