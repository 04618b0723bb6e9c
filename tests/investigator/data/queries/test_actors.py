from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from investigator.data import evidence
from investigator.data.queries import actors, sources
from tests.makers import Move, case

ROW = {"acquisition": 1, "uri": "u.example", "categories": '["exchange", "organization"]', "note": ""}


@given(st.text(max_size=200), st.text(max_size=50))
def test_an_actor_is_named_in_a_note_and_found_there(actor: str, note: str) -> None:
    plain = " ".join(actor.split())[: actors.LONGEST]
    if plain:
        name, rest = actors.named(actors.naming(actor, note))
        assert name.split() == plain.split()
        assert rest == note.rstrip("\n")
    else:
        assert actors.naming(actor, note) == note


def test_a_tag_takes_its_category_from_its_actor() -> None:
    tags = [
        {
            "address": "bank:1",
            "label": "14",
            "note": actors.naming("kraken", ""),
            "claimed_on": "2020-02-03",
        },
        {
            "address": "bank:2",
            "label": "Kraken 2",
            "category": "scam",
            "note": actors.naming("kraken", "x"),
        },
    ]
    with case([Move(0, 1, 1)], tags=tags) as made:
        row = {"id": 0, **ROW, "actor": "kraken", "label": "Kraken", "jurisdictions": '["US"]'}
        with made.store.transaction() as db:
            evidence.insert(db, "actor", pa.Table.from_pylist([row]))
        found = sources.tags(made.store)
    (first,), (second,) = found["bank:1"], found["bank:2"]  # type: ignore[index]
    assert (first.text, first.category, first.illicit) == ("14 · Kraken", "exchange", False)
    assert first.source == "list, 2020-02-03"
    assert (second.text, second.category) == ("Kraken 2", "scam")
    assert second.note == "Actor: Kraken, u.example, US\nx"
