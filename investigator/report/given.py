"""In words, how many rows of which sort a source gave."""

from __future__ import annotations

from collections.abc import Mapping

from investigator.report.document import plural

_WORDS = {
    "transfer": ("transfer", ""),
    "chain_transaction": ("transaction", ""),
    "receipt": ("receipt", ""),
    "block": ("block", ""),
    "header": ("header of a block", "headers of blocks"),
    "contract": ("contract", ""),
    "tag": ("claim", ""),
    "actor": ("actor", ""),
    "price": ("price", ""),
    "balance": ("balance", ""),
    "nonce": ("count of transactions sent", "counts of transactions sent"),
    "extra_fee": ("further fee", ""),
    "coverage": ("note of blocks looked at", "notes of blocks looked at"),
    "frontier": ("note on where the pull stopped", "notes on where the pull stopped"),
    "suspect": ("doubt about a token", "doubts about tokens"),
    "superseded": ("row that a reorganisation replaced", "rows that a reorganisation replaced"),
    "finality": ("final block", ""),
    "node": ("answer on what the node can do", "answers on what the node can do"),
    "proof": ("proof", ""),
    "bad_row": ("row that could not be read", "rows that could not be read"),
}


def given(rows: Mapping[str, int]) -> str:
    """What a source gave by evidence table; accounts and assets come with the rest and are not counted."""
    told = [plural(rows[table], *words) for table, words in _WORDS.items() if rows.get(table)]
    return ", ".join(told) or "nothing new"
