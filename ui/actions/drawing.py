"""Drawing on the chart."""

from __future__ import annotations

from ui.actions.row import Action, is_open

_A = Action

DRAWING = (
    _A("draw_rectangle", "Draw rectangle", "Drag a rectangle on the chart; press Enter to have it in the middle.",
       "Alt+Shift+B", "rectangle", "Draw", is_open, lambda v: v.drawing.tool("rectangle")),
    _A("draw_ellipse", "Draw ellipse", "Drag an ellipse on the chart; press Enter to have it in the middle.",
       "Alt+Shift+O", "circle", "Draw", is_open, lambda v: v.drawing.tool("ellipse")),
    _A("draw_arrow", "Draw arrow", "Drag an arrow on the chart; press Enter to have it in the middle.",
       "Alt+Shift+K", "arrow-up-right", "Draw", is_open, lambda v: v.drawing.tool("arrow")),
    _A("draw_text", "Write on chart", "Put a text on the chart where you click, or in the middle with Enter.",
       "Alt+Shift+X", "text-t", "Draw", is_open, lambda v: v.drawing.tool("text")),
    _A("draw_next", "Next drawing", "Select the next drawing; arrow keys move it, with Shift its far end.",
       "Alt+Shift+D", "cursor", "Draw", is_open, lambda v: v.drawing.next_drawing()),
    _A("draw_edit", "Edit drawing…", "Change what the selected drawing says, and its colour.", "Alt+Shift+N",
       "pencil-line", "Draw", is_open, lambda v: v.drawing.edit_drawing()),
    _A("draw_remove", "Remove drawing", "Remove the selected drawing.", "Alt+Del", "trash", "Draw", is_open,
       lambda v: v.drawing.remove_drawing()),
)  # fmt: skip
