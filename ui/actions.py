"""Every verb of the window, one row each. Menus, tool bar, palette and the sheet of keys are made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ui.verbs import Verbs


@dataclass(frozen=True)
class State:
    """What there is to act on at this moment. `accounts` and `transfers` are how many are selected."""

    open: bool = False
    evidence: bool = False
    shown: int = 0
    accounts: int = 0
    transfers: int = 0
    seeds: int = 0
    scored: bool = False
    undo: bool = False
    redo: bool = False


def always(state: State) -> bool:
    """Enabled at any time."""
    return True


def is_open(state: State) -> bool:
    """Enabled while a case is open."""
    return state.open


def has_evidence(state: State) -> bool:
    """Enabled once transfers are in the case."""
    return state.evidence


def has_chart(state: State) -> bool:
    """Enabled while something is on the chart."""
    return state.shown > 0


def has_accounts(state: State) -> bool:
    """Enabled while accounts are selected."""
    return state.accounts > 0


def has_selection(state: State) -> bool:
    """Enabled while accounts or transfers are selected."""
    return state.accounts + state.transfers > 0


def has_start(state: State) -> bool:
    """Enabled while there is something to expand from."""
    return state.accounts > 0 or state.seeds > 0


@dataclass(frozen=True)
class Action:
    """One verb. `shortcut` is in Qt's portable form; `help` is one sentence."""

    id: str
    text: str
    help: str
    shortcut: str
    icon: str
    group: str
    enabled_when: Callable[[State], bool]
    run: Callable[[Verbs], object]


_A = Action

CASE = (
    _A("new", "New case…", "Make an empty case file.", "Ctrl+N", "file-plus", "Case", always,
       lambda v: v.files.new()),
    _A("open", "Open case…", "Open a case file.", "Ctrl+O", "folder-open", "Case", always,
       lambda v: v.files.open()),
    _A("sample", "Open the sample case", "Open a made-up theft to try everything on.", "Ctrl+Shift+O",
       "graduation-cap", "Case", always, lambda v: v.files.open_sample()),
    _A("import", "Import…", "Import transfers, blocks or labels from files.", "Ctrl+I", "download-simple",
       "Case", is_open, lambda v: v.files.import_files()),
    _A("rename", "Title and question…", "Say what the case is called and what it is to answer.", "F2",
       "pencil-simple", "Case", is_open, lambda v: v.files.rename()),
    _A("verify", "Verify", "Check the journal, the evidence and the scores against their hashes.",
       "Ctrl+Shift+V", "shield-check", "Case", is_open, lambda v: v.files.verify()),
    _A("pull", "Pull…", "Pull the transactions around accounts from a node or an explorer.", "Ctrl+Shift+I",
       "cloud-arrow-down", "Case", is_open, lambda v: v.acquiring.pull()),
    _A("push", "Push frontier…", "Pull on from the selected accounts at which a pull stopped, or from all of these.",
       "Alt+Shift+I", "arrow-line-right", "Case", has_evidence, lambda v: v.acquiring.push()),
    _A("prices", "Prices…", "See the prices in the case, and get more from a table or a node.", "Ctrl+Shift+Y",
       "currency-circle-dollar", "Case", is_open, lambda v: v.acquiring.prices()),
    _A("certify", "Completeness…", "Check whether all there is about the selected or all pulled accounts is in the case.",
       "Ctrl+Shift+K", "checks", "Case", is_open, lambda v: v.certifying.certify()),
    _A("close", "Close case", "Close the case; everything is kept in its file already.", "Ctrl+W", "x",
       "Case", is_open, lambda v: v.files.close()),
    _A("quit", "Quit", "Close the program.", "Ctrl+Q", "sign-out", "Case", always, lambda v: v.view.quit()),
)  # fmt: skip

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
    _A("flow", "Layout: flow of money", "Lay the chart out along the way of the money.", "Ctrl+Shift+1",
       "flow-arrow", "Chart", is_open, lambda v: v.chart.arrange("flow")),
    _A("force", "Layout: forces", "Lay the chart out so that groups stand together.", "Ctrl+Shift+2",
       "circles-three", "Chart", is_open, lambda v: v.chart.arrange("force")),
    _A("relax", "Lay out anew", "Forget where things stood, but for what was placed by hand.", "Ctrl+L",
       "arrows-clockwise", "Chart", has_chart, lambda v: v.chart.relax()),
    _A("lasso", "Lasso", "Drag on the chart to select; once more to pan again.", "Ctrl+Shift+L", "selection-plus",
       "Chart", has_chart, lambda v: v.view.lasso()),
)  # fmt: skip

