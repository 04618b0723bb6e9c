"""Whether the address of a source may be kept in the open: only where no part of it can be a key."""

from __future__ import annotations

import re

from investigator.chain.rpc.endpoint import HIDDEN, parse
from investigator.errors import Trouble

EXPLORER = re.compile(r"(explorer|blockscout)\+", re.IGNORECASE)
_ETHERSCAN = re.compile(r"etherscan:[0-9]{1,32}", re.IGNORECASE)
_HARMLESS = re.compile(r"[?&](chain(_?id)?=[0-9]+|\w+=\{[^{}/?#]+\})", re.IGNORECASE)
_NAMED = re.compile(r"\{[^{}/?#]+\}")


def keyless(source: str) -> bool:
    """Whether no part of an address can be a key: `{NAME}` only says where one is kept."""
    if _ETHERSCAN.fullmatch(source):
        return True
    bare = _NAMED.sub("api", _HARMLESS.sub("", EXPLORER.sub("", source)))
    try:
        found = parse(bare, secrets=lambda _name: None)
    except Trouble:
        return False
    return not found.secrets and found.login is None and HIDDEN not in found.name
