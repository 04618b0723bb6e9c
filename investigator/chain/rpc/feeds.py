"""Chainlink's price feeds, asked on chain at a block: the answer, and when it was given.

Interface: AggregatorV3Interface (`decimals`, `description`, `latestRoundData`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils.abi import function_signature_to_4byte_selector

from investigator.address import canonical, checksummed, short
from investigator.chain.rpc.calls import Answer, Call, Pruned, Refused
from investigator.chain.rpc.node import Node
from investigator.errors import Trouble
from investigator.money import show_amount
from investigator.progress import Tick, silent

TABLE = "https://docs.chain.link/data-feeds/price-feeds/addresses"
"""Where the addresses below are published; what a feed says of itself is held against them."""

_ETHEREUM = {
    "ETH": "0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419",
    "BTC": "0xF4030086522a5bEEa4988F8cA5B36dbC97BeE88c",
    "USDC": "0x8fFfFfd4AfB6115b954Bd326cbe7B4BA576818f6",
    "USDT": "0x3E7d1eAB13ad0104d2750B8863b489D65364e32D",
    "DAI": "0xAed0c38402a5d19df6E4c03F4E2DceD6e29c1ee9",
    "LINK": "0x2c1d072e956AFFC0D435Cb7AC38EF18d24d9127c",
    "UNI": "0x553303d460EE0afB37EdFf9bE42922D8FF63220e",
    "AAVE": "0x547a514d5e3769680Ce22B2361c10Ea13619e8a9",
    "COMP": "0xdbd020CAeF83eFd542f4De03e3cF0C28A4428bd5",
    "CRV": "0xCd627aA160A6fA45EB793D19Ef54f5062F20f33f",
    "SNX": "0xDC3EA94CD0AC27d9A86C180091e7f78C683d3699",
    "MATIC": "0x7bAC85A8a13A4BcD8abb3eB7d6b4d632c5a57676",
}
_POLYGON = {
    "ETH": "0xF9680D99D6C9589e2a93a78A04A279e509205945",
    "BTC": "0xc907E116054Ad103354f2D350FD2514433D57F6f",
    "USDC": "0xfE4A8cc5b5B2366C1B58Bea3858e81843581b2F7",
}
_ARBITRUM = {
    "ETH": "0x639Fe6ab55C921f74e7fac1ee960C0B6293ba612",
    "BTC": "0x6ce185860a4963106506C203335A2910413708e9",
    "USDC": "0x50834F3163758fcC1Df9973b6e91f0F0F0434aD3",
}
_OPTIMISM = {"ETH": "0x13e3Ee699D1909E989722E753853AE30b17e08c5"}
_KNOWN = {
    **{"eip155:1": _ETHEREUM, "eip155:137": _POLYGON, "eip155:42161": _ARBITRUM, "eip155:10": _OPTIMISM},
}

_DECIMALS, _DESCRIPTION, _LATEST = (
    "0x" + function_signature_to_4byte_selector(f"{name}()").hex()
    for name in ("decimals", "description", "latestRoundData")
)
_UNREADABLE = (DecodingError, OverflowError, ValueError)


@dataclass(frozen=True)
class Feed:
    """A feed: the symbol of the asset that it prices in which currency, on which chain, and its bare address."""

    chain: str
    asset: str
    fiat: str
    address: str

    @property
    def pair(self) -> str:
        """As Chainlink writes it: 'ETH / USD'."""
        return f"{self.asset} / {self.fiat}"

    @property
    def source(self) -> str:
        """Who says so."""
        return f"Chainlink {self.pair}, {checksummed(f'{self.chain}:{self.address}')} on {self.chain}"


@dataclass(frozen=True)
class Round:
    """What a feed answered at a block: `price` is exact decimal text, `updated` when it was given (UTC seconds)."""

    feed: Feed
    block: int
    block_time: int
    price: str
    updated: int
    number: int

    @property
    def age(self) -> int:
        """How old the answer was at the block, in seconds."""
        return self.block_time - self.updated


@dataclass(frozen=True)
class Read:
    """Everything that feeds told: hashes are of the blocks, `missed` are (feed, block, why there is no price)."""

    rounds: tuple[Round, ...]
    hashes: dict[int, str]
    missed: tuple[tuple[Feed, int, str], ...]
    answers: tuple[Answer, ...] = field(repr=False, default=())


class _Block(msgspec.Struct, rename="camel", frozen=True):
    hash: str
    timestamp: str


def chain_of(node: Node, tick: Tick = silent) -> str:
    """The chain of a node. Raises `Trouble`."""
    told = node.value("eth_chainId", tick=tick)
    try:
        return f"eip155:{int(told, 16)}"
    except (TypeError, ValueError):
        raise Trouble(f"{node.name} does not say which chain it is of; try another node.") from None


def chosen(chain: str, assets: Sequence[str], fiat: str = "USD") -> tuple[Feed, ...]:
    """The feeds that are meant by `ETH` or `SYMBOL=0x…`. Raises `Trouble` for one that is not known."""
    found: dict[str, Feed] = {}
    known = _KNOWN.get(chain, {}) if fiat == "USD" else {}
    for text in assets:
        symbol, own, address = (part.strip() for part in text.partition("="))
        symbol = symbol.upper()
        address = address if own else known.get(symbol, "")
        if not address:
            listed = ", ".join(sorted(known)) or "none"
            raise Trouble(
                f"No Chainlink feed of {symbol[:20]}/{fiat} on {chain} is known here (known: {listed}); name its "
                f"contract, as {symbol[:20]}=0x… (see {TABLE})."
            )
        try:
            found[symbol] = Feed(chain, symbol, fiat, short(canonical(address, chain)))
        except ValueError as error:
            raise Trouble(f"The feed of {symbol[:20]} is {error}.") from error
    if not found:
        raise Trouble("Name the assets to price, such as --asset ETH.")
    return tuple(found.values())


def read(node: Node, feeds: Sequence[Feed], blocks: Sequence[int], tick: Tick = silent) -> Read:
    """Ask feeds at blocks. Raises `Trouble` where the node lacks the state or a feed is not what it should be."""
    answers: list[Answer] = []
    for feed in feeds:
        _check(node, feed, blocks[-1], answers, tick)
    calls = [call for block in blocks for call in _calls(feeds, block)]
    step = 1 + 2 * len(feeds)
    rounds: list[Round] = []
    missed: list[tuple[Feed, int, str]] = []
    hashes: dict[int, str] = {}
    told: list[Answer | Refused] = []
    for done, outcome in enumerate(node.try_many(calls, tick)):
        tick(done // step, len(blocks), "Asking price feeds")
        if isinstance(outcome, Pruned):
            raise Trouble(
                f"{node.name} no longer has the state of block {blocks[done // step]:,}; ask an archive node."
            )
        if isinstance(outcome, Answer):
            answers.append(outcome)
        told.append(outcome)
        if len(told) == step:
            number = blocks[done // step]
            head = _block(node, number, told[0])
            hashes[number] = head.hash
            for place, feed in enumerate(feeds):
                one = _round(feed, number, int(head.timestamp, 16), *told[1 + 2 * place : 3 + 2 * place])
                if isinstance(one, Round):
                    rounds.append(one)
                else:
                    missed.append((feed, number, one))
            told = []
    return Read(tuple(rounds), hashes, tuple(missed), tuple(answers))


def _calls(feeds: Sequence[Feed], block: int) -> list[Call]:
    at = hex(block)
    asked = [Call("eth_getBlockByNumber", (at, False))]
    for feed in feeds:
        asked += [
            Call("eth_call", ({"to": feed.address, "data": data}, at)) for data in (_DECIMALS, _LATEST)
        ]
    return asked


def _check(node: Node, feed: Feed, block: int, answers: list[Answer], tick: Tick) -> None:
    """Raise `Trouble` if a contract says that it prices something else; one that is not there yet is let pass."""
    call = Call("eth_call", ({"to": feed.address, "data": _DESCRIPTION}, hex(block)))
    (outcome,) = node.try_many([call], tick)
    if isinstance(outcome, Refused):
        return  # it is asked for prices next, and that is told block by block
    answers.append(outcome)
    data = _data(outcome)
    if not data:
        return
    try:
        (said,) = decode(["string"], data)
    except _UNREADABLE:
        said = "something that is no text"
    if " ".join(said.upper().split()) != feed.pair.upper():
        raise Trouble(
            f"{checksummed(f'{feed.chain}:{feed.address}')} is no feed of {feed.pair}: it calls itself "
            f"{said[:40]!r}. Name the right contract (see {TABLE})."
        )


def _block(node: Node, number: int, outcome: Answer | Refused) -> _Block:
    try:
        found = (
            None
            if isinstance(outcome, Refused)
            else msgspec.json.decode(outcome.result, type=_Block | None)
        )
        if found is not None and int(found.timestamp, 16) < 2**40:
            return found
    except (msgspec.MsgspecError, ValueError):
        pass
    raise Trouble(f"{node.name} does not give block {number:,}; name blocks that it has.")


def _round(feed: Feed, block: int, time: int, *told: Answer | Refused) -> Round | str:
    """The price at a block, or why there is none."""
    if any(isinstance(one, Refused) for one in told):
        return "the feed refused to answer"
    decimals, latest = (_data(one) for one in told if isinstance(one, Answer))
    if not decimals or not latest:
        return "there was no feed yet"
    try:
        (places,) = decode(["uint8"], decimals)
        number, answer, _, updated, _ = decode(["uint80", "int256", "uint256", "uint256", "uint80"], latest)
    except _UNREADABLE:
        return "the feed answered with what is no price"
    if places > 36 or not 0 < answer < 2**128:
        return "the feed answered with what is no price"
    if not 0 < updated <= time:
        return "the feed's answer has no time that can be"
    return Round(feed, block, time, show_amount(answer, places, grouped=False), updated, number)


def _data(answer: Answer) -> bytes:
    """The bytes of an answer; none where it is not what it should be."""
    try:
        text: Any = msgspec.json.decode(answer.result)
        return bytes.fromhex(text[2:]) if isinstance(text, str) and len(text) < 10_000 else b""
    except (msgspec.MsgspecError, ValueError):
        return b""
