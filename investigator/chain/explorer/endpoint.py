"""The address of an explorer, its key kept apart from what may be shown and stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from investigator.chain.rpc.keys import SERVICE, find_key, variable
from investigator.errors import Trouble

ETHERSCAN = "https://api.etherscan.io/v2/api"
HIDDEN = "…"
_SCHEME = re.compile(r"(?:(explorer|blockscout)\+https?:|etherscan:)", re.IGNORECASE)
_CHAIN = re.compile(r"[0-9]{1,32}")
_CHAIN_NAMES = ("chainid", "chain_id", "chain")
_SHORTEST = 4  # letters; a shorter key would be blotted out of every word
_KEY_NAMES = ("apikey", "api_key", "key", "token")


@dataclass(frozen=True, repr=False)
class Explorer:
    """Where an explorer answers.

    `name` is what may be shown and stored; `key` never is. `sent` goes along with every question; `chain` is
    CAIP-2, or '' where the explorer has to be asked. A trusted `cap` is the number of rows that the explorer is
    documented to give at once, so that fewer rows are all there are; 0 where that is not known. `keeper` is the name
    under which its key is kept.
    """

    name: str
    url: str
    family: Literal["etherscan", "blockscout"]
    chain: str = ""
    sent: tuple[tuple[str, str], ...] = ()
    key: str | None = None
    local: bool = False
    cap: int = 0
    keeper: str = ""

    def __repr__(self) -> str:
        return f"<Explorer {self.name}>"

    def clean(self, text: str) -> str:
        """`text` without the key."""
        return text.replace(self.key, HIDDEN) if self.key and len(self.key) >= _SHORTEST else text

    @property
    def advice(self) -> str:
        """What to do when it does not let us in, as the end of a sentence."""
        place = f"the system keyring (service '{SERVICE}', user '{self.keeper}') or into {variable(self.keeper)}"
        return f"put {'another' if self.key else 'its'} key into {place}"

    def blotted(self, answer: bytes) -> bytes:
        """`answer` without the key."""
        if not self.key or len(self.key) < _SHORTEST:
            return answer
        return answer.replace(self.key.encode(), HIDDEN.encode())


def recognises(uri: str) -> bool:
    """Whether this is written like the address of an explorer."""
    return bool(_SCHEME.match(uri.strip()))


def parse(uri: str, *, secrets: Callable[[str], str | None] = find_key) -> Explorer:
    """Read `etherscan:CHAINID`, `explorer+https://host/api` or `blockscout+https://host`; the chain may be told by
    `?chainid=…`.

    The key comes from `secrets` under the name 'etherscan' or the host's; one in the address is used and kept
    nowhere. Raises `Trouble` for what is no such address, or where a key would go over an open line.
    """
    text = uri.strip()
    if not recognises(text):
        raise Trouble(
            "An explorer is written like etherscan:1, explorer+https://host/api or blockscout+https://host."
        )
    if text.lower().startswith("etherscan:"):
        return _etherscan(text.partition(":")[2], secrets)
    kind, _, rest = text.partition("+")
    return _other(kind.lower(), rest, secrets)


def _etherscan(number: str, secrets: Callable[[str], str | None]) -> Explorer:
    if not _CHAIN.fullmatch(number):
        raise Trouble("Etherscan needs the number of a chain, such as etherscan:1 for Ethereum.")
    return Explorer(
        name=f"api.etherscan.io, chain {int(number)}",
        url=ETHERSCAN,
        family="etherscan",
        chain=f"eip155:{int(number)}",
        sent=(("chainid", str(int(number))),),
        key=secrets("etherscan"),
        cap=10_000,
        keeper="etherscan",
    )


def _other(kind: str, text: str, secrets: Callable[[str], str | None]) -> Explorer:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host:  # raised here, so that no error that holds the address hangs on to this one
        raise Trouble("The address of the explorer names no host; write it like explorer+https://host/api.")
    told = dict(parse_qsl(parts.query))
    key = (
        next((told.pop(name) for name in _KEY_NAMES if told.get(name)), None)
        or parts.username
        or secrets(host)
    )
    local = _loopback(host)
    if key and not local and parts.scheme.lower() != "https":
        raise Trouble(f"The key for {host} would go over an open line; use https.")
    number = next((told[name] for name in _CHAIN_NAMES if _CHAIN.fullmatch(told.get(name, ""))), "")
    shown = f"[{host}]" if ":" in host else host
    place = shown + (f":{port}" if port else "")
    path = parts.path.rstrip("/") or "/api"
    return Explorer(
        name=place + (f", chain {int(number)}" if number else ""),
        url=f"{parts.scheme.lower()}://{place}{path}",
        family="blockscout" if kind == "blockscout" else "etherscan",
        chain=f"eip155:{int(number)}" if number else "",
        sent=tuple(sorted((name, value) for name, value in told.items() if name in _CHAIN_NAMES)),
        key=key,
        local=local,
        keeper=host,
    )


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
