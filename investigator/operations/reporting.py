"""Where reports go."""

from __future__ import annotations

from pathlib import Path


def default_report(path: Path) -> Path:
    """Where a case's report goes when nobody says."""
    return path.with_suffix(".pdf")
