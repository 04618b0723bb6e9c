"""A pull from an explorer, as the analyst asks for it: estimated, complete, nothing twice, and its key nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.errors import Trouble
from investigator.operations.acquiring import PullOptions, estimate, pull
from tests.investigator.chain.explorer.worlds import HUB, account, told, world
from tests.nodes.explorer import Explorer

KEY = "K3Y-T0-F1ND"


def test_pulling_from_an_explorer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTIGATOR_KEY_127_0_0_1", KEY)
    path = tmp_path / "case.inv"
    with Case.create(None) as first, Case.create(path) as case:
        world(first.store)
        with Explorer.of(first.store, cap=25, key=KEY) as explorer:
            guess = estimate(case, explorer.uri, [HUB], PullOptions())
            assert (guess.units, guess.skipped) == (3, 0)
            report = pull(case, explorer.uri, [HUB], PullOptions())
            assert told(case.store) == told(first.store)
            assert (report.units, report.calls, report.duplicates) == (3, None, 0)
            again = pull(case, explorer.uri, [HUB, account(256)], PullOptions())
            assert (again.skipped, again.transfers) == (3, 0)
            explorer.key = "another"
            with pytest.raises(Trouble, match="does not let us in") as refused:
                pull(case, explorer.uri, [account(257)], PullOptions())
        assert told(case.store) == told(first.store)
        assert verify(case.store) == []
        with case.store.reading() as db:
            tables = [name for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            every = "".join(str(db.execute(f"SELECT * FROM {name}").fetchall()) for name in tables)
    assert KEY not in every + repr(report) + repr(guess) + repr(refused.value)
    assert KEY.encode() not in path.read_bytes()
