"""`trace`, as typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.__main__ import main

Ask = Callable[..., Any]
A, B, C, D = ("0x" + digit * 40 for digit in "abcd")


@pytest.fixture
def theft(tmp_path: Path, ask: Ask) -> Path:
    """Two clean and three stolen come to C by way of B, two and then three go on."""
    path, table = tmp_path / "t.case", tmp_path / "t.csv"
    rows = [
        (D, C, "2.0", 1700000000, "11"),
        (A, B, "3.0", 1700000100, "22"),
        (B, C, "3.0", 1700000200, "33"),
        (C, D, "2.0", 1700000300, "44"),
        (C, "0x" + "e" * 40, "3.0", 1700000400, "55"),
    ]
    lines = [f"{a},{b},{amount},{time},0x{name * 32}" for a, b, amount, time, name in rows]
    table.write_text("\n".join(["from,to,amount,time,tx_hash", *lines]) + "\n", encoding="utf-8")
    ask("new", path)
    ask("import", path, table, "--asset", "USD", "--decimals", "2", "--units", "whole")
    return path


def ends(found: Any) -> dict[str, tuple[str | None, ...]]:
    names = ("poison", "haircut", "fifo", "lifo", "libr", "holds")
    return {one["address"][2]: tuple(one[name] for name in names) for one in found["endpoints"]}


def test_every_convention_side_by_side(theft: Path, ask: Ask) -> None:
    found = ask("trace", theft, "--from", A)
    assert ends(found) == {
        "e": ("300", "180", "300", "100", "300", "all"),
        "d": ("200", "120", "0", "200", "0", "some"),
    }
    assert [(flow["from"][2], flow["to"][2], flow["amount"], flow["fifo"]) for flow in found["flows"]] == [
        *[("a", "b", "300", "300"), ("b", "c", "300", "300")],
        *[("c", "d", "200", "0"), ("c", "e", "300", "300")],
    ]
    assert found["frontier"] == []
    assert found["totals"][0]["haircut"] == "300"
    assert found["tier"] == "structural"
    assert any("FIFO" in sentence for sentence in found["assumptions"])
    assert [one["away"]["lifo"] for one in found["course"]] == ["300"] * 4


def test_some_conventions_only(theft: Path, ask: Ask) -> None:
    found = ask("trace", theft, "--from", A, "--convention", "fifo, LIBR")
    assert ends(found) == {"e": (None, None, "300", None, "300", "all")}


def test_back_from_a_terminal(theft: Path, ask: Ask) -> None:
    found = ask("trace", theft, "--from", "0x" + "e" * 40, "--backward")
    assert {who: amounts[1:4] for who, amounts in ends(found).items()} == {
        "a": ("180", "300", "100"),
        "d": ("120", "0", "200"),
    }


def test_from_a_transaction_or_a_transfer(theft: Path, ask: Ask) -> None:
    by_hash = ask("trace", theft, "--from", "0x" + "33" * 32)
    assert ends(by_hash) == ends(ask("trace", theft, "--from", A))
    assert ends(ask("trace", theft, "--from", "transfer:2")) == ends(by_hash)


def test_several_sources_are_kept_apart(theft: Path, ask: Ask) -> None:
    found = ask("trace", theft, "--from", f"{A},transfer:0")
    (last,) = [one for one in found["endpoints"] if one["address"][2] == "e"]
    assert [part["lifo"] for part in last["by_source"]] == ["100", "200"]
    assert found["sources"] == [A, "transfer:0"]


def test_services_end_it_unless_passed(theft: Path, ask: Ask) -> None:
    ask("label", theft, C, "Big exchange", "--category", "exchange")
    found = ask("trace", theft, "--from", A)
    assert ends(found) == {"c": ("300", "300", "300", "300", "300", "all")}
    assert [(stop["address"], stop["reason"], stop["label"]) for stop in found["frontier"]] == [
        (C, "service", "Big exchange")
    ]
    passed = ask("trace", theft, "--from", A, "--pass-services")
    assert set(ends(passed)) == {"d", "e"}
    assert any("an assumption" in sentence for sentence in passed["assumptions"])
    assert set(ends(ask("trace", theft, "--from", A, "--pass-services", "--stop-at", B))) == {"b"}


def test_a_span_of_time_and_a_depth(theft: Path, ask: Ask) -> None:
    assert set(ends(ask("trace", theft, "--from", A, "--before", "1700000200"))) == {"c"}
    assert ask("trace", theft, "--from", A, "--after", "2024-01-01", code=1)["endpoints"] == []
    short = ask("trace", theft, "--from", A, "--depth", "1")
    assert [(one["address"], one["reason"]) for one in short["endpoints"]] == [(B, "depth")]


def test_fewer_flows_are_counted(theft: Path, ask: Ask) -> None:
    found = ask("trace", theft, "--from", A, "--flows", "2")
    assert [flow["to"][2] for flow in found["flows"]] == ["b", "c"]
    assert found["flows_left_out"] == 2


def test_for_reading(theft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["trace", str(theft), "--from", A]) == 0
    told = capsys.readouterr().out
    assert "1.8" in told
    assert "2 of 2 endpoints" in told
    assert "LIFO: what came in last goes out first." in told


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["--from", "0x" + "1" * 40], "There is no account"),
        (["--from", "0x" + "7" * 64], "No transfer of transaction"),
        (["--from", A, "--convention", "guess"], "There is no convention guess"),
        (["--from", A, "--asset", "XYZ"], "There is no asset XYZ"),
        (["--from", A, "--depth", "0"], "at least one transfer"),
        (["--from", ","], "Say where the money was"),
    ],
)
def test_what_cannot_be_traced(
    theft: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    capsys.readouterr()
    assert main(["trace", str(theft), *words]) == 2
    assert sentence in capsys.readouterr().err
