from __future__ import annotations

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import SetLabels, SetList, SetNote, Show
from investigator.operations.searching import offers, search
from investigator.records import Address, Clock, Label
from tests.makers import Move, case

ONE, TWO = Address("bank:1"), Address("bank:2")
MOVES = [Move(0, 1, 5, 1_659_312_000, tx_hash=b"\xab\xcd\xef" + bytes(29)), Move(1, 2, 5, 1_661_990_400)]


def test_by_name_address_note_and_transaction_what_is_on_the_chart_first() -> None:
    made = case(MOVES)
    for one in (ONE, TWO):
        made.do(SetLabels(one, (Label("Corner shop"), Label("corner.eth"))))
    made.do(SetNote(TWO, "They met " + "x" * 40 + " Alice in the park, " + "y" * 40))
    made.do(Show(AccountSet.of([2])))
    rest = made.at_rest()
    assert [hit.address for hit in search(rest, {}, "corner.ETH").accounts] == [TWO, ONE]
    assert search(rest, {}, "bank:3").accounts[0].address == "bank:3"
    (hit,) = search(rest, {}, "alice").accounts
    assert (hit.address, hit.said[:1], "Alice in the park" in hit.said) == (TWO, "…", True)
    assert search(rest, {}, "0xABCDEF").transactions == (("0xabcdef" + "00" * 29, (0,)),)
    assert search(rest, {}, "nobody").accounts == ()


def test_what_completion_offers() -> None:
    made = case(MOVES, tags=[{"address": "bank:0", "label": "Mixer"}])
    made.do(SetLabels(ONE, (Label("Shop"),)))
    made.do(SetList("suspects", (ONE,)))
    from investigator.data.queries import sources

    found = offers(made.at_rest(), sources.tags(made.store), Clock.UTC)
    assert (found.assets, set(found.labels), found.lists) == (("EUR",), {"Mixer", "Shop"}, ("suspects",))
    assert found.years == ("2022-09", "2022-08")
    assert offers(case([Move(0, 1, 1, 0), Move(0, 1, 1, 10**9)]), {}, Clock.UTC).years[0] == "2001"
