"""What a verification covers, and what it leaves open: said with it, so that nobody takes it for more."""

from __future__ import annotations

from collections.abc import Sequence

from investigator.cases.custody import signing, stamping
from investigator.data import custody
from investigator.data.connection import Db, one
from investigator.data.evidence import EVIDENCE


def covered(db: Db, keys: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Sentences on what is checked in this case, and on what cannot be from the case alone."""
    done, left = _kept(db)
    signed = signing.signers(db)
    for one_ in signed:
        done.append(f"{one_.lines:,} journal lines signed by '{one_.who}' ({one_.scheme} {one_.key})")
    if signed and not keys:
        left.append("Whose the keys are: compare them with what their owners say, or name them with --key")
    open_lines = signing.unsigned(db)
    if open_lines:
        left.append(f"{open_lines:,} journal lines that nobody has signed")
    for stamp in stamping.stamped(db):
        done.append(stamp.sentence)
        if stamp.open:
            left.append(f"Time stamp {stamp.row}: {stamp.open}")
    if not custody.stamps(db):
        left.append("Since when the journal has been as it is: there is no time stamp")
    return done, left


def _kept(db: Db) -> tuple[list[str], list[str]]:
    count = {name: _count(db, name) for name in ("journal", "acquisition", "proof", "score_run", "lesson")}
    rows = sum(_count(db, table.name) for table in EVIDENCE)
    kept = _number(db, "SELECT count(DISTINCT sha256) FROM raw_answer")
    bare = _number(
        db,
        "SELECT count(*) FROM acquisition WHERE bytes > 0 AND sha256 NOT IN (SELECT sha256 FROM raw_answer)",
    )
    done = [
        f"{count['journal']:,} journal lines, each following the one before it",
        f"{rows:,} evidence rows of {count['acquisition']:,} acquisitions, each against its hash and seal",
        f"{kept:,} raw answers against their hashes",
    ]
    done += [f"{count['proof']:,} Merkle proofs against their block headers"] * bool(count["proof"])
    done += [f"{count['score_run']:,} runs of scores against their seals"] * bool(count["score_run"])
    done += [f"{count['lesson']:,} lessons of models against their seals"] * bool(count["lesson"])
    left = [f"{bare:,} acquisitions whose raw answer is not kept in the case"] * bool(bare)
    left += ["Whether scores follow from the evidence: investigator replay works that out"] * bool(
        count["score_run"]
    )
    return done, left


def _count(db: Db, table: str) -> int:
    return _number(db, f"SELECT count(*) FROM {table}")  # noqa: S608 - names are those above


def _number(db: Db, sql: str) -> int:
    found = one(db, sql)
    return int(found[0]) if found else 0
