"""What came of taking sources in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Report:
    """What an import did: rows added, rows that were there already, rows that could not be read.

    `addresses` counts the distinct accounts now in the case; `kinds` the transfers added by kind.
    """

    transfers: int = 0
    addresses: int = 0
    duplicates: int = 0
    bad_rows: int = 0
    transactions: int = 0
    blocks: int = 0
    receipts: int = 0
    tags: int = 0
    actors: int = 0
    prices: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    def plus(self, other: Report) -> Report:
        """Both together; `addresses` is the later one's."""
        sums = {
            name: getattr(self, name) + getattr(other, name)
            for name in (
                "transfers",
                "duplicates",
                "bad_rows",
                "transactions",
                "blocks",
                "receipts",
                "tags",
                "actors",
                "prices",
            )
        }
        return Report(
            addresses=other.addresses, kinds=dict(Counter(self.kinds) + Counter(other.kinds)), **sums
        )
