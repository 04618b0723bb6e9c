"""Time stamps of a case's head: since when the journal has been as it is, by somebody else's word."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from investigator.chain.stamping import ots, post, rfc3161
from investigator.data import custody, ledger
from investigator.data.connection import Db
from investigator.data.custody import StampRow
from investigator.data.ledger import canonical
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.errors import Trouble


@dataclass(frozen=True)
class Stamped:
    """What a time stamp comes to: lines up to `seq` were there by then. `open` says what it does not prove yet."""

    row: int
    seq: int
    kind: str
    authority: str
    sentence: str
    open: str


def target(db: Db) -> tuple[int, str]:
    """The number of the last line, and what a time stamp of the case covers, as canonical JSON."""
    head, signed = ledger.head(db), custody.last_signature(db)
    if not head.seq:
        raise Trouble("The case's journal is empty; there is nothing to stamp.")
    said = {"seq": head.seq, "head": head.hash, "signature": signed.hash if signed else ""}
    return head.seq, canonical(said)


def stamp(store: Store, url: str, kind: str = rfc3161.KIND, roots: str = "") -> StampRow:
    """Have the head of the journal and its newest signature stamped by the authority at `url`.

    `roots` are the certificates, in PEM, that its own must lead to; the answer is checked before it is kept.
    Raises `Trouble` if there is no answer, or it does not hold.
    """
    with store.reading() as db:
        seq, said = target(db)
    token = _ask(url, kind, said)
    draft = StampRow(0, seq, kind, post.shown(url), said, token, roots, store.seconds())
    try:
        _look(draft)
    except ValueError as wrong:
        raise Trouble(f"The answer of {post.shown(url)} is not taken: {wrong}.") from wrong
    return _keep(store, draft)


def upgrade(store: Store) -> list[StampRow]:
    """Ask the calendars of OpenTimestamps for what they have committed since; the new proofs are kept beside the old."""
    with store.reading() as db:
        rows = [row for row in custody.stamps(db) if row.kind == ots.KIND]
    made = []
    for target_text in dict.fromkeys(row.target for row in rows):
        newest = [row for row in rows if row.target == target_text][-1]
        if any(one.height is not None for one in ots.look(newest.token, _digest(target_text))):
            continue
        more = ots.upgrade(newest.token)
        if more is not None:
            made.append(_keep(store, replace(newest, token=more, stamped_at=store.seconds())))
    return made


def _ask(url: str, kind: str, said: str) -> bytes:
    if kind == rfc3161.KIND:
        return rfc3161.ask(url, said.encode())
    if kind == ots.KIND:
        return ots.ask(url, _digest(said))
    raise Trouble(f"Time stamps are of the kind {rfc3161.KIND} or {ots.KIND}, not {kind}.")


def _digest(said: str) -> bytes:
    return hashlib.sha256(said.encode()).digest()


def _keep(store: Store, draft: StampRow) -> StampRow:
    with store.transaction() as db:
        numbered = replace(draft, id=custody.next_stamp(db))
        row = replace(numbered, hash=numbered.expected_hash())
        custody.keep_stamp(db, row)
    return row


def stamped(db: Db) -> list[Stamped]:
    """What the time stamps that hold come to; those that do not are `misfits`' to tell."""
    found = []
    for row in custody.stamps(db):
        try:
            found.append(_look(row))
        except (ValueError, Trouble):
            continue
    return found


def says(row: StampRow) -> str:
    """What a time stamp says, whoever signed it: the same words whenever they are read."""
    try:
        return _look(replace(row, roots="")).sentence
    except (ValueError, Trouble):
        return "It cannot be read"


def misfits(db: Db) -> list[Misfit]:
    """The first time stamp that does not hold, or is of another journal."""
    return next(([Misfit("time_stamp", row, reason)] for row, reason in _wrong(db)), [])


def _wrong(db: Db) -> Iterator[tuple[int, str]]:
    signatures = {row.hash for row in custody.signatures(db)} | {""}
    for number, row in enumerate(custody.stamps(db), start=1):
        if row.id != number:
            yield row.id, "a time stamp before it is missing"
        if row.hash != row.expected_hash():
            yield row.id, "the row does not match its hash"
        try:
            said = json.loads(row.target)
            head = custody.line_hashes(db, said["seq"], said["seq"])
            if [said["head"]] != head or said["seq"] != row.seq or said["signature"] not in signatures:
                yield row.id, "the journal is not the one that was stamped"
            _look(row)
        except (ValueError, TypeError, KeyError, RecursionError, Trouble) as wrong:
            yield row.id, f"the time stamp cannot be checked: {wrong}"


def _look(row: StampRow) -> Stamped:
    """Raises `ValueError` if the time stamp does not hold."""
    if row.kind == rfc3161.KIND:
        try:
            seen = rfc3161.look(row.token, row.target.encode(), row.roots)
        except Trouble as wrong:
            raise ValueError(str(wrong)) from wrong
        words = (
            f"Lines up to {row.seq} were there on {seen.at:%Y-%m-%d %H:%M:%S} UTC, says {seen.authority}"
        )
        missing = "" if seen.trusted else "no root certificate was given, so who signed it was not checked"
        return Stamped(row.id, row.seq, row.kind, row.authority, words, missing)
    if row.kind != ots.KIND:
        raise ValueError("a time stamp of a kind that is not known here")
    anchors = ots.look(row.token, _digest(row.target))
    first = next((one for one in anchors if one.height is not None), None)
    if first:
        words = f"Lines up to {row.seq} were there before Bitcoin's block {first.height}"
        missing = f"compare that block's Merkle root with {first.root}"
        return Stamped(row.id, row.seq, row.kind, row.authority, words, missing)
    if not anchors:
        raise ValueError("the proof leads nowhere")
    words = f"Lines up to {row.seq} are with the calendar {anchors[0].calendar}"
    return Stamped(row.id, row.seq, row.kind, row.authority, words, "it is not in Bitcoin's chain yet")
