"""What the files of an import, and the case that they go into, tell each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from investigator.chain import assets, lies
from investigator.chain.lies import TokenFacts
from investigator.chain.source import AssetFacts
from investigator.records import Clock


@dataclass
class BlockTimes:
    """UTC seconds of blocks by number, of one chain."""

    numbers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    seconds: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    def add(self, numbers: NDArray[np.int64], seconds: NDArray[np.int64]) -> None:
        """Learn more; what was known before stays."""
        every = np.concatenate((self.numbers, numbers))
        self.numbers, first = np.unique(every, return_index=True)
        self.seconds = np.concatenate((self.seconds, seconds))[first]

    def of(self, blocks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Time and clock of each: UTC seconds where the block is known, its number where it is not."""
        if not len(self.numbers):
            return blocks, np.full(len(blocks), int(Clock.BLOCK), np.uint8)
        at = np.minimum(np.searchsorted(self.numbers, blocks), len(self.numbers) - 1)
        there = self.numbers[at] == blocks
        clock = np.where(there, np.uint8(Clock.UTC), np.uint8(Clock.BLOCK)).astype(np.uint8)
        return np.where(there, self.seconds[at], blocks), clock


@dataclass
class Known:
    """What is known of one chain beside the file at hand.

    `tokens` are facts of tokens by contract, `collections` contracts that are ERC-721, `decimals` those of the
    assets of the case, by key; `said` is what the analyst says of tokens that nobody knows, and `places` the most
    decimal places that a file shows of them.
    """

    times: BlockTimes = field(default_factory=BlockTimes)
    tokens: dict[str, TokenFacts] = field(default_factory=dict)
    collections: set[str] = field(default_factory=set)
    decimals: Mapping[str, int | None] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    said: int | None = None

    def facts(self, key: str) -> AssetFacts:
        """How an asset is called, and its decimals: as everyone knows, as a list told, as in the case, as was said."""
        chain, _, asset = key.partition("/")
        standard, _, contract = asset.partition(":")
        coin, facts = assets.coin(chain)
        if key == coin:
            return facts
        told = self.tokens.get(contract)
        facts = assets.token(chain, contract, standard)[1]
        if told is not None:
            facts = lies.asset_facts(chain, standard, contract, told)
        if facts.decimals is None:
            held = self.decimals.get(key)
            decimals = self.said if held is None else held
            shown = self.places.get(contract) if standard == "erc20" else None
            return AssetFacts(facts.symbol, shown if decimals is None else decimals)
        return facts
