"""The threads that wait for a node, each with a line of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import SimpleQueue

from investigator.chain.rpc.calls import Call
from investigator.chain.rpc.exchange import Outcome, exchange
from investigator.chain.rpc.line import Line, Setback
from investigator.chain.rpc.wording import Kind

_GRACE = 0.1  # seconds for threads to notice that they were cut off
_PING = Call("eth_chainId")


class Ticket:
    """A request under way: which calls, and a way to cut it off."""

    def __init__(self, calls: Sequence[Call], number: int, last: bool) -> None:
        """The `number`-th request; `last` says that it is one call that was too slow before."""
        self.calls = calls
        self.first = number << 16  # no two calls bear the same number, whichever threads ask them
        self.number = number
        self.last = last
        self.began: float | None = None
        self.done: Future[list[Outcome]] | None = None
        self._line: Line | None = None
        self._lock = threading.Lock()
        self._dropped = False
        self._expired = False

    def take(self, line: Line, now: float) -> bool:
        """Put the request on a line, unless it was dropped."""
        with self._lock:
            self._line, self.began, self._expired = line, now, False
            return not self._dropped

    @property
    def dropped(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._dropped

    def drop(self) -> None:
        """Cut the request off; its outcome does not matter any more."""
        with self._lock:
            self._dropped = True
            if self._line is not None:
                self._line.cut()

    def expire(self) -> None:
        """Cut the request off as having taken too long."""
        with self._lock:
            if self._line is not None and not self._expired:
                self._expired = True
                self._line.cut()

    def judged(self, found: list[Outcome]) -> list[Outcome]:
        """What came of the request, in the light of why it ended."""
        late = Setback(Kind.SLOW, "did not come to an end in time")
        return [late if self._expired and isinstance(one, Setback) else one for one in found]

    def release(self) -> bool:
        """Take the request off its line; whether the line can be used again."""
        with self._lock:
            self._line = None
            return not self._dropped


class Crew:
    """Threads and lines to one node."""

    def __init__(self, dial: Callable[[], Line], most: int, clean: Callable[[str], str]) -> None:
        """Have up to `most` threads; `dial` readies a line, `clean` takes secrets out of a text.

        `closed` says that nothing more can be sent.
        """
        self._dial = dial
        self._clean = clean
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="node")
        self._lock = threading.Lock()
        self._idle: list[Line] = []
        self._out: set[Ticket] = set()
        self.closed = False

    def send(self, ticket: Ticket, results: SimpleQueue[Ticket]) -> None:
        """Ask; the ticket comes back over `results`, its `done` set."""
        with self._lock:
            self._out.add(ticket)
        ticket.done = self._threads.submit(self._ask, ticket)
        ticket.done.add_done_callback(lambda _: self._back(ticket, results))

    def close(self) -> None:
        """Cut everything off and let the lines go."""
        self.closed = True
        with self._lock:
            out = list(self._out)
        for ticket in out:
            ticket.drop()
        wait([ticket.done for ticket in out if ticket.done is not None], _GRACE)
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            idle, self._idle = self._idle, []
        for line in idle:
            line.close()

    def _back(self, ticket: Ticket, results: SimpleQueue[Ticket]) -> None:
        with self._lock:
            self._out.discard(ticket)
        results.put(ticket)

    def _ask(self, ticket: Ticket) -> list[Outcome]:
        with self._lock:
            line = self._idle.pop() if self._idle else None
        line = line or self._dial()
        usable = False
        try:
            if not ticket.take(line, time.monotonic()):
                return []
            found = ticket.judged(exchange(line, ticket.calls, ticket.first, self._clean))
            usable = not any(
                isinstance(one, Setback) and one.kind in {Kind.SLOW, Kind.BROKEN} for one in found
            )
        finally:
            if ticket.release() and usable:
                with self._lock:
                    self._idle.append(line)
            else:
                line.close()
        if ticket.last and isinstance(found[0], Setback) and found[0].kind is Kind.SLOW:
            return [self._whose_fault(ticket, found[0])]
        return found

    def _whose_fault(self, ticket: Ticket, slow: Setback) -> Outcome:
        """A node that answers something easy found the question too hard; otherwise it is the node that hangs."""
        line = self._dial()
        try:
            if not ticket.take(line, time.monotonic()):
                return slow
            easy = exchange(line, [_PING], 0, self._clean)[0]
        finally:
            ticket.release()
            line.close()
        return slow if isinstance(easy, bytes) else Setback(Kind.HUNG, slow.text)
