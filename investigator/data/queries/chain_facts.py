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
