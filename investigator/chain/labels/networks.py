"""Addresses of lists that name a network or a currency beside them."""

from __future__ import annotations

import re

from investigator.address import BITCOIN, ETHEREUM, canonical, is_bitcoin
from investigator.chain.source import ImportOptions

_CHAINS = {
    **dict.fromkeys(("ETH", "USDC", "DAI", "WETH"), ETHEREUM),
    **dict.fromkeys(("BTC", "XBT"), BITCOIN),
    **dict.fromkeys(("BNB", "BSC"), "eip155:56"),
    **dict.fromkeys(("MATIC", "POL"), "eip155:137"),
    **{"ARB": "eip155:42161", "OP": "eip155:10", "ETC": "eip155:61", "AVAX": "eip155:43114"},
}
_TRON = re.compile(r"T[1-9A-HJ-NP-Za-km-z]{33}")
_PARTED = re.compile(r"[^a-z0-9]")


def address_on(text: str, network: str, options: ImportOptions) -> str:
    """The canonical address of what a list says is of a network or a currency.

    Networks that are not known get a namespace of their own. Tether is on several, told by the shape of the address,
    and lists put addresses of Tron under other names as well. Where the analyst names another chain than Ethereum, addresses of Ethereum are meant there: the
    same key rules the same address on each EVM chain. Raises `ValueError`.
    """
    text = text.strip()
    if options.namespace:
        return canonical(text, options.chain, options.namespace)
    network = network.strip().upper()
    if text[:2].lower() == "0x":
        return canonical(text, _evm_chain(network, options.chain))
    if (network in _CHAINS or network in {"USDT", ""}) and _TRON.fullmatch(text):
        network = "TRX"
    if network in _CHAINS or (network == "USDT" and is_bitcoin(text)) or not network:
        return canonical(text, options.chain)
    return canonical(text, namespace=_PARTED.sub("", network.lower())[:32] or "unknown")


def _evm_chain(network: str, said: str) -> str:
    named = _CHAINS.get(network, said)
    if named in {ETHEREUM, BITCOIN} and said != ETHEREUM:
        return said
    return said if named == BITCOIN else named
