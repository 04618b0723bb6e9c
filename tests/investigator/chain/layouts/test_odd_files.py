"""Whatever stands in a cell, a file ends in rows, in rows that were set aside, or in one sentence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.chain.files import open_sources
from investigator.chain.source import ImportOptions
from investigator.errors import Trouble
from investigator.progress import silent
from tests.investigator.chain.layouts.etl_rows import (
    BLOCKS,
    CONTRACTS,
    LOGS,
    RECEIPTS,
    TOKEN_TRANSFERS,
    TOKENS,
    TRACES,
    TRANSACTIONS,
)
from tests.investigator.chain.layouts.written import H1, HUGE, SINGLE, TRANSFER, A, B, C, csv, ndjson, word

_CELL = st.one_of(
    st.sampled_from(
        [*"0123456789", "", "-1", "0x", A, A.upper(), H1, HUGE, "1e70", "1.5", "nan", "call", "\u0661"]
    ),
    st.sampled_from(
        [f"{TRANSFER},{word(A)},{word(B)}", f"{SINGLE},{word(A)},{word(B)},{word(C)}", word(7), "[{}]"]
    ),
    st.text(max_size=6),
)


@pytest.mark.parametrize(
    "rows", [BLOCKS, TRANSACTIONS, RECEIPTS, LOGS, TOKEN_TRANSFERS, TRACES, CONTRACTS, TOKENS]
)
@settings(max_examples=40)
@given(data=st.data())
def test_no_file_is_too_odd(tmp_path: Path, rows: list[dict[str, object]], data: st.DataObject) -> None:
    odd = [dict(row) for row in rows]
    for row in odd:
        for name in data.draw(st.sets(st.sampled_from(sorted(row)), max_size=3)):
            row[name] = data.draw(_CELL)
    for write in (csv, ndjson):
        path = tmp_path / "odd.csv"
        write(path, odd)
        with suppress(Trouble):
            for source in open_sources([path], ImportOptions()):
                assert sum(batch.bad_rows for batch in source.batches(silent)) <= 2 * len(rows)
