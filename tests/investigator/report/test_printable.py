from __future__ import annotations

from investigator.report.printable import graded


def test_each_sentence_has_its_tier() -> None:
    line = 'Paid 4.5 EUR to B. "Why?" nobody says. [lead] It may be his. [Structural] A paid C!'
    assert graded(line, "attribution") == [
        ["attribution", "Paid 4.5 EUR to B."],
        ["attribution", '"Why?" nobody says.'],
        ["lead", "It may be his."],
        ["structural", "A paid C!"],
    ]
    assert graded("", "lead") == []
    assert graded("[proof] x", "lead") == [["lead", "[proof] x"]]
