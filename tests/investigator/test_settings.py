from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from investigator import __version__
from investigator.settings import TOOL, read_settings


def test_the_tool_names_its_version() -> None:
    assert TOOL.split() == ["investigator", __version__]


def test_the_environment_takes_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path))
    monkeypatch.setenv("INVESTIGATOR_EXAMINER", "  Ada " + "x" * 300)
    found = read_settings()
    assert (found.models, found.config) == (tmp_path / "models", tmp_path)
    assert found.examiner == "Ada " + "x" * 196


def test_the_user_of_the_system_is_the_examiner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INVESTIGATOR_HOME", raising=False)
    monkeypatch.setenv("INVESTIGATOR_EXAMINER", " ")
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")
    found = read_settings()
    assert found.examiner == "ada"
    assert found.models.name == "models"
    assert "investigator" in found.config.parts


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_system_without_names_of_users(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.delenv("INVESTIGATOR_EXAMINER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert read_settings().examiner == "examiner"
