"""The conventions in plain Python, slow and obviously right: one transfer after the other, units as they are."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Transfer = tuple[int, int, int]
"""Giver, receiver, amount."""


@dataclass
class Found:
    """What is held in the end, and what each transfer carried."""

    held: dict[int, int] = field(default_factory=dict)
    carried: list[int] = field(default_factory=list)


def lots(moves: Sequence[Transfer], source: int, *, last_first: bool, stops: frozenset[int]) -> Found:
    """FIFO or LIFO: queues of (amount, tainted)."""
    queues: dict[int, deque[list[int]]] = defaultdict(deque)
    ended: dict[int, int] = defaultdict(int)
    found = Found()
    for giver, receiver, amount in moves:
        pieces, rest = [], amount
        while rest and queues[giver]:
            lot = queues[giver].pop() if last_first else queues[giver].popleft()
            piece = min(lot[0], rest)
            pieces.append([piece, lot[1]])
            rest -= piece
            if lot[0] > piece:
                lot[0] -= piece
                (queues[giver].append if last_first else queues[giver].appendleft)(lot)
        if rest:
            pieces.append([rest, int(giver == source)])
        found.carried.append(sum(piece for piece, tainted in pieces if tainted))
        for piece, tainted in pieces:
            if tainted and receiver in stops:
                ended[receiver] += piece
                queues[receiver].append([piece, 0])
            else:
                queues[receiver].append([piece, int(tainted or receiver == source)])
    for holder, queue in queues.items():
        found.held[holder] = ended[holder] + sum(piece for piece, tainted in queue if tainted)
    return found


def pooled(moves: Sequence[Transfer], source: int, rule: str, stops: frozenset[int]) -> Found:
    """Haircut, LIBR or poison: a holding and what of it is tainted."""
    held: dict[int, int] = defaultdict(int)
    tainted: dict[int, int] = defaultdict(int)
    touched = {source} if rule == "poison" else set()
    ended: dict[int, int] = defaultdict(int)
    found = Found()
    for giver, receiver, amount in moves:
        held[giver] = max(held[giver], amount)
        if giver == source or giver in touched:
            tainted[giver] = held[giver]
        if rule == "libr":
            taken = tainted[giver] - min(tainted[giver], held[giver] - amount)
        else:
            taken = tainted[giver] * amount // held[giver]
        held[giver] -= amount
        tainted[giver] -= taken
        held[receiver] += amount
        if receiver in stops:
            ended[receiver] += taken
        else:
            tainted[receiver] += taken
            if taken and rule == "poison":
                touched.add(receiver)
        if receiver == source or receiver in touched:
            tainted[receiver] = held[receiver]
        found.carried.append(taken)
    found.held = {holder: tainted[holder] + ended[holder] for holder in held}
    return found


def haircut_exactly(moves: Sequence[Transfer], source: int) -> dict[int, Fraction]:
    """Haircut without rounding: what is held in the end."""
    held: dict[int, int] = defaultdict(int)
    tainted: dict[int, Fraction] = defaultdict(Fraction)
    for giver, receiver, amount in moves:
        held[giver] = max(held[giver], amount)
        if giver == source:
            tainted[giver] = Fraction(held[giver])
        taken = tainted[giver] * Fraction(amount, held[giver])
        held[giver] -= amount
        tainted[giver] -= taken
        held[receiver] += amount
        tainted[receiver] += taken
        if receiver == source:
            tainted[receiver] = Fraction(held[receiver])
    return dict(tainted)


def settled(
    moments: Sequence[Sequence[Transfer]],
) -> tuple[list[Transfer], list[int]]:
    """The order of payment, and what each sender paid beyond what was seen."""
    held: dict[int, int] = defaultdict(int)
    order: list[Transfer] = []
    unseen: list[int] = []
    for moment in moments:
        left = list(moment)
        while left:
            chosen = next((i for i in range(len(left)) if _may(left, i, held)), 0)
            giver, receiver, amount = left.pop(chosen)
            order.append((giver, receiver, amount))
            unseen.append(max(0, amount - held[giver]))
            held[giver] = max(held[giver], amount) - amount
            held[receiver] += amount
    return order, unseen


def _may(left: Sequence[Transfer], chosen: int, held: dict[int, int]) -> bool:
    giver, _, amount = left[chosen]
    if any(other[0] == giver for other in left[:chosen]):
        return False
    return held[giver] >= amount or all(other[1] != giver for other in left)
