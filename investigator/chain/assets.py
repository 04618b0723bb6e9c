"""Assets by key, and the few whose facts everyone knows."""

from __future__ import annotations

import re

from investigator.address import BITCOIN
from investigator.chain.source import AssetFacts

_CONTRACT = re.compile(r"0x[0-9a-f]{40}")
_COIN = re.compile(r"(eip155|bip122):[0-9a-f]+/slip44:[0-9]+")

_COINS = {
    "eip155:1": "ETH",
    "eip155:10": "ETH",
    "eip155:8453": "ETH",
    "eip155:42161": "ETH",
    "eip155:56": "BNB",
    "eip155:137": "POL",
    BITCOIN: "BTC",
}
_SLIP44 = {"ETH": 60, "BTC": 0, "BNB": 714, "POL": 966}

# symbol and decimals as the mainnet contracts themselves answer
_TOKENS = {
    "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48": AssetFacts("USDC", 6),
    "0xdac17f958d2ee523a2206206994597c13d831ec7": AssetFacts("USDT", 6),
    "0x6b175474e89094c44da98b954eedeac495271d0f": AssetFacts("DAI", 18),
    "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2": AssetFacts("WETH", 18),
    "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599": AssetFacts("WBTC", 8),
    "0x514910771af9ca656af840dff83e8264ecf986ca": AssetFacts("LINK", 18),
    "0x1f9840a85d5af5bf1d1762f925bdaddc4201f984": AssetFacts("UNI", 18),
    "0xae7ab96520de3a18e5e111b5eaab095312d7fe84": AssetFacts("stETH", 18),
    "0x95ad61b0a150d79219dcf64e1e6cc01f0b64c4ce": AssetFacts("SHIB", 18),
    "0x853d955acef822db058eb8505911ed77f175b99e": AssetFacts("FRAX", 18),
    "0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2": AssetFacts("MKR", 18),
    "0x7d1afa7b718fb893db30a3abc0cfc608aacfebb0": AssetFacts("MATIC", 18),
}
_DECIMALS = {
    "ETH": 18,
    "BTC": 8,
    "BNB": 18,
    "POL": 18,
    "WETH": 18,
    "DAI": 18,
    "USDC": 6,
    "USDT": 6,
    "WBTC": 8,
}

WRAPPED_ETHER = frozenset(
    (
        "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",  # mainnet
        "0x4200000000000000000000000000000000000006",  # OP stack chains
        "0x82af49447d8a07e3bd95bd0d56f35241523fbab1",  # Arbitrum One
    )
)
"""Contracts whose Deposit and Withdrawal logs wrap and unwrap the native coin."""


def coin(chain: str) -> tuple[str, AssetFacts]:
    """Key (CAIP-19) and facts of a chain's native coin."""
    symbol = _COINS.get(chain, "native coin")
    code = _SLIP44.get(symbol, 60)
    return f"{chain}/slip44:{code}", AssetFacts(symbol, 8 if chain == BITCOIN else 18)


def token(chain: str, contract: str, standard: str = "erc20") -> tuple[str, AssetFacts]:
    """Key and facts of a token; unknown ones go by their contract, decimals unknown."""
    known = _TOKENS.get(contract) if chain == "eip155:1" else None
    facts = known or AssetFacts(f"{contract[:6]}…{contract[-4:]}", 0 if standard == "erc721" else None)
    return f"{chain}/{standard}:{contract}", facts


def named(text: str, chain: str, namespace: str) -> tuple[str, AssetFacts]:
    """Key and facts of what a file calls an asset: a contract, the chain's coin, or any symbol."""
    text = text.strip()[:80]
    if namespace:
        return f"{namespace}/{text or 'value'}", AssetFacts(text or "value", None)
    if _CONTRACT.fullmatch(text.lower()):
        return token(chain, text.lower())
    key, facts = coin(chain)
    if text.upper() == facts.symbol or not text:
        return key, facts
    return f"{chain}/symbol:{text}", AssetFacts(text, _DECIMALS.get(text.upper()))


def is_coin(key: str) -> bool:
    """Whether an asset's key is that of a native coin."""
    return bool(_COIN.fullmatch(key))


def well_known(chain: str) -> dict[str, str]:
    """Symbols of the tokens of a chain that everyone knows, by contract."""
    return {contract: facts.symbol for contract, facts in _TOKENS.items()} if chain == "eip155:1" else {}


def famous() -> frozenset[str]:
    """Symbols that other tokens dress up as."""
    return frozenset(_DECIMALS) | {facts.symbol for facts in _TOKENS.values()}
