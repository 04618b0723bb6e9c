"""What is on the chart."""

from __future__ import annotations

from ui.actions.row import Action, has_accounts, has_chart, has_evidence, has_start

_A = Action

CHART = (
    _A("expand", "Expand one hop", "Show whom the selected accounts dealt with.", "Ctrl+E", "arrows-out",
       "Chart", has_start, lambda v: v.chart.expand(1)),
    _A("expand2", "Expand two hops", "Follow the money two transfers far.", "Ctrl+Shift+E",
       "arrows-out-cardinal", "Chart", has_start, lambda v: v.chart.expand(2)),
    _A("expand_as", "Expand…", "Choose hops, direction, time, asset and amounts to follow.", "Alt+E", "path",
       "Chart", has_start, lambda v: v.chart.expand_as_asked()),
    _A("hide", "Hide", "Take the selected accounts off the chart.", "Del", "eye-slash", "Chart",
       has_accounts, lambda v: v.chart.hide()),
    _A("only", "Show only selected", "Take everything else off the chart.", "Ctrl+Shift+H", "eye", "Chart",
       has_accounts, lambda v: v.chart.only()),
    _A("whole", "Show whole case", "Put every account of the case on the chart.", "Ctrl+Shift+W", "circles-four",
       "Chart", has_evidence, lambda v: v.chart.show_whole()),
    _A("lasso", "Lasso", "Drag on the chart to select; once more to pan again.", "Ctrl+Shift+L", "selection-plus",
       "Chart", has_chart, lambda v: v.view.lasso()),
)  # fmt: skip
