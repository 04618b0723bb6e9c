"""Proving transactions of a case: each to its block's header, by a document that is kept as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from investigator.cases import proofs as checks
from investigator.cases.case import Case
from investigator.chain.ingest import ingest
from investigator.chain.proofs.asking import ask
from investigator.chain.proofs.fields import ProofError, bytes_of
from investigator.chain.proofs.finding import Findings
from investigator.chain.proofs.proof import ProvableBlock, check
from investigator.chain.source import Batch
from investigator.chain.told import Told
from investigator.data.answers import answer
from investigator.data.queries import proofs, transfers
from investigator.data.queries.proofs import Held, Located
from investigator.data.sealing import Misfit
from investigator.errors import Trouble
from investigator.progress import Tick, silent

if TYPE_CHECKING:
    from investigator.chain.rpc.node import Node

_HASH = re.compile(r"0[xX][0-9a-fA-F]{64}")


@dataclass(frozen=True)
class Proved:
    """A transaction that is proved. `new` is false where it was before; `sha256` is of the document.

    `shown` are the rows of the transfers that the proof shows, `contradicted` what of the evidence it contradicts.
    """

    tx_hash: str
    chain: str
    block: int
    block_hash: str
    index: int
    sha256: str
    new: bool
    shown: tuple[int, ...]
    contradicted: tuple[Misfit, ...]
    document: str = field(repr=False)


class Lacking(Trouble):
    """The case does not hold what a proof is made of; a node may have it."""


@dataclass(frozen=True)
class ProofReport:
    """What was proved, and what could not be: transaction or exhibit, and the reason in a sentence.

    `lacking` are those of the failed transactions that a node may help with.
    """

    proofs: tuple[Proved, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether all was proved, and nothing was contradicted."""
        return not self.failed and not any(one.contradicted for one in self.proofs)


def prove(case: Case, tx: str, uri: str | None = None, tick: Tick = silent) -> ProofReport:
    """Prove a transaction of the case from what the case holds, or else from the node at `uri`; the proof is kept.

    Raises `Trouble` if that cannot be done, saying what is lacking; `Cancelled`.
    """
    with _Prover(case, uri, tick) as prover:
        return ProofReport((prover.prove(tx),))


def prove_exhibits(case: Case, uri: str | None = None, tick: Tick = silent) -> ProofReport:
    """Prove the transactions of all exhibits. Raises `Trouble` if there are none."""
    if not case.facts.exhibits:
        raise Trouble("The case has no exhibits yet; make key transfers exhibits, or name a transaction.")
    return prove_transfers(case, case.facts.exhibits, uri, tick)


def prove_transfers(
    case: Case, rows: Iterable[int], uri: str | None = None, tick: Tick = silent
) -> ProofReport:
    """Prove the transactions of these transfers; one that cannot be proved does not stop the others."""
    moved = transfers.by_id(case.store, rows)
    names = dict.fromkeys(row.tx_hash for row in moved if row.tx_hash)
    failed = [
        (f"transfer {row.id}", "Its source gives no transaction.") for row in moved if not row.tx_hash
    ]
    found, lacking = list[Proved](), list[str]()
    with _Prover(case, uri, tick) as prover:
        for done, name in enumerate(names):
            tick(done, len(names), "Proving transactions")
            try:
                found.append(prover.prove(name))
            except Trouble as trouble:
                failed.append((name, str(trouble)))
                lacking += [name] if isinstance(trouble, Lacking) else []
    return ProofReport(tuple(found), tuple(failed), tuple(lacking))


