"""What tokens say of themselves, and balances: many small calls to contracts, bundled where Multicall3 is deployed.

Everything that comes back is a stranger's: a contract may refuse, burn all gas, or answer with anything at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError

from investigator.chain.evm import Blob
from investigator.chain.lies import TokenFacts
from investigator.chain.rpc.calls import Answer, Asked, Call, Pruned, Refused
from investigator.progress import Tick, silent

MULTICALL3 = "0xca11bde05977b3631167028862be2a173976ca11"
"""Where Multicall3 is on nearly every EVM chain."""

BUNDLE = 200
"""Calls in one multicall."""

TEXT_LIMIT = 4096
"""Bytes of a name or a symbol that are read; a longer one is cut."""

_AGGREGATE = bytes.fromhex("82ad56cb")  # aggregate3((address,bool,bytes)[])
_SYMBOL, _NAME, _DECIMALS = (bytes.fromhex(code) for code in ("95d89b41", "06fdde03", "313ce567"))
_BALANCE_OF, _SUPPORTS = bytes.fromhex("70a08231"), bytes.fromhex("01ffc9a7")
_ITEMS_OF = bytes.fromhex("00fdd58e")  # balanceOf(address,uint256)
_STANDARDS = {"erc721": "80ac58cd", "erc1155": "d9b67a26"}
_QUESTIONS = (
    _SYMBOL,
    _NAME,
    _DECIMALS,
    *(_SUPPORTS + bytes.fromhex(code).ljust(32, b"\0") for code in _STANDARDS.values()),
)
_UNREADABLE = (DecodingError, OverflowError, ValueError)
"""What `eth_abi` raises for bytes that are not what they should be; offsets beyond 2^63 overflow."""


@dataclass(frozen=True)
class Asking:
    """One question to a contract: a bare address, and what is sent to it."""

    contract: str
    data: bytes


@dataclass(frozen=True)
class Replies:
    """What contracts gave back, in the order of the questions; `None` where one refused. `answers` are as they came."""

    data: tuple[bytes | None, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Metadata:
    """What tokens say of themselves, by contract, and the answers that this was read from."""

    facts: Mapping[str, TokenFacts] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()


def describe(
    node: Asked, contracts: Sequence[str], block: int | None = None, tick: Tick = silent
) -> Metadata:
    """Ask tokens for symbol, name, decimals and standards, as they were after a block, or are now.

    `contracts` are bare addresses in lower case. Raises `Trouble` or `Cancelled`; `Pruned` if the node no longer
    has the state.
    """
    questions = [Asking(contract, data) for contract in contracts for data in _QUESTIONS]
    replies = ask_contracts(node, questions, block, tick)
    step = len(_QUESTIONS)
    rows = (replies.data[i : i + step] for i in range(0, len(questions), step))
    return Metadata({one: _facts(row) for one, row in zip(contracts, rows, strict=True)}, replies.answers)


def balances(
    node: Asked, owned: Sequence[tuple[str, str, int | None]], block: int | None = None, tick: Tick = silent
) -> tuple[list[int | None], tuple[Answer, ...]]:
    """The balances of (token, owner, number of the item of an ERC-1155), bare addresses, after a block.

    `None` stands where a token gives no number. Raises as `describe`.
    """
    questions = [_balance(*one) for one in owned]
    replies = ask_contracts(node, questions, block, tick)
    return [_number(data) for data in replies.data], replies.answers


def absent(
    node: Asked, contracts: Iterable[str], block: int, tick: Tick = silent
) -> tuple[frozenset[str], tuple[Answer, ...]]:
    """Which of these bare addresses had no code after a block, so that nobody held anything of them. Raises as `describe`."""
    asked = sorted(set(contracts))
    codes = list(node.ask([Call("eth_getCode", (one, hex(block))) for one in asked], tick)) if asked else []
    none = (one for one, code in zip(asked, codes, strict=True) if _bytes(code.result) == b"")
    return frozenset(none), tuple(codes)


def _balance(token: str, owner: str, item: int | None) -> Asking:
    if item is None:
        return Asking(token, _BALANCE_OF + encode(["address"], [owner]))
    return Asking(token, _ITEMS_OF + encode(["address", "uint256"], [owner, item]))


def ask_contracts(
    node: Asked, questions: Sequence[Asking], block: int | None = None, tick: Tick = silent
) -> Replies:
    """Put questions to contracts: bundled, or one by one in a batch where no Multicall3 is, or it fails."""
    if not questions:
        return Replies()
    at = "latest" if block is None else hex(block)
    answers = list(node.ask([Call("eth_getCode", (MULTICALL3, at))], tick))
    bundled = len(_bytes(answers[0].result) or b"") > 0
    found = list[bytes | None]()
    for start in range(0, len(questions), BUNDLE):
        tick(start, len(questions), "Asking tokens")
        some = questions[start : start + BUNDLE]
        told = _together(node, some, at, answers, tick) if bundled else None
        found += told if told is not None else _singly(node, some, at, answers, tick)
    return Replies(tuple(found), tuple(answers))


def _together(
    node: Asked, questions: Sequence[Asking], at: str, answers: list[Answer], tick: Tick
) -> list[bytes | None] | None:
    calls = [(one.contract, True, one.data) for one in questions]
    sent = _AGGREGATE + encode(["(address,bool,bytes)[]"], [calls])
    try:
        (answer,) = node.ask([Call("eth_call", ({"to": MULTICALL3, "data": "0x" + sent.hex()}, at))], tick)
    except Pruned:
        raise
    except Refused:
        return None  # one contract burnt the gas of all, or the answer would be too large
    answers.append(answer)
    try:
        (told,) = decode(["(bool,bytes)[]"], _bytes(answer.result) or b"")
    except _UNREADABLE:
        return None
    return [data if ok else None for ok, data in told] if len(told) == len(questions) else None


def _singly(
    node: Asked, questions: Sequence[Asking], at: str, answers: list[Answer], tick: Tick
) -> list[bytes | None]:
    """One by one, in a batch as far as the node answers all of it."""
    calls = [
        Call("eth_call", ({"to": one.contract, "data": "0x" + one.data.hex()}, at)) for one in questions
    ]
    try:
        told = list(node.ask(calls, tick))
    except Pruned:
        raise
    except Refused:
        if len(questions) == 1:
            return [None]
        half = len(questions) // 2
        first = _singly(node, questions[:half], at, answers, tick)
        return first + _singly(node, questions[half:], at, answers, tick)
    answers += told
    return [_bytes(answer.result) for answer in told]


def _bytes(result: bytes) -> bytes | None:
    """The bytes of a JSON text in hexadecimal; `None` if it is none."""
    try:
        return bytes.fromhex(msgspec.json.decode(result, type=Blob)[2:])
    except (msgspec.MsgspecError, ValueError):
        return None


def _facts(row: Sequence[bytes | None]) -> TokenFacts:
    symbol, name, decimals, *claims = row
    said = zip(_STANDARDS, (_number(claim) == 1 for claim in claims), strict=True)
    return TokenFacts(
        _text(symbol), _text(name), _number(decimals), frozenset(one for one, yes in said if yes)
    )


def _number(data: bytes | None) -> int | None:
    return int.from_bytes(data[:32]) if data is not None and len(data) >= 32 else None


def _text(data: bytes | None) -> str | None:
    """A string, or the 32 bytes padded with zeros that early tokens give; `None` if it is neither or empty."""
    if not data:
        return None
    if len(data) == 32:
        raw = data.rstrip(b"\0")
    else:
        try:
            (raw,) = decode(["bytes"], data)
        except _UNREADABLE:
            return None
    return raw[:TEXT_LIMIT].decode(errors="replace") or None
