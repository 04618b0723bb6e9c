"""The house keeps its shape: directions, budgets, the mirror of the tests, and one door for each thing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("investigator", "gnn", "ui")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

FILE_LINES, FUNCTION_LINES, PUBLIC_METHODS, WINDOW_LINES = 300, 40, 15, 250

OVER_BUDGET: dict[str, int] = {}
"""Exceptions, as ratchets: name -> allowed. One that is no longer needed fails."""

NO_TEST_OF_ITS_OWN = {
    "investigator/records.py",  # dataclasses without behaviour
    "investigator/errors.py",
    "investigator/progress.py",
    "investigator/cases/facts.py",
    "investigator/cases/views.py",
    "investigator/chain/source.py",
    "investigator/chain/abilities.py",
    "investigator/chain/supplier.py",
    "investigator/scene.py",
}
"""Sources that need no mirror because they only declare."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES:
        yield name(path), ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, int]]:
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = node.end_lineno - body[0].lineno + 1 if body else 0
                yield f"{file}:{node.name}", lines


def public_methods() -> Iterator[tuple[str, int]]:
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                own = [n for n in node.body if isinstance(n, ast.FunctionDef)]
                seen = {n.name for n in own if not n.name.startswith("_") and not _is_qt_override(n.name)}
                yield f"{file}:{node.name}", len(seen)


def _is_qt_override(method: str) -> bool:
    """Qt calls these by name: `paintEvent`, `rowCount`, ... are not ours to count."""
    return bool(re.fullmatch(r"[a-z]+([A-Z][a-z]*)+|data|flags|sort|event|parent|index", method))


def over(measured: Iterator[tuple[str, int]], budget: int) -> dict[str, int]:
    worst: dict[str, int] = {}
    for what, size in measured:
        worst[what] = max(size, worst.get(what, 0))
    return {what: size for what, size in worst.items() if size > OVER_BUDGET.get(what, budget)}


def test_files_stay_within_their_budget() -> None:
    sizes = ((name(path), len(path.read_text(encoding="utf-8").splitlines())) for path in SOURCES)
    assert over(sizes, FILE_LINES) == {}
    assert len((ROOT / "ui/window.py").read_text(encoding="utf-8").splitlines()) <= WINDOW_LINES


def test_functions_stay_within_their_budget() -> None:
    assert over(functions(), FUNCTION_LINES) == {}


def test_classes_stay_within_their_budget() -> None:
    assert over(public_methods(), PUBLIC_METHODS) == {}


def test_exceptions_are_still_needed() -> None:
    everything = {
        **{name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES},
        **dict(functions()),
        **dict(public_methods()),
    }
    budgets = {key: FILE_LINES if key.endswith(".py") else FUNCTION_LINES for key in OVER_BUDGET}
    assert [key for key in OVER_BUDGET if everything.get(key, 0) <= budgets[key]] == []


def test_tests_mirror_the_source() -> None:
    """`a/b/c.py` is tested by `tests/a/b/test_c.py`, or by `tests/a/test_b.py` for its folder."""
    missing = []
    for path in SOURCES:
        file = name(path)
        if path.name == "__init__.py" or file in NO_TEST_OF_ITS_OWN:
            continue
        own = ROOT / "tests" / path.relative_to(ROOT).parent / f"test_{path.stem.strip('_')}.py"
        folder = ROOT / "tests" / path.relative_to(ROOT).parent.parent / f"test_{path.parent.name}.py"
        if not own.is_file() and not (folder.is_file() and path.parent.parent != ROOT):
            missing.append(file)
    assert missing == []


def test_directions_hold() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-3000:]


def test_one_place_catches_everything() -> None:
    caught = [
        file
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]
    assert caught == ["ui/tasks.py"]


@pytest.mark.parametrize("module", ["pickle", "shelve", "marshal", "dill", "cloudpickle"])
def test_nothing_is_pickled(module: str) -> None:
    text = re.compile(rf"^\s*(import|from)\s+{module}\b", re.MULTILINE)
    assert [name(path) for path in SOURCES if text.search(path.read_text(encoding="utf-8"))] == []


_START = "import sys; import {module}; print(' '.join(sys.modules))"


@pytest.mark.parametrize(
    "module, unwanted",
    [
        ("ui.__main__", {"PySide6", "torch", "web3", "numba", "duckdb", "pyarrow", "numpy"}),
        ("ui.desktop", {"torch", "torch_geometric", "web3", "lightgbm", "sklearn"}),
    ],
)
def test_start_up_imports_nothing_heavy(module: str, unwanted: set[str]) -> None:
    found = subprocess.run(
        [sys.executable, "-c", _START.format(module=module)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert unwanted & {module.split(".")[0] for module in found.stdout.split()} == set()
