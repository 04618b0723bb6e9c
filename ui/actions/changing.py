"""Which actions change a case: none of them can be used while it is read-only."""

from __future__ import annotations

CHANGING = frozenset(
    "import rename pull push prices certify undo redo expand expand2 expand_as hide only whole label illicit licit unmark"
    " note exhibit colour bookmark prove seed finding score part group ungroup turn_group collapse"
    " branch rename-branch merge take-in-copy".split()
)
