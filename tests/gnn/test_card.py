"""A card that reads back as it was written, and shows when it was changed."""

from __future__ import annotations

import json
from dataclasses import asdict

import msgspec
import pytest

from gnn.card import Card, read, sealed, written
from gnn.recipe import Recipe
from investigator.errors import Trouble


def card(**other: object) -> Card:
    given: dict[str, object] = {
        "name": "tiny",
        "created": "2026-01-01T00:00:00Z",
        "code": "investigator 0",
        "recipe": asdict(Recipe(name="tiny")),
        "choice": "trees",
        "why": "alone",
        "trained_on": "nothing",
        "started_from": "",
        "labels": {"illicit": 1},
        "split": {},
        "data": ("ab",),
        "measured": (),
        "ablations": {},
        "calibration": "none",
        "abstention": "none",
        "thresholds": {"trees": 0.5},
        "seconds": 1.0,
        "model_sha256": "0123456789abcdef" * 4,
    }
    return sealed(msgspec.convert(given | other, Card))


def test_a_card_reads_back_as_it_was_written() -> None:
    assert read(written(card()), "tiny") == card()
    assert card().asked() == Recipe(name="tiny")
    assert card().id == "tiny-01234567"


@pytest.mark.parametrize(
    "change",
    [
        ("thresholds", {"trees": 0.4}),
        ("seal", "0" * 64),
        ("why", "because"),
        ("thresholds", "much"),
        ("choice", "oracle"),
    ],
)
def test_a_changed_card_is_refused(change: tuple[str, object]) -> None:
    plain = json.loads(written(card()))
    plain[change[0]] = change[1]
    with pytest.raises(Trouble, match="tiny"):
        read(json.dumps(plain, indent=2, sort_keys=True).encode() + b"\n", "tiny")


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[" * 200_000, b"\xff\xfe", b"null", b'{"name": "x", "y": 1}']
)
def test_what_is_no_card_is_refused(text: bytes) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        read(text, "tiny")


def test_a_card_written_another_way_is_refused() -> None:
    """One text for one card: nothing can hide in spaces or doubled keys."""
    text = written(card())
    for other in (text + b" ", text.replace(b"\n", b""), text.replace(b"{", b'{"name": "evil",', 1)):
        with pytest.raises(Trouble, match="tiny"):
            read(other, "tiny")


def test_a_recipe_that_is_none_is_refused() -> None:
    for recipe in ({"hidden": "wide"}, {"seed": 1.5}):
        with pytest.raises(Trouble, match="recipe"):
            card(recipe=recipe).asked()


def test_it_says_what_it_must_not_do() -> None:
    assert any("never proof" in line for line in card().must_not)
