"""A line over a WebSocket: web3's provider opens it; the messages go over it as they are."""

from __future__ import annotations

import asyncio
import base64
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from investigator.chain.rpc.endpoint import Endpoint
from investigator.chain.rpc.line import CONNECTING, LARGEST, Broke, Reply, Setback
from investigator.chain.rpc.meaning import setback_of
from investigator.chain.rpc.patience import retry_after
from investigator.chain.rpc.wording import Kind, kind_of_status
from investigator.network import permit

if TYPE_CHECKING:
    from web3 import WebSocketProvider

_FAILURES = (WebSocketException, OSError, TimeoutError, asyncio.CancelledError, EOFError, UnicodeError)
_CLOSING = 0.5  # seconds for the node to say goodbye
_CLOSED = {
    1008: Setback(Kind.SHUT, "does not let us in"),
    1009: Setback(Kind.LARGE, f"answers with more than {LARGEST >> 20} MiB"),
    1013: Setback(Kind.RATE, "asks to try again later"),
}


class WebSocketLine:
    """One connection to a node over a WebSocket, kept open between exchanges; it has an event loop of its own."""

    def __init__(self, endpoint: Endpoint, timeout: float) -> None:
        """Ready a line; `timeout` is how many seconds the node may stay silent."""
        self._endpoint = endpoint
        self._timeout = timeout
        self._loop = asyncio.new_event_loop()
        self._provider: WebSocketProvider | None = None
        self._task: asyncio.Task[bytes] | None = None
        self._lock = threading.Lock()
        self._cut = False

    def exchange(self, body: bytes) -> Reply:
        """Send a request and take its answer. Raises `Broke`."""
        permit()
        setback: Setback | None = None
        try:
            return Reply(self._loop.run_until_complete(self._guarded(body)))
        except _FAILURES as error:
            setback = _setback(error)
        raise Broke(setback)  # here, where no exception with the whole address in it hangs on

    def cut(self) -> None:
        """End the exchange under way, from another thread."""
        with self._lock:
            self._cut = True
            if self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            self._cut = True
        if self._loop.is_closed():
            return
        try:
            if self._provider is not None:
                self._loop.run_until_complete(_goodbye(self._provider))
        except _FAILURES:
            pass  # it is gone, one way or another
        finally:
            self._loop.close()

    async def _guarded(self, body: bytes) -> bytes:
        task = self._loop.create_task(self._talk(body))
        with self._lock:
            if self._cut:
                task.cancel()
            self._task = task
        try:
            return await task
        finally:
            with self._lock:
                self._task = None

    async def _talk(self, body: bytes) -> bytes:
        if self._provider is not None:
            try:
                return await self._once(self._provider, body)
            except ConnectionClosed as closed:
                if closed.rcvd is not None and closed.rcvd.code in _CLOSED:
                    raise
                self._provider = (
                    None  # it was closed while nothing was asked, as some nodes do after a while
                )
        self._provider = await self._opened()
        return await self._once(self._provider, body)

    async def _opened(self) -> WebSocketProvider:
        provider = _provider(self._endpoint)
        try:
            # Not `connect`: that starts a task that reads and decodes each message, which is what makes it slow.
            await asyncio.wait_for(provider._provider_specific_connect(), min(CONNECTING, self._timeout))
        except TimeoutError:
            raise ConnectionAbortedError("does not take the connection") from None
        return provider

    async def _once(self, provider: WebSocketProvider, body: bytes) -> bytes:
        await provider.socket_send(body)
        assert provider._ws is not None
        return await asyncio.wait_for(provider._ws.recv(decode=False), self._timeout)


def _provider(endpoint: Endpoint) -> WebSocketProvider:
    # web3 takes seconds to load, which nobody should wait for who asks no node.
    from web3 import WebSocketProvider

    options: dict[str, Any] = {"max_size": LARGEST, "close_timeout": _CLOSING, "ping_interval": None}
    if endpoint.login is not None:
        login = base64.b64encode(":".join(endpoint.login).encode()).decode()
        options["additional_headers"] = {"Authorization": f"Basic {login}"}
    if endpoint.local:
        options["proxy"] = None
    return WebSocketProvider(endpoint.address, websocket_kwargs=options, use_text_frames=True)


async def _goodbye(provider: WebSocketProvider) -> None:
    if provider._ws is not None:
        await asyncio.wait_for(provider._ws.close(), 2 * _CLOSING)


def _setback(error: BaseException) -> Setback:
    if isinstance(error, InvalidStatus):
        status = error.response.status_code
        wait = retry_after(error.response.headers.get("Retry-After"), datetime.now(UTC))
        return Setback(kind_of_status(status), f"answers with HTTP status {status}", wait)
    if isinstance(error, ConnectionClosed):
        closes = [close.code for close in (error.sent, error.rcvd) if close is not None]
        known = [_CLOSED[code] for code in closes if code in _CLOSED]
        return known[0] if known else Setback(Kind.BROKEN, "dropped the connection")
    return setback_of(error)
