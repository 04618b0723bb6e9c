"""What tokens say of themselves, true and false."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from investigator.chain.lies import Shift, TokenFacts, asset_facts, lies, no_balance_change, skeleton
from investigator.chain.source import AssetFacts

MAIN, BASE = "eip155:1", "eip155:8453"
FAKE = "0x" + "66" * 20
USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"


def reasons(
    symbol: str, chain: str = MAIN, decimals: int | None = 6, name: str | None = "A token"
) -> list[str]:
    return [lie.reason for lie in lies(chain, "erc20", FAKE, TokenFacts(symbol, name, decimals))]


@pytest.mark.parametrize(
    "symbol", ["PEPE", "USDC.e", "sUSD", "DAL", "USD0", "円", "ЖЖ", "aUSDT", "USD₮0", "W"]
)
def test_an_honest_token_is_not_flagged(symbol: str) -> None:
    assert reasons(symbol) == []
    assert reasons(symbol, BASE) == []


@pytest.mark.parametrize(
    "symbol",
    [
        "USDТ",
        "UЅDC",
        "ＵＳＤＴ",
        "DАI",
        "WEΤH",
        "DAl",
        "US\u200bDT",
        "ᴜsᴅᴛ",
        "ÜSDC",
        "ЕТН",
        "L1NK",
        "𝐔𝐒𝐃𝐂",
        "USDŦ",
        "USD𝖳-ERC20",
    ],
)
def test_a_symbol_that_looks_like_a_famous_one_is_flagged_on_every_chain(symbol: str) -> None:
    assert "look_alike" in reasons(symbol)
    assert "look_alike" in reasons(symbol, BASE)


def test_the_letters_that_are_foreign_are_named() -> None:
    (lie,) = lies(MAIN, "erc20", FAKE, TokenFacts("USDТ", "Tether", 6))
    assert lie.detail == "its symbol looks like USDT, but is written with U+0422"


def test_a_famous_symbol_at_another_contract_is_flagged_where_the_true_one_is_known() -> None:
    assert reasons("USDC") == ["same_symbol"]
    assert reasons("usdc") == reasons("USDC-ERC20") == ["same_symbol"]
    assert reasons("USDC", BASE) == []
    assert reasons("ETH", BASE) == ["same_symbol"]
    assert lies(MAIN, "erc20", USDC, TokenFacts("USDC", "USD Coin", 6)) == ()


@pytest.mark.real_data
def test_counterfeits_that_were_found_in_address_poisoning_are_flagged(real_data: Path) -> None:
    path = real_data / "address_poisoning" / "data" / "counterfeit_tokens.csv"
    with path.open(encoding="utf-8", newline="") as file:
        symbols = [row["token_symbol"] for row in csv.DictReader(file)]
    assert len(symbols) == 14
    assert all("look_alike" in reasons(symbol) for symbol in symbols)


@pytest.mark.parametrize("symbol", ["\u202eCDSU", "A\x00B", "A\u2066B", "A\U000e0041", "\ud800"])
def test_characters_that_hide_or_turn_text_are_flagged(symbol: str) -> None:
    assert "hidden_characters" in reasons(symbol)


def test_absurd_decimals_are_flagged_and_not_believed() -> None:
    for decimals in (37, 255, 2**256 - 1):
        assert reasons("X", decimals=decimals) == ["decimals"]
        assert asset_facts(MAIN, "erc20", FAKE, TokenFacts("X", None, decimals)) == AssetFacts("X", None)
    assert reasons("X", decimals=36) == []
    assert reasons("X", decimals=0) == []


def test_long_symbols_advertisements_and_silence_are_flagged() -> None:
    assert reasons("X" * 33) == ["long_symbol"]
    assert reasons("X" * 32) == []
    assert reasons("GIFT", name="Visit usdc-gift.example to claim") == ["advert"]
    assert reasons("YFI", name="yearn.finance") == []
    assert [lie.reason for lie in lies(MAIN, "erc20", FAKE, TokenFacts())] == ["no_metadata"]
    assert lies(MAIN, "erc1155", FAKE, TokenFacts()) == ()


def test_a_token_that_moves_like_another_standard_is_flagged() -> None:
    facts = TokenFacts("CAT", "Cats", None, frozenset({"erc721"}))
    assert [lie.detail for lie in lies(MAIN, "erc20", FAKE, facts)] == [
        "it moves like ERC-20, but says that it is ERC-721"
    ]
    assert lies(MAIN, "erc721", FAKE, facts) == ()


def test_texts_look_alike_by_their_shape() -> None:
    assert skeleton("USDТ") == skeleton("USDT") != skeleton("USDC")
    assert skeleton("") == ""


def test_events_without_any_change_of_balance_are_a_lie() -> None:
    still = [Shift("a", -5, 10, 10), Shift("b", 5, 0, 0)]
    lie = no_balance_change(7, still)
    assert lie is not None
    assert lie.detail == "its transfers of block 7 did not change the balance of 2 accounts"
    assert no_balance_change(7, [*still, Shift("c", 5, 0, 4)]) is None  # a fee was taken on the way
    assert no_balance_change(7, [Shift("a", 0, 1, 1)]) is None  # what came went again
    assert no_balance_change(7, [Shift("a", 5, None, 1)]) is None  # nobody could tell


def test_what_is_said_names_the_asset() -> None:
    assert asset_facts(BASE, "erc20", FAKE, TokenFacts(" TKN ", None, 9)) == AssetFacts("TKN", 9)
    assert asset_facts(BASE, "erc721", FAKE, TokenFacts("CAT", None, 18)) == AssetFacts("CAT", 0)
    assert asset_facts(BASE, "erc20", FAKE, TokenFacts()) == AssetFacts("0x6666…6666", None)
    assert asset_facts(MAIN, "erc20", USDC, TokenFacts("evil", None, 18)) == AssetFacts("USDC", 6)
    assert len(asset_facts(BASE, "erc20", FAKE, TokenFacts("X" * 999)).symbol) == 64
