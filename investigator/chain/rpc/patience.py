"""How often and how long to try again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random

from investigator.chain.rpc.wording import Kind

_EVER = 1e9  # seconds
_STRANGER = 3  # tries of a node that never answered: its address may be mistyped


@dataclass(frozen=True)
class Patience:
    """Waits double from `first` to `most` seconds, half of each by chance; `longest` is the most that a node may ask for.

    A call is tried `tries` times, and `slowly` times when the node only asks to go slower.
    """

    first: float = 0.5
    most: float = 30.0
    longest: float = 180.0
    tries: int = 6
    slowly: int = 12

    def allowed(self, kind: Kind, known: bool) -> int:
        """How many times a call may fail in this way; fewer where the node is not `known` to answer at all."""
        limits = {Kind.RATE: self.slowly, Kind.SLOW: 2, Kind.BEHIND: 3, Kind.SHUT: 1, Kind.HUNG: 1}
        return min(limits.get(kind, self.tries), self.slowly if known or kind is Kind.RATE else _STRANGER)

    def delay(self, failures: int, random: Random, asked: float | None = None) -> float:
        """Seconds to wait after so many failures; never less than was `asked` for."""
        step = min(self.most, self.first * 2.0 ** min(failures - 1, 60))
        waited = step * (1.0 + random.random()) / 2
        return waited if asked is None else asked + min(waited, 1.0)


def retry_after(text: str | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` header asks for, in seconds or as a date (RFC 9110, 10.2.3)."""
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            then = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
        seconds = ((then if then.tzinfo else then.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(0.0, seconds), _EVER) if math.isfinite(seconds) else None
