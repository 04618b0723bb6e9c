"""One question to a time-stamping authority over HTTP, with a bounded answer."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import requests

from investigator.errors import Trouble
from investigator.network import permit

LARGEST = 1 << 20
"""Bytes of an answer; a longer one is refused."""
CONNECTING, READING = 10.0, 30.0
"""Seconds to take a call and to send the next piece of an answer."""


def shown(url: str) -> str:
    """An address as it may be kept and shown: without a name, a password or a query that may hold a key."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}{parts.path}"


def ask(url: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
    """The answer to a POST of `body`, or to a GET where it is `None`.

    Raises `Trouble`, without secrets, if the address is none of HTTP or there is no whole answer.
    """
    permit()
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise Trouble("The address of a time-stamping authority begins with http:// or https://.")
    try:
        with requests.request(
            "GET" if body is None else "POST",
            url,
            data=body,
            headers=dict(headers),
            timeout=(CONNECTING, READING),
            stream=True,
            allow_redirects=False,
        ) as answer:
            content = answer.raw.read(LARGEST + 1, decode_content=True)
            status = answer.status_code
    except (requests.RequestException, OSError) as wrong:
        raise Trouble(f"{shown(url)} does not answer; check the address and the network.") from wrong
    if status != 200:
        raise Trouble(f"{shown(url)} refused to stamp (HTTP status {status}).")
    if len(content) > LARGEST:
        raise Trouble(f"{shown(url)} answered more than {LARGEST >> 20} MiB, which is no time stamp.")
    return bytes(content)
