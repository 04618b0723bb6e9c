"""The places of the window."""

from __future__ import annotations

from ui.actions.row import Action, always, is_open

_A = Action

PLACES = (
    _A("chart", "Chart", "Show the chart with timeline and table.", "Alt+1", "share-network", "Places",
       is_open, lambda v: v.view.place("chart")),
    _A("table", "Transfers", "Give the table of transfers all the room.", "Alt+2", "table", "Places",
       is_open, lambda v: v.view.place("table")),
    _A("results", "Results", "Show what patterns, paths and traces came to, under the chart.", "Alt+7",
       "list-dashes", "Places", is_open, lambda v: v.view.place("results")),
    _A("findings", "Findings", "Show what was stated, and the exhibits.", "Alt+3", "warning", "Places",
       is_open, lambda v: v.view.place("findings")),
    _A("worklist", "Label next", "Decide on the accounts whose label tells most.", "Alt+4", "check",
       "Places", is_open, lambda v: v.view.place("worklist")),
    _A("history", "History", "Show the journal: every step, and what was undone.", "Alt+5",
       "clock-counter-clockwise", "Places", is_open, lambda v: v.view.place("history")),
    _A("tasks", "Tasks", "Show running work and how it ended.", "Alt+6", "hourglass-medium", "Places", always,
       lambda v: v.view.place("tasks")),
)  # fmt: skip
