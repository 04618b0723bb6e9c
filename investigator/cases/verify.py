"""Check that a case file is what its journal says it is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyarrow as pa

from investigator.cases import journal
from investigator.data import evidence, ledger
from investigator.data.connection import Db, named, one
from investigator.data.evidence import EVIDENCE, Misfit
from investigator.data.queries import results
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick, silent


def verify(store: Store, tick: Tick = silent) -> list[Misfit]:
    """What does not fit, at most the first of each table: an empty list means that all does.

    Checked are the chain of the journal, every evidence row against its digest and seal, every
    acquisition against the journal line that announced it, kept raw answers against their hashes,
    and every run of scores against its seal.
    """
    problems: list[Misfit] = []
    steps = len(EVIDENCE) + 3
    with store.reading() as db:
        tick(0, steps, "Checking the journal")
        problems += journal.chain_misfits(ledger.lines(db))
        for done, table in enumerate(EVIDENCE, start=1):
            tick(done, steps, f"Checking {table.name.replace('_', ' ')} rows")
            problems += evidence.misfits(db, table.name)
        tick(steps - 2, steps, "Checking acquisitions")
        problems += evidence.broken_acquisitions(db) + _unannounced(db)
        tick(steps - 1, steps, "Checking raw answers and scores")
        problems += _raw_answers(db) + _runs(db)
    tick(steps, steps, "Checked")
    return problems


def verify_file(path: Path, tick: Tick = silent) -> list[Misfit]:
    """Check a case file. One too damaged to open is a problem of its own, not an error."""
    if not path.is_file():
        raise Trouble(f"There is no case file {path}.")
    try:
        store = Store(path)
    except Trouble as trouble:
        if "damaged" not in str(trouble):
            raise
        return [Misfit("file", None, str(trouble))]
    try:
        return verify(store, tick)
    except Trouble as trouble:
        return [Misfit("file", None, str(trouble))]
    finally:
        store.close()


def _unannounced(db: Db) -> list[Misfit]:
    """Acquisitions and journal lines that do not tell the same story."""
    announced = {
        body["acquisition"]: body
        for (text,) in db.execute("SELECT body FROM journal WHERE verb = 'import' ORDER BY seq").fetchall()
        if "acquisition" in (body := json.loads(text))
    }
    for row in named(db, "SELECT id, sha256, seal FROM acquisition ORDER BY id"):
        said = announced.pop(row["id"], None)
        if said is None:
            return [Misfit("acquisition", row["id"], "no journal line announces it")]
        if (said.get("sha256"), said.get("seal")) != (row["sha256"], row["seal"]):
            return [Misfit("acquisition", row["id"], "its hashes are not those of its journal line")]
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
                sql = "SELECT size, content FROM raw_answer WHERE sha256 = ? AND part = ?"
                size, content = one(db, sql, [name, part]) or (0, b"")
                seal.update(codec.decompress(content, decompressed_size=size))
        except (OSError, ValueError):
            return [Misfit("raw_answer", None, f"the answer {name[:16]}… cannot be unpacked")]
        if seal.hexdigest() != name:
            return [Misfit("raw_answer", None, f"the answer {name[:16]}… does not match its hash")]
    return []


def _runs(db: Db) -> list[Misfit]:
    said = {
        body.get("run"): body
        for (text,) in db.execute("SELECT body FROM journal WHERE verb = 'score'").fetchall()
        if (body := json.loads(text))
    }
    for row in named(db, "SELECT * FROM score_run ORDER BY id"):
        line = said.get(row["id"])
        if line is None:
            return [Misfit("score_run", row["id"], "no journal line announces it")]
        facts = ("model", "model_hash", "input_hash", "seal")
        if any(line.get(key) != row[key] for key in facts):
            return [Misfit("score_run", row["id"], "it is not the run that its journal line announced")]
        if results.run_seal(db, row["id"]) != row["seal"]:
            return [Misfit("score", row["id"], "the scores of this run do not match its seal")]
    return []