FOLLOW = (
    _A("trace_on", "Trace forward…", "Follow the money of what is selected to where it is now, under every convention.",
       "Ctrl+J", "arrow-fat-lines-right", "Follow", has_selection, lambda v: v.following.trace(False)),
    _A("trace_back", "Trace back…", "Follow the money of what is selected back to where it came from.", "Ctrl+Shift+J",
       "arrow-fat-lines-left", "Follow", has_selection, lambda v: v.following.trace(True)),
    _A("paths", "Paths between…", "Find ways by which money can have gone between the selected accounts.",
       "Alt+J", "git-branch", "Follow", has_evidence, lambda v: v.following.paths()),
    _A("patterns", "Find patterns", "Look for patterns such as peel chains and wash trading in the whole case.",
       "Ctrl+Shift+P", "fingerprint", "Follow", has_evidence, lambda v: v.following.patterns()),
    _A("rank", "Worth a look first", "Rank the accounts that money of the selected ones can have come to: a lead.",
       "Alt+K", "trend-up", "Follow", has_accounts, lambda v: v.following.rank()),
    _A("exposure", "Risk exposure…", "See from which labelled categories the account's money comes, and to which it goes.",
       "Ctrl+Shift+X", "percent", "Follow", lambda s: s.accounts == 1, lambda v: v.following.expose()),
    _A("oppose", "Opposing expert", "See which ordinary explanations of the selected accounts, or of all findings, are open.",
       "Alt+O", "scales", "Follow", has_evidence, lambda v: v.following.oppose()),
    _A("entities", "Find entities", "Look for accounts that belong together, by links with witnesses.", "Ctrl+Shift+G",
       "users-three", "Follow", has_evidence, lambda v: v.following.entities()),
    _A("why", "Why are these one?", "Show by which links the two selected accounts are one entity, and what would part them.",
       "Alt+W", "question", "Follow", lambda s: s.accounts == 2, lambda v: v.following.why()),
    _A("part", "Keep apart", "Let no link between the two selected accounts count, or let it count again.", "Alt+Shift+W",
       "link-break", "Follow", lambda s: s.accounts == 2, lambda v: v.following.part()),
)  # fmt: skip

CLAIMS = (
    _A("label", "Label…", "Say what the selected accounts are, how sure it is, and who says so.", "Ctrl+G", "tag",
       "Claims", has_accounts, lambda v: v.claims.label()),
    _A("illicit", "Mark illicit", "Label the selected accounts as illicit.", "Ctrl+1", "warning", "Claims",
       has_accounts, lambda v: v.claims.mark(True)),
    _A("licit", "Mark licit", "Label the selected accounts as licit.", "Ctrl+2", "check-circle", "Claims",
       has_accounts, lambda v: v.claims.mark(False)),
    _A("unmark", "Clear labels", "Take your own labels off the selected accounts.", "Ctrl+0", "eraser",
       "Claims", has_accounts, lambda v: v.claims.mark(None)),
    _A("note", "Note", "Write a note about the selected account.", "Ctrl+Shift+N", "note-pencil", "Claims",
       lambda s: s.accounts == 1, lambda v: v.claims.note()),
    _A("exhibit", "Add exhibit", "Keep the selected transfers as exhibits, or no longer.", "Ctrl+B",
       "paperclip", "Claims", lambda s: s.transfers > 0, lambda v: v.claims.exhibit()),
    _A("prove", "Prove transaction", "Prove by a Merkle proof that the selected transfers' transactions are in their blocks.",
       "Ctrl+Shift+B", "circle-wavy-check", "Claims", lambda s: s.transfers > 0, lambda v: v.claims.prove()),
    _A("seed", "Seed", "Start the case from the selected accounts, or no longer.", "Ctrl+D", "map-pin",
       "Claims", has_accounts, lambda v: v.claims.seed()),
    _A("finding", "State finding…", "State a finding that rests on what is selected.", "Ctrl+Shift+F",
       "quotes", "Claims", is_open, lambda v: v.claims.finding()),
)  # fmt: skip

