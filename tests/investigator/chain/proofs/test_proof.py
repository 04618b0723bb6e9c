"""A proof passes as it was made, and fails with a single byte of it changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.chain.proofs.fields import ProofError
from investigator.chain.proofs.proof import LIMIT, Document, ProvableBlock, build, check
from tests.investigator.chain.proofs import made

TRANSACTIONS = [*(made.signed(name, i) for i, name in enumerate(made.FIELDS)), made.deposit()]
LOGS = [[made.erc20(i), made.log(made.WORD, data="0x11")] for i in range(len(TRANSACTIONS))]
BLOCK, RECEIPTS = made.block(TRANSACTIONS, LOGS, failed=frozenset({2}))
READY = ProvableBlock("eip155:1", BLOCK, RECEIPTS)
PLAIN = READY.proof(0)


def _fails(document: bytes) -> str:
    with pytest.raises(ProofError) as raised:
        check(document)
    return str(raised.value)


@pytest.mark.parametrize("index", range(len(TRANSACTIONS)))
def test_every_type_of_transaction_is_proved(index: int) -> None:
    shown = check(READY.proof(index))
    assert shown.transaction.hash == TRANSACTIONS[index]["hash"]
    assert (shown.transaction.sender, shown.block, shown.time) == (made.ALICE, 100, 0x64FACCE7)
    assert shown.receipt.failed == (index == 2)
    assert [log.data for log in shown.receipt.logs] == [made.word(index), "0x11"]


def test_a_proof_is_asked_for_by_hash() -> None:
    name = TRANSACTIONS[4]["hash"]
    assert build(
        "eip155:1", BLOCK, list(reversed(RECEIPTS)), name.upper().replace("0X", "0x")
    ) == READY.proof(4)
    with pytest.raises(ProofError, match="has no transaction 0x11"):
        READY.index("0x11")


def test_flipping_any_byte_of_it_fails() -> None:
    for at in range(len(PLAIN)):
        for mask in (0x01, 0x20, 0x80):
            broken = bytearray(PLAIN)
            broken[at] ^= mask
            _fails(bytes(broken))


@settings(max_examples=300)
@given(st.integers(0, len(PLAIN) - 1), st.integers(1, 255), st.sampled_from([0, 3, len(TRANSACTIONS) - 1]))
def test_any_other_byte_fails(at: int, mask: int, index: int) -> None:
    broken = bytearray(READY.proof(index))
    broken[at] ^= mask
    _fails(bytes(broken))


@settings(max_examples=200)
@given(st.integers(0, len(PLAIN)), st.binary(max_size=3), st.integers(0, 3))
def test_what_is_put_in_or_left_out_fails(at: int, put: bytes, out: int) -> None:
    broken = PLAIN[:at] + put + PLAIN[at + out :]
    if broken != PLAIN:
        _fails(broken)


def test_only_the_canonical_text_is_a_proof() -> None:
    value = json.loads(PLAIN)
    loose = json.dumps(value, sort_keys=True).encode()
    unsorted = json.dumps(dict(reversed(value.items())), separators=(",", ":")).encode()
    twice = PLAIN.replace(b'"index":0', b'"index":0,"index":0')
    for text in (loose, unsorted, twice, PLAIN + b"\n", b" " + PLAIN, b"\xef\xbb\xbf" + PLAIN):
        _fails(text)
    assert json.dumps(value, sort_keys=True, separators=(",", ":")).encode() == PLAIN


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b"null", b'{"version":2}'])
def test_what_is_no_document_is_refused(text: bytes) -> None:
    assert _fails(text).startswith("This is not the document of a proof")


def test_a_document_is_bounded() -> None:
    assert "64 MiB" in _fails(b" " * (LIMIT + 1))


Change = Callable[[Document], Document]


def _set(**fields: Any) -> Change:
    return lambda document: msgspec.structs.replace(document, **fields)


def _in(part: str, **fields: Any) -> Change:
    return lambda document: msgspec.structs.replace(
        document, **{part: msgspec.structs.replace(getattr(document, part), **fields)}
    )


@pytest.mark.parametrize(
    "change, words",
    [
        (_in("header", gas_used="0x1"), "fields of the header do not hash"),
        (_in("header", receipts_root=made.WORD), "fields of the header do not hash"),
        (_set(block_hash=made.WORD), "fields of the header do not hash"),
        (_set(index=2), "The receipt is not proved"),
        (_set(receipt_nodes=()), "1 to 16 nodes"),
        (_set(transaction_nodes=("0x80",)), "The transaction is not proved. The root of the proof"),
        (_in("receipt", status="0x0"), "The receipt is not the one"),
        (_in("receipt", logs=()), "The receipt is not the one"),
        (_in("receipt", type="0x2"), "The receipt is not the one"),
        (_set(transaction_hash=made.WORD), "has another hash"),
        (_set(chain="eip155:10"), "is one of eip155:1, not of eip155:10"),
        (_set(checksum="0" * 64), None),
    ],
)
def test_who_seals_a_forged_document_anew_fails_all_the_same(change: Change, words: str | None) -> None:
    forged = change(msgspec.json.decode(READY.proof(1), type=Document))
    if words is None:
        assert "checksum" in _fails(forged.written)
    else:
        assert words in _fails(forged.sealed.written)


@pytest.mark.parametrize(
    "block, receipts, words",
    [
        ({**BLOCK, "gasUsed": "0x1"}, RECEIPTS, "do not hash to its hash"),
        ({**BLOCK, "hash": None}, RECEIPTS, "do not hash to its hash"),
        (
            {**BLOCK, "transactions": [one["hash"] for one in BLOCK["transactions"]]},
            RECEIPTS,
            "transactions whole",
        ),
        (
            {**BLOCK, "transactions": BLOCK["transactions"][1:]},
            RECEIPTS[1:],
            "The transactions at hand are not those",
        ),
        (BLOCK, RECEIPTS[1:], "7 receipts are at hand"),
        (BLOCK, [{**RECEIPTS[0], "status": "0x0"}, *RECEIPTS[1:]], "The receipts at hand are not those"),
        (BLOCK, [{}, *RECEIPTS[1:]], "The field transactionIndex"),
    ],
)
def test_answers_that_do_not_fit_make_no_proof(
    block: made.Json, receipts: list[made.Json], words: str
) -> None:
    with pytest.raises(ProofError, match=words):
        ProvableBlock("eip155:1", block, receipts)


@pytest.mark.real_data
@pytest.mark.parametrize("number", [18090206, 18090213, 18090218])
def test_real_transactions_are_proved_and_no_byte_may_change(real_data: Path, number: int) -> None:
    folder = real_data / "eth_blocks/mainnet_blocks"
    told = json.loads((folder / f"eth_{number}.json").read_bytes())
    ready = ProvableBlock(
        "eip155:1",
        told.get("result", told),
        json.loads((folder / f"eth_{number}_receipts.json").read_bytes()),
    )
    last = len(told.get("result", told)["transactions"]) - 1
    for index in (0, 1, 127, 128, last):
        assert check(ready.proof(index)).document.index == index
    document = ready.proof(0)
    for at in range(len(document)):
        broken = bytearray(document)
        broken[at] ^= 1 + at % 255
        _fails(bytes(broken))
