"""One HTTP session with an explorer: what it is asked one at a time, patiently, and never longer than is wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import requests

from investigator.chain.explorer import sockets, wording
from investigator.chain.explorer.endpoint import Explorer
from investigator.chain.rpc.patience import Patience, retry_after
from investigator.chain.rpc.wording import Kind, kind_of_status
from investigator.errors import Trouble
from investigator.network import permit
from investigator.progress import Tick

LARGEST = 128 << 20
"""Bytes of an answer; a longer one is refused."""

CONNECTING, READING, WHOLE = 10.0, 60.0, 300.0
"""Seconds to take a call, to send the next piece of an answer, and to send all of it."""

_STEP = 0.1  # seconds after which one who waits looks whether it is still wanted
_SLOWEST = 5.0  # seconds between two calls


@dataclass(frozen=True)
class Setback:
    """Why there is no answer: `text` is a clause without secrets, `wait` the seconds the explorer asks to wait."""

    kind: Kind
    text: str
    wait: float | None = None


Send = Callable[[], bytes | Setback]
"""Asks once."""

Read = Callable[[bytes], Setback | None]
"""Looks whether an answer is one; what is wrong with it otherwise."""


class Web:
    """Asks an explorer. Calls go one after the other, as fast as it allows."""

    def __init__(
        self, explorer: Explorer, patience: Patience | None = None, random: Random | None = None
    ) -> None:
        self.explorer = explorer
        self._patience = patience or Patience()
        self._random = random or Random()
        self._session, self._lines = sockets.session(local=explorer.local)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="explorer")
        self._known = False
        self._pause = 0.0
        self._next = 0.0

    def ask(self, params: Mapping[str, str], read: Read, tick: Tick) -> bytes:
        """The answer, with the key blotted out, once `read` accepts it.

        Raises `Refused` where asking again is of no use, `Trouble` or `Cancelled`.
        """
        return self._patiently(lambda: self._get(params), read, tick)

    def ask_node(self, method: str, read: Read, tick: Tick) -> bytes:
        """As `ask`, by JSON-RPC, which Blockscout speaks beside its lists."""
        return self._patiently(
            lambda: self._post({"jsonrpc": "2.0", "id": 1, "method": method, "params": []}), read, tick
        )

    def _patiently(self, send: Send, read: Read, tick: Tick) -> bytes:
        failures: dict[Kind, int] = {}
        while True:
            permit()
            self._wait(self._next - time.monotonic(), tick)
            answer = self._once(send, read, tick)
            self._next = time.monotonic() + self._pause
            if isinstance(answer, bytes):
                self._known = True
                return answer
            failures[answer.kind] = failures.get(answer.kind, 0) + 1
            hopeless = answer.kind not in {Kind.RATE, Kind.SLOW, Kind.BROKEN}
            if answer.kind is Kind.SHUT:
                raise Refused(replace(answer, text=f"{answer.text}; {self.explorer.advice}"))
            if hopeless or failures[answer.kind] >= self._patience.allowed(answer.kind, self._known):
                raise Refused(answer)
            if answer.wait is not None and answer.wait > self._patience.longest:
                raise self.trouble(f"asks to wait for {answer.wait:,.0f} seconds; pull again later")
            if answer.kind is Kind.RATE:
                self._slow_down(wording.per_second(answer.text))
            delay = self._patience.delay(sum(failures.values()), self._random, answer.wait)
            self._wait(delay, tick, f"{self.explorer.name} {answer.kind.value}: waiting")

    def trouble(self, what: str) -> Trouble:
        """What to say of this explorer."""
        return Trouble(f"The explorer at {self.explorer.name} {self.explorer.clean(what)}.")

    def close(self) -> None:
        """Let the connection go."""
        self._lines.cut()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._session.close()

    def _slow_down(self, most: int | None) -> None:
        self._pause = min(
            _SLOWEST, max(1.05 / most if most else 0.0, self._pause * 1.5, 0.4 * self._patience.first)
        )

    def _wait(self, seconds: float, tick: Tick, note: str = "") -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            tick(0, None, note)
            time.sleep(min(left, _STEP))

    def _once(self, send: Send, read: Read, tick: Tick) -> bytes | Setback:
        self._lines.wanted = True
        future = self._thread.submit(send)
        try:
            while not future.done():
                tick(0, None, "")
                _settle(future)
        except BaseException:
            self._lines.cut()
            raise
        error = future.exception()
        if error is not None:
            return _failed(error)
        answer = future.result()
        if isinstance(answer, Setback):
            return answer
        return read(answer) or answer

    def _get(self, params: Mapping[str, str]) -> bytes | Setback:
        return self._sent("GET", self.explorer.url, params, None)

    def _post(self, call: Mapping[str, Any]) -> bytes | Setback:
        return self._sent("POST", f"{self.explorer.url}/eth-rpc", {}, call)

    def _sent(
        self, verb: str, url: str, params: Mapping[str, str], call: Mapping[str, Any] | None
    ) -> bytes | Setback:
        sent = {**dict(self.explorer.sent), **params}
        if self.explorer.key:
            sent["apikey"] = self.explorer.key
        with self._session.request(
            verb,
            url,
            params=sent,
            json=call,
            timeout=(CONNECTING, READING),
            stream=True,
            allow_redirects=False,
        ) as response:
            body = _body(response)
        if isinstance(body, Setback):
            return body
        if response.status_code != 200:
            return self._status(response, body)
        return self.explorer.blotted(body)

    def _status(self, response: requests.Response, body: bytes) -> Setback:
        wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if wait is None and response.status_code == 429:
            wait = _reset(response.headers.get("x-ratelimit-reset"))
        if response.headers.get("x-credits-remaining", "").strip() == "0":
            return Setback(Kind.SHUT, "has no credits left for this key", wait)
        status = response.status_code
        if 300 <= status < 400:
            return Setback(Kind.OTHER, f"has moved (HTTP {status}); give its new address")
        kind = kind_of_status(status)
        if kind is Kind.OTHER and body:
            kind = wording.meaning(body[:1000].decode("utf-8", "replace"))
        return Setback(kind, f"answers with HTTP {status}", wait)


class Refused(Exception):
    """The explorer said no, and asking again is of no use."""

    def __init__(self, setback: Setback) -> None:
        super().__init__(setback.text)
        self.setback = setback


def _settle(future: Future[bytes | Setback]) -> None:
    try:
        future.exception(_STEP)
    except TimeoutError:
        return


def _failed(error: BaseException) -> Setback:
    """Errors of the connection hold the address with the key, so nothing of them is passed on."""
    if isinstance(error, requests.Timeout):
        return Setback(Kind.SLOW, "does not answer in time")
    if isinstance(error, requests.RequestException | OSError | ValueError):
        return Setback(Kind.BROKEN, "cannot be reached, or breaks off")
    raise error


def _body(response: requests.Response) -> bytes | Setback:
    """The whole answer, unpacked."""
    parts, size, until = list[bytes](), 0, time.monotonic() + WHOLE
    for part in response.iter_content(1 << 18):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            return Setback(Kind.LARGE, f"answers with more than {LARGEST >> 20} MiB")
        if time.monotonic() > until:
            return Setback(Kind.SLOW, "does not come to an end")
    return b"".join(parts)


def _reset(text: str | None) -> float | None:
    """Milliseconds until calls are allowed again, as Blockscout's hosted service tells them."""
    return int(text) / 1000 if text and text.isascii() and text.isdigit() and len(text) < 10 else None
