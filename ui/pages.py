"""The manual: pages in Markdown that are part of the program, one for each place or task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from ui.actions import ACTIONS
from ui.menus import keys_shown

ORDER = (
    "welcome", "importing", "chart", "charts", "filtering", "labelling", "following", "scoring", "reporting", "window",
)  # fmt: skip
"""The pages by the names of their files, in the order of reading."""
_ACTION = re.compile(r"\{([a-z0-9_]+)\}")


@dataclass(frozen=True)
class Page:
    """One page; `text` is Markdown in which commands are named as the window names them."""

    name: str
    title: str
    text: str


def pages() -> tuple[Page, ...]:
    """All pages, in the order of reading. Raises `KeyError` for a command that does not exist."""
    return tuple(_page(name, source(name)) for name in ORDER)


def source(name: str) -> str:
    """A page as it is written: `{undo}` stands for the command of that id."""
    return files("ui").joinpath("manual", f"{name}.md").read_text(encoding="utf-8")


def named(text: str) -> list[str]:
    """The ids of the commands that a page names."""
    return _ACTION.findall(text)


def search(text: str, among: Sequence[Page]) -> list[Page]:
    """The pages in which every word is found; those with it in the title first. All of them for no words."""
    wanted = text.lower().split()
    fit = [page for page in among if all(word in f"{page.title} {page.text}".lower() for word in wanted)]
    return sorted(fit, key=lambda page: not any(word in page.title.lower() for word in wanted))


def _page(name: str, written: str) -> Page:
    rows = {row.id: row for row in ACTIONS}

    def command(found: re.Match[str]) -> str:
        row = rows[found[1]]
        keys = f" ({keys_shown(row.shortcut)})" if row.shortcut else ""
        return f"**{row.text.rstrip('…')}**{keys}"

    text = _ACTION.sub(command, written)
    return Page(name, text.splitlines()[0].removeprefix("# "), text)
