"""What the analyst marks."""

from __future__ import annotations

from ui.actions.row import Action, has_accounts, has_selection, is_open

_A = Action

MARKS = (
    _A("exhibit", "Add exhibit", "Keep the selected transfers or accounts as exhibits, or no longer.", "Ctrl+B",
       "paperclip", "Marks", has_selection, lambda v: v.marks.exhibit()),
    _A("colour", "Colour…", "Give the selected accounts a colour of your own on the chart.", "Alt+C",
       "palette", "Marks", has_accounts, lambda v: v.marks.colour()),
    _A("bookmark", "Bookmark", "Bookmark the selected accounts, or no longer.", "Alt+B", "bookmark-simple",
       "Marks", has_accounts, lambda v: v.marks.bookmark()),
    _A("bookmark_name", "Name bookmark…", "Say what the bookmark of the selected account is called.", "Ctrl+Alt+N",
       "bookmarks", "Marks", lambda s: s.accounts == 1, lambda v: v.marks.name_bookmark()),
    _A("bookmark_next", "Next bookmark", "Go to the next bookmark.", "Ctrl+Alt+B", "caret-down", "Marks", is_open,
       lambda v: v.marks.next_bookmark(1)),
    _A("bookmark_before", "Previous bookmark", "Go to the bookmark before.", "Ctrl+Alt+Shift+B", "caret-up", "Marks",
       is_open, lambda v: v.marks.next_bookmark(-1)),
)  # fmt: skip
