"""What the menus of the chart offer, by the ids of actions; '' parts groups."""

from __future__ import annotations

ON_ACCOUNT = (
    "expand", "expand2", "expand_as", "pull", "push", "", "trace_on", "trace_back", "paths", "rank", "exposure", "explain", "",
    "label", "illicit", "licit", "unmark", "note", "seed", "finding",
    "exhibit", "bookmark", "bookmark_name", "colour",
    "", "group", "ungroup", "turn_group", "collapse", "", "neighbours", "path_here", "only", "hide", "pin", "unpin", "", "copy",
)  # fmt: skip
"""What the menu of an account offers; '' parts groups."""

ON_EDGE = ("open_edge", "", "exhibit", "prove", "finding", "", "none", "fit")
"""What the menu of an edge offers: it acts on the transfers behind it."""

ON_GROUND = (
    "all",
    "none",
    "",
    "fit",
    "flow",
    "time",
    "force",
    "hierarchy",
    "radial",
    "entity",
    "relax",
    "lasso",
    "",
    "draw_rectangle",
    "draw_ellipse",
    "draw_arrow",
    "draw_text",
    "draw_edit",
    "draw_remove",
    "",
    "whole",
    "picture",
    "import",
)
"""What the menu of the chart's ground offers."""


def offered(account: int) -> tuple[str, ...]:
    """The menu at a place of the chart: of an account, of an edge (-2), or of the ground (-1)."""
    return ON_ACCOUNT if account >= 0 else ON_EDGE if account == -2 else ON_GROUND
