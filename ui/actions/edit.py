"""The way back and forth, and what is selected."""

from __future__ import annotations

from ui.actions.row import Action, has_accounts, has_chart, is_open

_A = Action

EDIT = (
    _A("undo", "Undo", "Take back the last edit; the journal keeps both.", "Ctrl+Z",
       "arrow-counter-clockwise", "Edit", lambda s: s.undo, lambda v: v.steps.undo()),
    _A("redo", "Redo", "Do again what was taken back.", "Ctrl+Shift+Z", "arrow-clockwise", "Edit",
       lambda s: s.redo, lambda v: v.steps.redo()),
    _A("all", "Select all", "Select every account on the chart.", "Ctrl+A", "selection-all", "Edit",
       has_chart, lambda v: v.select.everything()),
    _A("none", "Select none", "Select nothing.", "Ctrl+Shift+A", "selection-slash", "Edit",
       lambda s: s.accounts + s.transfers > 0, lambda v: v.select.nothing()),
    _A("neighbours", "Select neighbours", "Add the counterparties on the chart to the selection.", "Ctrl+U",
       "share-network", "Edit", has_accounts, lambda v: v.select.neighbours()),
    _A("copy", "Copy address", "Copy the addresses of the selected accounts.", "Ctrl+Shift+C", "copy",
       "Edit", has_accounts, lambda v: v.select.copy_address()),
    _A("search", "Search or filter", "Go to the query field.", "Ctrl+F", "magnifying-glass", "Edit", is_open,
       lambda v: v.view.search()),
)  # fmt: skip
