"""What is asked of a trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Convention = Literal["poison", "haircut", "fifo", "lifo", "libr"]
CONVENTIONS: tuple[Convention, ...] = get_args(Convention)
MOST_SOURCES = 64
"""Sources that one trace keeps apart."""


@dataclass(frozen=True)
class Source:
    """Where money is followed from (going back: to), as one: accounts, or single transfers by their ids.

    Of an account, all that it holds at the beginning of the time asked for, and all that it sends from then
    on; going back, all that it holds at the end of that time, and all that came in before. Of a transfer, what
    it carried.
    """

    accounts: tuple[int, ...] = ()
    transfers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rules:
    """How money is followed; `None` is no limit.

    Times are on the case's clock, inclusive. What comes to an account of `stops` is followed no further, for
    the reason given there; likewise what has come over `depth` transfers. With no `assets`, all are followed.
    """

    backward: bool = False
    after: int | None = None
    before: int | None = None
    assets: tuple[int, ...] = ()
    depth: int | None = None
    stops: Mapping[int, str] = field(default_factory=dict)
    conventions: tuple[Convention, ...] = CONVENTIONS
