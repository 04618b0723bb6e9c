"""Who may sign for multi-signature wallets of Safe: read from the events in raw answers that the case has kept.

Events of the Safe contracts from version 1.3.0 on: SafeSetup, AddedOwner, RemovedOwner, ChangedThreshold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils.abi import event_signature_to_log_topic

from investigator.data.answers import answer
from investigator.data.store import Store
from investigator.progress import Tick, silent

_SETUP, _ADDED, _REMOVED, _CHANGED = (
    "0x" + event_signature_to_log_topic(text).hex()
    for text in (
        "SafeSetup(address,address[],uint256,address,address)",
        "AddedOwner(address)",
        "RemovedOwner(address)",
        "ChangedThreshold(uint256)",
    )
)
MOST = 64 << 20
"""Bytes of one line or file of a raw answer that are looked into; a larger one is passed over."""

OWNERS = 200
"""Owners of one Safe that are believed."""

_UNREADABLE = (DecodingError, OverflowError, ValueError, KeyError, TypeError, IndexError)


@dataclass
class Wallet:
    """A Safe as its events tell: bare `address`, its `owners`, how many must sign (0: not told), and the setup."""

    address: str
    owners: set[str] = field(default_factory=set)
    threshold: int = 0
    transaction: str = ""


def safes(store: Store, digests: Iterable[str], tick: Tick = silent) -> list[Wallet]:
    """The Safes whose setup is told in these raw answers (SHA-256), by address. Raises `Trouble` or `Cancelled`."""
    events = dict[tuple[int, int, str], dict[str, Any]]()
    every = list(dict.fromkeys(digests))
    for done, digest in enumerate(every):
        tick(done, len(every), "Looking for the owners of Safes")
        for log in _logs(_lines(answer(store, digest), tick)):
            place = _place(log)
            if place is not None:
                events[place] = log
    found = dict[str, Wallet]()
    for place in sorted(events):
        _apply(found, events[place])
    return [found[name] for name in sorted(found) if found[name].owners]


def _lines(pieces: Iterator[bytes], tick: Tick) -> Iterator[bytes]:
    """Lines in which a Safe's event may be; a raw answer without line breaks is one."""
    held = bytearray()
    for piece in pieces:
        tick(0, None, "Looking for the owners of Safes")
        held += piece
        *whole, rest = bytes(held).split(b"\n")
        yield from (line for line in whole if _speaks(line))
        held = bytearray(rest) if len(rest) <= MOST else bytearray()
    if _speaks(bytes(held)):
        yield bytes(held)


def _speaks(line: bytes) -> bool:
    return len(line) <= MOST and any(
        topic.encode() in line for topic in (_SETUP, _ADDED, _REMOVED, _CHANGED)
    )


def _logs(lines: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    """Everything in JSON that looks like a log of such an event."""
    for line in lines:
        try:
            todo: list[Any] = [json.loads(line)]
        except (ValueError, RecursionError):
            continue
        while todo:
            one = todo.pop()
            if isinstance(one, list):
                todo += one
            elif isinstance(one, dict):
                topics = one.get("topics")
                if (
                    isinstance(topics, list)
                    and topics
                    and topics[0] in {_SETUP, _ADDED, _REMOVED, _CHANGED}
                ):
                    yield one
                else:
                    todo += one.values()


def _place(log: dict[str, Any]) -> tuple[int, int, str] | None:
    """Where in the chain a log is, and of which contract; `None` for one that does not say."""
    try:
        where = int(log["blockNumber"], 16), int(log["logIndex"], 16)
        name = str(log["address"]).lower()
        return (*where, name) if len(name) == 42 and log.get("removed") is not True else None
    except _UNREADABLE:
        return None


def _apply(found: dict[str, Wallet], log: dict[str, Any]) -> None:
    name, topics = str(log["address"]).lower(), log["topics"]
    wallet = found.get(name, Wallet(name))
    try:
        data = bytes.fromhex(str(log["data"])[2:])
        if topics[0] == _SETUP:
            owners, threshold, _, _ = decode(["address[]", "uint256", "address", "address"], data)
            if len(owners) > OWNERS:
                return
            wallet.owners, wallet.threshold = {str(one).lower() for one in owners}, int(threshold)
            wallet.transaction = str(log["transactionHash"]).lower()
            found[name] = wallet
            return
        if topics[0] == _CHANGED:
            (wallet.threshold,) = decode(["uint256"], data)
        else:
            owner = "0x" + (topics[1][-40:] if len(topics) > 1 else data[-20:].hex()).lower()
            (wallet.owners.add if topics[0] == _ADDED else wallet.owners.discard)(owner)
    except _UNREADABLE:
        return
