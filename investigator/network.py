"""Whether anything may be asked over a network: the one place that forbids it, whichever way it would be asked.

Every connection that Python code opens, a library's too, passes an audit hook (PEP 578) before it is made. While
the program is offline the hook raises `Trouble`, so a path that nobody thought of is shut as well. Sockets of this
machine that have no address (the keyring's) stay open; a node behind one is asked for leave by `permit`.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from investigator import switches
from investigator.errors import Trouble

_SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_CALLS = _SENDING | {
    f"socket.{name}" for name in ("getaddrinfo", "getnameinfo", "gethostbyname", "gethostbyaddr")
}


def offline() -> bool:
    """Whether nothing may be asked."""
    return switches.on(switches.OFFLINE)


def permit() -> None:
    """Go on where something may be asked. Raises `Trouble` while the program is offline."""
    if offline():
        raise Trouble(
            "Nothing was asked, since the program is offline; allow the network in the preferences, or start without"
            f" --offline and {switches.OFFLINE}."
        )


@cache
def guard() -> None:
    """Watch every connection of this process from now on; a hook cannot be taken away again."""
    sys.addaudithook(_look)


def _look(event: str, args: tuple[Any, ...]) -> None:
    if event not in _CALLS:
        return
    if event in _SENDING and (args[1] is None or isinstance(args[1], str | bytes)):
        return  # connected already, or a socket of this machine: these have paths for addresses
    permit()
