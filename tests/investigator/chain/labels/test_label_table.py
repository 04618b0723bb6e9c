"""Tables of labels: anybody's, and Forta's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.chain.ingest import Report
from investigator.chain.labels.label_table import label_columns, published
from investigator.data.queries import sources
from investigator.records import Label

TakeIn = Callable[..., Report]
A, B = ("0x" + digit * 40 for digit in "ab")
FORTA = Path(__file__).parents[5] / "shared" / "data" / "labels" / "forta" / "labels"


def claims(case: Case, address: str, chain: str = "eip155:1") -> list[Label]:
    return sources.tags(case.store, [f"{chain}:{address}"])[f"{chain}:{address}"]  # type: ignore[index]


def test_a_list_of_labels(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(
        f"address,name,type,confidence\n{A},ABCC,Exchange,80\n{A},<b>x</b>\u202e,,\nnobody,x,,\n{A},,,\n",
        encoding="utf-8",
    )
    report = take_in(path)
    assert (report.tags, report.bad_rows) == (2, 2)
    first, second = claims(case, A)
    assert (first.text, first.category, first.confidence, first.illicit) == ("ABCC", "exchange", 80, False)
    assert second.text == "<b>x</b>\u202e"


def test_fortas_phishing_list(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = tmp_path / "phishing_scams.csv"
    path.write_text(
        f"address,etherscan_tag,etherscan_labels,is_contract\n{A},Fake_Phishing1,phish-hack,False\n"
        f"{B},,exploit,True\n0x12,x,phish-hack,False\n",
        encoding="utf-8",
    )
    report = take_in(path)
    assert (report.tags, report.bad_rows) == (2, 1)
    (first,), (second,) = claims(case, A), claims(case, B)
    assert (first.text, first.category, first.illicit) == ("Fake_Phishing1", "phishing", True)
    assert first.source == "Forta, phishing_scams.csv"
    assert (second.text, second.category) == ("on Forta's phishing_scams", "exploit")


def test_fortas_contracts_accuse_their_makers_too(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    folder = tmp_path / "10"
    folder.mkdir()
    path = folder / "malicious_smart_contracts.csv"
    path.write_text(
        "contract_address,contract_tag,contract_creator,contract_creator_tag,source,notes\n"
        f"{A},Wintermute Exploiter Multisig,{B},,https://x.example,Multisig Hack\n",
        encoding="utf-8",
    )
    assert take_in(path).tags == 2
    (contract,), (maker,) = claims(case, A, "eip155:10"), claims(case, B, "eip155:10")
    assert (contract.category, contract.note, contract.source) == (
        "exploit",
        "Multisig Hack",
        "Forta: https://x.example",
    )
    assert (maker.text, maker.illicit) == ("made Wintermute Exploiter Multisig", True)


def test_who_publishes_lists_with_such_columns() -> None:
    assert published(["address", "label"]) is None
    assert published(["data_source", "wallet_tag", "banned_address"]) is not None
    found = label_columns(["wallet", "Name Tag", "comment", "date"])
    assert found == {"address": 0, "label": 1, "note": 2, "date": 3}


@pytest.mark.real_data
def test_fortas_real_lists(take_in: TakeIn, case: Case) -> None:
    if not FORTA.is_dir():
        pytest.skip("the real data sets are not here")
    phishing = take_in(FORTA / "1" / "phishing_scams.csv")
    assert (phishing.tags + phishing.duplicates, phishing.bad_rows) == (
        6724,
        2,
    )  # two have a wrong checksum
    malicious = take_in(FORTA / "1" / "etherscan_malicious_labels.csv")
    assert (malicious.tags + malicious.duplicates, malicious.bad_rows) == (7778, 2)
    contracts = take_in(FORTA / "1" / "malicious_smart_contracts.csv")
    assert contracts.bad_rows == 0
    assert contracts.tags + contracts.duplicates == 2 * 753
    with case.store.reading() as db:
        rows = db.execute("SELECT category, count(*) FROM tag GROUP BY 1 ORDER BY 1").fetchall()
        (meant,) = db.execute("SELECT count(*) FROM tag WHERE illicit").fetchall()
    assert meant[0] == sum(count for _, count in rows)
    assert {"phishing", "exploit", "hacking"} <= {category for category, _ in rows}
