from __future__ import annotations

from investigator.cases.case import Case
from investigator.data import ingestion
from investigator.data.queries.conditions import Every
from tests.makers import Move, put
from ui.held import hold
from ui.wiring.measuring import bins, measures

ASSETS = (("eip155:1/slip44:60", "ETH", 18), ("eip155:1/erc20:0xdd", "JUNK", 0))
MOVES = [
    Move(0, 1, 10**18, 1000),
    Move(1, 2, 3, 1100, asset=1),
    Move(2, 0, 2**200, 1200),
    Move(0, 1, 1, 1300, ok=False),
]


def case() -> Case:
    made = Case.create(None)
    put(made.store, MOVES, ["bank:0", "bank:1", "bank:2"], ASSETS)
    told = [{"time": 1000, "asset": "ETH", "fiat": "USD", "price": "1600", "source": "p.csv"}]
    with made.store.transaction() as db:
        ingestion.insert_table(db, "price", 2, ingestion.table_of("price", told))
    return made


def test_each_measure_shows_its_figures_exactly_or_says_that_they_are_derived() -> None:
    made = case()
    held = hold(made)
    keys = dict(measures(made, held))
    assert keys["amount:0"] == "Amount of ETH"
    assert keys["worth:USD"] == "Worth in USD (derived)"
    counted = bins(made, held, Every(), "count", (1,))
    assert counted is not None
    assert (counted.counts.sum(), counted.first, counted.last) == (3, 1000, 1200)
    assert counted.chosen is not None
    assert counted.chosen.sum() == 2
    amounts = bins(made, held, Every(), "amount:0")
    assert amounts is not None
    assert amounts.told[0] == "1 ETH"
    assert amounts.told[-1].replace(",", "").replace(".", "").startswith(str(2**200)[:40])
    worth = bins(made, held, Every(), "worth:USD")
    assert worth is not None
    assert worth.told[0] == "≈ 1,600.00 USD, derived"
    assert "1 transfer without a price" in "".join(worth.told)
    numbers = bins(made, held, Every(), "number:1")
    assert numbers is not None
    assert numbers.told[48] in {"0 of JUNK", "1 of JUNK"}
    assert bins(Case.create(None), held, Every(), "count") is None
