"""Random edits to test with."""

from __future__ import annotations

from hypothesis import strategies as st

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import (
    AnyEdit,
    Place,
    SetExhibits,
    SetFinding,
    SetLabels,
    SetNote,
    SetSeeds,
    SetTitle,
    Show,
    Together,
)
from investigator.cases.facts import Finding
from investigator.records import Address, Label, Tier

addresses = st.sampled_from([Address(f"bank:{name}") for name in "abc"])
texts = st.text(max_size=8)
labels = st.builds(
    Label,
    text=st.sampled_from(["mixer", "shop", "λ<b>"]),
    tier=st.sampled_from(Tier),
    confidence=st.integers(0, 100),
    illicit=st.sampled_from([None, True, False]),
)
account_sets = st.builds(AccountSet.of, st.sets(st.integers(0, 40), max_size=6))
coordinates = st.integers(-(10**6), 10**6)
simple_edits: st.SearchStrategy[AnyEdit] = st.one_of(
    st.builds(SetTitle, texts, texts),
    st.builds(SetLabels, addresses, st.lists(labels, max_size=2).map(tuple)),
    st.builds(SetNote, addresses, texts),
    st.builds(SetSeeds, st.lists(addresses, max_size=2).map(tuple)),
    st.builds(Show, account_sets, account_sets, texts),
    st.builds(
        Place,
        st.lists(st.tuples(st.integers(0, 5), coordinates, coordinates), max_size=3).map(tuple),
        st.lists(st.integers(0, 5), max_size=2).map(tuple),
    ),
    st.builds(SetExhibits, st.lists(st.integers(0, 9), unique=True, max_size=3).map(tuple)),
    st.builds(
        SetFinding,
        st.sampled_from("xy"),
        st.none() | st.builds(Finding, texts, texts, st.sampled_from(Tier)),
    ),
)
edits = simple_edits | st.builds(Together, st.lists(simple_edits, max_size=3).map(tuple), texts)
