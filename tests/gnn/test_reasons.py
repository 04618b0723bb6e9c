import numpy as np
import pytest

from gnn.feature_names import ACCOUNT_FEATURES
from gnn.features import account_features
from gnn.phrases import PHRASES
from gnn.reasons import TOP, reasons
from investigator.graph.subgraph import Subgraph
from investigator.records import Clock, Reason

NAMES = [feature.name for feature in ACCOUNT_FEATURES]
MINUTE = 60


def mule() -> Subgraph:
    """Accounts 1 to 5 pay account 0 a minute apart; half an hour later it pays 98 to 6."""
    return Subgraph(
        np.arange(7, dtype=np.int32),
        np.array([1, 2, 3, 4, 5, 0], np.int32),
        np.array([0, 0, 0, 0, 0, 6], np.int32),
        np.array([20.0, 20.0, 20.0, 20.0, 20.0, 98.0]),
        np.zeros(6, np.int32),
        np.array([0, 1, 2, 3, 4, 32]) * MINUTE,
        np.arange(6, dtype=np.int64),
    )


def why(i: int, clock: Clock = Clock.UTC, **weights: float) -> tuple[Reason, ...]:
    graph = mule()
    contribution = np.zeros(len(NAMES))
    for name, weight in weights.items():
        contribution[NAMES.index(name)] = weight
    return reasons(account_features(graph)[i], contribution, graph, i, clock)


def test_every_feature_has_its_phrase() -> None:
    assert set(PHRASES) == set(NAMES)


@pytest.mark.parametrize("feature", NAMES)
@pytest.mark.parametrize("i", range(7))
def test_every_phrase_can_be_said_of_everyone(feature: str, i: int) -> None:
    (reason,) = why(i, **{feature: 1.0})
    assert reason.text.strip() == reason.text
    assert not {"nan", "inf", "{", "None"} & set(reason.text.split())


@pytest.mark.parametrize(
    ("feature", "i", "text"),
    [
        ("passed_on", 0, "received from 5 accounts and passed 98 % on, after 30 minutes on average"),
        ("passed_on", 6, "received from 1 account and passed nothing on"),
        ("passed_on", 1, "received nothing"),
        ("received_partners", 0, "received from 5 accounts"),
        ("received_partners", 6, "received from 1 account"),
        ("gathered", 0, "several receipts left as one payment, 1 time"),
        ("received_round", 0, "all of the amounts received are round"),
        ("sent_gap", 0, "sent only once"),
        ("received_gap", 0, "60 seconds between transfers received, typically"),
        ("lifetime", 0, "active for 32 minutes"),
        ("balance", 1, "only ever sent"),
        ("balance", 0, "sent about as much as it received"),
        ("received_concentration", 0, "value received as evenly as over 5 equal senders"),
        ("sent_largest", 0, "its largest payment is 4.9 times the usual amount"),
    ],
)
def test_the_words_carry_the_graphs_own_numbers(feature: str, i: int, text: str) -> None:
    (reason,) = why(i, **{feature: 0.5})
    assert reason == Reason(text, 0.5, feature)


def test_times_are_told_on_the_clock_of_the_case() -> None:
    assert why(0, Clock.STEP, lifetime=1.0)[0].text == "active for 1,920 steps"
    assert why(0, Clock.BLOCK, lifetime=1.0)[0].text == "active for 1,920 blocks"


def test_the_strongest_four_come_first_and_ordinary_ones_say_so() -> None:
    given = {
        "passed_on": -0.9,
        "lifetime": 0.7,
        "sent_largest": 0.5,
        "balance": -0.3,
        "received_round": 0.1,
    }
    found = why(0, **given)
    assert [reason.feature for reason in found] == list(given)[:TOP]
    assert [reason.text.startswith("ordinary: ") for reason in found] == [True, False, False, True]


def test_what_comes_down_to_the_same_words_is_one_reason() -> None:
    (reason,) = why(0, cycles=0.5, cycle_length=0.25)
    assert reason.weight == 0.75


def test_accounts_and_vectors_that_do_not_fit_are_refused() -> None:
    with pytest.raises(IndexError):
        why(7)
    with pytest.raises(ValueError, match="wanted"):
        reasons(np.zeros(3), np.zeros(3), mule(), 0)
