"""The address of a node, its secrets kept apart from what may be shown and stored."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import SplitResult, quote, unquote, urlsplit

from investigator.chain.rpc.keys import find_key, variable
from investigator.errors import Trouble

HIDDEN = "…"
_SCHEMES = {"http": "http", "https": "http", "ws": "ws", "wss": "ws"}
_VERSION = re.compile(r"v?\d{1,5}")
_KEY_LABEL = re.compile(r"[0-9a-fA-F]{20,}|(?=[a-zA-Z]*\d)[0-9a-zA-Z]{24,}")
_PUBLIC = frozenset(
    "api arbitrum archive avalanche avax base bc besu bnb bsc c chain chains cronos erigon eth eth1 ethereum evm ext "
    "fantom geth gnosis goerli holesky hoodi http https json jsonrpc linea main mainnet mantle nethermind network "
    "nova one op optimism pokt polygon pos public reth rpc scroll sepolia testnet trace unichain ws xdai zksync".split()
)
_EMPTY_KEY = re.compile(r"(?<=[?&])(\w*key|token|auth)=(?=&|$)", re.IGNORECASE)
_SHORTEST = 3  # letters; a shorter secret would be blotted out of every word


@dataclass(frozen=True, repr=False)
class Endpoint:
    """Where a node answers.

    `name` is what may be shown and stored; `address` (the whole URI, or the path of a socket) and `secrets`
    (the texts that must never leave the program) are not. `login` is user and password.
    """

    name: str
    kind: Literal["http", "ws", "ipc"]
    address: str
    secrets: tuple[str, ...] = ()
    login: tuple[str, str] | None = None
    encrypted: bool = False
    local: bool = False

    def __repr__(self) -> str:
        return f"<Endpoint {self.name}>"

    __str__ = __repr__

    @property
    def link(self) -> str:
        """How far others can read along: `local`, `encrypted` or `unencrypted`."""
        if self.local:
            return "local"
        return "encrypted" if self.encrypted else "unencrypted"

    def clean(self, text: str) -> str:
        """`text` with every secret blotted out."""
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        return text


def parse(uri: str, *, secrets: Callable[[str], str | None] = find_key) -> Endpoint:
    """Read the address of a node; `{NAME}` in it, and an empty `?key=`, are filled with a key from `secrets`.

    Addresses are `http`, `https`, `ws` or `wss` (with or without `rpc+` before it) or `ipc:PATH`.
    Raises `Trouble` for others and for a key that is not there.
    """
    text = uri.strip().removeprefix("rpc+")
    scheme, _, rest = text.partition(":")
    if scheme.lower() == "ipc" and rest:
        path = rest.removeprefix("//")
        return Endpoint(f"ipc:{path}", "ipc", path, local=True)
    parts = _split(text)
    filled: list[str] = []

    def fill(name: str) -> str:
        found = secrets(name)
        if not found:
            raise Trouble(
                f"No key named '{name}' is known: put it into the system keyring (service 'investigator', "
                f"user '{name}') or into the environment variable {variable(name)}."
            )
        filled.append(found)
        return quote(found, safe="")

    text = _EMPTY_KEY.sub(lambda found: f"{found[1]}={{{parts.hostname}}}", text)
    text = re.sub(r"\{([^{}/?#]+)\}", lambda found: fill(found[1]), text)
    return _endpoint(_split(text), filled)


def _split(text: str) -> SplitResult:
    problem = ""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        problem = "is not well-formed"
    else:
        if parts.scheme not in _SCHEMES:
            problem = "does not start with http, https, ws, wss or ipc"
        elif not parts.hostname:
            problem = "names no host"
    if problem:  # raised here, so that no error with the address in it hangs on to this one
        raise Trouble(
            f"The address of the node {problem}; write it like https://host/path or ipc:/path/geth.ipc."
        )
    return parts


def _endpoint(parts: SplitResult, filled: list[str]) -> Endpoint:
    host = parts.hostname or ""
    shown, hidden = _path(parts.path, filled)
    labels = [label for label in host.split(".") if _KEY_LABEL.fullmatch(label) or label in filled]
    hidden += labels + _query(parts.query) + [parts.fragment, *filled]
    login = None
    if parts.username is not None or parts.password is not None:
        login = (unquote(parts.username or ""), unquote(parts.password or ""))
        hidden += [*login, parts.username or "", parts.password or ""]
        hidden.append(base64.b64encode(":".join(login).encode()).decode())
    place = ".".join(HIDDEN if label in labels else label for label in host.split("."))
    name = f"[{place}]" if ":" in place else place
    name += f":{parts.port}" if parts.port else ""
    return Endpoint(
        name=name + shown + ("?" + HIDDEN if parts.query else ""),
        kind="ws" if _SCHEMES[parts.scheme] == "ws" else "http",
        address=parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl(),
        secrets=tuple(
            sorted({one for one in hidden if len(one) >= _SHORTEST}, key=lambda one: (-len(one), one))
        ),
        login=login,
        encrypted=parts.scheme in {"https", "wss"},
        local=_loopback(host),
    )


def _path(path: str, filled: list[str]) -> tuple[str, list[str]]:
    """The path as it may be shown, and its parts that may not."""
    shown: list[str] = []
    hidden: list[str] = []
    for part in path.split("/"):
        if part and (part in filled or unquote(part) in filled or not _public(part)):
            hidden += [part, unquote(part)]
            shown.append(HIDDEN)
        else:
            shown.append(part)
    return "/".join(shown).rstrip("/"), hidden


def _public(part: str) -> bool:
    """Whether a part of a path is a word that anybody knows, so that a key is never taken for one."""
    words = re.split(r"[-_.]", part.lower())
    return all(word in _PUBLIC or _VERSION.fullmatch(word) for word in words)


def _query(query: str) -> list[str]:
    found = [query] if query else []
    for part in query.split("&"):
        value = part.partition("=")[2] or part
        found += [value, unquote(value)]
    return [one for one in found if one.lower() not in _PUBLIC]


def _loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
