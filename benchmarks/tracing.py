"""One way to trace a ledger, in a process of its own so that its memory can be told.

`python -m benchmarks.tracing WAY TRANSFERS` prints JSON: `seconds`, `peak` (MB) and `held` (base units that ended
elsewhere than at the source, by convention). WAY is `exact` (ours, all conventions at once), `plain` (Python, one
convention after the other), or a single convention of ours, its arithmetic alone; `float` is a compiled haircut in floating point.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict, deque
from typing import Any

import numpy as np
from numba import njit

from benchmarks.bench_graph import transfers
from benchmarks.memory import peak
from investigator.data.queries.ledger import Ledger

Moves = list[tuple[int, int, int]]


def ledger(count: int) -> Ledger:
    """Synthetic transfers of one asset, in order, of amounts up to about a million base units."""
    raw = transfers(count, count // 5, seed=3)
    amount = np.maximum(raw.amount * 1000, 1).astype(np.uint64)
    keep = raw.src != raw.dst
    size = int(keep.sum())
    return Ledger(
        src=raw.src[keep].copy(),
        dst=raw.dst[keep].copy(),
        pot=np.zeros(size, np.int32),
        time=np.arange(size),
        transfer=np.arange(size),
        tied=np.zeros(size, np.bool_),
        limbs=(amount[keep].copy(),),
        pots=((0, ""),),
        accounts=raw.accounts,
    )


def source(held: Ledger) -> int:
    """The account that sends most often: its money goes nearly everywhere."""
    return int(np.bincount(held.src, minlength=held.accounts).argmax())


def exact(held: Ledger, conventions: tuple[str, ...]) -> tuple[float, dict[str, int]]:
    """Ours, the books settled before; seconds, and what ended elsewhere."""
    from investigator.graph.trace.book import book
    from investigator.graph.trace.follow import trace
    from investigator.graph.trace.question import Rules, Source

    rules: Any = Rules(conventions=conventions)  # type: ignore[arg-type]
    warm = ledger(2_000)
    trace(book(warm), [Source(accounts=(source(warm),))], rules)
    who, begun = source(held), time.perf_counter()
    found = trace(book(held), [Source(accounts=(who,))], rules)
    lasted = time.perf_counter() - begun
    ends = [end for end in found.endpoints if end.account != who]
    return lasted, {name: sum(end.amounts[name] for end in ends) for name in conventions}  # type: ignore[index]


def arithmetic(held: Ledger, convention: str) -> float:
    """Seconds of one convention's arithmetic alone: books settled, and what it can reach picked out, before."""
    from investigator.graph.trace.book import book
    from investigator.graph.trace.excerpt import excerpt
    from investigator.graph.trace.question import Rules, Source
    from investigator.graph.trace.run import run
    from investigator.progress import silent

    rules: Any = Rules(conventions=(convention,))  # type: ignore[arg-type]
    for some in (ledger(2_000), held):
        (section,) = book(some).sections
        part = excerpt(section, [Source(accounts=(source(some),))], rules, silent)
        assert part is not None
        begun = time.perf_counter()
        run(part, 1, rules.conventions, False, silent)
        lasted = time.perf_counter() - begun
    return lasted


def plain(held: Ledger) -> tuple[float, dict[str, int]]:
    """Plain Python, exact: one pass for each convention."""
    moves = list(zip(held.src.tolist(), held.dst.tolist(), held.limbs[0].tolist(), strict=True))
    who, begun = source(held), time.perf_counter()
    ended = {
        "poison": _poison(moves, who),
        "haircut": _haircut(moves, who),
        "fifo": _lots(moves, who, last_first=False),
        "lifo": _lots(moves, who, last_first=True),
        "libr": _lowest(moves, who),
    }
    return time.perf_counter() - begun, ended


def _poison(moves: Moves, who: int) -> int:
    total, tainted = defaultdict[int, int](int), {who}
    for giver, taker, amount in moves:
        total[giver] -= min(amount, total[giver])
        total[taker] += amount
        if giver in tainted:
            tainted.add(taker)
    return sum(total[account] for account in tainted if account != who)


def _haircut(moves: Moves, who: int) -> int:
    total, tainted = defaultdict[int, int](int), defaultdict[int, int](int)
    for giver, taker, amount in moves:
        seen = min(amount, total[giver])
        share = tainted[giver] * seen // total[giver] if total[giver] else 0
        total[giver] -= seen
        tainted[giver] -= share
        carried = amount if giver == who else share
        total[taker] += amount
        tainted[taker] += 0 if taker == who else carried
    return sum(amount for account, amount in tainted.items() if account != who)


def _lots(moves: Moves, who: int, *, last_first: bool) -> int:
    queues = defaultdict[int, deque[list[int]]](deque)
    for giver, taker, amount in moves:
        pieces, rest, queue = [], amount, queues[giver]
        while rest and queue:
            lot = queue[-1] if last_first else queue[0]
            piece = min(lot[0], rest)
            pieces.append([piece, lot[1]])
            rest -= piece
            lot[0] -= piece
            if not lot[0]:
                (queue.pop if last_first else queue.popleft)()
        if rest:
            pieces.append([rest, 0])
        for piece, taint in pieces:
            queues[taker].append([piece, int(giver == who or (taint and taker != who))])
    return sum(lot[0] for account, queue in queues.items() if account != who for lot in queue if lot[1])


def _lowest(moves: Moves, who: int) -> int:
    total, tainted = defaultdict[int, int](int), defaultdict[int, int](int)
    for giver, taker, amount in moves:
        seen = min(amount, total[giver])
        share = max(0, seen - (total[giver] - tainted[giver]))
        total[giver] -= seen
        tainted[giver] -= share
        total[taker] += amount
        tainted[taker] += 0 if taker == who else amount if giver == who else share
    return sum(amount for account, amount in tainted.items() if account != who)


@njit(cache=True)
def _floating(src, dst, amount, who, accounts):  # type: ignore[no-untyped-def]
    """Haircut in floating point, as most tools do it: what exactness is measured against."""
    total, tainted = np.zeros(accounts), np.zeros(accounts)
    for i in range(src.size):
        giver, taker = src[i], dst[i]
        seen = min(amount[i], total[giver])
        share = tainted[giver] * (seen / total[giver]) if total[giver] > 0 else 0.0
        total[giver] -= seen
        tainted[giver] -= share
        total[taker] += amount[i]
        if taker != who:
            tainted[taker] += amount[i] if giver == who else share
    tainted[who] = 0
    return tainted.sum()


def floating(held: Ledger) -> tuple[float, dict[str, int]]:
    """The compiled haircut in floating point."""
    small = ledger(2_000)
    _floating(small.src, small.dst, small.limbs[0].astype(float), 0, small.accounts)
    amounts, who = held.limbs[0].astype(float), source(held)
    begun = time.perf_counter()
    ended = _floating(held.src, held.dst, amounts, who, held.accounts)
    return time.perf_counter() - begun, {"haircut": int(ended)}


def main() -> None:
    """Print what one way gives."""
    from investigator.graph.trace.question import CONVENTIONS

    way, held = sys.argv[1], ledger(int(sys.argv[2]))
    if way == "plain":
        seconds, ended = plain(held)
    elif way == "float":
        seconds, ended = floating(held)
    else:
        seconds, ended = exact(held, CONVENTIONS) if way == "exact" else (arithmetic(held, way), {})
    print(json.dumps({"seconds": seconds, "peak": peak(), "held": ended, "transfers": held.size}))


if __name__ == "__main__":
    main()
