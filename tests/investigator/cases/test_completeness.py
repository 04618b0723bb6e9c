"""Certificates: what passes, what fails and by how much, and what cannot be said."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases import balancing
from investigator.cases.balancing import Check
from investigator.cases.completeness import Certificate, certificate, gaps, joined, pulled
from investigator.data.queries.completeness import Covered
from investigator.records import Address, TransferKind
from tests.pulled import CHAIN, COIN, ME, TOKEN, Pulled

ETHER = 10**18


def whole() -> Pulled:
    """Blocks 10 to 20 of an account that sent two transactions, one of which failed, and got three transfers."""
    made = Pulled()
    made.covered(10, 20, "native", "internal", "token")
    made.balance(9, 5 * ETHER)
    made.balance(20, 3 * ETHER + 7 - 30)
    made.balance(9, 0, TOKEN)
    made.balance(20, 400, TOKEN)
    made.nonce(9, 4)
    made.nonce(20, 6)
    made.moved(12, 0, 1, 3 * ETHER, tx_hash=made.sent(12, 4, fee=10))
    failed = made.sent(13, 5, fee=20, ok=False)
    made.moved(13, 0, 1, ETHER, tx_hash=failed)
    made.moved(14, 2, 0, ETHER, TransferKind.INTERNAL, tx_hash=b"i" * 32)
    made.moved(15, 2, 0, 7, TransferKind.WITHDRAWAL)
    made.moved(16, 2, 0, 400, TransferKind.ERC20, asset=1, tx_hash=b"t" * 32)
    made.add("finality", number=30, hash=b"f" * 32, chain=CHAIN)
    return made


def certified(made: Pulled) -> Certificate:
    store = made.written()
    try:
        return certificate(store, CHAIN, ME)
    finally:
        store.close()


def check(made: Pulled, name: str) -> Check:
    (found,) = [one for one in certified(made).checks if one.name == name]
    return found


def test_a_whole_account() -> None:
    found = certified(whole())
    assert found.outcome == "complete"
    assert found.span == (10, 20)
    assert {one.name: one.outcome for one in found.checks} == {
        "native coverage": "passed",
        "internal coverage": "passed",
        "token coverage": "passed",
        "nonce continuity": "passed",
        "native balance": "passed",
        "balance of TOK": "passed",
        "traces": "passed",
        "finality": "passed",
        "second provider": "not possible",
    }
    assert all(one.missing is None for one in found.checks)


def test_a_missing_internal_transfer_is_named_by_its_amount() -> None:
    made = whole()
    made.rows["transfer"] = [
        row for row in made.rows["transfer"] if row["kind"] != int(TransferKind.INTERNAL)
    ]
    found = check(made, "native balance")
    assert (found.outcome, found.missing, found.asset) == ("failed", ETHER, COIN)
    assert found.sentence == "1 ETH that came in is not explained by what is held."
    assert certified(made).outcome == "failed"


def test_a_missing_token_transfer() -> None:
    made = whole()
    made.rows["transfer"].pop()
    found = check(made, f"balance of {'0x' + '77' * 20}")
    assert (found.outcome, found.missing, found.asset) == ("failed", 400, TOKEN)


def test_missing_transactions_are_named_by_their_nonces() -> None:
    made = whole()
    made.rows["chain_transaction"].pop()
    made.rows["receipt"].pop()
    found = check(made, "nonce continuity")
    assert (found.outcome, found.missing) == ("failed", 1)
    assert found.sentence == "Transactions with the nonces 5 are missing."
    made.rows["nonce"] = []
    assert check(made, "nonce continuity").outcome == "not possible"


def test_holes_show_without_anybody_saying_how_many_there_were() -> None:
    made = Pulled()
    made.covered(1, 9, "native")
    for block, nonce in ((1, 3), (2, 7), (3, 8)):
        made.sent(block, nonce)
    assert check(made, "nonce continuity").sentence == "Transactions with the nonces 4-6 are missing."


def test_fees_that_nobody_told() -> None:
    made = whole()
    made.rows["receipt"].pop(0)
    found = check(made, "native balance")
    assert found.outcome == "not possible"
    assert "1 of 2 transactions sent have no receipt" in found.sentence


def test_fees_beside_gas_and_tips_of_own_blocks_count() -> None:
    made = whole()
    first = made.rows["chain_transaction"][0]["hash"]
    made.add("extra_fee", block=12, fee="5", hash=first, kind="l1", chain=CHAIN)
    assert check(made, "native balance").missing == 5
    made.add("header", number=12, gas_used=1, base_fee=5, hash=b"h" * 32, beneficiary=ME, chain=CHAIN)
    found = check(made, "native balance")
    assert (found.outcome, found.missing) == ("passed", None)
    made.rows["header"][0]["gas_used"] = 2
    assert "not all of whose receipts are held" in check(made, "native balance").sentence


def test_before_the_merge_rewards_are_not_in_the_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(balancing.MERGE, CHAIN, 100)
    made = whole()
    made.add("header", number=12, gas_used=1, base_fee=0, hash=b"h" * 32, beneficiary=ME, chain=CHAIN)
    assert "before the merge" in check(made, "native balance").sentence


def test_gaps_are_named() -> None:
    made = whole()
    made.rows["coverage"] = []
    made.covered(10, 12, "native", "internal", "token")
    made.covered(15, 20, "native", "internal", "token")
    found = check(made, "native coverage")
    assert (found.outcome, found.sentence) == ("failed", "Not looked at for transactions: blocks 13 to 14.")


def test_coverage_of_all_accounts_counts_for_each() -> None:
    made = whole()
    made.rows["coverage"] = []
    made.covered(10, 20, "native", "internal", "token", address="")
    assert certified(made).outcome == "complete"


def test_what_was_never_asked_is_not_possible() -> None:
    made = whole()
    made.rows["coverage"] = [row for row in made.rows["coverage"] if row["what"] == "native"]
    made.rows["balance"], made.rows["finality"] = [], []
    made.covered(10, 20, f"token:{TOKEN}")
    found = certified(made)
    assert found.outcome == "unproven"
    told = {one.name: one for one in found.checks}
    assert told["internal coverage"].outcome == "not possible"
    assert "but for 1 tokens" in told["token coverage"].sentence
    assert "archive node" in told["native balance"].sentence
    assert told["balance of TOK"].outcome == "not possible"
    assert told["finality"].outcome == "not possible"
    assert "not asked for in all blocks" in told["traces"].sentence
    made.add("node", chain=CHAIN, endpoint="one", abilities='{"trace_block": false, "ots": false}')
    assert "the node offers no traces" in check(made, "traces").sentence


def test_young_blocks_are_not_final() -> None:
    made = whole()
    made.rows["finality"][0]["number"] = 15
    found = check(made, "finality")
    assert (found.outcome, found.sentence[:22]) == ("not possible", "Blocks from 16 on were")


def test_a_second_source_agrees_or_not() -> None:
    made = whole()
    made.balance(9, 5 * ETHER, endpoint="two")
    made.nonce(20, 6, endpoint="two")
    assert check(made, "second provider").sentence == "Two sources agree in 2 figures."
    made.balance(20, 3, endpoint="two")
    found = check(made, "second provider")
    assert (found.outcome, found.missing) == ("failed", 3 - (3 * ETHER + 7 - 30))
    assert found.sentence == "one and two differ about a balance after block 20."


def test_an_account_that_was_never_pulled() -> None:
    found = certified(Pulled())
    assert (found.span, found.outcome) == (None, "unproven")
    assert "pull it first" in found.checks[0].sentence


def test_who_was_pulled() -> None:
    made = whole()
    made.covered(1, 2, "native", address="")
    store = made.written()
    assert pulled(store) == [(CHAIN, ME)]
    store.close()


def test_what_a_reorganisation_replaced_does_not_count() -> None:
    made = whole()
    made.moved(17, 1, 0, 99, tx_hash=b"gone" * 8)
    assert check(made, "native balance").missing == -99
    row = made.rows["transfer"][-1]["id"]
    made.add(
        "superseded", evidence_row=row, block=17, evidence="transfer", replaced_by=b"n" * 32, chain=CHAIN
    )
    assert check(made, "native balance").outcome == "passed"


def test_the_first_block_of_all_starts_from_what_was_given_at_its_birth() -> None:
    made = Pulled()
    made.covered(0, 5, "native", "internal", "token")
    made.balance(0, 100)
    made.balance(5, 60)
    made.moved(3, 0, 1, 40, tx_hash=b"x" * 32)
    assert check(made, "native balance").outcome == "passed"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_stretches_and_gaps_share_out_a_span(spans: list[tuple[int, int]]) -> None:
    rows = [Covered("native", min(one), max(one), "", 1) for one in spans]
    held = joined(rows)
    inside = {block for one in spans for block in range(min(one), max(one) + 1)}
    assert {block for a, b in held for block in range(a, b + 1)} == inside
    left = {block for a, b in gaps(held, (10, 50)) for block in range(a, b + 1)}
    assert left == set(range(10, 51)) - inside


@dataclass(frozen=True)
class Step:
    kind: str
    amount: int
    fee: int = 0


STEPS = st.lists(
    st.builds(
        Step, st.sampled_from(["in", "inside", "out"]), st.integers(0, 2**130), st.integers(0, 2**60)
    ),
    max_size=8,
)


@settings(max_examples=40)  # each writes and reads two cases
@given(STEPS, st.data())
def test_any_consistent_history_passes_and_any_change_is_named(
    steps: list[Step], data: st.DataObject
) -> None:
    held = 2**140
    made = Pulled()
    made.covered(1, 50, "native", "internal", "token")
    made.balance(0, held)
    nonce = 0
    for block, step in enumerate(steps, start=1):
        if step.kind == "out":
            made.moved(block, 0, 1, step.amount, tx_hash=made.sent(block, nonce, step.fee))
            held -= step.amount + step.fee
            nonce += 1
        else:
            kind = TransferKind.NATIVE if step.kind == "in" else TransferKind.INTERNAL
            made.moved(block, 1, 0, step.amount, kind, tx_hash=block.to_bytes(32, "big"))
            held += step.amount
    made.balance(50, held)
    assert check(made, "native balance").outcome == "passed"
    moving = [i for i, step in enumerate(steps) if step.amount]
    if moving:
        gone = data.draw(st.sampled_from(moving))
        del made.rows["transfer"][gone]
        step = steps[gone]
        found = check(made, "native balance")
        assert (found.outcome, found.missing) == (
            "failed",
            -step.amount if step.kind == "out" else step.amount,
        )


def test_addresses_are_plain() -> None:
    assert certified(whole()).address == Address(ME)
