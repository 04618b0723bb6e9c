"""What is filtered by, and what leaves the table."""

from __future__ import annotations

from ui.actions.row import Action, always, has_evidence, is_open

_A = Action

FILTER = (
    _A("save_filter", "Save filter…", "Keep the present filter in the case by a name.", "Ctrl+S", "funnel",
       "Filter", is_open, lambda v: v.filtering.save()),
    _A("saved_filters", "Saved filters…", "Use or let go of filters and lists that are kept in the case.",
       "Ctrl+Alt+F", "funnel-simple", "Filter", is_open, lambda v: v.filtering.saved()),
    _A("paste_list", "Find a list of addresses…", "Look for pasted addresses, show them or filter by them.",
       "Ctrl+Alt+A", "clipboard-text", "Filter", has_evidence, lambda v: v.filtering.paste()),
    _A("export_transfers", "Export transfers…", "Write the transfers listed in the table as CSV, TSV or Parquet.",
       "Ctrl+Alt+E", "export", "Filter", has_evidence, lambda v: v.filtering.export()),
    _A("language", "How to filter", "Show the language of filters and search on one page.", "Ctrl+F1",
       "question", "Filter", always, lambda v: v.filtering.language()),
)  # fmt: skip
