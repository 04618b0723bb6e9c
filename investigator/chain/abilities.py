"""What an endpoint can do, as it was found to be when it was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Abilities:
    """What an endpoint can do.

    `chain` is CAIP-2; `head` and `final` are block numbers (`final` is `None` where the endpoint does not say);
    `words` are further findings to show, name to value, such as `trace_filter: yes`, `batch limit: 100`.
    """

    chain: str
    head: int
    final: int | None
    endpoint: str
    words: dict[str, Any] = field(default_factory=dict)
