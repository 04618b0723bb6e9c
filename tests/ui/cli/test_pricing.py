"""`price` as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.data.queries import transfers
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import feed, told_price
from ui.__main__ import main as run

HEADER = "time,from,to,value,asset,tx_hash,block_number\n"
NOON = 1_659_355_200


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """One payment of 1.5 ether."""
    path, rows = tmp_path / "a.case", tmp_path / "moves.csv"
    tx = "0x" + "7" * 64
    rows.write_text(HEADER + f"{NOON},0x{'a' * 40},0x{'b' * 40},1.5,ETH,{tx},15000000\n", encoding="utf-8")
    assert run(["new", str(path)]) == 0
    assert run(["import", str(path), str(rows)]) == 0
    return path


def test_prices_of_a_table(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "ETH-USD.csv"
    table.write_text(f"time,price\n{NOON - 3600},1600.10\n", encoding="utf-8")
    assert run(["price", str(case), str(table)]) == 0
    assert "1 price added." in capsys.readouterr().out
    assert run(["price", str(case), "--tx", "0x" + "7" * 64]) == 0
    told = capsys.readouterr().out
    assert "≈ 2,400.15 USD (derived: price 1,600.1" in told
    assert "60 min old" in told or "1 h old" in told
    assert run(["price", str(case), "--tx", "0x" + "7" * 64, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["transfers"][0]["worth"]["value"] == "2400.15"
    assert found["transfers"][0]["worth"]["derived"] is True


def test_a_case_without_prices_says_what_to_do(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["price", str(case)]) == 0
    assert "no prices yet: import a table of them" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["nowhere.csv"], "There is no file nowhere.csv."),
        (["a.csv", "--source", "http://127.0.0.1:1"], "Name files, or a node with --source, not both."),
        (["--fiat", "doge"], "doge is no currency"),
        (["--source", "http://127.0.0.1:1", "--asset", "ETH", "--blocks", "9"], "FROM:TO"),
        (["--source", "http://127.0.0.1:1", "--asset", "ETH"], "127.0.0.1:1"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    case: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["price", str(case), *arguments]) == 2
    told = capsys.readouterr().err.strip()
    assert sentence in told
    assert "\n" not in told


def test_a_feed_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "b.case"
    with Anvil.started("--chain-id", "1") as node:
        contract = node.deploy(feed("ETH / USD", 8))
        time = int(node.ask("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
        node.send(to=contract, data=told_price(123_00000000, time))
        node.send(to=node.accounts[1], value=10**18)
        assert run(["new", str(path)]) == 0
        assert run(["pull", str(path), "--source", node.uri, "--address", node.accounts[1]]) == 0
        capsys.readouterr()
        assert run(["price", str(path), "--source", node.uri, "--asset", f"ETH={contract}"]) == 0
    assert "1 price added: Chainlink's ETH / USD" in capsys.readouterr().out
    with Case.open(path) as case:
        (row,) = [one for one in transfers.page(case.store, transfers.Where()) if one.amount == 10**18]
    assert run(["price", str(path), "--tx", row.tx_hash]) == 0
    assert "≈ 123.00 USD" in capsys.readouterr().out
