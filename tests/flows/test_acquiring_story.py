"""Acquiring from the command line, on a real node: pull, certify, price, prove, report and verify."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.report import content
from investigator.report.content import ReportOptions
from investigator.report.document import Document, Entry, Section
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import feed, told_price
from ui.__main__ import main

Ask = Callable[..., Any]
ETHER = 10**18


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def run(*words: object, code: int = 0) -> Any:
        capsys.readouterr()
        got = main([*map(str, words), "--json"])
        said = capsys.readouterr()
        assert got == code, said.err
        return json.loads(said.out)

    return run


def entries(document: Document, title: str) -> list[Entry]:
    """The entries of one section."""
    (section,) = (one for one in document.sections if isinstance(one, Section) and one.title == title)
    return [one for one in section.blocks if isinstance(one, Entry)]


def test_from_a_node_to_a_report(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "theft.case"
    ask("new", path, "--title", "Theft", "--question", "Where did the ether go?")
    with Anvil.started("--chain-id", "1", "--slots-in-an-epoch", "1") as node:
        victim, thief = node.accounts[:2]
        oracle = node.deploy(feed("ETH / USD", 8), from_=node.accounts[9])
        time = int(node.ask("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
        node.send(from_=node.accounts[9], to=oracle, data=told_price(1_600_50000000, time))
        stolen = node.send(from_=victim, to=thief, value=2 * ETHER)["transactionHash"]
        node.send(from_=thief, to=node.accounts[2], value=ETHER)
        node.mine(6)
        pulled = ask("pull", path, "--source", node.uri, "--address", thief, "--blocks", "0:final")
        assert pulled["transfers"] == 2
        priced = ask("price", path, "--source", node.uri, "--asset", f"ETH={oracle}")
        assert priced["prices"] == 1
        assert ask("prove", path, stolen, "--source", node.uri)["failed"] == []

    (certificate,) = ask("certify", path)
    assert (certificate["address"], certificate["outcome"]) == (thief.lower(), "complete")
    ((worth,),) = ([row["worth"]] for row in ask("price", path, "--tx", stolen)["transfers"])
    assert (worth["value"], worth["fiat"], worth["derived"]) == ("3201", "USD", True)
    assert ask("verify", path)["ok"]

    written = ask("report", path, "-o", tmp_path / "theft.pdf")
    raw = (tmp_path / "theft.pdf").read_bytes()
    assert written["sha256"] == hashlib.sha256(raw).hexdigest()
    ask("report", path, "-o", tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == raw
    with Case.open(path) as case:
        (entry,) = entries(content(case, ReportOptions()), "Completeness")
    assert entry.headline.lower().endswith(thief.lower())
    assert not any(cell.text.startswith("failed") for _, cell in entry.rows)
