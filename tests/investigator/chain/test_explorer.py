"""What is pulled from an explorer is what the case had that it answers from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.explorer.supplier import ExplorerSupplier
from investigator.chain.ingest import Report, ingest
from investigator.chain.rpc.patience import Patience
from investigator.chain.supplier import Unit, Want
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import silent
from investigator.records import Address
from tests.investigator.chain.explorer.worlds import CHAIN, COIN, HUB, TOKEN, WRAPPED, rows, told, world
from tests.nodes.explorer import Explorer, refusal, truncated

QUICK = Patience(first=0.001, most=0.002, tries=4, slowly=5)
HUB_ACCOUNT = Address(f"{CHAIN}:{HUB}")


@pytest.fixture
def first() -> Iterator[Case]:
    with Case.create(None) as made:
        world(made.store)
        yield made


def supplier(explorer: Explorer, key: str | None = None) -> ExplorerSupplier:
    return ExplorerSupplier(explorer.uri, secrets=lambda name: key, patience=QUICK)


def pull(store: Store, explorer: Explorer, key: str | None = None, **wanted: Any) -> list[Report]:
    made = supplier(explorer, key)
    try:
        able = made.abilities(silent)
        want = replace(Want(able.chain, (HUB_ACCOUNT,), 0, able.head), **wanted)
        return [ingest(store, [made.fetch(unit, silent)]) for unit in made.units(want, able)]
    finally:
        made.close()


@pytest.mark.parametrize("cap", [10_000, 25, 12])
@pytest.mark.parametrize("how", [{}, {"silent": True}, {"blockscout": True}])
def test_pulling_from_an_explorer_gives_the_same_transfers(
    first: Case, case: Case, cap: int, how: dict[str, bool]
) -> None:
    with Explorer.of(first.store, cap=cap, **how) as explorer:
        reports = pull(case.store, explorer)
    assert told(case.store) == told(first.store)
    assert sum(report.duplicates for report in reports) == 0
    for table in ("chain_transaction", "receipt"):
        keep = {
            "block",
            "hash",
            "ok",
            "gas_used",
            "gas_price",
            "nonce",
            "tx_index",
            "selector",
            "v0",
            "chain",
        }
        plain = [
            [{k: v for k, v in row.items() if k in keep} for row in rows(c.store, table)]
            for c in (first, case)
        ]
        assert plain[0] == plain[1]
    assert verify(case.store) == []
    covered = {(row["what"], row["method"], row["first_block"]) for row in rows(case.store, "coverage")}
    assert covered == {
        ("native", "txlist+txsBeaconWithdrawal", 0),
        ("internal", "txlistinternal", 0),
        ("token", "tokentx+tokennfttx+token1155tx+getLogs", 0),
    }


def test_a_transfer_that_a_node_told_before_is_one(first: Case) -> None:
    before = told(first.store)
    with Explorer.of(first.store, cap=30) as explorer:
        reports = pull(first.store, explorer)
    assert told(first.store) == before
    assert sum(report.transfers + report.transactions + report.receipts for report in reports) == 0
    assert sum(report.duplicates for report in reports) == len(rows(first.store, "transfer"))


def test_the_same_units_every_time_and_only_what_is_wanted(first: Case) -> None:
    with Explorer.of(
        first.store, hidden=frozenset({"token1155tx", "txsBeaconWithdrawal", "getLogs"})
    ) as explorer:
        made = supplier(explorer)
        able = made.abilities(silent)
        want = Want(able.chain, (HUB_ACCOUNT,), 3, 9)
        assert made.units(want, able) == made.units(want, able)
        assert [(u.what, u.method, u.first, u.last, u.more) for u in made.units(want, able)] == [
            ("native", "txlist", 3, 9, ()),
            ("internal", "txlistinternal", 3, 9, ()),
            ("token", "tokentx+tokennfttx", 3, 9, ()),
        ]
        coin = made.units(replace(want, assets=(COIN,)), able)
        assert [unit.what for unit in coin] == ["native", "internal"]
        (token,) = made.units(replace(want, assets=(f"{CHAIN}/erc20:{TOKEN}",)), able)
        assert (token.what, token.more) == (f"token:{TOKEN}", (("contractaddress", TOKEN),))
        assert {row["contractAddress"] for row in explorer.lists["tokentx"]} == {TOKEN}
        batch = next(iter(made.fetch(token, silent).batches(silent)))
        assert set(batch.transfers["asset"].to_pylist()) == {f"{CHAIN}/erc20:{TOKEN}"}
        with pytest.raises(Trouble, match="asked about accounts"):
            made.units(replace(want, addresses=()), able)
        made.close()


def test_what_an_account_holds_is_asked_at_the_head_only(first: Case, case: Case) -> None:
    with Explorer.of(first.store, balances={HUB: 2**100, HUB + TOKEN: 7, HUB + WRAPPED: 9}) as explorer:
        pull(case.store, explorer, last=explorer.head - 1)
        assert rows(case.store, "balance") == []
        pull(case.store, explorer)
        name = explorer.uri.partition("//")[2].partition("/")[0] + ", chain 1"
        sent = sum(row["from"] == HUB for row in explorer.lists["txlist"])
    held = {
        (row["asset"], row["a0"], row["a1"], row["block"], row["endpoint"])
        for row in rows(case.store, "balance")
    }
    assert held == {
        (COIN, 0, 2**36, explorer.head, name),
        (f"{CHAIN}/erc20:{WRAPPED}", 9, 0, explorer.head, name),
        (f"{CHAIN}/erc20:{TOKEN}", 7, 0, explorer.head, name),
    }
    assert [(row["nonce"], row["address"]) for row in rows(case.store, "nonce")] == [(sent, HUB_ACCOUNT)]


def test_the_chain_is_asked_where_it_is_not_told(first: Case) -> None:
    for how in ({}, {"blockscout": True}):
        with Explorer.of(first.store, **how) as explorer:
            explorer.uri = explorer.uri.partition("?")[0]
            made = supplier(explorer)
            able = made.abilities(silent)
            assert (able.chain, able.head, able.words["txlistinternal"]) == (CHAIN, explorer.head, True)
            assert made.abilities(silent) is able
            made.close()


def test_a_key_goes_with_every_question_and_stays_nowhere(first: Case, case: Case) -> None:
    secret = "S3CRETKEY99"
    with Explorer.of(first.store, key=secret, cap=40) as explorer:
        pull(case.store, explorer, secret)
        assert all(asked["apikey"] == secret for asked in explorer.asked)
        with pytest.raises(Trouble, match="does not let us in: Invalid API Key") as caught:
            pull(case.store, explorer, "wrong-key-77")
    assert "wrong-key-77" not in f"{caught.value!r}{caught.value.__cause__!r}{caught.value.__context__!r}"
    assert len(told(case.store)) == len(told(first.store))
    with case.store.reading() as db:
        for name in ("acquisition", "journal", "node", "coverage", "balance"):
            assert secret not in str(db.execute(f"SELECT * FROM {name}").fetchall())
        for content, size in db.execute("SELECT content, size FROM raw_answer").fetchall():
            assert secret.encode() not in pa.decompress(content, size, "zstd", asbytes=True)


def test_an_explorer_in_trouble_gives_the_right_data_in_the_end(first: Case, case: Case) -> None:
    with Explorer.of(first.store, cap=20) as explorer:
        made = supplier(explorer)
        able = made.abilities(silent)
        for unit in made.units(Want(able.chain, (HUB_ACCOUNT,), 0, able.head), able):
            explorer.faults += [refusal("Max rate limit reached"), truncated]
            ingest(case.store, [made.fetch(unit, silent)])
        made.close()
    assert told(case.store) == told(first.store)


def test_rows_that_do_not_fit_are_refused(first: Case) -> None:
    with Explorer.of(first.store) as explorer:
        made = supplier(explorer)
        able = made.abilities(silent)
        unit = Unit(CHAIN, "native", "txlist", (HUB_ACCOUNT,), 0, able.head)
        row = explorer.lists["txlist"][3]
        for name, value, reason in (
            ("hash", "0x12", "not a transaction hash"),
            ("value", "-5", "not a number"),
            ("from", "nobody", "not an address"),
            ("blockNumber", "many", "cannot be read"),
        ):
            before, row[name] = row[name], value
            if name == "blockNumber":
                explorer.faults.append(
                    lambda handler: handler.give({"status": "1", "message": "OK", "result": [row]})
                )
            elif name == "from":
                row["to"], before_to = HUB, row["to"]
            with pytest.raises(Trouble, match=reason):
                made.fetch(unit, silent)
            row[name] = before
            if name == "from":
                row["to"] = before_to
        made.close()


def test_what_there_was_from_the_beginning(first: Case, case: Case) -> None:
    with Explorer.of(first.store) as explorer:
        nobody = {
            "hash": f"GENESIS_{HUB[2:]}",
            "from": "GENESIS",
            "to": HUB,
            "blockNumber": "0",
            "value": "7",
        }
        explorer.lists["txlist"].insert(0, explorer.lists["txlist"][0] | nobody)
        reports = pull(case.store, explorer)
    assert told(case.store) == told(first.store)
    assert sum(report.bad_rows for report in reports) == 1


def test_one_block_with_more_rows_than_the_explorer_gives(first: Case) -> None:
    with Explorer.of(first.store, cap=3) as explorer:
        made = supplier(explorer)
        able = made.abilities(silent)
        unit = Unit(CHAIN, "native", "txlist", (HUB_ACCOUNT,), 0, able.head)
        with pytest.raises(Trouble, match="more rows than the explorer gives"):
            made.fetch(unit, silent)
        made.close()
