"""The ways in which a node misbehaves, each for so many `times` (`ALWAYS`: until it is taken away).

A fault may step in before a request is answered (`before`), at each call (`call`), and after (`after`).
Wordings and codes are given, so that each provider's can be played.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.nodes.answering import Refusal
from tests.nodes.chain import Json

ALWAYS = math.inf


@dataclass
class Response:
    """What goes back over HTTP. `drop` closes the connection after so many bytes; `trickle` waits between them."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop: int | None = None
    trickle: float = 0.0


@dataclass
class Fault:
    """A misbehaviour; the functions return `None` (or raise nothing) to let the request be."""

    times: float = 1
    before: Callable[[list[Json]], Response | None] | None = None
    call: Callable[[str, list[Any], str], str] | None = None
    after: Callable[[Any], Any] | None = None
    raw: Callable[[bytes], Response] | None = None
    methods: frozenset[str] | None = None
    wait: float = 0.0
    happened: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def due(self, methods: set[str]) -> bool:
        """Whether it happens now; it counts as one time."""
        with self.lock:
            if self.times <= 0 or (self.methods is not None and not self.methods & methods):
                return False
            self.times -= 1
            self.happened += 1
            return True


def _status(status: int, body: bytes = b"", **headers: str) -> Callable[[list[Json]], Response]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda calls: Response(body, status, named)


def too_many_requests(times: float = 1, retry_after: str | None = "0", status: int = 429) -> Fault:
    """A rate limit as HTTP tells it."""
    more = {} if retry_after is None else {"Retry_After": retry_after}
    return Fault(times, before=_status(status, b"slow down", **more))


def says(code: int, words: str, *methods: str, times: float = ALWAYS, status: int = 200) -> Fault:
    """An error of the node for each call of these methods (none: all)."""

    def call(method: str, params: list[Any], result: str) -> str:
        if not methods or method in methods:
            raise Refusal(code, words, status)
        return result

    return Fault(times, call=call, methods=frozenset(methods) or None)


def without(*methods: str) -> Fault:
    """Methods that the node does not know."""
    return says(-32601, "the method does not exist/is not available", *methods)


def hangs(times: float = 1, *methods: str) -> Fault:
    """No answer, until the server is closed."""
    return Fault(times, wait=math.inf, methods=frozenset(methods) or None)


def slow(seconds: float, times: float = ALWAYS) -> Fault:
    """A late answer."""
    return Fault(times, wait=seconds)


def drops(times: float = 1, after: int = 0) -> Fault:
    """The connection is closed after so many bytes of the answer."""
    return Fault(times, raw=lambda body: Response(body, drop=after))


def truncated(times: float = 1) -> Fault:
    """The answer ends in the middle, as if it were whole."""
    return Fault(times, raw=lambda body: Response(body[: len(body) // 2]))


def garbage(times: float = 1, body: bytes = b"<html>502 Bad Gateway</html>", status: int = 200) -> Fault:
    """Something that is no JSON-RPC."""
    return Fault(times, raw=lambda _: Response(body, status))


def wrong_ids(times: float = 1) -> Fault:
    """Answers that bear numbers nobody asked under."""
    return Fault(times, after=_each(lambda one: {**one, "id": (one["id"] or 0) + 1_000_000}))


def swapped_ids(times: float = 1) -> Fault:
    """Answers that bear no number of this request but of one long ago."""
    return Fault(times, after=_each(lambda one: {**one, "id": 0}))


def reordered(times: float = ALWAYS) -> Fault:
    """Batches answered back to front."""
    return Fault(times, after=lambda told: told[::-1] if isinstance(told, list) else told)


def missing(times: float = 1, every: int = 2) -> Fault:
    """Batches of which some calls are left without an answer."""
    return Fault(times, after=lambda told: told[::every] if isinstance(told, list) else told)


def doubled(times: float = 1) -> Fault:
    """Batches with a second answer, of another result, under the number of the first."""

    def after(told: Any) -> Any:
        return [*told, {**told[0], "result": None}] if isinstance(told, list) else told

    return Fault(times, after=after)


def refuses_batches(
    words: str = "batch requests are not supported", code: int = -32600, most: int = 1
) -> Fault:
    """One error for a whole batch of more than `most` calls."""

    def before(calls: list[Json]) -> Response | None:
        if len(calls) <= most:
            return None
        return Response(
            json.dumps({"jsonrpc": "2.0", "id": None, "error": {"code": code, "message": words}}).encode()
        )

    return Fault(ALWAYS, before=before)


def request_too_large(most: int) -> Fault:
    """HTTP 413 for batches of more than `most` calls."""
    return Fault(ALWAYS, before=lambda calls: Response(b"", 413) if len(calls) > most else None)


def range_limit(blocks: int, words: str, code: int = -32000, status: int = 200) -> Fault:
    """A limit to the range of blocks of `eth_getLogs` and `trace_filter`."""

    def call(method: str, params: list[Any], result: str) -> str:
        asked = params[0] if params and isinstance(params[0], dict) else {}
        if "fromBlock" in asked and "toBlock" in asked:
            first, last = (int(asked[name], 16) for name in ("fromBlock", "toBlock"))
            if last - first + 1 > blocks:
                raise Refusal(code, words, status)
        return result

    return Fault(ALWAYS, call=call, methods=frozenset({"eth_getLogs", "trace_filter"}))


def result_limit(most: int, words: str, code: int = -32005, status: int = 200) -> Fault:
    """A limit to how many logs or traces an answer may have."""

    def call(method: str, params: list[Any], result: str) -> str:
        if len(json.loads(result)) > most:
            raise Refusal(code, words, status)
        return result

    return Fault(ALWAYS, call=call, methods=frozenset({"eth_getLogs", "trace_filter"}))


def pruned(before: int, words: str = "missing trie node 1234 (path ) state 0x12 is not available") -> Fault:
    """State of blocks before this one is gone."""

    def call(method: str, params: list[Any], result: str) -> str:
        tag = params[1] if len(params) > 1 else "latest"
        if isinstance(tag, str) and tag.startswith("0x") and int(tag, 16) < before:
            raise Refusal(-32000, words)
        return result

    return Fault(
        ALWAYS, call=call, methods=frozenset({"eth_getBalance", "eth_getTransactionCount", "eth_call"})
    )


def lies(number: int, change: Callable[[Any], Any], *methods: str) -> Fault:
    """A changed result for each call that asks for this block by its number."""

    def call(method: str, params: list[Any], result: str) -> str:
        if (not methods or method in methods) and hex(number) in params:
            return json.dumps(change(json.loads(result)))
        return result

    return Fault(ALWAYS, call=call)


def afterwards(calls: int, action: Callable[[], None]) -> Fault:
    """Do something to the chain, such as a reorganisation, once so many calls were answered."""
    left = [calls]

    def call(method: str, params: list[Any], result: str) -> str:
        left[0] -= 1
        if left[0] == 0:
            action()
        return result

    return Fault(ALWAYS, call=call)


def _each(change: Callable[[Json], Json]) -> Callable[[Any], Any]:
    return lambda told: [change(one) for one in told] if isinstance(told, list) else change(told)
