"""Which keys the language has, what they mean, and the rules by which terms are put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from investigator.records import TransferKind

Kind = Literal["text", "number", "money", "whole", "share", "time", "choice"]
"""How a key's values are read: as text, as exact numbers, money, whole numbers, shares of 1, times, or one of some words."""

TRANSFER_KINDS: dict[str, TransferKind] = {kind.name.lower(): kind for kind in TransferKind}

STATES = ("failed", "replaced", "suspect", "exhibit", "seed", "labelled", "noted", "contract", "self")
"""What a transfer, its token or one of its ends can be."""


@dataclass(frozen=True)
class Key:
    """One key: what it narrows to, in a sentence, and an example that can be typed as it stands."""

    name: str
    kind: Kind
    says: str
    example: str
    choices: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


KEYS: tuple[Key, ...] = (
    Key("asset", "text", "the asset, by its symbol or its contract", "asset:USDC,ETH", other=("token", "coin")),
    Key("value", "number", "the amount in whole units of the asset, compared exactly", "value>10k",
        other=("amount",)),
    Key("worth", "money", "what it was worth in money by the prices in the case: derived", "worth>=1MUSD",
        other=("fiat",)),
    Key("time", "time", "when, in UTC: a year, month, day, minute or second, or a span of them",
        "time:2022-08", other=("date", "step")),
    Key("from", "text", "the sender: part of its address, or of what it is called", "from:0x9f2c",
        other=("sender",)),
    Key("to", "text", "the receiver: part of its address, or of what it is called", "to:Binance",
        other=("receiver",)),
    Key("address", "text", "sender or receiver: part of its address", "address:0x9f2c", other=("account", "addr")),
    Key("label", "text", "sender or receiver has a label of these words, this category or this kind",
        "label:mixer", other=("tag",)),
    Key("note", "text", "the note of sender or receiver has these words", 'note:"second wallet"'),
    Key("list", "text", "sender or receiver is on this list of addresses kept in the case", "list:suspects"),
    Key("hops", "whole", "how many transfers away from the selected accounts, else from the seeds: the farther end",
        "hops<=2", other=("hop",)),
    Key("risk", "share", "the newest score of sender or receiver, from 0 to 1: a lead", "risk>=0.5",
        other=("score",)),
    Key("tx", "text", "the hash of the transaction, or how it begins", "tx:0x7be1", other=("hash", "transaction")),
    Key("block", "whole", "the number of the block", "block:18000000..18000100"),
    Key("kind", "choice", "how value moved", "kind:erc20", choices=tuple(TRANSFER_KINDS), other=("type",)),
    Key("is", "choice", "what the transfer, its token or one of its ends is", "is:failed", choices=STATES),
    Key("text", "text", "anything of the above that is text: address, name, note, symbol or hash", "text:northwind",
        other=("any",)),
)  # fmt: skip

BY_NAME: dict[str, Key] = {name: key for key in KEYS for name in (key.name, *key.other)}

RULES: tuple[tuple[str, str], ...] = (
    ("a b", "Terms beside each other must all hold."),
    ("a | b", "A bar with spaces around it parts alternatives, of which one must hold."),
    ("asset:USDC,ETH", "Commas or bars within a term: one of the values. Between numbers only bars: value:5|10."),
    ("-label:exchange", "A minus before a term turns it round."),
    ("value>10k", "Signs are : or = (is, or contains), <, <=, > and >=. Numbers may end in k, M, B or T, for thousand, "
     "million, billion, trillion; 1,000 and 1_000 are 1000."),
    ("value:5..10", "Two dots span from one to the other, both included; one side may be left out."),
    ('label:"hot wallet"', "Quotes keep spaces, commas and bars together; a quote inside is written \\\"."),
    ("northwind", "A word without a key is text: the search field looks for it while you type, and Enter goes there; "
     "tables and the command line narrow to it, as text:northwind does."),
)  # fmt: skip


def key_of(name: str) -> Key | None:
    """The key of this name, whatever its case."""
    return BY_NAME.get(name.lower())


def about() -> Iterator[str]:
    """The whole language in lines for reading: what `investigator find --about` prints."""
    yield "Keys:"
    wide = max(len(key.example) for key in KEYS)
    for key in KEYS:
        more = f" ({', '.join(key.choices)})" if key.choices else ""
        yield f"  {key.example:<{wide}}  {key.says}{more}"
    yield "Rules:"
    for example, says in RULES:
        yield f"  {example:<{wide}}  {says}"
