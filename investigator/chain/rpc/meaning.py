"""What the errors of connections mean, in words of our own: theirs hold whole addresses, secrets and all."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from typing import Any

import requests
import urllib3

from investigator.chain.rpc.line import Setback
from investigator.chain.rpc.wording import Kind

# The first that is found in or behind an error counts: those of the session wrap each other, and one that
# names a cause, such as a refused connection, sits inside one that speaks of a time-out.
_MEANINGS: tuple[tuple[tuple[type[BaseException], ...], Kind, str], ...] = (
    ((ssl.SSLCertVerificationError,), Kind.SHUT, "shows a certificate that is not valid"),
    ((ConnectionRefusedError,), Kind.BROKEN, "refuses the connection"),
    ((PermissionError,), Kind.SHUT, "may not be opened by this user"),
    ((socket.gaierror, UnicodeError), Kind.BROKEN, "has a name that is not known"),
    ((requests.exceptions.ProxyError,), Kind.BROKEN, "cannot be reached through the proxy"),
    (
        (requests.exceptions.ReadTimeout, urllib3.exceptions.ReadTimeoutError),
        Kind.SLOW,
        "did not answer in time",
    ),
    (
        (
            requests.exceptions.ConnectTimeout,
            urllib3.exceptions.ConnectTimeoutError,
            ConnectionAbortedError,
        ),
        Kind.BROKEN,
        "does not take the connection",
    ),
    ((ssl.SSLError,), Kind.BROKEN, "does not agree on encryption (TLS)"),
    (
        (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError),
        Kind.BROKEN,
        "sends an answer that cannot be unpacked",
    ),
    ((TimeoutError,), Kind.SLOW, "did not answer in time"),
)


def setback_of(error: BaseException) -> Setback:
    """What went wrong, in words of our own: those of the session hold the whole address."""
    causes = list(_causes(error))
    for types, kind, text in _MEANINGS:
        if any(isinstance(cause, types) for cause in causes):
            return Setback(kind, text)
    return Setback(Kind.BROKEN, "dropped the connection")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything in and behind it."""
    seen: list[BaseException] = []
    todo: list[Any] = [error]
    while todo:
        one = todo.pop()
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            todo += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    yield from seen
