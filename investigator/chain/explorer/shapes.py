"""What explorers answer, typed with only the fields that evidence needs."""

from __future__ import annotations

import msgspec

Text = str | int | None
"""Explorers write numbers as text, some of them as numbers."""


class Envelope(msgspec.Struct):
    """An answer; `result` is JSON still: rows, a text, or nothing."""

    result: msgspec.Raw = msgspec.Raw(b"null")
    status: Text = None
    message: str | None = None
    error: msgspec.Raw = msgspec.Raw(b"null")


class Row(msgspec.Struct, rename="camel", gc=False):
    """A row of any of the lists of an account: what a list does not tell is missing."""

    block_number: Text = None
    time_stamp: Text = None
    hash: Text = None
    transaction_hash: Text = None
    transaction_index: Text = None
    nonce: Text = None
    from_: Text = msgspec.field(name="from", default=None)
    to: Text = None
    value: Text = None
    contract_address: Text = None
    input: Text = None
    method_id: Text = None
    is_error: Text = None
    txreceipt_status: Text = msgspec.field(name="txreceipt_status", default=None)
    gas_price: Text = None
    gas_used: Text = None
    type: Text = None
    call_type: Text = None
    index: Text = None
    log_index: Text = None
    token_id: Text = msgspec.field(name="tokenID", default=None)
    token_value: Text = None
    token_name: Text = None
    token_symbol: Text = None
    token_decimal: Text = None
    timestamp: Text = None
    address: Text = None
    amount: Text = None
    withdrawal_index: Text = None
    topics: list[str | None] | None = None
    data: Text = None

    @property
    def block(self) -> int:
        """The number of its block. Raises `ValueError`."""
        return number(self.block_number, 62)


def number(text: Text, bits: int = 256) -> int:
    """A quantity in decimal (or hexadecimal) text. Raises `ValueError` for what is none of so many bits."""
    word = str(text).strip() if text is not None else ""
    base = 16 if word[:2] in {"0x", "0X"} else 10
    digits = word[2:] if base == 16 else word
    if not digits or len(digits) > 80 or not digits.isascii() or not digits.isalnum():
        raise ValueError(f"not a number: {word[:40]!r}")
    value = int(digits, base)
    if value >> bits:
        raise ValueError(f"a number of more than {bits} bits: {word[:40]!r}")
    return value
