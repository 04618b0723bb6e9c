"""What models do, and what leaves the house."""

from __future__ import annotations

from ui.actions.row import Action, always, has_accounts, has_chart, has_evidence, is_open

_A = Action

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
    _A("picture", "Save chart as image…", "Write the chart or what is seen of it as PNG, SVG or PDF, with legend, scale, filter and case stamp.", "Ctrl+Shift+S", "image", "Report",
       has_chart, lambda v: v.reporting.picture()),
)  # fmt: skip
