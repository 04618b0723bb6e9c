"""The whole story from the command line: new, import, expand, score, label, train, score again, report, verify."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.__main__ import main

Ask = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def run(*words: object, code: int = 0) -> Any:
        capsys.readouterr()
        got = main([*map(str, words), "--json"])
        said = capsys.readouterr()
        assert got == code, said.err
        return json.loads(said.out)

    return run


def labels_of(truth: Path, folder: Path, count: int = 60) -> Path:
    """An analyst's labels: some of those who did it, and as many ordinary accounts."""
    rows = [line.split(",") for line in truth.read_text(encoding="utf-8").splitlines()[1:]]
    bad = [row[0] for row in rows if row[-1] == "1"][:count]
    good = [row[0] for row in rows if row[-1] == "0"][: 3 * len(bad)]
    path = folder / "labels.csv"
    lines = ["address,label", *(f"{one},illicit" for one in bad), *(f"{one},licit" for one in good)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_sample_story(tmp_path: Path, ask: Ask) -> None:
    northwind, case = ROOT / "sample_data/northwind", tmp_path / "n.case"
    ask("new", case, "--title", "Northwind drain", "--question", "Where did the money go?")
    taken = ask("import", case, northwind / "transfers.csv", northwind / "labels.csv")
    assert taken["bad_rows"] == 0
    assert taken["transfers"] == len((northwind / "transfers.csv").read_text("utf-8").splitlines()) - 1
    seed = json.loads((northwind / "annotations.json").read_text("utf-8"))["seeds"][0]
    assert ask("expand", case, "--from", seed, "--hops", "2", "--budget", "20")["added"] > 5

    first = ask("score", case)
    assert len(first) == taken["addresses"]
    assert set(first[0]) >= {"address", "score", "calibrated", "abstained", "model", "reasons"}
    assert first[0]["reasons"]
    assert ask("label", case, "--from-csv", labels_of(northwind / "truth.csv", tmp_path))["labelled"] > 100
    card = ask("train", case, "--out", tmp_path / "models")
    again = ask("score", case, "--model", card["path"])
    assert again[0]["model"] == card["id"] != first[0]["model"]
    clusters = ask("score", case, "--model", card["path"], "--clusters")
    assert set(clusters[0]) >= {"cluster", "members", "score"}

    report = ask("report", case, "-o", tmp_path / "n.pdf")
    assert Path(report["path"]).read_bytes().startswith(b"%PDF")
    assert ask("report", case, "-o", tmp_path / "again.pdf")["sha256"] == report["sha256"]
    checked = ask("verify", case)
    assert (checked["ok"], checked["problems"]) == (True, [])


@pytest.mark.real_data
def test_real_data(real_data: Path, tmp_path: Path, ask: Ask) -> None:
    case, blocks = tmp_path / "real.case", real_data / "eth_blocks/mainnet_blocks"
    ask("new", case, "--title", "Real data")
    bionic = real_data / "bionic_token/data/bionic.csv"
    mapping = ("--map", "from=source,to=target,amount=amount", "--decimals", "8", "--asset", "BNC")
    taken = ask("import", case, bionic, *mapping)
    assert (taken["transfers"], taken["addresses"]) == (20_913, 11_308)
    numbers = range(18090205, 18090219)
    receipts = [blocks / f"eth_{number}_receipts.json" for number in (18090206, 18090213, 18090218)]
    taken = ask("import", case, *(blocks / f"eth_{number}.json" for number in numbers), *receipts)
    assert (taken["transactions"], taken["kinds"]["native"]) == (2137, 1233)
    assert ask("import", case, real_data / "labels/graphsense_tagpacks/packs")["tags"] > 25_000

    deployer = "0xdd2a5b646bb936cbc279cbe462e31eab2c309452"
    assert ask("expand", case, "--from", deployer, "--hops", "2", "--budget", "20")["added"] > 20
    scores = ask("score", case)
    labels = tmp_path / "labels.csv"
    words = ["illicit" if i % 3 == 0 else "licit" for i in range(90)]
    lines = [f"{row['address']},{word}" for row, word in zip(scores[:90], words, strict=True)]
    labels.write_text("address,label\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert ask("label", case, "--from-csv", labels)["labelled"] == 90
    card = ask("train", case, "--out", tmp_path / "models")
    assert ask("score", case, "--model", card["path"], "--top", "5")[0]["model"] == card["id"]
    assert ask("report", case, "-o", tmp_path / "real.pdf")["pages"] > 3
    assert ask("verify", case)["ok"]
