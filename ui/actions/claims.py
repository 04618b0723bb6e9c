"""What the analyst says."""

from __future__ import annotations

from ui.actions.row import Action, has_accounts, is_open

_A = Action

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
    _A("prove", "Prove transaction", "Prove by a Merkle proof that the selected transfers' transactions are in their blocks.",
       "Ctrl+Shift+B", "circle-wavy-check", "Claims", lambda s: s.transfers > 0, lambda v: v.claims.prove()),
    _A("seed", "Seed", "Start the case from the selected accounts, or no longer.", "Ctrl+D", "map-pin",
       "Claims", has_accounts, lambda v: v.claims.seed()),
    _A("finding", "State finding…", "State a finding that rests on what is selected.", "Ctrl+Shift+F",
       "quotes", "Claims", is_open, lambda v: v.claims.finding()),
)  # fmt: skip
