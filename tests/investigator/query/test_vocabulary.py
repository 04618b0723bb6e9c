from __future__ import annotations

import pytest

from investigator.query.parse import parse
from investigator.query.vocabulary import KEYS, RULES, about, key_of


def test_names_are_told_apart_and_found_whatever_their_case() -> None:
    names = [name for key in KEYS for name in (key.name, *key.other)]
    assert len(names) == len(set(names))
    assert key_of("Asset") is KEYS[0]
    assert key_of("nothing") is None


@pytest.mark.parametrize("example", [rule[0] for rule in RULES])
def test_the_examples_of_the_rules_can_be_typed(example: str) -> None:
    assert parse(example).terms


def test_the_help_names_every_key() -> None:
    text = "\n".join(about())
    assert all(key.says in text for key in KEYS)
