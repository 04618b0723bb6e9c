"""Labels with what they rest on, typed in a file; the rest is tested with the operations."""

from __future__ import annotations

from pathlib import Path

import pytest

from investigator import operations
from investigator.errors import Trouble
from investigator.records import Address, Label, Tier
from tests.makers import case


def test_a_file_may_say_how_sure_and_on_what_ground(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text(
        "address,label,illicit,confidence,source,note,category\n"
        "bank:0,theft,yes,95,court file 7,page 3,phishing\n"
        "bank:1,shop,no,,,,nonsense\n",
        encoding="utf-8",
    )
    with case() as made:
        assert operations.label_from_csv(made, path).labelled == 2
        assert made.facts.labels[Address("bank:0")] == (
            Label("theft", "phishing", Tier.ATTRIBUTION, 95, "court file 7", "page 3", illicit=True),
        )
        (shop,) = made.facts.labels[Address("bank:1")]
        assert (shop.confidence, shop.tier, shop.source, shop.illicit) == (
            70, Tier.ATTRIBUTION, "examiner", False,
        )  # fmt: skip


@pytest.mark.parametrize(
    "head, value, said",
    [
        ("confidence", "101", "no confidence"),
        ("confidence", "-1", "no confidence"),
        ("confidence", "9" * 30, "no confidence"),
        ("confidence", "²", "no confidence"),
    ],
)
def test_a_file_with_nonsense_is_refused_whole(tmp_path: Path, head: str, value: str, said: str) -> None:
    path = tmp_path / "l.csv"
    path.write_text(f"address,label,{head}\nbank:0,theft,\nbank:1,theft,{value}\n", encoding="utf-8")
    with case() as made, pytest.raises(Trouble, match=said):
        operations.label_from_csv(made, path)
