"""Logs and transactions to transfers, exactly; crafted ones to nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain import decode
from investigator.chain.decode import (
    Place,
    created_address,
    native_transfers,
    token_transfers,
    transaction_row,
)
from investigator.chain.evm import Block, Log, Transaction, Withdrawal
from investigator.records import Clock, TransferKind

HERE = Place("eip155:1", 5, 1_700_000_000, Clock.UTC, 3, b"\x01" * 32)
TOKEN = "0x" + "7" * 40
WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"


def topic(party: str) -> str:
    return "0x" + "0" * 24 + party * 40


def word(*numbers: int) -> str:
    return "0x" + "".join(f"{number:064x}" for number in numbers)


def log(*topics: str, data: str = "0x", address: str = TOKEN) -> list[tuple[object, ...]]:
    rows = token_transfers(Log(address, topics, data, "0x9"), HERE)
    return [
        (r["kind"], r["src"][-1], r["dst"][-1], r["a0"] + (r["a3"] << 192), r["token_id"], r["position"])
        for r in rows
    ]


def test_erc20_and_erc721_share_a_topic() -> None:
    assert log(decode.TRANSFER, topic("a"), topic("b"), data=word(7)) == [
        (TransferKind.ERC20, "a", "b", 7, None, 9)
    ]
    assert log(decode.TRANSFER, topic("a"), topic("b"), word(42)) == [
        (TransferKind.ERC721, "a", "b", 1, "42", 9)
    ]
    large = 2**256 - 1
    assert log(decode.TRANSFER, topic("a"), topic("b"), data=word(large))[0][3] == (large & (2**64 - 1)) + (
        large >> 192 << 192
    )


def test_erc1155_single_and_batch() -> None:
    parties = (topic("0"), topic("a"), topic("b"))
    assert log(decode.TRANSFER_SINGLE, *parties, data=word(5, 6)) == [
        (TransferKind.ERC1155, "a", "b", 6, "5", 9)
    ]
    batch = word(64, 160, 2, 11, 12, 2, 21, 22)
    assert [(row[3], row[4]) for row in log(decode.TRANSFER_BATCH, *parties, data=batch)] == [
        (21, "11"),
        (22, "12"),
    ]


def test_an_id_that_a_batch_names_twice_is_one_transfer_of_the_sum() -> None:
    parties = (topic("0"), topic("a"), topic("b"))
    twice = word(64, 192, 3, 11, 12, 11, 3, 1, 2, 1)
    found = log(decode.TRANSFER_BATCH, *parties, data=twice)
    assert [(row[3], row[4]) for row in found] == [(2, "11"), (2, "12")]
    beyond = word(64, 160, 2, 11, 11, 2, 2**256 - 1, 1)
    assert log(decode.TRANSFER_BATCH, *parties, data=beyond) == []


def test_a_log_that_was_removed_from_the_chain_moves_nothing() -> None:
    topics = (decode.TRANSFER, topic("a"), topic("b"))
    assert len(list(token_transfers(Log(TOKEN, topics, word(7), "0x9"), HERE))) == 1
    assert list(token_transfers(Log(TOKEN, topics, word(7), "0x9", removed=True), HERE)) == []


def test_wrapped_ether_of_the_known_contract_only() -> None:
    assert log(decode.DEPOSIT, topic("a"), data=word(3), address=WETH) == [
        (TransferKind.WRAP, "0", "a", 3, None, 9)
    ]
    assert log(decode.WITHDRAWAL, topic("a"), data=word(3), address=WETH) == [
        (TransferKind.UNWRAP, "a", "0", 3, None, 9)
    ]
    assert log(decode.DEPOSIT, topic("a"), data=word(3)) == []


@pytest.mark.parametrize(
    "topics, data",
    [
        ((), "0x"),
        ((decode.TRANSFER,), word(1)),
        ((decode.TRANSFER, topic("a"), topic("b")), "0x"),
        ((decode.TRANSFER_SINGLE, topic("0"), topic("a"), topic("b")), word(1)),
        ((decode.TRANSFER_BATCH, topic("0"), topic("a"), topic("b")), word(64, 2**255, 2, 1)),
        ((decode.TRANSFER_BATCH, topic("0"), topic("a"), topic("b")), word(65, 64, 2, 1)),
        ((decode.TRANSFER_BATCH, topic("0"), topic("a"), topic("b")), word(64, 64, 10**9)),
    ],
)
def test_a_log_that_only_looks_like_a_transfer(topics: tuple[str, ...], data: str) -> None:
    assert log(*topics, data=data) == []


@given(st.lists(st.integers(0, 2**256 - 1), max_size=12))
def test_no_batch_log_can_break_the_reader(numbers: list[int]) -> None:
    log(decode.TRANSFER_BATCH, topic("0"), topic("a"), topic("b"), data=word(*numbers))


def test_a_created_contract() -> None:
    """The first contract of the address in the yellow paper's well-known example."""
    sender = "0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"
    assert created_address(sender, 0) == "0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d"
    assert created_address(sender, 1) == "0x343c43a37d37dff08ae8c4a11544c718abb4fcf8"


def test_a_block() -> None:
    creation = Transaction("0x" + "1" * 64, "0x" + "a" * 40, "0x5", "0x0", input="0x60806040")
    call = Transaction("0x" + "2" * 64, "0x" + "a" * 40, "0x0", "0x1", to=TOKEN, input="0xa9059cbb00")
    block = Block(
        "0x" + "3" * 64,
        "0x" + "4" * 64,
        "0x5",
        "0x6",
        (creation, call),
        (Withdrawal("0x7", "0x" + "b" * 40, "0x1"),),
    )
    native, withdrawal = native_transfers(block, HERE)
    assert (native["a0"], native["dst"]) == (5, "eip155:1:" + created_address("0x" + "a" * 40, 0))
    assert (withdrawal["a0"], withdrawal["kind"]) == (10**9, TransferKind.WITHDRAWAL)
    row = transaction_row(call, HERE)
    assert (row["selector"], row["created"], row["nonce"]) == ("0xa9059cbb", None, 1)
    assert transaction_row(creation, HERE)["receiver"] is None
