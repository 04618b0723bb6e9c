"""What accounts hold, and how many transactions they have sent, at the ends of what was pulled of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from investigator.address import short
from investigator.chain import assets
from investigator.chain.node import shapes
from investigator.chain.node.shapes import Number
from investigator.chain.rpc.calls import Answer, Asked, Call, Refused
from investigator.chain.source import Batch
from investigator.chain.told import Told, ndjson
from investigator.money import split_limbs
from investigator.progress import Tick
from investigator.records import Address

TOGETHER = 200
"""Questions that are asked together."""

_COUNTED = re.compile(
    r"eip155:[0-9]+/(?:(?:erc20|erc721):(0x[0-9a-f]{40})|erc1155:(0x[0-9a-f]{40})/([0-9]{1,78}))"
)

BALANCE = pa.schema(
    {
        "block": pa.int64(),
        **{f"a{i}": pa.uint64() for i in range(4)},
        **{name: pa.string() for name in ("address", "asset", "endpoint", "chain")},
    }
)
NONCE = pa.schema(
    {
        "block": pa.int64(),
        "nonce": pa.int64(),
        **{name: pa.string() for name in ("address", "endpoint", "chain")},
    }
)


@dataclass(frozen=True)
class Holding:
    """A question: how much of an asset (its key; '' for the number of transactions sent) after a block."""

    address: Address
    asset: str
    block: int


@dataclass
class Holdings:
    """What an endpoint says, in base units; before the first block there is nothing, which nobody needs to say."""

    chain: str
    endpoint: str
    amounts: dict[Holding, int] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    refusals: dict[str, None] = field(default_factory=dict)

    def source(self, blocks: Sequence[int]) -> Told:
        """All of it as evidence."""
        request = {"chain": self.chain, "endpoint": self.endpoint, "blocks": sorted(blocks)}
        request["addresses"] = sorted({one.address for one in self.amounts})
        rows = [(one, amount) for one, amount in self.amounts.items()]
        tables = {
            "balance": pa.Table.from_pylist(
                [self._row(one, amount) for one, amount in rows if one.asset], BALANCE
            ),
            "nonce": pa.Table.from_pylist(
                [self._row(one, amount) for one, amount in rows if not one.asset], NONCE
            ),
        }
        name = f"{self.endpoint}: holdings of {len(request['addresses']):,} accounts"
        return Told("holdings", name, request, ndjson(self.answers), Batch(tables=tables))

    def _row(self, one: Holding, amount: int) -> dict[str, Any]:
        limbs = dict(zip(("a0", "a1", "a2", "a3"), split_limbs(amount), strict=True))
        told = {**limbs, "asset": one.asset} if one.asset else {"nonce": amount}
        return {
            **{"block": one.block, "address": one.address, "endpoint": self.endpoint, "chain": self.chain},
            **told,
        }


def ask(asked: Asked, chain: str, endpoint: str, wanted: Iterable[Holding], tick: Tick) -> Holdings:
    """Ask a node, as far as it can tell. Raises `Trouble` or `Cancelled`."""
    found = Holdings(chain, endpoint)
    by_block: dict[int, list[Holding]] = {}
    for one in sorted(wanted, key=lambda one: (one.block, one.address, one.asset)):
        by_block.setdefault(one.block, []).append(one)
    coin = assets.coin(chain)[0]
    for block, some in by_block.items():
        if block < 0:
            found.amounts |= dict.fromkeys(some, 0)
            continue
        own = [one for one in some if one.asset in {coin, ""}]
        _in_parts(found, own, tick, lambda part: _of_accounts(found, asked, part, tick))
        tokens = [one for one in some if _COUNTED.fullmatch(one.asset)]
        _in_parts(found, tokens, tick, lambda part, at=block: _of_tokens(found, asked, part, at, tick))  # type: ignore[misc]
    return found


def _in_parts(
    found: Holdings, some: list[Holding], tick: Tick, question: Callable[[list[Holding]], None]
) -> None:
    for start in range(0, len(some), TOGETHER):
        tick(start, len(some), "Asking what accounts hold")
        try:
            question(some[start : start + TOGETHER])
        except Refused as refusal:  # the state of that block is gone, or was never there
            found.refusals[str(refusal)] = None


def _of_accounts(found: Holdings, asked: Asked, some: list[Holding], tick: Tick) -> None:
    calls = [
        Call(
            "eth_getBalance" if one.asset else "eth_getTransactionCount",
            (short(one.address), hex(one.block)),
        )
        for one in some
    ]
    answers = list(asked.ask(calls, tick))
    found.answers += answers
    for one, answer in zip(some, answers, strict=True):
        text = shapes.read(answer, Number)
        if text is None:
            raise shapes.unreadable(answer, "no number")
        try:
            found.amounts[one] = int(text, 16)
        except ValueError as error:
            raise shapes.unreadable(answer, str(error)) from error


def _of_tokens(found: Holdings, asked: Asked, some: list[Holding], block: int, tick: Tick) -> None:
    from investigator.chain.rpc.tokens import absent, balances  # eth_abi costs a quarter of a second

    owned = [(*_parted(one.asset), short(one.address)) for one in some]
    amounts, answers = balances(asked, [(token, owner, item) for token, item, owner in owned], block, tick)
    mute = [token for (token, _, _), amount in zip(owned, amounts, strict=True) if amount is None]
    none, codes = absent(asked, mute, block, tick)
    found.answers += [*answers, *codes]
    told = (
        (one, 0 if amount is None and token in none else amount)
        for one, (token, _, _), amount in zip(some, owned, amounts, strict=True)
    )
    found.amounts |= {one: amount for one, amount in told if amount is not None}


def _parted(asset: str) -> tuple[str, int | None]:
    """The contract of a token, and which of its items it is about (CAIP-19: the last part of the key)."""
    match = _COUNTED.fullmatch(asset)
    assert match
    return match[1] or match[2], None if match[3] is None else int(match[3])
