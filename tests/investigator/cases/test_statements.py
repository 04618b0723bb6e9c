"""Whatever `Facts` holds can be compared, merged and carried to another copy of the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases import journal, statements
from investigator.cases.accountset import AccountSet
from investigator.cases.edits import restating
from investigator.cases.edits.restating import Members, Restate, Stated
from investigator.cases.facts import Facts, Finding, Item
from investigator.cases.statements import Difference, differences, known, renamed
from investigator.records import AccountNo, Address, Tier
from tests.investigator.cases.edit_strategies import edits

NUMBERS = {"Label.confidence", "places", "Exhibit.number", "Exhibit.place"} | {
    *(f"Shape.{name}" for name in ("x0", "y0", "x1", "y1")),
    *(f"Lens.{name}" for name in ("x", "y", "across")),
}
"""Whole numbers within the facts that are no ids of rows."""


def leaves(where: str, kind: Any) -> Iterator[tuple[str, Any]]:
    """All that a type is made of in the end, with where that is."""
    if is_dataclass(kind):
        for name, hint in get_type_hints(kind, include_extras=True).items():
            yield from leaves(f"{kind.__name__}.{name}", hint)  # type: ignore[union-attr]
    elif get_origin(kind) in {dict, tuple, frozenset, Union, UnionType}:
        for part in get_args(kind):
            yield from leaves(where, part)
    else:
        yield where, kind


def test_every_field_of_the_facts_is_known() -> None:
    assert set(known()) == {one.name for one in fields(Facts) if one.compare}


@pytest.mark.parametrize("name", list(known()))
def test_a_field_says_what_is_an_id_of_a_row(name: str) -> None:
    """A whole number is the id of an account or transfer, which another copy of the case has another for, or is
    listed above as a mere number; text that holds an id has a type of its own that `renamed` knows.
    """
    for where, kind in leaves(name, get_type_hints(Facts, include_extras=True)[name]):
        if kind is int:
            assert where in NUMBERS, f"say what {where} counts: AccountNo, TransferNo, or a mere number"
        elif get_origin(kind) is Annotated:
            assert get_args(kind)[1] in {"account", "transfer"}
        else:
            named = {str, bool, Address, Item, type(None), Ellipsis}
            plain = kind in named or get_origin(kind) is Literal or issubclass(kind, Enum)
            assert plain, f"{where} is a {kind}, which nobody has taught `statements.renamed`"


@settings(max_examples=40, deadline=None)
@given(st.lists(edits, max_size=5), st.lists(edits, max_size=5))
def test_restating_turns_one_into_the_other_and_back(left: list[Any], right: list[Any]) -> None:
    a, b = Facts(), Facts()
    for facts, some in ((a, left), (b, right)):
        for edit in some:
            edit.apply(facts)
    told = restating(a, b)
    assert journal.decode(journal.encode(told)) == told
    assert bool(list(differences(a, b))) == (a != b)
    c = statements.copied(a)
    back = told.apply(c)
    assert (c, list(differences(c, b))) == (b, [])
    back.apply(c)
    assert c == a


def test_row_ids_are_renamed_wherever_they_are() -> None:
    def name(what: str, row: int) -> int:
        return row + {"account": 100, "transfer": 1000}[what]

    found = Finding("t", "x", Tier.LEAD, (Address("bank:1"),), (5, 6))
    kinds = known()
    assert renamed({"F1": found}, kinds["findings"].whole, name)["F1"].transfers == (1005, 1006)
    assert renamed({3: (1, 2)}, kinds["places"].whole, name) == {103: (1, 2)}
    assert renamed(frozenset({3}), kinds["shown"].whole, name) == {103}
    basket = {Item("transfer:4"): None, Item("account:bank:1"): None}
    turned = renamed((1, 2, 3), tuple[AccountNo, ...], lambda _what, row: -row)
    assert turned == (-3, -2, -1), "what was in order stays in order"
    assert list(renamed(basket, dict[Item, Literal[None]], name)) == ["transfer:1004", "account:bank:1"]


def test_what_differs_is_told_fact_by_fact() -> None:
    a = Facts(title="A", seeds=(Address("x"), Address("y")), shown=frozenset({1}))
    b = Facts(
        title="B", seeds=(Address("y"), Address("x")), shown=frozenset({2}), notes={Address("x"): "n"}
    )
    assert list(differences(a, b)) == [
        Difference("title", None, "A", "B"),
        Difference("notes", "x", None, "n"),
        Difference("seeds", statements.ORDER, ("x", "y"), ("y", "x")),
        Difference("shown", 1, True, None),
        Difference("shown", 2, None, True),
    ]


@dataclass
class Odd:
    things: list[int]


def test_a_field_that_could_not_be_compared_is_refused() -> None:
    with pytest.raises(TypeError, match="neither compared nor merged"):
        statements._field("things", get_type_hints(Odd)["things"])


@pytest.mark.parametrize(
    "build",
    [
        lambda: Restate((Stated("secrets", None, 1),)),
        lambda: Restate((Stated("title", None, 1),)),
        lambda: Restate((Stated("labels", "x", [{"text": "y", "confidence": 300}]),)),
        lambda: Restate((Stated("colours", "x", "url(evil)"),)),
        lambda: Restate((Stated("notes", "x", "y" * 100_001),)),
        lambda: Restate((Stated("basket", "transfer:-1", None),)),
        lambda: Restate((), (Members("apart", AccountSet.of([1])),)),
    ],
)
def test_restating_refuses_what_no_edit_may_hold(build: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence differs from case to case
        build()
