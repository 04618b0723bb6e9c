"""A look at accounts before they are pulled: which are contracts, and which have sent very many transactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from investigator.address import short
from investigator.chain.evm import Blob
from investigator.chain.pull.reorg import TOGETHER
from investigator.chain.rpc.calls import Answer, Asked, Call, Refused
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address


@dataclass(frozen=True)
class Seen:
    """What a node told about an account: whether it has code, and how many transactions it has sent."""

    contract: bool
    sent: int


@dataclass(frozen=True)
class Sight:
    """What was seen of accounts, and the answers that it was read from; an account not named is a plain one."""

    seen: Mapping[Address, Seen] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()


Look = Callable[[Sequence[Address], Tick], Sight]
"""Looks at accounts."""


def asking(node: Asked, block: int | None = None) -> Look:
    """Look at accounts by a node, in the state after a block, or in its newest state where it has no older one."""

    def look(addresses: Sequence[Address], tick: Tick) -> Sight:
        at = "latest" if block is None else hex(block)
        try:
            return _seen(node, addresses, at, tick)
        except Refused:
            return _seen(node, addresses, "latest", tick)

    return look


def _seen(node: Asked, addresses: Sequence[Address], at: str, tick: Tick) -> Sight:
    found, answers = dict[Address, Seen](), list[Answer]()
    for start in range(0, len(addresses), TOGETHER):
        some = addresses[start : start + TOGETHER]
        tick(start, len(addresses), "Asking which accounts are contracts")
        calls = [
            Call(method, (short(one), at))
            for one in some
            for method in ("eth_getCode", "eth_getTransactionCount")
        ]
        got = node.ask(calls, tick)
        answers += got
        told = [_text(answer) for answer in got]
        for address, code, sent in zip(some, told[::2], told[1::2], strict=True):
            found[address] = Seen(_is_contract(code), int(sent, 16))
    return Sight(found, tuple(answers))


def _is_contract(code: str) -> bool:
    """Whether there is code; an account that lends itself another's code (EIP-7702) is none."""
    return code not in {"0x", "0x0"} and not (code.startswith("0xef0100") and len(code) == 48)


def _text(answer: Answer) -> str:
    """Raises `Trouble` for what is no hexadecimal text."""
    try:
        return msgspec.json.decode(answer.result, type=Blob)
    except msgspec.MsgspecError as error:
        method = answer.call.method
        raise Trouble(
            f"The node answered {method} with something else than a number or code: {error}."
        ) from error
