"""Assets by key, symbol and decimals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.address import BITCOIN
from investigator.chain import assets
from investigator.chain.source import AssetFacts

USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
OTHER = "0x" + "7" * 40


@pytest.mark.parametrize(
    "chain, key, facts",
    [
        ("eip155:1", "eip155:1/slip44:60", AssetFacts("ETH", 18)),
        ("eip155:137", "eip155:137/slip44:966", AssetFacts("POL", 18)),
        (BITCOIN, f"{BITCOIN}/slip44:0", AssetFacts("BTC", 8)),
        ("eip155:99999", "eip155:99999/slip44:60", AssetFacts("native coin", 18)),
    ],
)
def test_coins(chain: str, key: str, facts: AssetFacts) -> None:
    assert assets.coin(chain) == (key, facts)
    assert assets.is_coin(key)


def test_tokens_are_known_on_their_own_chain_only() -> None:
    assert assets.token("eip155:1", USDC) == (f"eip155:1/erc20:{USDC}", AssetFacts("USDC", 6))
    assert assets.token("eip155:10", USDC) == (f"eip155:10/erc20:{USDC}", AssetFacts("0xa0b8…eb48", None))
    assert assets.token("eip155:1", OTHER, "erc721")[1].decimals == 0
    assert not assets.is_coin(assets.token("eip155:1", OTHER)[0])


@pytest.mark.parametrize(
    "text, namespace, key, facts",
    [
        ("", "", "eip155:1/slip44:60", AssetFacts("ETH", 18)),
        (" eth ", "", "eip155:1/slip44:60", AssetFacts("ETH", 18)),
        (USDC.upper().replace("0X", "0x"), "", f"eip155:1/erc20:{USDC}", AssetFacts("USDC", 6)),
        ("usdc", "", "eip155:1/symbol:usdc", AssetFacts("usdc", 6)),
        ("PEPE", "", "eip155:1/symbol:PEPE", AssetFacts("PEPE", None)),
        ("", "bank", "bank/value", AssetFacts("value", None)),
        ("ETH", "bank", "bank/ETH", AssetFacts("ETH", None)),
        (USDC, "bank", f"bank/{USDC}", AssetFacts(USDC, None)),
    ],
)
def test_what_a_file_calls_an_asset(text: str, namespace: str, key: str, facts: AssetFacts) -> None:
    assert assets.named(text, "eip155:1", namespace) == (key, facts)


@given(
    st.text(max_size=100) | st.sampled_from(["a/slip44:60", "slip44:60", "/slip44:60"]),
    st.sampled_from(["", "bank"]),
)
def test_one_key_has_one_meaning_and_a_bounded_length(text: str, namespace: str) -> None:
    key, facts = assets.named(text, "eip155:1", namespace)
    assert len(facts.symbol) <= 80
    assert key.startswith(f"{namespace or 'eip155:1'}/")
    assert assets.is_coin(key) == (facts == AssetFacts("ETH", 18) and not namespace)
