"""Signing the journal in batches, and checking who signed what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from investigator.cases.custody import merkle
from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.custody.statement import ED25519, EIP712, Statement, read
from investigator.data import custody, ledger
from investigator.data.connection import Db
from investigator.data.custody import SignatureRow
from investigator.data.ledger import GENESIS
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.settings import TOOL

VERB = "examiner"
"""The journal line that introduces a key before its first signature."""


@dataclass(frozen=True)
class Signer:
    """Whose key signed how many lines, up to which."""

    who: str
    scheme: str
    key: str
    lines: int
    last: int


def sign(store: Store, key: ExaminerKey, who: str) -> SignatureRow | None:
    """Sign all journal lines that are not signed yet; `None` if there are none.

    A key's first signature is preceded by a journal line that introduces it, so that the chain itself says
    who was to sign. One batch is what was done since the last signature: a session, where each ends with one.
    """
    with store.reading() as db:
        last = custody.last_signature(db)
        done = last.last_seq if last else 0
        if ledger.head(db).seq <= done:
            return None
        known = key.public in introduced(db)
    if not known:
        with store.recorded(VERB) as recording:
            recording.body = {"key": key.public, "scheme": key.scheme, "who": who}
    with store.transaction() as db:
        row = _next(db, key, who, store.seconds(), last)
        custody.keep_signature(db, row)
    return row


def _next(db: Db, key: ExaminerKey, who: str, now: int, last: SignatureRow | None) -> SignatureRow:
    first, head = (last.last_seq + 1 if last else 1), ledger.head(db)
    hashes = custody.line_hashes(db, first, head.seq)
    statement = Statement(
        case=custody.line_hashes(db, 1, 1)[0],
        first=first,
        last=head.seq,
        root=merkle.root(hashes),
        head=head.hash,
        previous=last.hash if last else GENESIS,
        who=who,
        tool=TOOL,
        signed_at=now,
        scheme=key.scheme,
        key=key.public,
    )
    draft = SignatureRow(
        last.id + 1 if last else 1, first, head.seq, statement.text(), key.sign(statement), ""
    )
    return SignatureRow(**{**draft.__dict__, "hash": draft.expected_hash()})


def introduced(db: Db) -> dict[str, int]:
    """Keys that the journal introduces, each with the number of the line."""
    found: dict[str, int] = {}
    for seq, text in db.execute(
        "SELECT seq, body FROM journal WHERE verb = ? ORDER BY seq", [VERB]
    ).fetchall():
        try:
            key = json.loads(text).get("key")
        except (ValueError, AttributeError, RecursionError):
            continue
        if isinstance(key, str):
            found.setdefault(key, int(seq))
    return found


def signers(db: Db) -> list[Signer]:
    """Who signed, in the order of their first signatures. What does not read is `misfits`' to tell."""
    found: dict[str, Signer] = {}
    for row in custody.signatures(db):
        try:
            said = read(row.statement)
        except ValueError:
            continue
        before = found.get(said.key)
        lines = said.last - said.first + 1 + (before.lines if before else 0)
        found[said.key] = Signer(said.who, said.scheme, said.key, lines, said.last)
    return list(found.values())


def unsigned(db: Db) -> int:
    """Journal lines after the last signature."""
    last = custody.last_signature(db)
    return ledger.head(db).seq - (last.last_seq if last else 0)


def misfits(db: Db, expected: Sequence[str] = ()) -> list[Misfit]:
    """The first signature that does not fit the journal, the one before it, its key, or the keys `expected`."""
    return next(([Misfit("signature", row, reason)] for row, reason in _wrong(db, expected)), [])


def _wrong(db: Db, expected: Sequence[str]) -> Iterator[tuple[int, str]]:
    keys, head = introduced(db), ledger.head(db)
    case, done, previous = custody.line_hashes(db, 1, 1), 0, GENESIS
    for number, row in enumerate(custody.signatures(db), start=1):
        try:
            said = read(row.statement)
        except ValueError as error:
            yield row.id, f"the statement cannot be read: {error}"
            return
        hashes = custody.line_hashes(db, said.first, said.last)
        checks = {
            "a signature before it is missing": row.id == number,
            "the row does not match its hash": row.hash == row.expected_hash(),
            "the row names other lines than its statement": (row.first_seq, row.last_seq)
            == (said.first, said.last),
            "it does not follow the signature before it": (said.first, said.previous)
            == (done + 1, previous),
            "it is of another case": [said.case] == case,
            f"journal lines that it covers are missing: line {head.seq + 1} is the first": said.last
            <= head.seq,
            "the journal lines are not those that were signed": _covers(said, hashes),
            "no journal line introduces the key that signed": keys.get(said.key, head.seq + 1) <= said.last,
            "the key is not one of those expected": not expected or said.key in expected,
            "the signature is not by the key that it names": holds(said, row.signature),
        }
        for reason, fits in checks.items():
            if not fits:
                yield row.id, reason
        done, previous = said.last, row.hash


def _covers(said: Statement, hashes: Sequence[str]) -> bool:
    """Whether a statement is of lines with these hashes, which may have been made anything."""
    try:
        return merkle.root(hashes) == said.root and hashes[-1] == said.head
    except (ValueError, IndexError):
        return False


def holds(said: Statement, signature: str) -> bool:
    """Whether the key that a statement names has signed it."""
    try:
        made = bytes.fromhex(signature)
        if said.scheme == ED25519:
            return _edwards(said, made)
        return said.scheme == EIP712 and _ethereum(said, made)
    except ValueError:
        return False


def _edwards(said: Statement, made: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(said.key)).verify(made, said.message())
    except InvalidSignature:
        return False
    return True


def _ethereum(said: Statement, made: bytes) -> bool:
    # Ethereum's accounts take most of a second to load: only where such a key has signed
    from eth_account import Account
    from eth_account.messages import encode_typed_data
    from eth_keys.exceptions import BadSignature

    if len(made) != 65:
        return False
    try:
        signer = Account.recover_message(encode_typed_data(full_message=said.typed_data()), signature=made)
    except BadSignature:
        return False
    return str(signer).lower() == said.key
