"""What models said: kept whole with what it was computed from, and read back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa

from investigator.data.connection import Db, named, one
from investigator.data.store import Store
from investigator.records import ClusterScore, Reason, Scores

_ROWS = """
    SELECT account, raw, calibrated, abstained, baseline, reasons FROM score WHERE run = ? ORDER BY account
"""
_CLUSTERS = """
    SELECT cluster, score, calibrated, members, reasons FROM cluster_score WHERE run = ? ORDER BY cluster
"""


def keep_scores(store: Store, scores: Scores, clusters: list[ClusterScore]) -> int:
    """Keep a run of scores with one journal line that names its model, input and seal; the run's number."""
    with store.recorded("score") as recording:
        db = recording.db
        row = one(db, "SELECT coalesce(max(id) + 1, 1) FROM score_run")
        assert row is not None
        run = int(row[0])
        at = store.seconds()
        seal = put_run(db, run, scores, clusters, at)
        recording.body = {
            "run": run,
            "at": at,
            "model": scores.model,
            "model_hash": scores.model_hash,
            "input_hash": scores.input_hash,
            "accounts": int(scores.accounts.size),
            "clusters": len(clusters),
            "seal": seal,
        }
    return run


def put_run(db: Db, run: int, scores: Scores, clusters: list[ClusterScore], at: int) -> str:
    """Write a run of scores made at `at`, in UTC seconds; its seal. Who announces it is the caller's to see to."""
    _insert(db, "score", _score_rows(run, scores))
    _insert(db, "cluster_score", _cluster_rows(run, clusters))
    seal = run_seal(db, run)
    db.execute(
        "INSERT INTO score_run VALUES (?, ?, ?, ?, ?, ?)",
        [run, scores.model, scores.model_hash, scores.input_hash, at, seal],
    )
    return seal


def _insert(db: Db, name: str, rows: pa.Table) -> None:
    db.register("result_rows", rows)
    db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM result_rows")  # noqa: S608 - two fixed names
    db.unregister("result_rows")


def _score_rows(run: int, scores: Scores) -> pa.Table:
    baseline = scores.baseline if scores.baseline.size else np.full(scores.raw.size, np.nan)
    return pa.table(
        {
            "run": pa.array(np.full(scores.raw.size, run, np.int32)),
            "account": pa.array(scores.accounts.astype(np.int64)),
            "raw": pa.array(scores.raw.astype(np.float64)),
            "calibrated": pa.array(scores.calibrated.astype(np.float64)),
            "abstained": pa.array(scores.abstained),
            "baseline": pa.array(baseline.astype(np.float64), from_pandas=True),
            "reasons": pa.array([_reasons_text(reasons) for reasons in scores.reasons], pa.string()),
        }
    )


def _cluster_rows(run: int, clusters: list[ClusterScore]) -> pa.Table:
    return pa.table(
        {
            "run": pa.array([run] * len(clusters), pa.int32()),
            "cluster": pa.array([cluster.cluster for cluster in clusters], pa.int32()),
            "score": pa.array([cluster.score for cluster in clusters], pa.float64()),
            "calibrated": pa.array([cluster.calibrated for cluster in clusters], pa.float64()),
            "members": pa.array(
                [json.dumps(cluster.members.tolist()) for cluster in clusters], pa.string()
            ),
            "reasons": pa.array([_reasons_text(cluster.reasons) for cluster in clusters], pa.string()),
        }
    )


def _reasons_text(reasons: tuple[Reason, ...]) -> str:
    return json.dumps([asdict(reason) for reason in reasons], ensure_ascii=False)


def _reasons(text: str) -> tuple[Reason, ...]:
    return tuple(Reason(**part) for part in json.loads(text))


def run_seal(db: Db, run: int) -> str:
    """SHA-256 over all rows of a run, floats by their shortest exact text."""
    seal = hashlib.sha256()
    for sql in (_ROWS, _CLUSTERS):
        cursor = db.execute(sql, [run])
        while rows := cursor.fetchmany(10_000):
            for row in rows:
                seal.update(repr(row).encode())
    return seal.hexdigest()


def latest_run(store: Store) -> dict[str, Any] | None:
    """The newest run: id, model, model_hash, input_hash, at, seal; `None` before the first."""
    with store.reading() as db:
        rows = named(db, "SELECT * FROM score_run ORDER BY id DESC LIMIT 1")
    return rows[0] if rows else None


def runs(store: Store) -> list[dict[str, Any]]:
    """All runs, oldest first."""
    with store.reading() as db:
        return named(db, "SELECT * FROM score_run ORDER BY id")


def read_scores(store: Store, run: dict[str, Any]) -> Scores:
    """The scores of a run that `latest_run` or `runs` named."""
    with store.reading() as db:
        rows = db.execute(_ROWS, [run["id"]]).fetchall()
    account, raw, calibrated, abstained, baseline, reasons = zip(*rows, strict=True) if rows else ((),) * 6
    known = [value for value in baseline if value is not None]
    return Scores(
        accounts=np.array(account, np.int32),
        raw=np.array(raw, np.float64),
        calibrated=np.array(calibrated, np.float64),
        abstained=np.array(abstained, np.bool_),
        reasons=tuple(_reasons(text) for text in reasons),
        model=run["model"],
        model_hash=run["model_hash"],
        input_hash=run["input_hash"],
        baseline=np.array(baseline, np.float64) if len(known) == len(rows) else np.empty(0),
    )


def read_clusters(store: Store, run: dict[str, Any]) -> list[ClusterScore]:
    """The cluster scores of a run, the most suspicious first."""
    with store.reading() as db:
        rows = db.execute(_CLUSTERS, [run["id"]]).fetchall()
    clusters = [
        ClusterScore(number, np.array(json.loads(members), np.int32), score, calibrated, _reasons(reasons))
        for number, score, calibrated, members, reasons in rows
    ]
    return sorted(clusters, key=lambda cluster: (-cluster.calibrated, cluster.cluster))


def score_of(store: Store, run: int, account: int) -> float | None:
    """The calibrated score of an account in a run, if it has one."""
    with store.reading() as db:
        row = one(db, "SELECT calibrated FROM score WHERE run = ? AND account = ?", [run, account])
    return float(row[0]) if row else None
