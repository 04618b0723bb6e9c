"""Units of a pull fetched ahead on other threads, while earlier ones are taken into the case."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

from investigator.chain.source import Source
from investigator.chain.supplier import Supplier, Unit
from investigator.progress import Cancelled, Tick

ROOM = 1
"""Units that may wait to be taken, beside those that are being fetched."""

_BEAT = 0.1  # seconds between ticks while nothing comes

Finish = Callable[[Source, Tick], Source]
"""What is done with each unit, in their order."""


@contextmanager
def prefetched(
    supplier: Supplier, units: Sequence[Unit], finish: Finish | None, workers: int, tick: Tick
) -> Iterator[Iterator[Source]]:
    """Yield what the units bring, in their order, `workers` of them being fetched at a time.

    What fetching a unit raises is raised in its turn. When the block ends, nothing goes on.
    """
    line = _Line(supplier, finish, workers)
    try:
        yield line.sources(units, tick)
    finally:
        line.close()


class _Line:
    """The threads, and what is under way on them."""

    def __init__(self, supplier: Supplier, finish: Finish | None, workers: int) -> None:
        self._supplier = supplier
        self._finish = finish
        self._room = workers + ROOM
        self._fetching = ThreadPoolExecutor(workers, thread_name_prefix="fetch")
        self._finishing = ThreadPoolExecutor(1, thread_name_prefix="finish")
        self._unwanted = threading.Event()
        self._note = ""

    def sources(self, units: Sequence[Unit], tick: Tick) -> Iterator[Source]:
        waiting = deque[Future[Source]]()
        for number, unit in enumerate(units):
            waiting.append(self._send(unit))
            if len(waiting) > self._room:
                yield self._taken(waiting.popleft(), number - self._room, len(units), tick)
        while waiting:
            yield self._taken(waiting.popleft(), len(units) - len(waiting) - 1, len(units), tick)

    def _send(self, unit: Unit) -> Future[Source]:
        fetched = self._fetching.submit(self._supplier.fetch, unit, self._heard)
        return self._finishing.submit(self._finished, fetched)

    def _finished(self, fetched: Future[Source]) -> Source:
        source = fetched.result()
        return source if self._finish is None else self._finish(source, self._heard)

    def _heard(self, done: int, total: int | None = None, note: str = "") -> None:
        """The tick of the other threads."""
        if self._unwanted.is_set():
            raise Cancelled
        self._note = note or self._note

    def _taken(self, future: Future[Source], number: int, total: int, tick: Tick) -> Source:
        while not future.done():
            tick(number, total, self._note or "Asking")
            wait([future], _BEAT)
        return future.result()

    def close(self) -> None:
        self._unwanted.set()
        self._fetching.shutdown(cancel_futures=True)
        self._finishing.shutdown(cancel_futures=True)
