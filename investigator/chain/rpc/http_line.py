"""A line over HTTP: web3's provider and its session, without its decoding, which is what makes it slow."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import requests
import urllib3
from requests.adapters import HTTPAdapter

from investigator.chain.rpc.endpoint import Endpoint
from investigator.chain.rpc.line import CONNECTING, LARGEST, Broke, Reply, Setback
from investigator.chain.rpc.meaning import setback_of
from investigator.chain.rpc.patience import retry_after
from investigator.chain.rpc.wording import Kind
from investigator.network import permit

if TYPE_CHECKING:
    from eth_typing import URI
    from web3 import HTTPProvider

_PIECE = 1 << 20
_FAILURES = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, UnicodeError)


class HttpLine:
    """One connection to a node over HTTP or HTTPS, kept open between exchanges."""

    def __init__(self, endpoint: Endpoint, timeout: float) -> None:
        """Ready a line; `timeout` is how many seconds the node may stay silent."""
        self._endpoint = endpoint
        self._timeout = (min(timeout, CONNECTING), timeout)
        # In bytes: the session would write text in Latin-1, where RFC 7617 says UTF-8.
        self._login: Any = tuple(part.encode() for part in endpoint.login) if endpoint.login else _nobody
        self._adapter = _Adapter()
        self._session = requests.Session()
        self._session.mount("http://", self._adapter)
        self._session.mount("https://", self._adapter)
        self._session.trust_env = not endpoint.local  # a proxy of the system is not for this machine
        self._provider = _provider(endpoint, self._session)
        self._headers = {
            **self._provider.get_request_headers(),
            # Packing costs more time than it spares where no line is between us and the node.
            "Accept-Encoding": "identity" if endpoint.local else "gzip",
        }

    def exchange(self, body: bytes) -> Reply:
        """Send a request and take its answer. Raises `Broke`."""
        permit()
        setback: Setback | None = None
        try:
            with self._provider._request_session_manager.get_response_from_post_request(
                cast("URI", self._endpoint.address),
                data=body,
                headers=self._headers,
                timeout=self._timeout,
                stream=True,
                allow_redirects=False,
                auth=self._login,
            ) as response:
                if 300 <= response.status_code < 400:
                    setback = Setback(Kind.SHUT, "sends us to another address; give that one")
                else:
                    wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
                    return Reply(_bounded(response), response.status_code, wait)
        except Broke:
            raise
        except _FAILURES as error:
            setback = setback_of(error)
        raise Broke(
            setback
        )  # here, where no exception of the session with the whole address in it hangs on

    def cut(self) -> None:
        """End the exchange under way, from another thread."""
        self._adapter.cut()

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()


def _provider(endpoint: Endpoint, session: requests.Session) -> HTTPProvider:
    # web3 takes seconds to load, which nobody should wait for who asks no node.
    from web3 import HTTPProvider

    return HTTPProvider(endpoint.address, session=session, exception_retry_configuration=None)


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Log in as nobody: without it, the session would look for a login in the user's `.netrc`."""
    return request


def _bounded(response: requests.Response) -> bytes:
    """The whole answer, unpacked. Raises `Broke` when it is longer than `LARGEST`."""
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_content(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise Broke(Setback(Kind.LARGE, f"answers with more than {LARGEST >> 20} MiB"))
        pieces.append(piece)
    return b"".join(pieces)


class _Adapter(HTTPAdapter):
    """Keeps hold of the connection in use, so that it can be cut off while it waits for an answer."""

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)
        self._connection: Any = None
        self._cut = False

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        if "ConnectionCls" not in vars(pool):
            pool.ConnectionCls = self._kept(pool.ConnectionCls)
        return pool

    def _kept(self, make: Callable[..., Any]) -> Callable[..., Any]:
        def made(*args: Any, **kwargs: Any) -> Any:
            connection = self._connection = make(*args, **kwargs)
            connect = connection.connect

            def connected() -> None:
                connect()
                if self._cut:  # before there was anything to shut
                    raise ConnectionResetError("cut off")

            connection.connect = connected
            return connection

        return made

    def cut(self) -> None:
        self._cut = True
        held = getattr(self._connection, "sock", None)
        if isinstance(held, socket.socket):
            try:
                # Past the TLS layer, which would otherwise be taken down under the thread that reads.
                socket.socket.shutdown(held, socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already
