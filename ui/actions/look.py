"""How the chart is looked at, and groups on it."""

from __future__ import annotations

from ui.actions.row import Action, has_accounts, has_chart, is_open

_A = Action

GROUPS = (
    _A("group", "Group…", "Draw the selected accounts as one node, under a name.", "Alt+G", "bounding-box", "Chart",
       lambda s: s.accounts > 1, lambda v: v.grouping.group()),
    _A("ungroup", "Ungroup", "Let the groups of what is selected go; their accounts stand by themselves again.",
       "Ctrl+Alt+U", "selection-slash", "Chart", has_accounts, lambda v: v.grouping.ungroup()),
    _A("turn_group", "Open or fold group", "Show the accounts of a group, or draw them as one again.", "Ctrl+Alt+G",
       "folder-open", "Chart", has_accounts, lambda v: v.grouping.turn()),
    _A("collapse", "Collapse to top 20 and rest", "Leave the 20 largest counterparties of what is selected, and draw"
       " the rest as one.", "Ctrl+Alt+R", "arrows-in", "Chart", has_accounts, lambda v: v.grouping.collapse()),
    _A("path_here", "Highlight way", "Show the shortest way between the selected accounts, or from a seed.",
       "Ctrl+Alt+P", "path", "Chart", has_accounts, lambda v: v.looking.path()),
    _A("open_edge", "Open into transfers", "Draw the transfers of the selected edge one by one, or as one again.",
       "Ctrl+Alt+O", "git-fork", "Chart", lambda s: s.transfers > 0, lambda v: v.looking.turn_edges()),
)  # fmt: skip

LOOKS = (
    _A("minimap", "Map", "Show or hide the map of the whole chart; it is there while something is out of sight.", "",
       "map-trifold", "Look", has_chart, lambda v: v.looking.turn_map()),
    _A("colour_risk", "Colour by risk", "Slate, amber and vermilion by score, and by what was said.", "", "circle-half",
       "Look", is_open, lambda v: v.looking.colour("risk")),
    _A("colour_label", "Colour by label", "A colour for each of the six most frequent categories.", "", "tag", "Look",
       is_open, lambda v: v.looking.colour("label")),
    _A("colour_entity", "Colour by entity", "A colour for each of the six largest groups and entities.", "", "users-three",
       "Look", is_open, lambda v: v.looking.colour("entity")),
    _A("size_transfers", "Size by transfers", "The more transfers on the chart, the larger.", "", "circle", "Look",
       has_chart, lambda v: v.looking.size("transfers")),
    _A("size_counterparties", "Size by counterparties", "The more counterparties on the chart, the larger.", "", "circle",
       "Look", has_chart, lambda v: v.looking.size("counterparties")),
    _A("size_received", "Size by amount received", "The larger its share of what moves on the chart, the larger.", "",
       "circle", "Look", has_chart, lambda v: v.looking.size("received")),
    _A("size_sent", "Size by amount sent", "The larger its share of what moves on the chart, the larger.", "", "circle",
       "Look", has_chart, lambda v: v.looking.size("sent")),
    _A("size_balance", "Size by what stayed", "What came in less what went out, of what is on the chart.", "", "circle",
       "Look", has_chart, lambda v: v.looking.size("balance")),
    _A("size_score", "Size by score", "The higher the score, the larger.", "", "circle", "Look", has_chart,
       lambda v: v.looking.size("score")),
)  # fmt: skip
