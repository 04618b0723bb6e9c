"""What the README says works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ui.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1].replace("sample_data/", f"{ROOT.as_posix()}/sample_data/")


def test_the_tour_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = block("console").splitlines()
    assert len(lines) == 10
    for line in lines:
        program, *words = shlex.split(line)
        assert program == "investigator"
        code = main(words)
        assert code == 0, f"{line}: {capsys.readouterr().err}"
    assert "is whole" in capsys.readouterr().out
    assert (tmp_path / "tour.pdf").read_bytes().startswith(b"%PDF")


def test_the_lines_of_python_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(block("python"), "README.md", "exec"), {})
    assert re.search(r"[0-9]+ accounts", capsys.readouterr().out)


def test_what_it_names_exists() -> None:
    for target in re.findall(r"make ([a-z-]+)", README):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), (
            target
        )
    for path in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file(), path


def test_the_map_names_every_room() -> None:
    map_ = README.split("## Map of the code")[1]
    for folder in ("investigator", "gnn", "ui"):
        for room in (ROOT / folder).iterdir():
            if room.is_dir() and (room / "__init__.py").is_file():
                assert f"{room.name}/" in map_, f"{folder}/{room.name}"
