"""Work done ahead on a thread of its own, so that reading goes on while the case file is written."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

_T = TypeVar("_T")
_PATIENCE = 0.1  # seconds after which a thread that waits looks whether it is still wanted


@dataclass(frozen=True)
class _Made(Generic[_T]):
    value: _T


@dataclass(frozen=True)
class _Ended:
    error: BaseException | None


@contextmanager
def ahead(items: Iterator[_T], room: int) -> Iterator[Iterator[_T]]:
    """Yield the same items, made on another thread, at most `room` of them ahead of who takes them.

    What `items` raises is raised where they are taken. When the block ends, however it ends, the thread has
    ended too; an item that is being made then is finished first.
    """
    made: queue.Queue[_Made[_T] | _Ended] = queue.Queue(room)
    unwanted = threading.Event()

    def put(entry: _Made[_T] | _Ended) -> bool:
        while not unwanted.is_set():
            try:
                made.put(entry, timeout=_PATIENCE)
            except queue.Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            for item in items:
                if not put(_Made(item)):
                    return
        except BaseException as error:  # noqa: BLE001 - raised again where the items are taken
            put(_Ended(error))
        else:
            put(_Ended(None))

    def taken() -> Iterator[_T]:
        while True:
            entry = made.get()
            if isinstance(entry, _Ended):
                if entry.error is not None:
                    raise entry.error
                return
            yield entry.value

    thread = threading.Thread(target=work, name="ahead")
    thread.start()
    try:
        yield taken()
    finally:
        unwanted.set()
        thread.join()
