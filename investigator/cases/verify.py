"""Check that a case file is what its journal says it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from investigator.cases import covering, grafting, journal
from investigator.cases.custody import signing, stamping
from investigator.data import answers, grafts, ingestion, ledger, sealing
from investigator.data.connection import Db, named, one
from investigator.data.evidence import EVIDENCE
from investigator.data.queries import lessons, results
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.data.untouched import untouched
from investigator.errors import Trouble
from investigator.progress import Tick, silent


@dataclass(frozen=True)
class Verification:
    """What does not fit, what was checked, and what could not be; each of the latter two a sentence."""

    problems: list[Misfit]
    checked: list[str]
    unchecked: list[str]


def verify(store: Store, tick: Tick = silent, keys: Sequence[str] = ()) -> list[Misfit]:
    """What does not fit, at most the first of each table: an empty list means that all does.

    Checked are the chain of the journal, every evidence row against its digest and seal, every
    acquisition against the journal line that announced it, raw answers that are said to be kept against
    their hashes, every run of scores and every lesson against its seal and its journal line, every proof
    against its block header and the rows it covers, every signature against the lines that it signs, and every
    time stamp against what it stamps. Where `keys` are given, nobody else may have signed.
    """
    # Ethereum's encodings take a fifth of a second to load: not at start-up, but when there is something to check
    from investigator.cases import proofs

    problems: list[Misfit] = []
    steps = len(EVIDENCE) + 3
    with store.reading() as db:
        tick(0, steps, "Checking the journal")
        lines = list(ledger.lines(db))
        problems += journal.chain_misfits(lines) or grafting.misfits(lines, grafts.stretches(db))
        for done, table in enumerate(EVIDENCE, start=1):
            tick(done, steps, f"Checking {table.name.replace('_', ' ')} rows")
            problems += sealing.misfits(db, table.name)
        tick(steps - 2, steps, "Checking acquisitions")
        problems += sealing.broken_acquisitions(db) + _unannounced(db)
        tick(steps - 1, steps, "Checking raw answers and scores")
        problems += (_raw_answers(db) or _missing_answers(db)) + _runs(db) + _lessons(db)
        problems += proofs.misfits(db, tick)
        problems += signing.misfits(db, keys) + stamping.misfits(db)
    tick(steps, steps, "Checked")
    return problems


def verify_file(path: Path, tick: Tick = silent, keys: Sequence[str] = ()) -> Verification:
    """Check a case file, and say what was looked at. One too damaged to open is a problem of its own, not an error."""
    if not path.is_file():
        raise Trouble(f"There is no case file {path}.")
    try:
        with untouched(path) as store:
            return _examined(store, tick, keys)
    except Trouble as trouble:
        if "damaged" not in str(trouble):
            raise
        return Verification([Misfit("file", None, str(trouble))], [], [])


def _examined(store: Store, tick: Tick, keys: Sequence[str]) -> Verification:
    try:
        return examine(store, tick, keys)
    except Trouble as trouble:
        return Verification([Misfit("file", None, str(trouble))], [], [])


def examine(store: Store, tick: Tick = silent, keys: Sequence[str] = ()) -> Verification:
    """As `verify`, with what was checked, and what could not be."""
    problems = verify(store, tick, keys)
    with store.reading() as db:
        checked, unchecked = covering.covered(db, keys)
    return Verification(problems, checked, unchecked)


def _announced(db: Db, verb: str, key: str) -> dict[int, dict[str, Any]]:
    """Bodies of journal lines by the number they announce; a line that cannot be read announces nothing."""
    found: dict[int, dict[str, Any]] = {}
    for (text,) in db.execute("SELECT body FROM journal WHERE verb = ? ORDER BY seq", [verb]).fetchall():
        try:
            body = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(body, dict) and isinstance(body.get(key), int):
            found[body[key]] = body
    return found


def _unannounced(db: Db) -> list[Misfit]:
    """Acquisitions and journal lines that do not tell the same story."""
    announced = _announced(db, "import", "acquisition")
    for row in named(db, "SELECT * FROM acquisition ORDER BY id"):
        said = announced.pop(row["id"], None)
        if said is None:
            return [Misfit("acquisition", row["id"], "no journal line announces it")]
        if (said.get("sha256"), said.get("seal")) != (row["sha256"], row["seal"]):
            return [Misfit("acquisition", row["id"], "its hashes are not those of its journal line")]
        now = {**row, "terms": ingestion.terms(row)}
        if any(said.get(key, now[key]) != now[key] for key in ("source", "kind", "terms")):
            return [Misfit("acquisition", row["id"], "its description is not that of its journal line")]
    if announced:
        return [Misfit("acquisition", min(announced), "announced by the journal, but missing")]
    return []


def _raw_answers(db: Db) -> list[Misfit]:
    codec = pa.Codec("zstd")
    for (name,) in db.execute("SELECT DISTINCT sha256 FROM raw_answer ORDER BY 1").fetchall():
        seal = hashlib.sha256()
        count = one(db, "SELECT count(*) FROM raw_answer WHERE sha256 = ?", [name]) or (0,)
        try:
            for part in range(count[0]):
                sql = (
                    "SELECT size, content FROM raw_answer WHERE sha256 = ? AND part = ? AND codec = 'zstd'"
                )
                size, content = one(db, sql, [name, part]) or (0, b"")
                if not 0 <= size <= answers.PART:
                    raise ValueError("a part of impossible size")
                seal.update(codec.decompress(content, decompressed_size=size))
        except (OSError, ValueError):
            return [Misfit("raw_answer", None, f"the answer {name[:16]}… cannot be unpacked")]
        if seal.hexdigest() != name:
            return [Misfit("raw_answer", None, f"the answer {name[:16]}… does not match its hash")]
    return []


def _missing_answers(db: Db) -> list[Misfit]:
    """Acquisitions that say that their raw answer is kept, while it is not."""
    rows = db.execute(
        "SELECT id FROM acquisition WHERE contains(request, '\"raw_kept\":true') AND bytes > 0 "
        "AND sha256 NOT IN (SELECT sha256 FROM raw_answer) ORDER BY id LIMIT 1"
    ).fetchall()
    return [Misfit("raw_answer", None, f"the answer of acquisition {row[0]} is missing") for row in rows]


def _runs(db: Db) -> list[Misfit]:
    announced = _announced(db, "score", "run")
    for row in named(db, "SELECT * FROM score_run ORDER BY id"):
        line = announced.pop(row["id"], None)
        if line is None:
            return [Misfit("score_run", row["id"], "no journal line announces it")]
        facts = ("model", "model_hash", "input_hash", "seal")
        if (
            any(line.get(key) != row[key] for key in facts)
            or line.get("at", row["done_at"]) != row["done_at"]
        ):
            return [Misfit("score_run", row["id"], "it is not the run that its journal line announced")]
        if results.run_seal(db, row["id"]) != row["seal"]:
            return [Misfit("score", row["id"], "the scores of this run do not match its seal")]
    if announced:
        return [Misfit("score_run", min(announced), "announced by the journal, but missing")]
    return []


def _lessons(db: Db) -> list[Misfit]:
    """What taught models, and the journal lines that say so."""
    announced = _announced(db, "train", "lesson")
    for row in named(db, "SELECT * FROM lesson ORDER BY id"):
        line = announced.pop(row["id"], None)
        if line is None:
            return [Misfit("lesson", row["id"], "no journal line announces it")]
        same = {"model": "model", "model_hash": "model_hash", "input_hash": "graph", "seal": "seal"}
        same |= {"labels_hash": "labels", "features_hash": "features", "started_from": "started_from"}
        same |= {"at": "done_at"} if "at" in line else {}
        if any(line.get(said) != row[kept] for said, kept in same.items()):
            return [Misfit("lesson", row["id"], "it is not the lesson that its journal line announced")]
        if lessons.lesson_seal(db, row["id"]) != row["seal"]:
            return [Misfit("lesson_label", row["id"], "the labels of this lesson do not match its seal")]
    if announced:
        return [Misfit("lesson", min(announced), "announced by the journal, but missing")]
    stray = one(db, "SELECT min(lesson) FROM lesson_label WHERE lesson NOT IN (SELECT id FROM lesson)")
    if stray and stray[0] is not None:
        return [Misfit("lesson_label", stray[0], "labels of a lesson that there is not")]
    return []
