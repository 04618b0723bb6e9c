"""How the window looks."""

from __future__ import annotations

from ui.actions.row import Action, always, has_accounts, has_chart

_A = Action

VIEW = (
    _A("fit", "Fit chart", "Show everything on the chart.", "Ctrl+9", "frame-corners", "View", has_chart,
       lambda v: v.view.fit()),
    _A("fit_selection", "Fit selection", "Show what is selected.", "Ctrl+8", "crosshair", "View",
       has_accounts, lambda v: v.view.fit_selection()),
    _A("zoom_in", "Zoom in", "See the chart from nearer.", "Ctrl++", "magnifying-glass-plus", "View",
       has_chart, lambda v: v.view.zoom(1.25)),
    _A("zoom_out", "Zoom out", "See the chart from farther.", "Ctrl+-", "magnifying-glass-minus", "View",
       has_chart, lambda v: v.view.zoom(0.8)),
    _A("left", "Left panel", "Show or hide the left panel.", "Ctrl+Alt+1", "layout", "View", always,
       lambda v: v.view.panel("left")),
    _A("inspector", "Inspector", "Show or hide the inspector.", "Ctrl+Alt+2", "columns", "View",
       always, lambda v: v.view.panel("inspector")),
    _A("timeline", "Timeline", "Show or hide the timeline.", "Ctrl+Alt+3", "chart-bar-horizontal", "View",
       always, lambda v: v.view.panel("timeline")),
    _A("transfers", "Transfer table", "Show or hide the table under the chart.", "Ctrl+Alt+4", "rows",
       "View", always, lambda v: v.view.panel("table")),
    _A("theme", "Dark or light", "Change between the dark and the light theme.", "Ctrl+Shift+D", "moon",
       "View", always, lambda v: v.view.theme()),
    _A("text_larger", "Larger text", "Show all text larger, up to 150 %.", "Ctrl+Alt++", "text-aa", "View",
       always, lambda v: v.view.text(1)),
    _A("text_smaller", "Smaller text", "Show all text smaller, down to 80 %.", "Ctrl+Alt+-", "text-aa", "View",
       always, lambda v: v.view.text(-1)),
    _A("text_normal", "Usual text size", "Show all text at 100 %.", "Ctrl+Alt+0", "text-aa", "View", always,
       lambda v: v.view.text(0)),
    _A("present", "Presentation mode", "Hide the names of cases, titles and paths in the window, or show them again.",
       "Shift+F11", "presentation", "View", always, lambda v: v.view.present()),
    _A("full", "Full screen", "Give the window the whole screen, or no longer.", "F11", "arrows-out-simple",
       "View", always, lambda v: v.view.full_screen()),
)  # fmt: skip
