from __future__ import annotations

from investigator.cases.case import Case
from investigator.operations.finding import as_json, find, listed
from tests.makers import Move, case, put

W = [f"0x{number:040x}" for number in range(3)]


def test_what_is_found_and_comes_to() -> None:
    made = case([Move(0, 1, 2**255, 1), Move(1, 2, 2**255, 2), Move(2, 0, 5, 3, ok=False)])
    found = find(made, "-is:self", order="amount", descending=True)
    assert found.ids.tolist() == [0, 1, 2]
    assert [one.amount for one in found.totals] == [2**256]
    told = as_json(made, found, 1)
    assert (told["count"], len(told["transfers"])) == (3, 1)
    assert told["totals"][0]["amount"] == str(2**256)


def test_a_pasted_list_finds_an_account_on_whatever_chain_it_is() -> None:
    made = Case.create(None)
    put(made.store, [Move(0, 1, 5)], [f"eip155:10:{W[0]}", f"eip155:1:{W[1]}", "bank:7"])
    found = listed(made, f'["{W[0]}", "{W[1].upper().replace("X", "x")}"]\n{W[2]};bank:7 hello {W[0]}')
    assert sorted(found.known.values()) == [0, 1, 2]
    assert found.unknown == (f"eip155:1:{W[2]}",)
    assert found.strange == ("hello",)
    assert len(found.addresses) == 4
