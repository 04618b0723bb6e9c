"""Hypotheses."""

from __future__ import annotations

from ui.actions.row import Action, is_open

_A = Action

BRANCHES = (
    _A("branch", "New hypothesis…", "Name where you stand, and go on from it beside what there is.",
       "Ctrl+Alt+H", "git-branch", "Hypotheses", is_open, lambda v: v.branches.name()),
    _A("rename-branch", "Rename hypothesis…", "Give the hypothesis on which you are another name.", "",
       "pencil-simple", "Hypotheses", is_open, lambda v: v.branches.rename()),
    _A("compare", "Compare hypotheses…", "See two hypotheses side by side, with what differs marked.",
       "Ctrl+Alt+C", "columns", "Hypotheses", is_open, lambda v: v.branches.compare()),
    _A("merge", "Merge hypothesis…", "Take over what another hypothesis came to; you decide each conflict.",
       "Ctrl+Alt+M", "git-merge", "Hypotheses", is_open, lambda v: v.branches.merge()),
    _A("take-in-copy", "Take in a copy…", "Take in a colleague's copy of this case: evidence and steps, nothing merged.",
       "", "git-pull-request", "Hypotheses", is_open, lambda v: v.branches.take_in()),
)  # fmt: skip
