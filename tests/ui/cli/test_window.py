from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.data.queries import results
from ui.__main__ import main


def test_the_sample_case_is_built_scored_and_annotated_once(
    tmp_path: Path, ask: Callable[..., Any]
) -> None:
    path = tmp_path / "demo.case"
    assert ask("demo", "--case", path, "--no-window") == {"case": str(path)}
    with Case.open(path) as case:
        assert verify(case.store) == []
        assert case.facts.title == "Northwind drain"
        assert len(case.facts.shown) > 80
        run = results.latest_run(case.store)
        assert run is not None
        assert results.read_scores(case.store, run).accounts.size > 4000
        assert results.read_clusters(case.store, run)
    changed = path.stat().st_mtime_ns
    ask("demo", "--case", path, "--no-window")
    assert path.stat().st_mtime_ns == changed


def test_without_a_screen_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("There is no screen")
