"""Lists of addresses in every shape that they are published in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.chain.ingest import Report
from investigator.chain.labels.address_list import is_list
from investigator.chain.tables import fingerprint
from investigator.data.queries import sources
from investigator.errors import Trouble
from investigator.records import Label

TakeIn = Callable[..., Report]
A, B, C = ("0x" + digit * 40 for digit in "abc")
OFAC = Path(__file__).parents[5] / "shared" / "data" / "labels" / "ofac"


def claims(case: Case, address: str) -> list[Label]:
    key = f"eip155:1:{address}"
    return sources.tags(case.store, [key]).get(key, [])  # type: ignore[call-overload,no-any-return]


def put(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", ["txt", "json"])
def test_ofacs_addresses_of_a_currency(tmp_path: Path, take_in: TakeIn, case: Case, suffix: str) -> None:
    content = f"{A}\n{B}\nnonsense\n" if suffix == "txt" else [A, B, "nonsense"]
    report = take_in(put(tmp_path, f"sanctioned_addresses_ETH.{suffix}", content))
    assert (report.tags, report.bad_rows) == (2, 1)
    (claim,) = claims(case, A)
    assert (claim.text, claim.category, claim.confidence, claim.illicit) == (
        "OFAC sanctions list (SDN) as ETH",
        "sanction",
        60,
        True,
    )
    assert "delisted" in claim.note
    assert "gives no date of its own; its file was last changed on 20" in claim.note
    (got,) = sources.acquisitions(case.store)
    assert got.kind == "ofac"


def test_the_date_of_a_list_is_in_the_claim(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    take_in(put(tmp_path, "sanctioned_addresses_ETH_2024-09-27.txt", f"{A}\n"))
    take_in(put(tmp_path, "sanctioned_addresses_ETH.json", [A]), mapping="date=2025-03-21")
    assert [claim.source for claim in claims(case, A)] == [
        "OFAC SDN list of 2024-09-27",
        "OFAC SDN list of 2025-03-21",
    ]
    assert claims(case, A)[0].note.startswith("On the list of 2024-09-27. Addresses are also taken off")
    with case.store.reading() as db:
        rows = db.execute("SELECT claimed_on FROM tag ORDER BY id").fetchall()
    assert rows == [("2024-09-27",), ("2025-03-21",)]


def test_a_darklist(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    listed = [
        {"address": A, "comment": "Fake ICO support", "date": "2018-04-08"},
        {"address": B, "comment": "", "date": "2018-03-12"},
        {"address": C, "comment": "scambot phishers. did not 404.", "date": "2018-03-12"},
        {"comment": "no address"},
    ]
    report = take_in(put(tmp_path, "addresses-darklist.json", listed))
    assert (report.tags, report.bad_rows) == (3, 1)
    (fake,), (silent,), (phishers,) = (claims(case, one) for one in (A, B, C))
    assert (fake.text, fake.category, fake.source) == (
        "Fake ICO support",
        "scam",
        "addresses-darklist.json, 2018-04-08",
    )
    assert (silent.text, silent.category, silent.illicit) == (
        "On the list addresses-darklist.json",
        "black_list",
        True,
    )
    assert phishers.category in {"scam", "phishing"}


def test_scamsniffers_lists(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    take_in(put(tmp_path, "blacklist/address.json", [A]))
    take_in(
        put(tmp_path, "scamsniffer_combined.json", {"bad.example": [B, "nonsense"], "worse.example": [C]})
    )
    assert (claims(case, A)[0].category, claims(case, A)[0].illicit) == ("black_list", True)
    (claim,) = claims(case, B)
    assert (claim.text, claim.category) == ("bad.example", "phishing")


def test_addresses_with_labels(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    listed = {
        A: "Kraken 4",
        B: {"name": "Binance 14", "labels": ["exchange", "binance"]},
        C: ["x"],
        "0x12": "y",
    }
    report = take_in(put(tmp_path, "names.json", listed))
    assert (report.tags, report.bad_rows) == (3, 1)
    assert (claims(case, A)[0].text, claims(case, A)[0].category) == ("Kraken 4", "unknown")
    assert (claims(case, B)[0].text, claims(case, B)[0].category) == ("Binance 14", "exchange")


@pytest.mark.parametrize(
    "name, category",
    [("phishing_victims.txt", "victim"), ("mine.txt", "unknown"), ("allowlist.txt", "white_list")],
)
def test_a_name_that_says_nothing_means_nothing(
    tmp_path: Path, take_in: TakeIn, case: Case, name: str, category: str
) -> None:
    take_in(put(tmp_path, name, f"address\n# a comment\n\n{A}\n"))
    (claim,) = claims(case, A)
    assert (claim.category, claim.text) == (category, f"On the list {name}")
    assert claim.illicit is not True


def test_what_the_analyst_says_of_a_list(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = put(tmp_path, "mine.txt", f"{A}\n")
    take_in(path, mapping="category=ransomware,label=LockBit")
    assert (claims(case, A)[0].text, claims(case, A)[0].illicit) == ("LockBit", True)
    with pytest.raises(Trouble, match="without columns"):
        take_in(path, mapping="colour=red")
    with pytest.raises(Trouble, match="no category"):
        take_in(path, mapping="category=nonsense")


@pytest.mark.parametrize(
    "name, content, yes",
    [
        ("a.txt", f"{A}\n{B}\n", True),
        ("a.csv", f"from,to,amount\n{A},{B},1\n", False),
        ("a.json", '{"hello": 1}', False),
        ("a.json", "[" * 5_000, False),
        ("a.json", "[]", False),
        ("a.json", [1, 2, None, {"x": A}], False),
        ("a.txt", "x" * 3_000_000, False),
    ],
)
def test_lists_are_told_by_their_entries(tmp_path: Path, name: str, content: object, yes: bool) -> None:
    path = put(tmp_path, name, content)
    assert is_list(path, fingerprint(path)) is yes


@pytest.mark.real_data
def test_ofacs_real_lists(take_in: TakeIn, case: Case) -> None:
    if not OFAC.is_dir():
        pytest.skip("the real data sets are not here")
    text = take_in(*sorted(OFAC.glob("*.txt")))
    assert (text.tags, text.bad_rows) == (sum(len(p.read_text().split()) for p in OFAC.glob("*.txt")), 0)
    same = take_in(*sorted(OFAC.glob("*.json")))
    assert (same.tags, same.bad_rows) == (text.tags, 0)
    with case.store.reading() as db:
        rows = db.execute(
            "SELECT address FROM tag WHERE category = 'sanction' AND illicit AND address LIKE 'eip155:1:%'"
        ).fetchall()
    assert ("eip155:1:0x098b716b8aaf21512996dc57eb0615e2383e2f96",) in rows  # the Ronin bridge's thief
