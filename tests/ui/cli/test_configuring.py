from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.cli.conftest import A, B
from ui.__main__ import main


def said(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    capsys.readouterr()
    assert main([*map(str, words)]) == code
    out = capsys.readouterr()
    return (out.err if code else out.out).strip()


def test_preferences_are_set_and_said(home: Path, ask: Callable[..., Any]) -> None:
    assert ask("config")["safety.offline"] is False
    ask("config", "set", "safety.offline", "true")
    ask("config", "set", "zone", "Europe/Zurich")
    ask("config", "set", "sources.home", "http://127.0.0.1:8545")
    found = ask("config")
    assert (found["safety.offline"], found["zone"]) == (True, "Europe/Zurich")
    assert ask("config", "get", "sources.home") == {"sources.home": "http://127.0.0.1:8545"}
    ask("config", "set", "sources.home", "")
    assert ask("config", "get", "sources") == {"sources": {}}
    assert ask("config", "path") == {"path": str(home / "preferences.toml")}


def test_a_value_is_said_bare(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "config", "get", "theme") == "system"
    assert said(capsys, "config", "set", "offline", "true") == "true"
    assert 'theme = "system"' in said(capsys, "config")
    assert said(capsys, "config", "path").endswith("preferences.toml")


@pytest.mark.parametrize(
    "words",
    [
        ("theme", "pink"),
        ("nonsense", "1"),
        ("zone",),
        ("safety.offline", "perhaps"),
        ("keys.names", "x"),
        ("sources", "x"),
    ],
)
def test_what_means_nothing_is_refused(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "config", "set", *words, code=2).count("\n") == 0


def test_a_broken_file_is_said_once_and_kept(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "preferences.toml").write_text("theme = ", encoding="utf-8")
    main(["config", "get", "theme"])
    told = capsys.readouterr()
    assert told.out.strip() == "system"
    assert "it is kept as" in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_offline_holds_for_every_command(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        source = f"http://127.0.0.1:{server.getsockname()[1]}"
        for words in (
            ("--offline", "pull", case, "--source", source, "--address", A),
            ("price", case, "--source", source, "--asset", "ETH", "--offline"),
            ("stamp", case, "--authority", source, "--offline"),
        ):
            assert "offline" in said(capsys, *words, code=2)
        main(["config", "set", "safety.offline", "true"])
        assert "offline" in said(capsys, "pull", case, "--source", source, "--address", A, code=2)
        with pytest.raises(BlockingIOError):
            server.accept()  # nobody called


def test_read_only_changes_nothing(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = case.read_bytes()
    assert "open read-only" in said(capsys, "label", case, B, "thief", "--read-only", code=2)
    assert "is whole" in said(capsys, "verify", case, "--read-only")
    assert case.read_bytes() == before


def test_a_source_may_be_called_by_its_name(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["config", "set", "sources.lab", "etherscan:1"])
    assert "offline" in said(capsys, "pull", case, "--source", "lab", "--address", A, "--offline", code=2)
    assert "No source" not in said(capsys, "config", "get", "sources.lab")
