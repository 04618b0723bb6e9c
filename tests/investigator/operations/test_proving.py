"""Transactions of a case are proved from what it holds, or from a node, and the proof is kept as evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.proofs.proof import check
from investigator.chain.source import ImportOptions
from investigator.data.queries import sources
from investigator.errors import Trouble
from investigator.operations.proving import prove, prove_exhibits
from investigator.progress import Cancelled
from tests.investigator.chain.proofs import made
from tests.nodes.chain import Chain
from tests.nodes.misbehaviour import without
from tests.nodes.server import serving

NAMES = ("dynamic fee", "plain", "blob")
TRANSACTIONS = [made.signed(name, i) for i, name in enumerate(NAMES)]
BLOCK, RECEIPTS = made.block(TRANSACTIONS, [[made.erc20(7)], [], []])
OTHER, OTHERS = made.block(TRANSACTIONS, [[made.erc20(7)], [], []], extraData="0x11")
TX = BLOCK["transactions"][0]["hash"]


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None) as opened:
        yield opened


def _keep(case: Case, folder: Path, **files: object) -> None:
    paths = []
    for name, value in files.items():
        paths.append(folder / f"{name}.json")
        paths[-1].write_text(json.dumps(value))
    ingest(case.store, open_sources(paths, ImportOptions(), store=case.store))


def _receipts(receipts: Sequence[made.Json] = RECEIPTS) -> list[made.Json]:
    return [dict(one, logs=[{**log, "logIndex": "0x0"} for log in one["logs"]]) for one in receipts]


def _chain(block: made.Json = BLOCK, receipts: Sequence[made.Json] = RECEIPTS) -> Chain:
    chain = Chain(began=False)
    chain.blocks[100], chain.receipts[100] = block, list(receipts)
    return chain


def test_a_transaction_is_proved_from_files_and_kept(case: Case, tmp_path: Path) -> None:
    _keep(case, tmp_path, block=BLOCK, receipts=_receipts())
    (proof,) = prove(case, TX.upper().replace("0X", "0x")).proofs
    assert (proof.tx_hash, proof.block, proof.block_hash, proof.index) == (TX, 100, BLOCK["hash"], 0)
    assert proof.new
    assert len(proof.shown) == 2
    assert check(proof.document.encode()).transaction.hash == TX
    kept = sources.acquisitions(case.store)[-1]
    assert (kept.kind, kept.sha256, kept.kept) == ("proof", proof.sha256, True)
    assert kept.pin == {"blocks": [{"number": 100, "hash": BLOCK["hash"]}]}
    assert verify(case.store) == []


def test_what_is_proved_already_is_said_so(case: Case, tmp_path: Path) -> None:
    _keep(case, tmp_path, block=BLOCK, receipts=_receipts())
    first = prove(case, TX).proofs[0]
    again = prove(case, TX, "http://127.0.0.1:1").proofs[0]  # nobody is asked
    assert not again.new
    assert (again.sha256, again.shown) == (first.sha256, first.shown)
    assert len(sources.acquisitions(case.store)) == 3


def test_receipts_that_came_without_their_block_are_enough_to_find_it(case: Case, tmp_path: Path) -> None:
    _keep(case, tmp_path, receipts=_receipts())
    with pytest.raises(
        Trouble, match=r"does not hold the whole of block 100, which a proof of 0x.* is made of"
    ):
        prove(case, TX)
    with serving(_chain()) as node:
        assert prove(case, TX, node.uri).proofs[0].new
        assert node.calls["eth_getBlockReceipts"] == 0


def test_a_node_gives_what_the_case_lacks(case: Case, tmp_path: Path) -> None:
    _keep(case, tmp_path, block=BLOCK)
    with pytest.raises(Trouble, match=r"all receipts of block 100.*--source"):
        prove(case, TX)
    with serving(_chain(), without("eth_getBlockReceipts")) as node:
        proof = prove(case, TX, node.uri).proofs[0]
        assert node.calls["eth_getTransactionReceipt"] == 3
    assert proof.new
    assert proof.contradicted == ()
    assert verify(case.store) == []


def test_answers_of_the_case_that_do_not_fit_are_asked_for_anew(case: Case, tmp_path: Path) -> None:
    wrong = [{**_receipts()[0], "cumulativeGasUsed": "0x1"}, *_receipts()[1:]]
    _keep(case, tmp_path, block=BLOCK, receipts=wrong)
    with pytest.raises(Trouble, match="cannot be proved: The receipts at hand are not those of the block"):
        prove(case, TX)
    with serving(_chain()) as node:
        assert prove(case, TX, node.uri).proofs[0].new


def test_a_transaction_known_from_a_table_is_proved_by_a_node(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    rows = f"{made.ALICE},{made.BOB},5,{TX}\n{made.ALICE},{made.BOB},6,{BLOCK['transactions'][1]['hash']}\n"
    table.write_text(f"from,to,amount,hash\n{rows}", encoding="utf-8")
    ingest(case.store, open_sources([table], ImportOptions(asset="ETH")))
    case.do(SetExhibits((0, 1)))
    with serving(_chain()) as node:
        report = prove_exhibits(case, node.uri)
        assert node.calls["eth_getBlockByHash"] == 2
    assert [one.shown for one in report.proofs] == [(0,), ()]
    assert not report.sound
    reason = report.proofs[1].contradicted[0]
    assert (reason.where, reason.row) == ("transfer", 1)
    assert [problem.row for problem in verify(case.store)] == [1]


def test_a_block_that_was_reorganised_is_not_proved(case: Case, tmp_path: Path) -> None:
    _keep(case, tmp_path, block=BLOCK)
    with (
        serving(_chain(OTHER, OTHERS)) as node,
        pytest.raises(Trouble, match=r"0 of the 3 receipts .* another chain"),
    ):
        prove(case, TX, node.uri)


def test_a_node_that_tells_of_another_block_is_not_believed(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"from,to,amount,hash,block\n{made.ALICE},{made.BOB},5,{TX},100\n", encoding="utf-8")
    ingest(case.store, open_sources([table], ImportOptions(asset="ETH")))
    chain = _chain({**BLOCK, "gasUsed": "0x1"})
    with serving(chain) as node, pytest.raises(Trouble, match="do not hash to its hash"):
        prove(case, TX, node.uri)
    assert len(sources.acquisitions(case.store)) == 1


@pytest.mark.parametrize(
    "text, words",
    [
        ("0x12", "is no transaction hash"),
        ("", "is no transaction hash"),
        (made.WORD, "no transaction 0x11"),
    ],
)
def test_what_is_not_in_the_case_is_not_proved(case: Case, text: str, words: str) -> None:
    with pytest.raises(Trouble, match=words):
        prove(case, text)


def test_a_transaction_of_two_chains_is_not_one(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"from,to,amount,hash\n{made.ALICE},{made.BOB},5,{TX}\n", encoding="utf-8")
    for chain in ("eip155:1", "eip155:10"):
        ingest(case.store, open_sources([table], ImportOptions(asset="ETH", chain=chain)))
    with pytest.raises(Trouble, match="on several chains"):
        prove(case, TX)


def test_exhibits_are_proved_together(case: Case, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no exhibits yet"):
        prove_exhibits(case)
    _keep(case, tmp_path, block=BLOCK, receipts=_receipts())
    table = tmp_path / "bank.csv"
    table.write_text("from,to,amount\na,b,5\n", encoding="utf-8")
    ingest(case.store, open_sources([table], ImportOptions(namespace="bank")))
    case.do(SetExhibits((0, 3, 1, 4)))  # 0 and 3 are of one transaction, 4 is of the bank
    report = prove_exhibits(case)
    assert [one.tx_hash for one in report.proofs] == [one["hash"] for one in BLOCK["transactions"][:2]]
    assert report.failed == (("transfer 4", "Its source gives no transaction."),)
    assert not report.sound


def test_one_exhibit_that_fails_does_not_stop_the_others(case: Case, tmp_path: Path) -> None:
    later, _ = made.block([made.signed("protected", 9)], [[]], number="0x65")
    _keep(case, tmp_path, block=BLOCK, receipts=_receipts(), later=later)
    case.do(SetExhibits((3, 0)))
    report = prove_exhibits(case)
    assert [one.tx_hash for one in report.proofs] == [TX]
    ((name, reason),) = report.failed
    assert name == later["transactions"][0]["hash"]
    assert "all receipts of block 101" in reason


def test_cancelling_keeps_nothing(case: Case, tmp_path: Path) -> None:
    _keep(case, tmp_path, block=BLOCK, receipts=_receipts())

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        prove(case, TX, tick=stop)
    assert len(sources.acquisitions(case.store)) == 2


@pytest.mark.real_data
def test_real_blocks_are_proved_without_contradiction(case: Case, real_data: Path) -> None:
    folder = real_data / "eth_blocks/mainnet_blocks"
    paths = [folder / f"eth_18090218{part}.json" for part in ("", "_receipts")]
    ingest(case.store, open_sources(paths, ImportOptions()))
    receipts = json.loads(paths[1].read_bytes())
    most = sorted(receipts, key=lambda one: -len(one["logs"]))[:4]
    for one in [*most, receipts[0], receipts[-1]]:
        proof = prove(case, one["transactionHash"]).proofs[0]
        assert proof.contradicted == ()
    assert verify(case.store) == []
