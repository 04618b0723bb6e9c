"""Tokens that lie about themselves: what their own contract says, held against what can be known.

Nothing here is proof of fraud. A token that is flagged is kept and shown with the reasons.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from confusable_homoglyphs import confusables

from investigator.chain import assets
from investigator.chain.source import AssetFacts

MOST_DECIMALS = 36
"""More decimals than any honest token has; the amounts of such a token are shown in base units."""

LONGEST = 32
"""Characters of the longest honest symbol."""

KEPT = 64
"""Characters of a symbol that are kept as the asset's."""

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_PLAIN = str.maketrans({"0": "O", "1": "l", "I": "l", "|": "l"})
_LATIN = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])|LATIN (CAPITAL|SMALL) LETTER ([A-Z]) WITH .*")
_SUFFIX = re.compile(r"[\s._-]*ERC-?20$", re.IGNORECASE)
_LURE = re.compile(r"https?:|www\.|\bt\.me/|\b(?:visit|claim|airdrop|reward|voucher)s?\b", re.IGNORECASE)


@dataclass(frozen=True)
class TokenFacts:
    """What a token's contract says of itself; `None` where it says nothing that can be read.

    `standards` are those that it claims to follow (ERC-165): 'erc721', 'erc1155'.
    """

    symbol: str | None = None
    name: str | None = None
    decimals: int | None = None
    standards: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lie:
    """Why a token is suspect, in a word and in a sentence."""

    reason: str
    detail: str


@dataclass(frozen=True)
class Shift:
    """What a token's events say that an account gained (or lost) in a block, and its balance before and after it."""

    account: str
    claimed: int
    before: int | None
    after: int | None


def lies(chain: str, standard: str, contract: str, facts: TokenFacts) -> tuple[Lie, ...]:
    """What does not fit in what a token says. `contract` is a bare address in lower case."""
    known = assets.well_known(chain)
    if contract in known:
        return ()
    symbol = facts.symbol or ""
    found = [
        _hidden(symbol, facts.name or ""),
        _dressed_up(chain, symbol, known),
        _long(symbol),
        _lure(symbol, facts.name or ""),
        _decimals(standard, facts.decimals),
        _mute(standard, facts),
        _other_standard(standard, facts.standards),
    ]
    return tuple(lie for lie in found if lie)


def _hidden(*texts: str) -> Lie | None:
    hidden = sorted({c for text in texts for c in text if unicodedata.category(c) in _HIDDEN})
    if not hidden:
        return None
    told = ", ".join(f"U+{ord(c):04X}" for c in hidden[:5])
    return Lie("hidden_characters", f"its symbol or name has characters that hide or turn text: {told}")


def _dressed_up(chain: str, symbol: str, known: Mapping[str, str]) -> Lie | None:
    _, coin = assets.coin(chain)
    symbol = _SUFFIX.sub("", symbol)  # 'USDT-ERC20' plays USDT
    if symbol.casefold() == coin.symbol.casefold():
        return Lie("same_symbol", f"it calls itself {coin.symbol}, as the chain's own coin")
    for contract, name in known.items():
        if symbol.casefold() == name.casefold():
            return Lie("same_symbol", f"it calls itself {name}, as the well-known token at {contract}")
    shape = skeleton(symbol)
    for name in sorted(assets.famous() | {coin.symbol}):
        if symbol.casefold() != name.casefold() and _alike(symbol, shape, name):
            odd = ", ".join(f"U+{ord(c):04X}" for c in symbol if c not in name)[:80]
            return Lie(
                "look_alike", f"its symbol looks like {name}, but is written with {odd or 'other letters'}"
            )
    return None


def _alike(symbol: str, shape: str, name: str) -> bool:
    """Plain letters count as they are; foreign ones also where the case differs."""
    other = skeleton(name)
    return shape == other or (not symbol.isascii() and shape.casefold() == other.casefold())


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """What a text looks like, in plain letters: texts that look alike have the same one (after UTS #39)."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in _HIDDEN)
    shown = (_letter(c) for c in bare if not unicodedata.combining(c))
    return "".join(shown).translate(_PLAIN)


def _letter(character: str, steps: int = 2) -> str:
    """The plain letter that a character looks like, or itself."""
    if character.isascii() or not steps:
        return character
    if dressed := _LATIN.fullmatch(unicodedata.name(character, "")):  # in small capitals, or with a stroke
        letter = dressed[1] or dressed[3]
        return letter.lower() if dressed[2] == "SMALL" else letter
    found = confusables.is_confusable(character, preferred_aliases=["latin"]) or []
    single = [glyph["c"] for one in found for glyph in one["homoglyphs"] if len(glyph["c"]) == 1]
    plain = [glyph for glyph in single if glyph.isascii()]
    return plain[0] if plain else _letter(single[0], steps - 1) if single else character


def _long(symbol: str) -> Lie | None:
    if len(symbol) <= LONGEST:
        return None
    return Lie("long_symbol", f"its symbol has {len(symbol):,} characters")


def _lure(*texts: str) -> Lie | None:
    found = next((text for text in texts if _LURE.search(text)), None)
    return Lie("advert", f"its name is an advertisement: {found[:80]}") if found else None


def _decimals(standard: str, decimals: int | None) -> Lie | None:
    if decimals is None or decimals <= MOST_DECIMALS or standard != "erc20":
        return None
    told = str(decimals) if decimals < 2**64 else "an absurd number of"
    return Lie("decimals", f"it claims {told} decimals; its amounts are shown in base units")


def _mute(standard: str, facts: TokenFacts) -> Lie | None:
    if standard != "erc20" or facts.symbol or facts.name or facts.decimals is not None:
        return None
    return Lie("no_metadata", "its contract tells neither symbol nor name nor decimals")


def _other_standard(standard: str, standards: Iterable[str]) -> Lie | None:
    other = sorted(set(standards) - {standard})
    if standard != "erc20" or not other:
        return None
    return Lie(
        "standard", f"it moves like ERC-20, but says that it is {other[0].upper().replace('ERC', 'ERC-')}"
    )


def no_balance_change(block: int, shifts: Iterable[Shift]) -> Lie | None:
    """The lie of a token whose events tell of transfers in a block that changed nobody's balance there.

    Fees on transfers and rebasing change balances by other sums than the events say: that is no lie of this kind.
    """
    told = [one for one in shifts if one.claimed and one.before is not None and one.after is not None]
    if not told or any(one.before != one.after for one in told):
        return None
    accounts = "1 account" if len(told) == 1 else f"{len(told)} accounts"
    return Lie(
        "no_balance_change", f"its transfers of block {block:,} did not change the balance of {accounts}"
    )


def asset_facts(chain: str, standard: str, contract: str, facts: TokenFacts) -> AssetFacts:
    """What a token is called in the case, and its decimals where they can be believed."""
    plain = assets.token(chain, contract, standard)[1]
    if contract in assets.well_known(chain):
        return plain
    decimals = plain.decimals
    if standard == "erc20" and facts.decimals is not None and facts.decimals <= MOST_DECIMALS:
        decimals = facts.decimals
    return AssetFacts((facts.symbol or "").strip()[:KEPT] or plain.symbol, decimals)
