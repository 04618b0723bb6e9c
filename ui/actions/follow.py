"""Where the money went and came from."""

from __future__ import annotations

from ui.actions.row import Action, has_accounts, has_evidence, has_selection

_A = Action

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
