from __future__ import annotations

import duckdb

from investigator.data.connection import named, one


def test_rows_by_name_and_values_that_are_bound() -> None:
    with duckdb.connect(":memory:") as db:
        db.execute("CREATE TABLE t (x INT, y TEXT)")
        assert named(db, "SELECT * FROM t") == []
        db.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b; DROP TABLE t')")
        assert named(db, "SELECT y, x + 1 AS more FROM t WHERE y = ?", ["b; DROP TABLE t"]) == [
            {"y": "b; DROP TABLE t", "more": 3}
        ]


def test_the_first_row_leaves_the_connection_free() -> None:
    with duckdb.connect(":memory:") as db:
        assert one(db, "SELECT x FROM range(?) AS t(x) ORDER BY x DESC", [100_000]) == (99_999,)
        assert one(db, "SELECT 1 WHERE false") is None
        db.begin()
        assert one(db, "SELECT x FROM range(100000) AS t(x)") is not None
        db.commit()
