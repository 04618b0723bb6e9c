"""The words of the trade that a report uses."""

from __future__ import annotations

from investigator.report.document import Cell, Facts, Section

_WORDS = (
    (
        "FIFO, LIFO",
        "First in, first out; last in, first out: conventions on which coins an account pays with.",
    ),
    ("Haircut", "A convention: each payment takes of tainted and clean funds in proportion."),
    (
        "LIBR",
        "Lowest intermediate balance: clean funds are spent first, so taint is at most the lowest balance since.",
    ),
    (
        "Poison",
        "A convention: once tainted funds arrive, all that an account holds and sends counts as tainted.",
    ),
    (
        "Merkle proof",
        "Hashes that show that one item is among those a single hash (the root) stands for.",
    ),
    (
        "Precision, recall",
        "The share of what was named that was right; the share of what is right that was named.",
    ),
    (
        "Signature",
        "A number that only the holder of a key can make, and everyone can check, over given data.",
    ),
    ("Time stamp", "An authority's signed word that data were there at a time."),
    ("Account", "A holder of value on a ledger, known by its address. Not a person."),
    ("Block", "A batch of transactions; its hash fixes all of them and every block before it."),
    ("Bridge", "A service that takes value on one chain and gives it out on another."),
    ("Cluster", "Accounts that deal with each other more than with others."),
    (
        "Deposit address",
        "An address that a service gives one customer; it passes money on to the service.",
    ),
    (
        "Digest, hash, seal",
        "A short number computed from data (SHA-256) that changes if the data does.",
    ),
    ("Journal", "The record of each step; every line holds the hash of the one before it."),
    ("Mixer", "A pool in which many put equal amounts and take them out at other accounts."),
    ("Peel chain", "A row of accounts, each of which pays a part aside and passes the rest on."),
    ("Seed", "An account at which the inquiry starts."),
    ("Transfer", "One movement of one asset from one account to another."),
)


def glossary() -> Section:
    """The words of the trade that this report uses."""
    return Section("Glossary", (Facts(tuple((word, Cell(meaning)) for word, meaning in sorted(_WORDS))),))
