"""A session of HTTP whose calls can be cut off from another thread."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


@dataclass
class Lines:
    """The connections of a session. Once they are `cut`, none is opened until `wanted` again."""

    wanted: bool = True
    opened: list[HTTPConnection] = field(default_factory=list)

    def note(self, line: HTTPConnection) -> None:
        """Keep hold of a new connection. Raises `ConnectionError` if nobody wants it any more."""
        self.opened = [one for one in self.opened if one.sock is not None]
        self.opened.append(line)
        if not self.wanted:
            line.close()
            raise ConnectionAbortedError

    def cut(self) -> None:
        """End all calls under way, from another thread."""
        self.wanted = False
        for line in self.opened:
            if line.sock is not None:
                with contextlib.suppress(OSError):  # it has ended already
                    line.sock.shutdown(socket.SHUT_RDWR)


def session(*, local: bool) -> tuple[requests.Session, Lines]:
    """A session and its lines. What is `local` goes through no proxy."""
    lines = Lines()

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            lines.note(self)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            lines.note(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": EncryptedPool}

    made = requests.Session()
    made.trust_env = not local
    made.headers["User-Agent"] = "investigator"
    made.mount("http://", Adapter(max_retries=0))
    made.mount("https://", Adapter(max_retries=0))
    return made, lines
