"""Blocks and receipts are found in files and in the lines of pulls, and nothing else is taken for them."""

from __future__ import annotations

import json

import pytest

from investigator.chain.proofs.finding import Findings
from tests.investigator.chain.proofs import made

TRANSACTIONS = [made.signed("plain", 0), made.signed("dynamic fee", 1)]
BLOCK, RECEIPTS = made.block(TRANSACTIONS, [[], []])
OTHER, OTHERS = made.block([made.signed("plain", 5)], [[]], number="0x65")
NAME = TRANSACTIONS[1]["hash"]


def _text(value: object) -> bytes:
    return json.dumps(value).encode()


def _line(method: str, result: object) -> bytes:
    return (
        json.dumps({"method": method, "params": [], "result": result}, separators=(",", ":")).encode()
        + b"\n"
    )


def _found(*answers: bytes, block_hash: str = "") -> Findings:
    found = Findings(NAME, block_hash)
    for answer in answers:
        found.look([answer])
    return found


@pytest.mark.parametrize(
    "block",
    [
        BLOCK,
        [OTHER, BLOCK],
        {"jsonrpc": "2.0", "id": 1, "result": BLOCK},
        [{"jsonrpc": "2.0", "result": BLOCK}],
    ],
)
def test_a_block_is_found_however_it_is_wrapped(block: object) -> None:
    found = _found(b"\xef\xbb\xbf " + _text(block))
    assert found.block == BLOCK
    assert (found.block_hash, found.whole) == (BLOCK["hash"], False)


def test_receipts_of_the_block_are_found_in_any_order() -> None:
    first = _found(_text(RECEIPTS), _text(BLOCK))
    assert first.receipts.keys() == {
        NAME
    }  # before it was known which block this is, others could not be told
    first.look([_text(RECEIPTS)])
    assert first.whole
    known = _found(_text([*OTHERS, *RECEIPTS]), _text(BLOCK), block_hash=BLOCK["hash"])
    assert known.whole
    assert len(known.receipts) == 2


def test_lines_of_a_pull_are_read_one_by_one() -> None:
    lines = b"".join(
        [
            _line("eth_getBlockByNumber", OTHER),
            _line("eth_getBlockByNumber", BLOCK),
            _line("eth_getBlockReceipts", OTHERS),
            *[_line("eth_getTransactionReceipt", one) for one in RECEIPTS],
        ]
    )
    found = Findings(NAME, BLOCK["hash"])
    found.look(lines[at : at + 1000] for at in range(0, len(lines), 1000))
    assert found.whole
    assert found.block == BLOCK


def test_a_block_of_another_hash_or_without_whole_transactions_is_passed_over() -> None:
    assert _found(_text(BLOCK), block_hash=made.WORD).block is None
    hashes = {**BLOCK, "transactions": [one["hash"] for one in BLOCK["transactions"]]}
    assert _found(_text(hashes)).block is None
    assert _found(_text({**BLOCK, "transactions": []} | {"extra": NAME})).block is None


@pytest.mark.parametrize(
    "text", [b"", b"{", b"\xff" + NAME.encode(), b"[" * 5000 + NAME.encode(), f'"{NAME}"'.encode()]
)
def test_what_is_no_answer_holds_nothing(text: bytes) -> None:
    found = _found(text)
    assert (found.block, found.receipts, found.whole) == (None, {}, False)
