"""The source that was pulled from last, remembered only where no key can be in its address."""

from __future__ import annotations

import re

from PySide6.QtCore import QSettings

from investigator.chain.rpc.endpoint import HIDDEN, parse
from investigator.errors import Trouble

KEPT = "source"
_EXPLORER = re.compile(r"(explorer|blockscout)\+", re.IGNORECASE)
_ETHERSCAN = re.compile(r"etherscan:[0-9]{1,32}", re.IGNORECASE)
_HARMLESS = re.compile(r"[?&](chain(_?id)?=[0-9]+|\w+=\{[^{}/?#]+\})", re.IGNORECASE)
_NAMED = re.compile(r"\{[^{}/?#]+\}")


def last_source(keep: QSettings, *, node: bool = False) -> str:
    """The address that was used last, '' if none is known; with `node`, only that of a node."""
    source = str(keep.value(KEPT) or "")
    explorer = _EXPLORER.match(source) or source.lower().startswith("etherscan:")
    return "" if not memorable(source) or (node and explorer) else source


def remember(keep: QSettings, source: str) -> None:
    """Remember an address, if no key can be in it."""
    if memorable(source):
        keep.setValue(KEPT, source)


def memorable(source: str) -> bool:
    """Whether no part of an address can be a key: `{NAME}` only says where one is kept."""
    if _ETHERSCAN.fullmatch(source):
        return True
    bare = _NAMED.sub("api", _HARMLESS.sub("", _EXPLORER.sub("", source)))
    try:
        found = parse(bare, secrets=lambda _name: None)
    except Trouble:
        return False
    return not found.secrets and found.login is None and HIDDEN not in found.name


def asked_name(source: str) -> str:
    """Who answers at an address, for the screen: without anything that may be a key."""
    if source.lower().startswith("etherscan:"):
        return "Etherscan"
    try:
        found = parse(_EXPLORER.sub("", source), secrets=lambda _name: "kept")
    except Trouble:
        return "a source"
    return found.name.partition("/")[0] if found.kind != "ipc" else "a node on this machine"
