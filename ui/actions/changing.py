"""Which actions change a case: none of them can be used while it is read-only."""

from __future__ import annotations

CHANGING = frozenset(
    "import rename pull push prices certify undo redo expand expand2 expand_as hide only whole label illicit licit unmark"
    " note exhibit colour bookmark prove seed finding score part group ungroup turn_group collapse"
    " branch rename-branch merge take-in-copy align_left align_right align_top align_bottom align_column align_row"
    " spread_across spread_down pin unpin bookmark_name draw_rectangle draw_ellipse draw_arrow draw_text draw_edit"
    " draw_remove save_filter paste_list tab_selection tab_new tab_rename tab_close view_keep train sign stamp".split()
)