MODELS = (
    _A("score", "Score", "Have the chosen model score every account and cluster.", "Ctrl+R", "gauge",
       "Models", has_evidence, lambda v: v.learning.score()),
    _A("explain", "Why this score?", "Say which features and transfers carry the score of the selected account, and draw them.",
       "Alt+X", "lightbulb", "Models", lambda s: s.accounts == 1, lambda v: v.asking.explain()),
    _A("around", "Score anew", "Score the selected accounts from their surroundings, at once, beside the scores kept.",
       "Alt+R", "arrows-clockwise", "Models", has_accounts, lambda v: v.asking.around()),
    _A("lineage", "Where scores come from", "Say which model gave the newest scores, and which labels taught it.",
       "Alt+L", "tree-structure", "Models", has_evidence, lambda v: v.asking.lineage()),
    _A("train", "Train…", "Train a model from your labels.", "Ctrl+T", "barbell", "Models", has_evidence,
       lambda v: v.learning.train()),
    _A("models", "Models…", "See the models, what they learned from and how well they do.", "Ctrl+M",
       "chart-bar", "Models", always, lambda v: v.learning.models()),
    _A("report", "Report…", "Write the case as a PDF that says how to verify it.", "Ctrl+P", "file-text",
       "Report", is_open, lambda v: v.reporting.report()),
    _A("picture", "Save chart as image…", "Write the chart as a PNG.", "Ctrl+Shift+S", "image", "Report",
       has_chart, lambda v: v.reporting.picture()),
)  # fmt: skip

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
    _A("tasks", "Tasks", "Show running work and how it ended.", "Alt+6", "list-bullets", "Places", always,
       lambda v: v.view.place("tasks")),
)  # fmt: skip

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
    _A("full", "Full screen", "Give the window the whole screen, or no longer.", "F11", "arrows-out-simple",
       "View", always, lambda v: v.view.full_screen()),
)  # fmt: skip

HELP = (
    _A("palette", "All commands…", "Find any command by its name.", "Ctrl+K", "command", "Help", always,
       lambda v: v.view.palette()),
    _A("keys", "Keyboard shortcuts", "Show every command with its keys.", "F1", "keyboard", "Help", always,
       lambda v: v.view.shortcuts()),
    _A("about", "About Investigator", "Show the version of the program and of what it is made with.",
       "Shift+F1", "info", "Help", always, lambda v: v.view.about()),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (*CASE, *EDIT, *CHART, *FOLLOW, *CLAIMS, *MODELS, *PLACES, *VIEW, *HELP)

ON_ACCOUNT = (
    "expand", "expand2", "expand_as", "pull", "push", "", "trace_on", "trace_back", "paths", "rank", "exposure", "explain", "",
    "label", "illicit", "licit", "unmark", "note", "seed", "finding",
    "", "neighbours", "only", "hide", "", "copy",
)  # fmt: skip
"""What the menu of an account offers; '' parts groups."""

ON_GROUND = ("all", "none", "", "fit", "flow", "force", "relax", "lasso", "", "whole", "picture", "import")
"""What the menu of the chart's ground offers."""


def groups() -> Iterator[tuple[str, list[Action]]]:
    """Actions by group, in the order of the table."""
    for group in dict.fromkeys(action.group for action in ACTIONS):
        yield group, [action for action in ACTIONS if action.group == group]
