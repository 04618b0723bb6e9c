"""The parts of a report: their keys, in the order of printing, and which of them may be left out."""

from __future__ import annotations

from collections.abc import Sequence

from investigator.errors import Trouble

PARTS: tuple[tuple[str, str], ...] = (
    ("question", "The question"),
    ("tiers", "How to read the claims"),
    ("scope", "Scope and cut-off"),
    ("sources", "Sources with their hashes"),
    ("method", "Method, step by step"),
    ("custody", "Custody and signatures"),
    ("completeness", "Completeness"),
    ("findings", "Findings"),
    ("chart", "The chart"),
    ("exhibits", "Exhibits"),
    ("sensitivity", "Tracing conventions"),
    ("labels", "Labels and their sources"),
    ("leads", "Leads from the model"),
    ("model", "The model and its error rates"),
    ("rules", "The rules and their error rates"),
    ("gaps", "What was not covered"),
    ("alternatives", "Alternative explanations"),
    ("limits", "Limits"),
    ("verification", "How to verify this report"),
    ("glossary", "Glossary"),
    ("statement", "Statement, certificates"),
    ("journal", "The journal"),
)
"""Key and meaning of each."""
KEPT = frozenset(
    {"question", "tiers", "scope", "sources", "findings", "gaps", "alternatives", "limits", "verification"}
)
"""Those that no report may go without: what was asked and found, on what, and how it may be wrong."""
KEYS = tuple(key for key, _ in PARTS)


def leave_out(keys: Sequence[str]) -> tuple[str, ...]:
    """These parts, each once. Raises `Trouble` for what is no part, and for what no report may go without."""
    for key in keys:
        if key not in KEYS:
            raise Trouble(f"A report has no part {key[:40]}; there are {', '.join(KEYS)}.")
        if key in KEPT:
            raise Trouble(f"No report may go without the part {key}; leave out another.")
    return tuple(dict.fromkeys(keys))
