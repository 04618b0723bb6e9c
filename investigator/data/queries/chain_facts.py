"""What a case knows that helps to read files: when blocks were, and how many decimals assets have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.data.store import Store


def block_times(store: Store, chain: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers and UTC seconds of a chain's blocks, in order of number."""
    with store.reading() as db:
        found = db.execute(
            "SELECT number, any_value(time) AS time FROM standing_block WHERE chain = ? GROUP BY ALL ORDER BY ALL",
            [chain],
        ).fetchnumpy()
    return np.asarray(found["number"], np.int64), np.asarray(found["time"], np.int64)


def decimals(store: Store) -> dict[str, int | None]:
    """Decimals of the assets of the case, by key."""
    with store.reading() as db:
        return dict(db.execute("SELECT key, decimals FROM asset").fetchall())


def transaction_names(
    store: Store, chain: str
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Blocks, places in them and hashes (32 bytes each) of a chain's transactions."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT block, tx_index, hash FROM standing_transaction WHERE chain = ? AND octet_length(hash) = 32 "
            "ORDER BY ALL",
            [chain],
        ).fetchall()
    digests = np.frombuffer(b"".join(row[2] for row in rows), np.uint8).reshape(-1, 32)
    return (
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], np.int64),
        digests,
    )
