"""A line over a socket of this machine (IPC): web3's provider opens it; the messages go over it as they are."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from investigator.chain.rpc.endpoint import Endpoint
from investigator.chain.rpc.line import LARGEST, Broke, Reply, Setback
from investigator.chain.rpc.meaning import setback_of
from investigator.chain.rpc.wording import Kind
from investigator.network import permit

if TYPE_CHECKING:
    from web3 import IPCProvider

_PIECE = 1 << 20
_ENDS = (b"}", b"]", b"\n")


class IpcLine:
    """One connection to a node of this machine, kept open between exchanges."""

    def __init__(self, endpoint: Endpoint, timeout: float) -> None:
        """Ready a line; `timeout` is how many seconds the node may stay silent."""
        self._path = endpoint.address
        self._socket: Any = _provider(endpoint)._socket
        self._timeout = timeout
        self._held: Any = None
        self._lock = threading.Lock()
        self._cut = False

    def exchange(self, body: bytes) -> Reply:
        """Send a request and take its answer. Raises `Broke`."""
        permit()
        setback: Setback | None = None
        if os.name == "posix" and not Path(self._path).expanduser().exists():
            raise Broke(Setback(Kind.SHUT, "has no socket at this path"))
        try:
            with self._socket as held:
                return Reply(self._answer(self._sent(held, body)))
        except Broke:
            raise
        except (OSError, EOFError) as error:
            setback = setback_of(error)
        raise Broke(setback)

    def cut(self) -> None:
        """End the exchange under way, from another thread."""
        with self._lock:
            self._cut = True
            _shut(self._held)

    def close(self) -> None:
        """Let the connection go."""
        held = self._socket.sock
        if held is not None:
            held.close()

    def _sent(self, held: Any, body: bytes) -> Any:
        self._hold(held)
        try:
            held.sendall(body + b"\n")
        except (BrokenPipeError, ConnectionResetError):  # closed while nothing was asked
            held = self._socket.reset()
            self._hold(held)
            held.sendall(body + b"\n")
        return held

    def _hold(self, held: Any) -> None:
        if isinstance(held, socket.socket):  # a named pipe of Windows knows no time limit
            held.settimeout(self._timeout)
        with self._lock:
            self._held = held
            if self._cut:
                _shut(held)

    def _answer(self, held: Any) -> bytes:
        pieces = bytearray()
        while True:
            piece = held.recv(_PIECE)
            if not piece:
                raise EOFError("closed")
            pieces += piece
            if len(pieces) > LARGEST:
                raise Broke(Setback(Kind.LARGE, f"answers with more than {LARGEST >> 20} MiB"))
            if piece.endswith(_ENDS) and _whole(pieces):
                return bytes(pieces)


def _provider(endpoint: Endpoint) -> IPCProvider:
    # web3 takes seconds to load, which nobody should wait for who asks no node.
    from web3 import IPCProvider

    return IPCProvider(endpoint.address)


def _whole(text: bytearray) -> bool:
    """Whether a text is JSON to its end: nothing else says where an answer ends."""
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.MsgspecError, RecursionError):
        return False
    return True


def _shut(held: Any) -> None:
    try:
        if isinstance(held, socket.socket):
            held.shutdown(socket.SHUT_RDWR)
        elif held is not None:
            held.close()
    except OSError:
        return  # it is closed already
