"""What the name of a list says about what is on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from investigator.chain.labels.naming import DELISTING, naming
from investigator.errors import Trouble


def listed(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("0x" + "a" * 40, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name, category, date",
    [
        ("addresses-darklist.json", "black_list", ""),
        ("scamsniffer/address.json", "phishing", ""),
        ("phishing_2024-09-27.txt", "phishing", "2024-09-27"),
        ("ransomware20210131.csv", "ransomware", "2021-01-31"),
        ("tornado.txt", "mixing_service", ""),
        ("known_victims_of_hack.txt", "victim", ""),
        ("notes.txt", "unknown", ""),
    ],
)
def test_names_of_lists(tmp_path: Path, name: str, category: str, date: str) -> None:
    found = naming(listed(tmp_path, name))
    assert (found.category, found.date, found.authority) == (category, date, False)


def test_a_list_of_sanctions_says_that_it_changes(tmp_path: Path) -> None:
    found = naming(listed(tmp_path, "sanctioned_addresses_ETH.txt"))
    assert (found.category, found.network, found.authority) == ("sanction", "ETH", True)
    assert "last changed on" in found.note
    assert found.note.endswith(DELISTING)
    dated = naming(listed(tmp_path, "sanctioned_addresses_ETH.txt"), "date=2024-09-27")
    assert dated.source == "OFAC SDN list of 2024-09-27"
    assert dated.note == f"On the list of 2024-09-27. {DELISTING}"


def test_what_the_analyst_says_is_taken_or_refused(tmp_path: Path) -> None:
    path = listed(tmp_path, "notes.txt")
    found = naming(path, "category=phishing, label=Reported by clients, asset=ETH")
    assert (found.category, found.label) == ("phishing", "Reported by clients")
    with pytest.raises(Trouble, match="no category"):
        naming(path, "category=evil")
    with pytest.raises(Trouble, match="of it can be said: label="):
        naming(path, "colour=red")
