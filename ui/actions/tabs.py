"""Several charts of a case, and views that are kept."""

from __future__ import annotations

from ui.actions.row import Action, has_accounts, is_open

_A = Action

TABS = (
    _A("tab_selection", "Selection in new tab", "Open a further chart with the selected accounts; the one here stays.",
       "Ctrl+Shift+T", "plus-circle", "Views", has_accounts, lambda v: v.tabs.with_selection()),
    _A("tab_new", "New chart", "Open a further chart with nothing on it.", "Alt+T", "file-dotted", "Views", is_open,
       lambda v: v.tabs.empty()),
    _A("tab_rename", "Rename chart…", "Say what the chart that is seen is called.", "Alt+F2", "text-t", "Views",
       lambda s: s.further, lambda v: v.tabs.rename()),
    _A("tab_close", "Close chart", "Close the chart that is seen; its accounts stay in the case.", "Ctrl+F4", "x-square",
       "Views", lambda s: s.further, lambda v: v.tabs.close()),
    _A("tab_next", "Next chart", "Go to the chart of the next tab.", "Ctrl+PgDown", "caret-right", "Views",
       lambda s: s.charts > 1, lambda v: v.tabs.step(1)),
    _A("tab_back", "Previous chart", "Go to the chart of the tab before.", "Ctrl+PgUp", "caret-left", "Views",
       lambda s: s.charts > 1, lambda v: v.tabs.step(-1)),
    _A("beside", "Two charts side by side", "Show another chart beside this one, or no longer.", "F6",
       "browsers", "Views", is_open, lambda v: v.tabs.beside()),
    _A("other_side", "Go to the other chart", "Have commands act on the chart beside this one.", "Shift+F6",
       "arrows-left-right", "Views", lambda s: s.beside, lambda v: v.tabs.swap()),
    _A("view_keep", "Save view…", "Keep under a name what is on the chart, its filter, layout, place and colours.",
       "Alt+V", "bookmark-simple", "Views", is_open, lambda v: v.tabs.keep()),
    _A("views", "Saved views…", "Go back to a saved view, rename it, or let it go.", "Ctrl+Alt+V", "bookmarks",
       "Views", lambda s: s.views > 0, lambda v: v.tabs.choose()),
)  # fmt: skip
