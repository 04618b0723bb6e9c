"""A model's card in the report."""

from investigator.report.card import _summed


def test_many_lessons_are_told_by_their_number_and_one_hash() -> None:
    lessons = [{"name": f"world {number}", "graph": "ab" * 32} for number in range(13)]
    few = _summed("lessons", lessons[:12])
    assert few == lessons[:12]
    found = _summed("lessons", lessons)
    assert found["number"] == 13
    assert len(found["hash of all"]) == 64
    assert _summed("lessons", [*lessons[1:], lessons[0]])["hash of all"] != found["hash of all"]
    assert _summed("measured", lessons) == lessons
