"""How the chart is laid out, and where single accounts stand on it."""

from __future__ import annotations

from ui.actions.row import Action, State, has_accounts, has_chart, is_open

_A = Action


def _two(state: State) -> bool:
    return state.accounts > 1


def _three(state: State) -> bool:
    return state.accounts > 2


def _at_work(state: State) -> bool:
    return state.laying


ARRANGE = (
    _A("flow", "Layout: flow of money", "Lay the chart out along the way of the money.", "Ctrl+Shift+1",
       "flow-arrow", "Layout", is_open, lambda v: v.arranging.arrange("flow")),
    _A("time", "Layout: flow by time", "Lay the way of the money out from left to right in the order of time.",
       "Ctrl+Shift+2", "clock", "Layout", is_open, lambda v: v.arranging.arrange("time")),
    _A("force", "Layout: forces", "Lay the chart out so that groups stand together.", "Ctrl+Shift+3",
       "circles-three", "Layout", is_open, lambda v: v.arranging.arrange("force")),
    _A("hierarchy", "Layout: hierarchy", "Lay the chart out in levels below the selected accounts, or the seeds.",
       "Ctrl+Shift+4", "tree-structure", "Layout", is_open, lambda v: v.arranging.arrange("hierarchy")),
    _A("radial", "Layout: rings", "Lay the chart out in rings around the selected accounts, or the seeds.",
       "Ctrl+Shift+5", "target", "Layout", is_open, lambda v: v.arranging.arrange("radial")),
    _A("entity", "Layout: by entity", "Lay the chart out so that the accounts of each entity stand together.",
       "Ctrl+Shift+6", "users-three", "Layout", is_open, lambda v: v.arranging.arrange("entity")),
    _A("relax", "Lay out anew", "Forget where things stood, but for what was placed by hand.", "Ctrl+L",
       "arrows-clockwise", "Layout", has_chart, lambda v: v.arranging.relax()),
    _A("halt", "Stop laying out", "Stop the layout that is at work, and keep what is shown.", "Ctrl+.",
       "stop", "Layout", _at_work, lambda v: v.arranging.halt()),
    _A("align_left", "Align left", "Move the selected accounts to the leftmost of them.", "Alt+Shift+Left",
       "align-left", "Layout", _two, lambda v: v.arranging.align("left")),
    _A("align_right", "Align right", "Move the selected accounts to the rightmost of them.", "Alt+Shift+Right",
       "align-right", "Layout", _two, lambda v: v.arranging.align("right")),
    _A("align_top", "Align top", "Move the selected accounts to the topmost of them.", "Alt+Shift+Up",
       "align-top", "Layout", _two, lambda v: v.arranging.align("top")),
    _A("align_bottom", "Align bottom", "Move the selected accounts to the lowest of them.", "Alt+Shift+Down",
       "align-bottom", "Layout", _two, lambda v: v.arranging.align("bottom")),
    _A("align_column", "Align centres in a column", "Put the selected accounts under each other.", "Alt+Shift+C",
       "align-center-horizontal", "Layout", _two, lambda v: v.arranging.align("column")),
    _A("align_row", "Align centres in a row", "Put the selected accounts beside each other.", "Alt+Shift+R",
       "align-center-vertical", "Layout", _two, lambda v: v.arranging.align("row")),
    _A("spread_across", "Distribute horizontally", "Make the distances across between the selected accounts equal.",
       "Alt+Shift+H", "dots-three", "Layout", _three, lambda v: v.arranging.distribute("across")),
    _A("spread_down", "Distribute vertically", "Make the distances down between the selected accounts equal.",
       "Alt+Shift+V", "dots-three-vertical", "Layout", _three, lambda v: v.arranging.distribute("down")),
    _A("pin", "Pin", "Keep the selected accounts where they stand, in every layout.", "Alt+P", "push-pin",
       "Layout", has_accounts, lambda v: v.arranging.pin()),
    _A("unpin", "Unpin", "Let the layout place the selected accounts again.", "Alt+Shift+P", "push-pin-slash",
       "Layout", has_accounts, lambda v: v.arranging.unpin()),
    _A("glide", "Glide between layouts", "Have accounts move to their new places, or stand there at once.", "",
       "person-simple-run", "Layout", is_open, lambda v: v.arranging.glide()),
)  # fmt: skip