class _Prover:
    """Proves one transaction after the other; a block that was read is kept for the next of its transactions."""

    def __init__(self, case: Case, uri: str | None, tick: Tick) -> None:
        self._store = case.store
        self._uri = uri
        self._tick = tick
        self._node: Node | None = None
        self._blocks: dict[str, ProvableBlock] = {}

    def __enter__(self) -> _Prover:
        return self

    def __exit__(self, *error: object) -> None:
        if self._node is not None:
            self._node.close()

    def prove(self, text: str) -> Proved:
        """Raises `Trouble` or `Cancelled`."""
        if not _HASH.fullmatch(text.strip()):
            raise Trouble(f"{text.strip()[:80]!r} is no transaction hash (0x and 64 hexadecimal digits).")
        name = text.strip().lower()
        place = self._located(name)
        held = proofs.held(self._store, place.chain, bytes_of(name))
        if held is not None:
            return self._proved(held, new=False)
        written = self._document(name, place)
        proven = check(written)
        if place.block_hash not in {None, bytes_of(proven.document.block_hash)}:
            raise Trouble(
                f"The node has {name} in block {proven.document.block_hash}, this case has it in another one; the "
                "chain was reorganised. Pull again, then prove."
            )
        ingest(self._store, [_told(written)], self._tick)
        held = proofs.held(self._store, place.chain, bytes_of(name))
        assert held is not None
        return self._proved(held, new=True)

    def _located(self, name: str) -> Located:
        found = proofs.locate(self._store, bytes_of(name))
        if not found:
            raise Trouble(f"There is no transaction {name} in this case.")
        if len(found) > 1:
            chains = ", ".join(place.chain for place in found)
            raise Trouble(
                f"{name} is in this case on several chains ({chains}), so it does not name one transaction."
            )
        return found[0]

    def _document(self, name: str, place: Located) -> bytes:
        block = None if place.block_hash is None else self._blocks.get(place.block_hash.hex())
        try:
            block = block or self._block(name, place)
            return block.proof(block.index(name))
        except ProofError as error:
            raise Trouble(f"{name} cannot be proved: {error}") from error

    def _block(self, name: str, place: Located) -> ProvableBlock:
        found = Findings(name, "" if place.block_hash is None else "0x" + place.block_hash.hex())
        self._look(found, place)
        if found.whole:
            try:
                return self._ready(place, found)
            except ProofError:
                if self._uri is None:
                    raise
                found = Findings(
                    name, found.block_hash
                )  # what the case holds does not fit: ask for all of it
        if self._uri is None:
            raise Lacking(_lacking(name, place, found))
        self._ask(self._uri, found, place.chain)
        return self._ready(place, found)

    def _ask(self, uri: str, found: Findings, chain: str) -> None:
        # what speaks to nodes takes a second to load: only who names one waits for it
        from investigator.chain.rpc.node import Node
        from investigator.chain.rpc.whole import Whole

        self._node = self._node or Node(uri)
        ask(Whole(self._node), found, chain, self._tick)

    def _look(self, found: Findings, place: Located) -> None:
        """Look through what the case holds; twice where only that tells which block it is."""
        answers = proofs.answers(self._store, bytes_of(found.tx_hash), place)
        known = bool(found.block_hash)
        for done, sha256 in enumerate(answers):
            self._tick(done, len(answers), "Looking through raw answers")
            if not found.whole:
                found.look(answer(self._store, sha256))
        if found.block_hash and not known and not found.whole:
            self._look(found, place)

    def _ready(self, place: Located, found: Findings) -> ProvableBlock:
        assert found.block is not None
        ready = ProvableBlock(place.chain, found.block, list(found.receipts.values()), self._tick)
        self._blocks[found.block_hash[2:]] = ready
        return ready

    def _proved(self, held: Held, *, new: bool) -> Proved:
        with self._store.reading() as db:
            rows = [leg.id for leg in proofs.legs(db, held.chain, held.tx_hash)]
            against = tuple(checks.contradicted(db, held))
        marks = checks.marks(self._store, rows)
        shown = tuple(row for row in rows if row in marks and marks[row].shows)
        return Proved(
            *(
                "0x" + held.tx_hash.hex(),
                held.chain,
                held.block,
                "0x" + held.block_hash.hex(),
                held.tx_index,
            ),
            *(checks.sha256(held.body), new, shown, against, held.body),
        )


def _lacking(name: str, place: Located, found: Findings) -> str:
    where = f"block {place.block:,}" if place.block is not None else "its block"
    what = "all receipts of" if found.block is not None else "the whole of"
    return (
        f"This case does not hold {what} {where}, which a proof of {name} is made of: name a node with --source, or "
        "import the block and its receipts."
    )


def _told(document: bytes) -> Told:
    """A proof as a source of evidence: its document, its row, and the block that it is pinned to."""
    proven = check(document)
    told = proven.document
    digest = bytes_of(told.block_hash)
    row = {
        **{"block": proven.block, "tx_index": told.index, "tx_hash": bytes_of(told.transaction_hash)},
        **{"block_hash": digest, "body": document.decode(), "chain": told.chain},
    }
    block = {
        **{"number": proven.block, "time": proven.time, "hash": digest, "chain": told.chain},
        "parent": bytes_of(told.header.parent_hash),
    }
    return Told(
        "proof",
        f"proof of {told.transaction_hash}",
        {"chain": told.chain, "transaction": told.transaction_hash},
        document,
        Batch(blocks=(block,), tables={"proof": pa.Table.from_pylist([row])}),
        {"blocks": [{"number": proven.block, "hash": told.block_hash}]},
    )
