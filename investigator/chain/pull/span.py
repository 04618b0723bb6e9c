"""What an analyst says of blocks and assets, made exact for a chain."""

from __future__ import annotations

import re

from investigator.chain import assets
from investigator.chain.abilities import Abilities
from investigator.errors import Trouble

_BOUND = re.compile(r"(latest|head|final|finalized)?\s*(?:-\s*([0-9][0-9_,]*))?|([0-9][0-9_,]*)")
_CONTRACT = re.compile(r"0x[0-9a-f]{40}")
_STANDARDS = ("erc20", "erc721", "erc1155")


def span_of(first: str, last: str, abilities: Abilities) -> tuple[int, int, tuple[str, ...]]:
    """The first and the last block, and what to say about them: by default, all there are.

    Bounds are numbers, `latest`, `final`, or one of those less a number, such as `latest-1000`.
    Raises `Trouble` for other texts and for blocks that are not there.
    """
    low, high = _bound(first, 0, abilities), _bound(last, abilities.head, abilities)
    if low > abilities.head:
        raise Trouble(
            f"There is no block {low:,} yet at {abilities.endpoint}; its newest one is {abilities.head:,}."
        )
    if low > high:
        raise Trouble(
            f"Block {low:,} comes after block {high:,}; write --blocks FROM:TO the other way round."
        )
    if high > abilities.head:
        cut = (
            f"There are no blocks after {abilities.head:,} yet; the pull ends there instead of at {high:,}."
        )
        return low, abilities.head, (cut,)
    return low, high, ()


def _bound(text: str, default: int, abilities: Abilities) -> int:
    text = text.strip().lower()
    if not text:
        return default
    match = _BOUND.fullmatch(text)
    if not match or len(text) > 40:
        raise Trouble(f"'{text[:40]}' is no block; write a number, latest, final, or latest-1000.")
    if match[3]:
        return _number(match[3])
    base = abilities.head
    if match[1] in {"final", "finalized"}:
        if abilities.final is None:
            raise Trouble(
                f"{abilities.endpoint} does not say which blocks are final; write a number instead."
            )
        base = abilities.final
    return max(0, base - _number(match[2] or "0"))


def _number(text: str) -> int:
    return min(int(text.replace(",", "").replace("_", "")), 2**62)


def assets_of(texts: tuple[str, ...], chain: str) -> tuple[str, ...]:
    """Keys of the assets that these texts name: the coin's symbol, a well-known token's, a contract, or a key.

    A contract stands for all standards that it may follow. Raises `Trouble` for a text that names none.
    """
    coin, facts = assets.coin(chain)
    symbols = {symbol.upper(): contract for contract, symbol in assets.well_known(chain).items()}
    found = list[str]()
    for text in texts:
        word = text.strip()
        contract = symbols.get(word.upper(), word.lower())
        if word.upper() in {facts.symbol.upper(), "COIN"} or word == coin:
            found.append(coin)
        elif _CONTRACT.fullmatch(contract):
            found += [f"{chain}/{standard}:{contract}" for standard in _STANDARDS]
        elif word.startswith(f"{chain}/"):
            found.append(word)
        else:
            raise Trouble(
                f"'{word[:60]}' names no asset of {chain} that is known here; write its contract, or {facts.symbol}."
            )
    return tuple(dict.fromkeys(found))
