"""Asking a node many things: in batches, several under way, answers in order, failures tried again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from random import Random

from investigator.chain.rpc.calls import Call, Pruned, Refused, TooMuch, Unsupported
from investigator.chain.rpc.crew import Crew, Ticket
from investigator.chain.rpc.line import Setback
from investigator.chain.rpc.pace import Pace
from investigator.chain.rpc.patience import Patience
from investigator.chain.rpc.wording import Kind, limit_in
from investigator.errors import Trouble
from investigator.progress import Cancelled, Tick

_BEAT = 0.1  # seconds between ticks
_AHEAD = 2  # full rounds of requests that may be answered before the first of them is taken
_HELD = 64 << 20  # bytes of answers that may wait to be taken
_REFUSALS: dict[Kind, type[Refused]] = {
    Kind.LARGE: TooMuch,
    Kind.SLOW: TooMuch,
    Kind.UNSUPPORTED: Unsupported,
    Kind.PRUNED: Pruned,
    Kind.BEHIND: Refused,
    Kind.BATCH: Refused,
    Kind.OTHER: Refused,
}
_ADVICE = {
    Kind.RATE: "try again later, or with a node that allows more",
    Kind.SHUT: "check its address and key",
    Kind.HUNG: "try again later, or with another node",
    Kind.BROKEN: "check that it runs and that its address is right, then try again",
}
_FINAL = frozenset({Kind.UNSUPPORTED, Kind.PRUNED, Kind.OTHER})
_HALVED = frozenset({Kind.LARGE, Kind.SLOW, Kind.BATCH})


@dataclass(frozen=True)
class Terms:
    """What the askings of one node share."""

    name: str
    crew: Crew
    pace: Pace
    patience: Patience
    limit: float
    random: Random
    clock: Callable[[], float] = time.monotonic


@dataclass(order=True)
class _Job:
    """Calls, by their places, that are asked together; `failures` so far of each kind."""

    places: list[int]
    due: float = 0.0
    failures: Counter[Kind] = field(default_factory=Counter, compare=False)


class Asking:
    """One run through a list of calls; all its state belongs to the thread that asks."""

    def __init__(self, terms: Terms, calls: Sequence[Call], tick: Tick) -> None:
        """Ask `calls` on these `terms`."""
        self._terms = terms
        self._calls = calls
        self._tick = tick
        self._next = 0
        self._taken = 0
        self._held = 0
        self._done: dict[int, bytes | Refused | Trouble] = {}
        self._again: list[_Job] = []
        self._flying: dict[Ticket, _Job] = {}
        self._back: SimpleQueue[Ticket] = SimpleQueue()
        self._stopped = False
        self._reported = time.monotonic()

    def outcomes(self) -> Generator[bytes | Refused | Trouble, None, None]:
        """The outcome of each call, in order. Nothing follows `Trouble`. Raises `Cancelled` from `tick`."""
        try:
            while self._taken < len(self._calls):
                self._send()
                while (outcome := self._done.pop(self._taken, None)) is None:
                    self._wait()
                    self._send()
                if time.monotonic() - self._reported > _BEAT:
                    self._report()
                self._taken += 1
                self._held -= len(outcome) if isinstance(outcome, bytes) else 0
                yield outcome
        finally:
            for ticket in self._flying:
                ticket.drop()

    def _report(self, note: str = "") -> None:
        self._reported = time.monotonic()
        self._tick(self._taken, len(self._calls), note)

    def _send(self) -> None:
        now = self._terms.clock()
        pace = self._terms.pace
        while len(self._flying) < pace.in_flight and now >= pace.quiet_until:
            job = self._due(now) or self._fresh()
            if job is None:
                return
            calls = [self._calls[place] for place in job.places]
            ticket = Ticket(calls, pace.begin(), len(calls) == 1 and job.failures[Kind.SLOW] > 0)
            self._flying[ticket] = job
            self._terms.crew.send(ticket, self._back)

    def _due(self, now: float) -> _Job | None:
        ready = [job for job in self._again if job.due <= now]
        if not ready:
            return None
        job = min(ready)
        self._again.remove(job)
        return job

    def _fresh(self) -> _Job | None:
        """The next calls that were never asked, unless too many answers wait already to be taken."""
        pace = self._terms.pace
        ahead = self._taken + _AHEAD * pace.in_flight * pace.batch
        end = min(self._next + pace.batch, len(self._calls), ahead)
        if self._stopped or end <= self._next or (self._held > _HELD and self._flying):
            return None
        job = _Job(list(range(self._next, end)))
        self._next = end
        return job

    def _wait(self) -> None:
        """Let something come back, for a beat."""
        now = self._terms.clock()
        quiet = self._terms.pace.quiet_until
        self._report(f"{self._terms.name} asks to wait {quiet - now:.0f} s" if quiet > now + 1 else "")
        wake = max(quiet, min((job.due for job in self._again), default=0.0))
        pause = min(_BEAT, wake - now) if wake > now else _BEAT
        if self._terms.crew.closed:
            raise Cancelled
        self._hurry()
        try:
            ticket = self._back.get(timeout=pause)
        except Empty:
            return
        while True:
            self._settle(ticket)
            if self._back.empty():
                return
            ticket = self._back.get()

    def _hurry(self) -> None:
        """Cut off what goes on and on without ever falling silent."""
        for ticket in self._flying:
            if ticket.began is not None and time.monotonic() - ticket.began > self._terms.limit:
                ticket.expire()

    def _settle(self, ticket: Ticket) -> None:
        job = self._flying.pop(ticket)
        assert ticket.done is not None
        if ticket.dropped:  # the node was closed by another thread
            raise Cancelled
        found = ticket.done.result()
        size = sum(len(one) for one in found if isinstance(one, bytes))
        if size:
            self._terms.pace.answered(size)
        self._held += size
        failed: dict[Kind, list[tuple[int, Setback]]] = {}
        for place, outcome in zip(job.places, found, strict=True):
            if isinstance(outcome, bytes):
                self._done[place] = outcome
            else:
                failed.setdefault(outcome.kind, []).append((place, outcome))
        self._terms.pace.known |= bool(failed.keys() & _FINAL)
        for kind, places in failed.items():
            self._failed(ticket, job, kind, places)

    def _failed(self, ticket: Ticket, job: _Job, kind: Kind, failed: list[tuple[int, Setback]]) -> None:
        """Decide what becomes of the calls of a request that failed in one way."""
        pace, size = self._terms.pace, len(job.places)
        places = [place for place, _ in failed]
        setback = failed[0][1]
        if kind in _FINAL or (kind in {Kind.LARGE, Kind.BATCH} and size == 1):
            for place, one in failed:
                self._done[place] = self._refusal(place, one)
            return
        if kind in _HALVED and size > 1:
            ways = 4 if kind is Kind.SLOW else 2
            if kind is Kind.BATCH:
                allowed = limit_in(setback.text, size - 1) or size // 2
                pace.capped(allowed)
                ways = -(-size // allowed)
            else:
                pace.smaller(ticket.number, size)
            self._split(places, ways, job.failures)
            return
        failures = job.failures + Counter([kind])
        tries = failures[kind]
        patience = self._terms.patience
        if tries >= patience.allowed(kind, pace.known) or (setback.wait or 0.0) > patience.longest:
            self._give_up(failed, tries)
            return
        due = self._terms.clock() + patience.delay(tries, self._terms.random, setback.wait)
        if kind is Kind.RATE:
            pace.slower(ticket.number, due)
        elif kind is Kind.SLOW:
            pace.smaller(ticket.number, size)
        self._split(places, 2 if kind is Kind.BROKEN and tries > 1 else 1, failures, due)

    def _split(self, places: list[int], ways: int, failures: Counter[Kind], due: float = 0.0) -> None:
        """Ask again, in so many parts."""
        step = -(-len(places) // ways)
        for start in range(0, len(places), step):
            self._again.append(_Job(places[start : start + step], due, failures))

    def _give_up(self, failed: list[tuple[int, Setback]], tries: int) -> None:
        for place, one in failed:
            if one.kind in _REFUSALS:
                self._done[place] = self._refusal(place, one)
            else:
                self._done[place] = self._trouble(one, tries)
                self._stopped = True

    def _refusal(self, place: int, setback: Setback) -> Refused:
        call = self._calls[place]
        return _REFUSALS[setback.kind](f"{call.method}: {self._terms.name} {setback.text}", call)

    def _trouble(self, setback: Setback, tries: int) -> Trouble:
        often = f" ({tries} times)" if tries > 1 else ""
        if (setback.wait or 0.0) > self._terms.patience.longest:
            often = f" (it asks to wait {setback.wait:.0f} s)"
        return Trouble(f"The node {self._terms.name} {setback.text}{often}; {_ADVICE[setback.kind]}.")
