from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.address import (
    BITCOIN,
    canonical,
    chain_of,
    checksummed,
    eip55,
    is_bitcoin,
    is_chain,
    short,
)

CHECKSUMMED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"  # from EIP-55


@pytest.mark.parametrize(
    "text, expected",
    [
        (CHECKSUMMED, f"eip155:1:{CHECKSUMMED.lower()}"),
        (CHECKSUMMED.lower(), f"eip155:1:{CHECKSUMMED.lower()}"),
        ("0x" + CHECKSUMMED[2:].upper(), f"eip155:1:{CHECKSUMMED.lower()}"),
        (f" eip155:10:{CHECKSUMMED}\n", f"eip155:10:{CHECKSUMMED.lower()}"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", f"{BITCOIN}:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        (
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            f"{BITCOIN}:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        ),
        ("amlsim:280", "amlsim:280"),
    ],
)
def test_one_form_for_each_account(text: str, expected: str) -> None:
    assert canonical(text) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "text, reason",
    [
        (CHECKSUMMED.replace("aA", "Aa"), "checksum"),
        (CHECKSUMMED[:-1], "42 characters"),
        ("0x" + "g" * 40, "42 characters"),
        ("", "not an address"),
        ("280", "not an address"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "not an address"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "not an address"),
        ("eip155:1:280", "not an address"),
        ("A:b", "not an address"),
    ],
)
def test_refuse_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        canonical(text)


@pytest.mark.parametrize("text", ["", "a\nb", "x" * 121])
def test_plain_ids_are_bounded(text: str) -> None:
    assert canonical("7: x", namespace="bank") == "bank:7: x"
    with pytest.raises(ValueError, match="account id"):
        canonical(text, namespace="bank")
    with pytest.raises(ValueError, match="namespace"):
        canonical("7", namespace="eip155")


def test_what_is_shown() -> None:
    address = canonical(CHECKSUMMED)
    assert short(address) == CHECKSUMMED.lower()
    assert checksummed(address) == CHECKSUMMED
    assert (chain_of(address), chain_of("amlsim:280")) == ("eip155:1", "")
    assert short("amlsim:280") == checksummed("amlsim:280") == "amlsim:280"
    assert is_chain("eip155:10")
    assert not is_chain("amlsim")


@pytest.mark.parametrize(
    "text",
    [
        "BC1SW50QGDZ25J",  # from BIP-350
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    ],
)
def test_bitcoin_kinds(text: str) -> None:
    assert is_bitcoin(text)


@given(st.binary(min_size=20, max_size=20))
def test_checksums_round_trip(raw: bytes) -> None:
    lower = "0x" + raw.hex()
    assert canonical(eip55(lower)) == f"eip155:1:{lower}"


@given(st.text(max_size=60))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        address = canonical(text)
    except ValueError:
        return
    assert canonical(address) == address
