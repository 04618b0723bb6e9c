from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator import switches
from investigator.errors import Trouble
from investigator.preferences import Preferences, checked, path_in, read, take_effect, write

FULL = Preferences(
    "dark", "de", "base", "Europe/Zurich", offline=True, read_only=True,
    sources={"home": "http://127.0.0.1:8545"}, keys=("etherscan",),
)  # fmt: skip


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert read(tmp_path) == (Preferences(), "")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "new", FULL)
    assert read(tmp_path / "new") == (FULL, "")
    write(tmp_path / "new", Preferences())
    assert read(tmp_path / "new") == (Preferences(), "")
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["preferences.toml"]


def test_comments_and_what_is_not_known_stay(tmp_path: Path) -> None:
    path_in(tmp_path).write_text('# mine\ntheme = "dark"  # at night\nlater = 3\n', encoding="utf-8")
    write(tmp_path, Preferences(theme="dark", offline=True))
    text = path_in(tmp_path).read_text(encoding="utf-8")
    assert text.startswith('# mine\ntheme = "dark"  # at night\nlater = 3\n')
    assert tomllib.loads(text)["safety"]["offline"] is True


@pytest.mark.parametrize("broken", [b"theme = ", b"\xff\xfe", b"a" * 2_000_000, b"[" * 5000])
def test_a_broken_file_is_said_and_kept(broken: bytes, tmp_path: Path) -> None:
    path_in(tmp_path).write_bytes(broken)
    found, said = read(tmp_path)
    assert found == Preferences()
    (aside,) = tmp_path.iterdir()
    assert str(aside) in said
    assert said.endswith(".")
    assert aside.read_bytes() == broken
    assert read(tmp_path) == (Preferences(), "")


def test_a_value_that_means_nothing_costs_only_itself(tmp_path: Path) -> None:
    path_in(tmp_path).write_text(
        'theme = "pink"\nunits = "base"\nsafety = 3\nzone = "../../etc/passwd"\n', encoding="utf-8"
    )
    found, said = read(tmp_path)
    assert found == Preferences(units="base")
    assert "theme, zone" in said
    assert path_in(tmp_path).is_file()


def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, FULL)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble, match="No space left"):
        write(tmp_path, Preferences())
    assert read(tmp_path) == (FULL, "")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "name, value",
    [("theme", "x"), ("offline", "true"), ("zone", "Mars/Olympus"), ("zone", 3), ("language", "../x"),
     ("sources", {"a": ""}), ("sources", [1]), ("keys", "abc"), ("units", None)],
)  # fmt: skip
def test_what_means_nothing_is_refused(name: str, value: Any) -> None:
    with pytest.raises(Trouble):
        checked(name, value)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=30), max_size=4))
def test_any_source_that_is_taken_comes_back(
    tmp_path_factory: pytest.TempPathFactory, sources: dict[str, str]
) -> None:
    try:
        wanted = Preferences(sources=checked("sources", sources))
    except Trouble:
        return
    place = tmp_path_factory.mktemp("config")
    write(place, wanted)
    assert read(place) == (wanted, "")


def test_preferences_take_effect_on_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (switches.OFFLINE, switches.READ_ONLY, switches.ZONE, switches.UNITS):
        monkeypatch.setenv(one, "")
    take_effect(FULL, anew=True)
    assert switches.on(switches.OFFLINE)
    assert switches.on(switches.READ_ONLY)
    assert (os.environ[switches.ZONE], os.environ[switches.UNITS]) == ("Europe/Zurich", "base")
    take_effect(Preferences(), anew=True)
    assert not switches.on(switches.OFFLINE)
    assert switches.ZONE not in os.environ
