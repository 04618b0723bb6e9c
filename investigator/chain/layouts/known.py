"""What the files of an import, and the case that they go into, tell each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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
class TransactionNames:
    """Hashes of transactions by block and place in it, of one chain."""

    keys: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    digests: NDArray[np.uint8] = field(default_factory=lambda: np.empty((0, 32), np.uint8))

    def add(self, blocks: NDArray[np.int64], places: NDArray[np.int64], digests: NDArray[np.uint8]) -> None:
        """Learn more; what was known before stays."""
        self.keys, first = np.unique(np.concatenate((self.keys, _key(blocks, places))), return_index=True)
        self.digests = np.concatenate((self.digests, digests))[first]

    def of(self, blocks: NDArray[np.int64], places: NDArray[np.int64]) -> pa.Array:
        """The hash of each, null where it is not known."""
        if not len(self.keys):
            return pa.nulls(len(blocks), pa.binary())
        keys = _key(blocks, places)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        data = pa.py_buffer(np.ascontiguousarray(self.digests[at]).tobytes())
        found = pa.Array.from_buffers(pa.binary(32), len(keys), [None, data]).cast(pa.binary())
        return pc.if_else(pa.array(self.keys[at] == keys), found, None)


def _key(blocks: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for both: no block has a million transactions."""
    return blocks << 20 | places & (1 << 20) - 1


@dataclass
class Known:
    """What is known of one chain beside the file at hand.

    `tokens` are facts of tokens by contract, `collections` contracts that are ERC-721, `decimals` those of the
    assets of the case, by key; `said` is what the analyst says of tokens that nobody knows, and `places` the most
    decimal places that a file shows of them.
    """

    times: BlockTimes = field(default_factory=BlockTimes)
    names: TransactionNames = field(default_factory=TransactionNames)
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
