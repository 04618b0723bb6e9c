"""Times as people write them, on whatever clock a case has."""

from __future__ import annotations

from datetime import UTC, datetime

from investigator.errors import Trouble
from investigator.records import Clock


def parse(text: str, clock: Clock | None) -> int:
    """A step, a block, UTC seconds or an ISO date or time (UTC unless it says otherwise).

    Raises `Trouble` for anything else, or for a date on a clock of steps or blocks.
    """
    text = text.strip()
    if text.lstrip("-").isdecimal() and not (clock is Clock.UTC and len(text) == 4):
        return int(text)
    if clock in {Clock.STEP, Clock.BLOCK}:
        unit = "a step" if clock is Clock.STEP else "a block number"
        raise Trouble(f"{text} is not {unit}; this case has no dates.")
    for pattern in ("%Y", "%Y-%m"):
        try:
            return int(datetime.strptime(text, pattern).replace(tzinfo=UTC).timestamp())
        except ValueError:
            continue
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Trouble(f"{text} is not a time; write it as 2026-03-01 or 2026-03-01T04:10:00.") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def show(time: int, clock: Clock) -> str:
    """A time for reading: '2026-03-02 04:00:00' in UTC, 'step 41' or 'block 5,233,833'."""
    if clock is Clock.STEP:
        return f"step {time:,}"
    if clock is Clock.BLOCK:
        return f"block {time:,}"
    try:
        return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return f"{time:,} s"
