"""Accounts by name: what people and files write, the one canonical form, and what is shown.

Canonical are CAIP-10 for chains (`eip155:1:0x…` in lower case, `bip122:…:1A1z…`) and `namespace:id` for
the plain ids of a bank or a synthetic data set.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from Crypto.Hash import keccak

from investigator.records import Address

ETHEREUM = "eip155:1"
BITCOIN = "bip122:000000000019d6689c085ae165831e93"
ZERO = "0x" + "0" * 40

_EVM = re.compile(r"0[xX][0-9a-fA-F]{40}")
_CHAIN = re.compile(r"(eip155:[0-9]{1,32}|bip122:[0-9a-f]{32})")
_NAMESPACE = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_ID_LIMIT = 120


def canonical(text: str, chain: str = ETHEREUM, namespace: str = "") -> Address:
    """The canonical form of an address as written.

    With a `namespace` any printable id is taken as it stands. Else `text` is an EVM address on `chain`
    (a mixed-case one must have a right EIP-55 checksum), a Bitcoin address with a right checksum, or
    already canonical. Raises `ValueError` saying what is wrong with it.
    """
    text = text.strip()
    if namespace:
        return _plain(text, namespace)
    if _EVM.fullmatch(text):
        return Address(f"{chain}:{_evm(text)}")
    if text[:2] in {"0x", "0X"}:
        raise ValueError(f"not an EVM address (42 characters of hexadecimal): {text[:50]!r}")
    if is_bitcoin(text):
        return Address(f"{BITCOIN}:{text.lower() if text.lower().startswith('bc1') else text}")
    prefix, _, rest = text.rpartition(":")
    if _CHAIN.fullmatch(prefix):
        return canonical(rest, prefix)
    if prefix and _NAMESPACE.fullmatch(prefix):
        return _plain(rest, prefix)
    raise ValueError(f"not an address of a known kind: {text[:50]!r}")


def _plain(text: str, namespace: str) -> Address:
    if not _NAMESPACE.fullmatch(namespace) or namespace in {"eip155", "bip122"}:
        raise ValueError(
            "a namespace has 1 to 32 lower-case letters, digits, _ or -, and is no chain's name"
        )
    if not text:
        raise ValueError("an empty account id")
    if len(text) > _ID_LIMIT or not text.isprintable():
        raise ValueError(f"not an account id: {text[:50]!r}")
    return Address(f"{namespace}:{text}")


def _evm(text: str) -> str:
    digits = text[2:]
    lower = "0x" + digits.lower()
    if digits.lower() != digits and digits.upper() != digits and eip55(lower)[2:] != digits:
        raise ValueError(f"the checksum (EIP-55) of {text} is wrong")
    return lower


@lru_cache(maxsize=65_536)
def eip55(lower: str) -> str:
    """An EVM address in the mixed case that carries its checksum (EIP-55)."""
    digest = keccak.new(digest_bits=256, data=lower[2:].encode()).hexdigest()
    pairs = zip(lower[2:], digest, strict=False)
    return "0x" + "".join(c.upper() if int(h, 16) >= 8 else c for c, h in pairs)


def short(address: str) -> str:
    """What machines are shown: the bare address of a chain account, or `namespace:id` whole."""
    chain = chain_of(address)
    return address[len(chain) + 1 :] if chain else address


def checksummed(address: str) -> str:
    """What people are shown: as `short`, EVM addresses with their checksum."""
    text = short(address)
    return eip55(text) if _EVM.fullmatch(text) else text


def chain_of(address: str) -> str:
    """The CAIP-2 chain of a canonical address, or '' for a plain id."""
    prefix = address.rpartition(":")[0]
    return prefix if _CHAIN.fullmatch(prefix) else ""


def is_chain(text: str) -> bool:
    """Whether this is a CAIP-2 name of a chain whose addresses are known here."""
    return bool(_CHAIN.fullmatch(text))


def is_bitcoin(text: str) -> bool:
    """Whether this is a mainnet Bitcoin address with a right checksum (Base58Check, BIP-173, BIP-350)."""
    if text[:3].lower() == "bc1":
        return _is_segwit(text)
    return text[:1] in {"1", "3"} and _is_base58check(text)


def _is_base58check(text: str) -> bool:
    if not 26 <= len(text) <= 35 or any(character not in _BASE58 for character in text):
        return False
    number = 0
    for character in text:
        number = number * 58 + _BASE58.index(character)
    if number >= 1 << 200:
        return False
    raw = number.to_bytes(25, "big")
    return hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def _is_segwit(text: str) -> bool:
    if text != text.lower() and text != text.upper():
        return False
    data = text.lower()[3:]
    if not 11 <= len(data) <= 71 or any(character not in _BECH32 for character in data):
        return False
    values = [_BECH32.index(character) for character in data]
    check = _polymod([3, 3, 0, 2, 3, *values])  # the human-readable part 'bc', expanded
    return check == (1 if values[0] == 0 else 0x2BC830A3)


def _polymod(values: list[int]) -> int:
    generators = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(generators):
            if top >> i & 1:
                check ^= generator
    return check
