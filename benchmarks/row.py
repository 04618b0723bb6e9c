"""One measurement, as every benchmark gives it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`ours` and the peer's figure in `unit`; NaN where no peer ran."""

    what: str
    ours: float
    unit: str
    peer: float = float("nan")
    peer_name: str = ""
