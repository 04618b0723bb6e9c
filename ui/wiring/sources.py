"""The source that was pulled from last, remembered only where no key can be in its address."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from investigator.chain.keyless import EXPLORER, keyless
from investigator.chain.rpc.endpoint import parse
from investigator.errors import Trouble

KEPT = "source"


def last_source(keep: QSettings, *, node: bool = False) -> str:
    """The address that was used last, '' if none is known; with `node`, only that of a node."""
    source = str(keep.value(KEPT) or "")
    explorer = EXPLORER.match(source) or source.lower().startswith("etherscan:")
    return "" if not keyless(source) or (node and explorer) else source


def remember(keep: QSettings, source: str) -> None:
    """Remember an address, if no key can be in it."""
    if keyless(source):
        keep.setValue(KEPT, source)


def asked_name(source: str) -> str:
    """Who answers at an address, for the screen: without anything that may be a key."""
    if source.lower().startswith("etherscan:"):
        return "Etherscan"
    try:
        found = parse(EXPLORER.sub("", source), secrets=lambda _name: "kept")
    except Trouble:
        return "a source"
    return found.name.partition("/")[0] if found.kind != "ipc" else "a node on this machine"
