"""The words of lists, as concepts."""

from __future__ import annotations

import pytest

from investigator import taxonomy
from investigator.chain.labels.claims import (
    CONFIDENCE,
    Claims,
    claim,
    concept,
    concept_in,
    confidence,
    meaning,
)


@pytest.mark.parametrize(
    "word, said", [("Illicit", True), ("1", True), ("licit", False), ("0", False), ("x", None)]
)
def test_words_that_speak_for_themselves(word: str, said: bool | None) -> None:
    assert meaning(word) is said


@pytest.mark.parametrize(
    "words, found",
    [
        (["Mixing Service"], "mixing_service"),
        (["phish-hack"], "phishing"),
        (["", None, "heist"], "hacking"),
        (["unknown", "exchange"], "exchange"),
        (["nonsense"], "unknown"),
        ([], "unknown"),
    ],
)
def test_words_become_concepts(words: list[object], found: str) -> None:
    assert concept(words) == found
    assert found in taxonomy.CONCEPTS


def test_free_text_of_a_black_list_speaks_of_crimes_only() -> None:
    assert concept_in("Fake_Phishing3901") == "scam"
    assert concept_in("Nomad Bridge Exploiter 2") == "exploit"
    assert concept_in("exchange deposit") == "unknown"


def test_confidence_as_written() -> None:
    assert confidence("authority_data") == CONFIDENCE["authority_data"] == 60
    assert [confidence(text) for text in ("80", "999", "", "very")] == [80, 100, 50, 50]


def test_what_a_claim_means_follows_its_category() -> None:
    assert claim("a", "x", "sanction", "s")["illicit"] is True
    assert claim("a", "x", "mixing_service", "s")["illicit"] is None
    assert claim("a", "x", "exchange", "s", illicit=True)["illicit"] is True
    assert claim("a", "", "unknown", "s", note="n" * 9_999)["label"] == "unnamed"


def test_bad_entries_are_counted_and_the_first_are_kept() -> None:
    found = Claims()

    def broken() -> list[dict[str, object]]:
        raise ValueError("no address")

    for number in range(150):
        found.take(number, {"entry": number}, broken)
    batch = found.batch()
    assert (batch.bad_rows, len(batch.bad), batch.bad[3].reason) == (150, 100, "no address")
