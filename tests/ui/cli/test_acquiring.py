"""`pull`, as typed, from a real node and a small served one."""

from __future__ import annotations

import base64
import contextlib
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.data.answers import answer
from investigator.data.queries import sources
from tests.nodes import misbehaviour as bad
from tests.nodes.anvil import Anvil
from tests.nodes.chain import Chain, pay
from tests.nodes.server import serving
from ui.__main__ import main

Ask = Callable[..., Any]
A, B = ("0x" + digit * 20 for digit in ("a1", "b2"))
SECRET = "s3cr3tK3y0123456789abcdef"


@pytest.fixture
def node() -> Iterator[Anvil]:
    with Anvil.started() as anvil:
        anvil.send(to=anvil.accounts[1], value=10**18)
        anvil.send(from_=anvil.accounts[1], to=anvil.accounts[2], value=5)
        yield anvil


def served() -> Chain:
    made = Chain()
    for number in range(1, 30):
        made.mine(pay(A, B, number))
    return made


@pytest.fixture
def fresh(tmp_path: Path, ask: Ask) -> Path:
    path = tmp_path / "pulled.case"
    ask("new", path)
    return path


def test_json(node: Anvil, fresh: Path, ask: Ask) -> None:
    told = ask("pull", fresh, "--source", node.uri, "--address", node.accounts[1])
    assert (told["chain"], told["first"], told["last"]) == ("eip155:31337", 0, 2)
    assert told["addresses"] == [node.accounts[1]]
    assert (told["transfers"], told["transactions"], told["receipts"]) == (2, 2, 2)
    assert told["kinds"] == {"native": 2}
    assert told["requests"] > 0
    assert told["abilities"]["archive"] is True
    assert told["bytes_per_transfer"] == round(told["bytes"] / 2)
    assert [(stop["address"], stop["reason"]) for stop in told["frontier"]] == [
        (address, "hops") for address in sorted(node.accounts[number] for number in (0, 2))
    ]
    again = ask("pull", fresh, "--source", node.uri, "--address", node.accounts[1])
    assert (again["transfers"], again["units"], again["skipped"]) == (0, 0, told["units"])
    assert ask("verify", fresh)["ok"]


def test_in_words(node: Anvil, fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["pull", str(fresh), "--source", node.uri, "--address", node.accounts[0], node.accounts[1]]
    assert main([*words, "--estimate"]) == 0
    told = capsys.readouterr().out
    assert "By ots_searchTransactions+trace_filter: native, internal." in told
    assert "archive: yes" in told
    assert "About " in told
    assert main([*words, "--blocks", "0:99", "--hops", "2", "--min-value", "0.5"]) == 0
    told = capsys.readouterr().out
    assert "New: 2 transfers (2 native), 2 transactions" in told
    assert "Stopped at 1 accounts (1 for value):" in told
    assert "Note: There are no blocks after 2 yet" in told


def test_whole_blocks(node: Anvil, fresh: Path, ask: Ask) -> None:
    told = ask("pull", fresh, "--source", node.uri, "--blocks", "0:latest")
    assert (told["blocks"], told["transfers"], told["addresses"]) == (3, 2, [])


@pytest.mark.parametrize(
    "words, sentence",
    [
        (("--blocks", "5"), "--blocks takes a range"),
        (("--blocks", "x:y"), "'x' is no block"),
        (("--address", "0x12"), "0x12 cannot be pulled"),
        (("--hops", "0"), "--hops and --budget are at least 1"),
        (("--hops", "2"), "--hops goes on from accounts"),
        (("--min-value", "much"), "--min-value much is no amount"),
        (("--address", A, "--assets", "NONE"), "'NONE' names no asset"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(
    words: tuple[str, ...], sentence: str, fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(served()) as node:
        assert main(["pull", str(fresh), "--source", node.uri, *words]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("source", ["http://127.0.0.1:1", "ftp://127.0.0.1", "ipc:/nowhere/geth.ipc"])
def test_a_source_that_is_not_there(source: str, fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pull", str(fresh), "--source", source, "--address", A]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_no_secret_is_left_anywhere(
    fresh: Path, ask: Ask, capsys: pytest.CaptureFixture[str], home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(served()) as node:
        source = node.uri.replace("http://", "http://user:pass4word@") + f"/v3/{SECRET}?key={SECRET}"
        told = ask("pull", fresh, "--source", source, "--address", A, "--second", source)
        assert told["transfers"] == 29
        node.faults.append(bad.says(-32000, f"denied for key {SECRET}", "eth_getBlockByNumber"))
        assert main(["pull", str(fresh), "--source", source, "--address", B]) == 2
        assert main(["price", str(fresh), "--source", source, "--asset", "ETH"]) == 2
        assert main(["prove", str(fresh), "0x" + "1" * 64, "--source", source]) in {1, 2}
    assert main(["certify", str(fresh)]) in {0, 1}
    report = fresh.with_suffix(".pdf")
    assert main(["report", str(fresh), "-o", str(report)]) == 0
    said = capsys.readouterr()
    files = [path for path in (*fresh.parent.rglob("*"), *home.rglob("*")) if path.is_file()]
    written = b"".join(path.read_bytes() for path in files) + b"".join(held_by(fresh)) + unpacked(report)
    assert len(written) > 100_000
    spoken = said.out + said.err + str(told) + "".join(record.getMessage() for record in caplog.records)
    for secret in (SECRET, "pass4word", base64.b64encode(b"user:pass4word").decode()):
        assert secret.encode() not in written
        assert secret not in spoken


def held_by(path: Path) -> Iterator[bytes]:
    """What a case holds, none of it compressed: its raw answers as they came, and all rows."""
    with Case.open(path) as case:
        for one in sources.acquisitions(case.store):
            yield from answer(case.store, one.sha256)
        with case.store.reading() as db:
            for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                rows = db.execute(
                    f"SELECT * EXCLUDE (content) FROM {name}" if name == "raw_answer" else f"FROM {name}"
                )
                yield str(rows.fetchall()).encode()


def unpacked(path: Path) -> bytes:
    """What is in the streams of a PDF."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL)
    found = []
    for part in parts:
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompress(part))
    assert found
    return b"".join(found)
