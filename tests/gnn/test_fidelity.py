"""Parts that carry a score are told from parts that do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from gnn.features import account_features, transfer_features
from gnn.fidelity import fidelity, log_odds, on_features
from gnn.model import Model, Seen
from gnn.worlds import World

Bools = NDArray[np.bool_]


@pytest.fixture(scope="module")
def look(model: Model, world: World) -> Seen:
    return model.see(world.graph, account_features(world.graph), transfer_features(world.graph))


def mask(size: int, *places: int) -> Bools:
    made = np.zeros(size, np.bool_)
    made[list(places)] = True
    return made


def test_the_parts_that_carry_it_are_sufficient_and_necessary() -> None:
    weights = np.zeros(20)
    weights[[3, 11]] = 3.0
    found = fidelity("features", lambda there: there @ weights - 2.0, mask(20, 3, 11))
    assert (found.sufficient, found.necessary) == (True, True)
    assert found.size == 2
    np.testing.assert_allclose(found.nothing, 1 / (1 + np.exp(2.0)))
    np.testing.assert_allclose([found.score, found.kept], 1 / (1 + np.exp(-4.0)))
    np.testing.assert_allclose(found.removed, 1 / (1 + np.exp(2.0)))
    assert found.kept_at_random < 0.5 < found.removed_at_random
    assert found.verdict == (
        "The features named (2) carry the score: 0.98 with nothing else and 0.12 without, of 0.98;"
        f" as many at random: {found.kept_at_random:.2f} and {found.removed_at_random:.2f}."
        " Its surroundings give 0.12 by themselves."
    )


def test_parts_that_do_nothing_are_owned_up_to() -> None:
    weights = np.zeros(20)
    weights[:5] = 1.0
    found = fidelity("transfers", lambda there: there @ weights, mask(20, 15, 16, 17))
    assert (found.sufficient, found.necessary) == (False, False)
    assert (found.removed, found.removed_beats) == (found.score, 0.0)
    assert "do not lean on them" in found.verdict


def test_one_of_many_that_would_do_is_not_necessary() -> None:
    def anyone(there: Bools) -> NDArray[np.float64]:
        return np.where(there[:, :4].any(axis=1), 2.0, -2.0)

    found = fidelity("transfers", anyone, mask(400, 2))
    assert (found.kept_beats >= 0.9, found.removed_beats) == (True, 0.0)
    assert "it does not hang on them alone" in found.verdict


def test_what_is_needed_with_others_is_not_sufficient() -> None:
    def together(there: Bools) -> NDArray[np.float64]:
        return np.where(there[:, 0] & there[:, 1], 2.0, -2.0)

    found = fidelity("features", together, mask(400, 0))
    assert (found.kept_beats, found.removed_beats >= 0.9) == (0.0, True)
    assert "do not bring it about alone" in found.verdict


def test_chance_is_drawn_from_its_seed() -> None:
    weights = np.arange(12.0)

    def once(seed: int) -> object:
        return fidelity("features", lambda there: there @ weights, mask(12, 1, 5), seed)

    assert once(4) == once(4)
    assert once(4) != once(5)


def test_nothing_named_is_nothing_to_ask_about() -> None:
    with pytest.raises(ValueError, match="nothing"):
        fidelity("features", lambda there: there @ np.ones(3), mask(3))


@pytest.mark.parametrize("row", [0, 17, 400])
def test_with_all_its_features_an_account_has_its_score(model: Model, look: Seen, row: int) -> None:
    ask, k = on_features(model, look, row), look.x.shape[1]
    whole = log_odds(model, look.net, look.trees)[row]
    np.testing.assert_allclose(ask(np.ones((2, k), np.bool_)), [whole, whole], atol=1e-4)
    raw = model.judge.raw(look.net, look.trees)[row]
    np.testing.assert_allclose(1 / (1 + np.exp(-whole)), raw, atol=1e-9)


def test_without_any_it_is_as_usual_in_its_surroundings(model: Model, look: Seen) -> None:
    """Whatever the account itself is like."""
    none = np.zeros((1, look.x.shape[1]), np.bool_)
    other = replace(look, x=look.x[::-1].copy(), scaled=look.scaled.flip(0))
    np.testing.assert_allclose(on_features(model, look, 3)(none), on_features(model, other, 3)(none))
