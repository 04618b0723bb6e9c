"""Which chain a list means by the name of a currency."""

from __future__ import annotations

import pytest

from investigator.address import BITCOIN
from investigator.chain.labels.networks import address_on
from investigator.chain.source import ImportOptions

A = "0x" + "a" * 40
GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
TRON = "TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLre"


@pytest.mark.parametrize(
    "text, network, chain, found",
    [
        (A, "ETH", "eip155:1", f"eip155:1:{A}"),
        (A, "eth", "eip155:56", f"eip155:56:{A}"),
        (A, "", "eip155:10", f"eip155:10:{A}"),
        (A, "BSC", "eip155:1", f"eip155:56:{A}"),
        (A, "ETC", "eip155:10", f"eip155:61:{A}"),
        (A, "USDT", "eip155:1", f"eip155:1:{A}"),
        (A, "unheard", "eip155:1", f"eip155:1:{A}"),
        (GENESIS, "XBT", "eip155:1", f"{BITCOIN}:{GENESIS}"),
        (GENESIS, "USDT", "eip155:1", f"{BITCOIN}:{GENESIS}"),
        (TRON, "USDT", "eip155:1", f"trx:{TRON}"),
        (TRON, "XBT", "eip155:1", f"trx:{TRON}"),
        (TRON, "TRX", "eip155:1", f"trx:{TRON}"),
        ("tz1abc", "XTZ", "eip155:1", "xtz:tz1abc"),
    ],
)
def test_addresses_by_currency(text: str, network: str, chain: str, found: str) -> None:
    assert address_on(text, network, ImportOptions(chain=chain)) == found


@pytest.mark.parametrize("text, network", [("0x12", "ETH"), ("1nonsense", "XBT"), ("", "XMR")])
def test_what_is_no_address_there(text: str, network: str) -> None:
    with pytest.raises(ValueError, match=r"address|id"):
        address_on(text, network, ImportOptions())


def test_a_namespace_takes_all() -> None:
    assert address_on("280", "ETH", ImportOptions(namespace="bank")) == "bank:280"
