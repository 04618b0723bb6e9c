from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[2] / "sample_data"
STORY = HERE / "northwind"
Rows = list[dict[str, str]]


def table(name: str) -> Rows:
    with (STORY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def transfers() -> Rows:
    return table("transfers.csv")


@pytest.fixture(scope="module")
def truth() -> dict[str, dict[str, str]]:
    return {row["account"]: row for row in table("truth.csv")}


@pytest.fixture(scope="module")
def notes() -> dict[str, Any]:
    return json.loads((STORY / "annotations.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_the_script_writes_these_files_byte_for_byte() -> None:
    told = subprocess.run(
        [sys.executable, HERE / "make.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "all files are the same\n")


def test_the_readme_gives_the_hash_of_each_file() -> None:
    readme = (STORY / "README.md").read_text(encoding="utf-8")
    for path in STORY.iterdir():
        if path.name != "README.md":
            assert f"| `{path.name}` |" in readme
            assert hashlib.sha256(path.read_bytes()).hexdigest() in readme


def test_its_size(transfers: Rows, truth: dict[str, dict[str, str]]) -> None:
    assert (STORY / "transfers.csv").stat().st_size < 4_000_000
    assert 17_000 < len(transfers) < 20_000
    assert 3_500 < len(truth) < 4_500
    assert {row[end] for row in transfers for end in ("from", "to")} == truth.keys()
    assert 100 < sum(row["illicit"] == "1" for row in truth.values()) < 200


def test_nobody_spends_more_than_they_have(transfers: Rows) -> None:
    held: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in table("opening.csv"):
        held[row["account"], row["asset"]] += Decimal(row["amount"])
    for row in transfers:
        if row["asset"] != "ŪSDC":  # its contract writes what it likes
            held[row["from"], row["asset"]] -= Decimal(row["amount"])
            assert held[row["from"], row["asset"]] >= 0, row
            held[row["to"], row["asset"]] += Decimal(row["amount"])


def test_blocks_are_twelve_seconds_apart_and_in_order(transfers: Rows) -> None:
    seen = [(int(row["block"]), datetime.fromisoformat(row["time"]).timestamp()) for row in transfers]
    assert seen == sorted(seen)
    assert {time - 12 * block for block, time in seen} == {seen[0][1] - 12 * seen[0][0]}


def test_a_transfer_is_named_by_its_hash_and_place(transfers: Rows) -> None:
    names = Counter((row["hash"], row["log_index"]) for row in transfers)
    assert names.most_common(1)[0][1] == 1


def test_the_whole_loot_is_accounted_for(transfers: Rows, truth: dict[str, dict[str, str]]) -> None:
    stolen = [row for row in transfers if row["amount"] == "41250"]
    assert [truth[row[end]]["role"] for row in stolen for end in ("from", "to")] == [
        "service hot wallet",
        "exploiter 1",
    ]
    thief = stolen[0]["to"]
    assert sum(Decimal(row["amount"]) for row in transfers if row["from"] == thief) == 41_250
    out = Counter[str]()
    for row in transfers:
        roles = truth[row["from"]]["role"], truth[row["to"]]["role"]
        if row["asset"] == "ETH" and truth[row["from"]]["illicit"] == "1":
            out[" > ".join(roles)] += 1
    assert out["mixer depositor > mixer"] == 60
    assert out["bridge depositor > bridge"] == 5
    assert out["scatter account > gatherer"] == 12
    assert out["cash-out account > deposit address"] == 15


def test_look_alikes_look_alike(transfers: Rows, truth: dict[str, dict[str, str]]) -> None:
    twins = [account for account, row in truth.items() if row["role"] == "look-alike address"]
    others = Counter(
        account[:6] + account[-4:] for account in truth if truth[account]["role"] in {"person", "shop"}
    )
    assert len(twins) > 50
    assert all(others[twin[:6] + twin[-4:]] == 1 for twin in twins)
    robbed = [
        row
        for row in transfers
        if row["to"] in set(twins) and row["asset"] == "USDC" and Decimal(row["amount"]) > 1
    ]
    assert len({row["from"] for row in robbed}) == 7


def test_wash_trades_come_back_to_their_funder(transfers: Rows, truth: dict[str, dict[str, str]]) -> None:
    funders = {account for account, row in truth.items() if row["role"] == "wash trading funder"}
    back = [
        row for row in transfers if row["to"] in funders and truth[row["from"]]["role"] == "wash trader"
    ]
    assert len(funders) == 3
    assert len(back) == 33


def test_what_the_analyst_wrote_fits_the_transfers(
    transfers: Rows, truth: dict[str, dict[str, str]], notes: dict[str, Any]
) -> None:
    hashes = {row["hash"] for row in transfers}
    cited = notes["exhibits"] + [one for finding in notes["findings"] for one in finding["transfers"]]
    named = [
        *notes["seeds"],
        *notes["notes"],
        *notes["chart"],
        *(row["address"] for row in notes["labels"]),
    ]
    named += [account for finding in notes["findings"] for account in finding["accounts"]]
    assert set(cited) <= hashes
    assert set(named) <= truth.keys()
    assert len(notes["exhibits"]) == len(set(notes["exhibits"]))
    assert {finding["tier"] for finding in notes["findings"]} == {"structural", "attribution", "lead"}
    assert 90 <= len(notes["chart"]) <= 150


def test_the_analyst_labelled_rightly_but_not_everything(
    truth: dict[str, dict[str, str]], notes: dict[str, Any]
) -> None:
    said = {row["address"]: row["illicit"] for row in notes["labels"]}
    assert all(truth[account]["illicit"] == str(int(bad)) for account, bad in said.items())
    crooks = {account for account, row in truth.items() if row["illicit"] == "1"}
    assert 0.1 < len(crooks & said.keys()) / len(crooks) < 0.5
