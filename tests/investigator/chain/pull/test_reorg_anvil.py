"""Reorganisations that a real node goes through."""

from __future__ import annotations

import json
from pathlib import Path

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.pull.reorg import ask_final, check
from investigator.chain.source import ImportOptions
from investigator.data.queries import standing, transfers
from tests.nodes.anvil import Anvil
from tests.nodes.direct import Direct

CHAIN = "eip155:31337"
ETHER = 10**18


def take_in(case: Case, anvil: Anvil, folder: Path) -> None:
    """All blocks of the node but the first one."""
    blocks = [anvil.ask("eth_getBlockByNumber", hex(n), True) for n in range(1, anvil.head + 1)]
    path = folder / f"{blocks[-1]['hash']}.json"
    path.write_text(json.dumps(blocks))
    ingest(case.store, open_sources([path], ImportOptions(chain=CHAIN)))


def moved(case: Case, standing: bool) -> list[tuple[int | None, int]]:
    rows = transfers.page(case.store, transfers.Where())
    return [(row.block, row.amount // ETHER) for row in rows if row.standing is standing]


def test_what_a_reorganisation_replaces_is_marked_and_what_it_includes_again_comes_back(
    anvil: Anvil, tmp_path: Path
) -> None:
    alice, bob = anvil.accounts[:2]
    for amount in (1, 2, 3):
        anvil.send(from_=alice, to=bob, value=amount * ETHER)
    with Case.create(None) as case:
        take_in(case, anvil, tmp_path)
        assert check(case.store, Direct(anvil), CHAIN) is None
        # the third payment is dropped, the second is included one block later
        second = {"from_": alice, "to": bob, "value": 2 * ETHER, "nonce": 1}
        anvil.reorganise(2, (second, 1))
        found = check(case.store, Direct(anvil), CHAIN)
        assert found is not None
        assert (found.first, found.last) == (2, None)
        assert found.rows == {"block": 2, "chain_transaction": 2, "transfer": 2}
        take_in(case, anvil, tmp_path)
        assert moved(case, standing=True) == [(1, 1), (3, 2)]
        assert moved(case, standing=False) == [(2, 2), (3, 3)]
        assert check(case.store, Direct(anvil), CHAIN) is None
        assert not verify(case.store)


def test_blocks_up_to_the_finalized_tag_are_final(tmp_path: Path) -> None:
    with Anvil.started("--slots-in-an-epoch", "1") as anvil, Case.create(None) as case:
        alice, bob = anvil.accounts[:2]
        for amount in (1, 2, 3, 4):
            anvil.send(from_=alice, to=bob, value=amount * ETHER)
        final = ask_final(case.store, Direct(anvil), CHAIN)
        assert final == anvil.head - 2
        take_in(case, anvil, tmp_path)
        rows = transfers.page(case.store, transfers.Where())
        assert [row.provisional for row in rows] == [False, False, True, True]
        assert standing.provisional(case.store, CHAIN) == 3
        anvil.reorganise(1)
        found = check(case.store, Direct(anvil), CHAIN)
        assert found is not None
        assert found.first == 4
