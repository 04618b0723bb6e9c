"""Each way of pulling gives exactly what was sent, on a real node."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from investigator.chain.abilities import Abilities
from investigator.chain.node.supplier import NodeSupplier
from investigator.chain.pull.pulling import pull_units
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.probe import probe
from investigator.chain.rpc.whole import Whole
from investigator.chain.supplier import Want
from investigator.data.store import Store
from investigator.progress import Tick, silent
from investigator.records import Address
from tests.nodes.anvil import Anvil
from tests.nodes.scenario import Moved, held, play

CHAIN = "eip155:31337"
SEARCH = "ots_searchTransactionsAfter"
PARITY = ("trace_filter", "trace_block", "trace_transaction")


@dataclass(frozen=True)
class Story:
    """What happened on a node: what moved, and who took part."""

    uri: str
    moved: list[Moved]
    who: dict[str, str]

    def of(self, *names: str) -> list[Moved]:
        """What moved to or from these."""
        some = {self.who[name] for name in names}
        return [one for one in self.moved if not names or {one.src, one.dst} & some]

    def addresses(self, *names: str) -> tuple[Address, ...]:
        return tuple(Address(f"{CHAIN}:{self.who[name]}") for name in names)


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    moved = list[Moved]()
    with Anvil.started() as anvil:
        who = play(anvil, moved.append)
        yield Story(anvil.uri, sorted(moved), who)


Offers = Callable[..., NodeSupplier]


@pytest.fixture
def offers(story: Story) -> Iterator[Offers]:
    """The node, as if it did not offer some methods."""
    with Node(story.uri) as node:

        def supplier(*without: str) -> NodeSupplier:
            def told(tick: Tick) -> Abilities:
                found = probe(node, tick)
                return replace(found, words={k: v for k, v in found.words.items() if k not in without})

            return NodeSupplier(Whole(node), told, node.close)

        yield supplier


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None)
    yield store
    store.close()


@pytest.mark.parametrize(
    "without, method",
    [
        ((), "ots_searchTransactions+trace_filter"),
        (("trace_block", "trace_transaction"), "ots_searchTransactions+trace_filter"),
        ((SEARCH,), "trace_filter"),
        ((SEARCH, "trace_filter"), "block scan"),
        ((SEARCH, *PARITY), "block scan"),
    ],
)
@pytest.mark.parametrize("names", [(), ("a",), ("b", "d"), ("purse",)])
def test_exactly_what_was_sent(
    story: Story,
    offers: Offers,
    store: Store,
    without: tuple[str, ...],
    method: str,
    names: tuple[str, ...],
) -> None:
    supplier = offers(*without)
    found = supplier.abilities(silent)
    want = Want(CHAIN, story.addresses(*names), 0, found.head)
    units = supplier.units(want, found)
    assert (method if names else "block scan") in {unit.method for unit in units}
    done = pull_units(store, supplier, units)
    assert held(store) == story.of(*names)
    assert done.warnings == ()
    again = pull_units(store, supplier, units)
    assert (again.units, again.skipped) == (0, len(units))


def test_without_traces_it_says_that_internal_transfers_are_not_covered(
    story: Story, offers: Offers, store: Store
) -> None:
    supplier = offers(SEARCH, *PARITY, "debug_traceBlockByNumber", "debug_traceTransaction")
    found = supplier.abilities(silent)
    pull_units(store, supplier, supplier.units(Want(CHAIN, (), 0, found.head), found))
    assert held(store) == [one for one in story.moved if one.kind != "internal"]
    with store.reading() as db:
        whats = db.execute("SELECT DISTINCT what FROM coverage ORDER BY 1").fetchall()
    assert whats == [("blocks",), ("native",), ("receipts",), ("token",)]


def test_only_the_assets_that_are_wanted(story: Story, offers: Offers, store: Store) -> None:
    (coin,) = {one.contract for one in story.moved if one.kind == "erc20"}
    supplier = offers()
    found = supplier.abilities(silent)
    want = Want(CHAIN, story.addresses("b"), 0, found.head, (f"{CHAIN}/erc20:{coin}",))
    pull_units(store, supplier, supplier.units(want, found))
    assert held(store) == [one for one in story.of("b") if one.contract == coin]
    everything = replace(want, assets=())
    pull_units(store, supplier, supplier.units(everything, found))
    assert held(store) == story.of("b")
