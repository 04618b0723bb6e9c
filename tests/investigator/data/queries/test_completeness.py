"""What the case holds about how complete an account is."""

from __future__ import annotations

from investigator.data.queries import completeness
from investigator.records import TransferKind
from tests.pulled import CHAIN, COIN, ME, TOKEN, YOU, Pulled


def test_flows_are_exact_sums_by_asset() -> None:
    made = Pulled()
    made.moved(1, 0, 1, 2**200, tx_hash=b"a" * 32)
    made.moved(2, 1, 0, 2**200 + 1, tx_hash=b"b" * 32)
    made.moved(2, 2, 0, 7, TransferKind.ERC20, asset=1, tx_hash=b"c" * 32)
    made.moved(9, 2, 0, 9, tx_hash=b"d" * 32)
    store = made.written()
    coin, token = completeness.flows(store, ME, 1, 5)
    assert (coin.asset, coin.came, coin.went) == (COIN, 2**200 + 1, 2**200)
    assert (token.asset, token.came, token.went, token.kinds) == (TOKEN, 7, 0, {int(TransferKind.ERC20)})
    assert [flow.went for flow in completeness.flows(store, YOU, 1, 5)] == [2**200 + 1]
    store.close()


def test_fees_count_every_transaction_once() -> None:
    made = Pulled()
    made.sent(1, 0, fee=5)
    made.sent(2, 1, fee=7, ok=False)
    made.sent(3, 2, fee=None)
    store = made.written()
    assert completeness.fees(store, CHAIN, ME, 1, 3) == completeness.Fees(3, 12, 0, 1)
    assert completeness.fees(store, CHAIN, ME, 2, 2) == completeness.Fees(1, 7, 0, 0)
    assert completeness.sent(store, CHAIN, ME, 2, 3) == [1, 2]
    store.close()


def test_broken_words_of_a_node_are_passed_over() -> None:
    made = Pulled()
    for text in ("{", "[]", '{"archive":true}'):
        made.add("node", chain=CHAIN, endpoint="one", abilities=text)
    store = made.written()
    assert completeness.node_words(store, CHAIN) == [{"archive": True}]
    assert completeness.last_final(store, CHAIN) is None
    store.close()
