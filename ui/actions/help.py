"""Finding one's way."""

from __future__ import annotations

from ui.actions.row import Action, always

_A = Action

HELP = (
    _A("preferences", "Preferences…", "Choose sources, keys, theme, units, time zone, and what is safe.", "Ctrl+,",
       "gear", "Help", always, lambda v: v.preferring.preferences()),
    _A("palette", "All commands…", "Find any command by its name.", "Ctrl+K", "command", "Help", always,
       lambda v: v.view.palette()),
    _A("keys", "Keyboard shortcuts", "Show every command with its keys.", "F1", "keyboard", "Help", always,
       lambda v: v.view.shortcuts()),
    _A("manual", "Manual", "Read how each place and task works; the pages can be searched.", "Alt+F1", "book-open",
       "Help", always, lambda v: v.help.manual()),
    _A("tour", "Tour of the window", "See the five places of the window pointed at, on the open or the sample case.",
       "Alt+Shift+F1", "compass", "Help", always, lambda v: v.help.tour()),
    _A("about", "About Investigator", "Show the version of the program and of what it is made with.",
       "Shift+F1", "info", "Help", always, lambda v: v.view.about()),
)  # fmt: skip
