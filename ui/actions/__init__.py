"""Every verb of the window, one row each. Menus, tool bar, palette and the sheet of keys are made from them."""

from __future__ import annotations

from collections.abc import Iterator

from ui.actions.arrange import ARRANGE
from ui.actions.branches import BRANCHES
from ui.actions.case import CASE
from ui.actions.chart import CHART
from ui.actions.claims import CLAIMS
from ui.actions.drawing import DRAWING
from ui.actions.edit import EDIT
from ui.actions.filter import FILTER
from ui.actions.follow import FOLLOW
from ui.actions.handing import HANDING
from ui.actions.help import HELP
from ui.actions.look import GROUPS, LOOKS
from ui.actions.marks import MARKS
from ui.actions.models import MODELS
from ui.actions.places import PLACES
from ui.actions.row import Action
from ui.actions.tabs import TABS
from ui.actions.view import VIEW

_ROWS: tuple[Action, ...] = (
    *CASE,
    *EDIT,
    *BRANCHES,
    *FILTER,
    *CHART,
    *GROUPS,
    *ARRANGE,
    *FOLLOW,
    *CLAIMS,
    *MARKS,
    *DRAWING,
    *MODELS,
    *HANDING,
    *PLACES,
    *VIEW,
    *TABS,
    *LOOKS,
    *HELP,
)

ACTIONS = tuple(sorted(_ROWS, key=lambda row: [one.group for one in _ROWS].index(row.group)))
"""All rows, those of one group together."""


def groups() -> Iterator[tuple[str, list[Action]]]:
    """Actions by group, in the order of the table."""
    for group in dict.fromkeys(action.group for action in ACTIONS):
        yield group, [action for action in ACTIONS if action.group == group]
