"""The proofs of a case, held against themselves and against the evidence they cover: offline, whenever it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from investigator.chain.proofs import covering
from investigator.chain.proofs.fields import ProofError, bytes_of
from investigator.chain.proofs.proof import Proven, check
from investigator.data.connection import Db
from investigator.data.queries import proofs
from investigator.data.queries.proofs import Held
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.progress import Tick, silent


@dataclass(frozen=True)
class Mark:
    """The proof of a transfer's transaction; `shows` says whether it shows the transfer itself.

    `wrong` says how it contradicts the transfer, or is ''. `sha256` is of the document.
    """

    block: int
    block_hash: str
    sha256: str
    shows: bool
    wrong: str = ""


def misfits(db: Db, tick: Tick = silent) -> list[Misfit]:
    """What does not fit the proofs, the first of each table: the documents themselves, blocks, transactions, transfers."""
    first: dict[str, Misfit] = {}
    for done, held in enumerate(proofs.proofs(db)):
        tick(done, None, "Checking proofs")
        for problem in _problems(db, held):
            first.setdefault(problem.where, problem)
    return list(first.values())


def contradicted(db: Db, held: Held) -> list[Misfit]:
    """What of the evidence a proof of the case contradicts."""
    return list(_problems(db, held))


def marks(store: Store, transfers: Iterable[int]) -> dict[int, Mark]:
    """What proofs say of these transfers; those whose transaction is not proved are left out."""
    found: dict[int, Mark] = {}
    judged: dict[int, tuple[covering.Judged, Held]] = {}
    with store.reading() as db:
        for transfer, held in proofs.of_transfers(store, transfers):
            if held.id not in judged:
                try:
                    proven = _checked(held)
                except ProofError:
                    continue  # `verify` says so; nothing is proved by it
                legs = proofs.legs(db, held.chain, held.tx_hash)
                judged[held.id] = covering.judge(proven, legs), held
            verdict, proof = judged[held.id]
            wrong = verdict.wrong.get(transfer, "")
            found[transfer] = Mark(
                proof.block,
                "0x" + proof.block_hash.hex(),
                sha256(proof.body),
                transfer in verdict.shown,
                wrong,
            )
    return found


def sha256(body: str) -> str:
    """The hash of a proof, as of a file that holds it."""
    return hashlib.sha256(body.encode()).hexdigest()


def _checked(held: Held) -> Proven:
    """Raises `ProofError` if the document is no proof, or not the one that its row says."""
    try:
        document = held.body.encode()
    except UnicodeEncodeError as error:
        raise ProofError("The document is no UTF-8 text.") from error
    proven = check(document)
    told = proven.document
    row = (held.chain, held.block, held.tx_index, held.tx_hash, held.block_hash)
    if row != (
        told.chain,
        proven.block,
        told.index,
        bytes_of(told.transaction_hash),
        bytes_of(told.block_hash),
    ):
        raise ProofError("Its row says something else than the document.")
    return proven


def _problems(db: Db, held: Held) -> Iterator[Misfit]:
    try:
        proven = _checked(held)
    except ProofError as error:
        yield Misfit("proof", held.id, str(error).rstrip("."))
        return
    if not held.stands:
        return  # it still proves what was seen; the rows it covers were replaced with it
    name = "0x" + held.tx_hash.hex()
    for row, digest, parent, time in proofs.blocks_at(db, held.chain, held.block):
        header = proven.document.header
        if (digest, parent, time) != (held.block_hash, bytes_of(header.parent_hash), proven.time):
            yield Misfit("block", row, f"it is not the block that the proof of {name} is of")
    sent = proven.transaction
    for tx in proofs.sent(db, held.chain, held.tx_hash):
        told = (tx.block, tx.tx_index, tx.value, tx.sender, tx.nonce)
        nonce = tx.nonce if sent.nonce is None else sent.nonce
        if told != (held.block, held.tx_index, sent.value, sent.sender or tx.sender, nonce):
            yield Misfit("chain_transaction", tx.id, f"it is not as the proof of {name} shows it")
    for row, ok in proofs.outcomes(db, held.chain, held.tx_hash):
        if None not in {ok, proven.receipt.status} and ok == proven.receipt.failed:
            yield Misfit("receipt", row, f"its outcome is not the one that the proof of {name} shows")
    judged = covering.judge(proven, proofs.legs(db, held.chain, held.tx_hash))
    for transfer, reason in sorted(judged.wrong.items()):
        yield Misfit("transfer", transfer, f"by the proof of {name}, {reason}")
