"""Finds every text that the window shows: what is passed to `say`, and the rows of the table of actions."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ui.actions import ACTIONS
from ui.actions.row import Action


@dataclass(frozen=True)
class Text:
    """A text, where it stands (`panels/tasks.py:41`), and what a translator should know of it."""

    source: str
    place: str
    note: str = ""


def texts(root: Path, rows: Iterable[Action] = ACTIONS) -> list[Text]:
    """All texts below a folder of sources, each once, in the order of their files. Raises `ValueError` for one that
    `say` is given but that does not stand in the same file.
    """
    found = [*_of_actions(rows)]
    for path in sorted(root.rglob("*.py")):
        place = path.relative_to(root).as_posix()
        found += _of_module(ast.parse(path.read_text(encoding="utf-8")), place)
    return list({one.source: one for one in reversed(found)}.values())[::-1]


def _of_actions(rows: Iterable[Action]) -> Iterator[Text]:
    for row in rows:
        yield Text(row.text, f"actions:{row.id}", "A command. '…' says that it asks first.")
        yield Text(row.help, f"actions:{row.id}", f"What the command '{row.text}' does.")
        yield Text(row.group, f"actions:{row.id}", "A group of commands.")


def _of_module(tree: ast.Module, place: str) -> Iterator[Text]:
    if not any(isinstance(node, ast.ImportFrom) and node.module == "ui.language" for node in tree.body):
        return  # the command line has a `say` of its own
    known = dict(_constants(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            text = _text(node.args[0], known) if node.args else None
            if text is None and not _looked_up(node.args):
                raise ValueError(f"{place}:{node.lineno} does not say what it says; write the text there")
            if text:
                yield Text(text, f"{place}:{node.lineno}")


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    yield target.id, node.value.value


def _text(node: ast.expr, known: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return known.get(node.id) if isinstance(node, ast.Name) else None


def _looked_up(args: list[ast.expr]) -> bool:
    """A field of a row of the table of actions: these are all found already."""
    return bool(args) and (
        (isinstance(args[0], ast.Attribute) and args[0].attr in {"text", "help", "group"})
        or (isinstance(args[0], ast.Name) and args[0].id == "group")
    )
