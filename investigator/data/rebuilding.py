"""A case built again, line by line of its journal, out of another one's evidence."""

from __future__ import annotations

import json
from typing import Any

from investigator.data import grafts, ledger
from investigator.data.connection import Db, lent
from investigator.data.evidence import EVIDENCE
from investigator.data.ledger import Line

ROWS = 65_536
"""Rows that are carried at once."""


def bring(source: Db, target: Db, line: Line) -> None:
    """Write a journal line as it is, with what it announces: an acquisition's evidence, a lesson, another copy's lines."""
    said = _body(line)
    if line.verb == "import" and isinstance(said.get("acquisition"), int):
        _acquisition(source, target, said["acquisition"])
    if line.verb == "train" and isinstance(said.get("lesson"), int):
        _copy(source, target, "lesson", "id = ?", said["lesson"])
        _copy(source, target, "lesson_label", "lesson = ?", said["lesson"])
    if line.verb == "graft":
        _stretches(source, target, said)
    ledger.insert(target, line)


def bring_custody(source: Db, target: Db, seq: int) -> None:
    """Write the signatures and time stamps that end with the journal line `seq`."""
    _copy(source, target, "signature", "last_seq = ?", seq)
    _copy(source, target, "time_stamp", "seq = ?", seq)


def bring_run(source: Db, target: Db, run: int) -> None:
    """Write a run of scores as it was kept: for one that cannot be worked out again."""
    _copy(source, target, "score_run", "id = ?", run)
    _copy(source, target, "score", "run = ?", run)
    _copy(source, target, "cluster_score", "run = ?", run)


def _acquisition(source: Db, target: Db, number: int) -> None:
    for table in EVIDENCE:
        _copy(source, target, table.name, "acquisition = ?", number, "id")
    _copy(source, target, "seal", "acquisition = ?", number, "evidence, first_id")
    _copy(source, target, "acquisition", "id = ?", number)
    held = "sha256 IN (SELECT sha256 FROM acquisition WHERE id = ?)"
    found = target.execute(f"SELECT count(*) FROM raw_answer WHERE {held}", [number]).fetchall()  # noqa: S608
    if not found[0][0]:
        _copy(source, target, "raw_answer", held, number, "part")


def _stretches(source: Db, target: Db, said: dict[str, Any]) -> None:
    """The lines of another copy that a `graft` took in, and those that this copy had taken in before."""
    kept, waiting = grafts.stretches(source), [_head(said)]
    done = grafts.heads(target)
    while waiting:
        name = waiting.pop()
        if name in done or name not in kept:
            continue
        done.add(name)
        grafts.keep(target, {name: kept[name]})
        waiting += [_head(_body(line)) for line in kept[name] if line.verb == "graft"]


def _head(said: dict[str, Any]) -> str:
    """The last of the lines that a `graft` took in, by its hash; '' where the line does not say."""
    head = said.get("head")
    return str(head.get("hash", "")) if isinstance(head, dict) else ""


def bring_answer(source: Db, target: Db, sha256: str) -> None:
    """Write a raw answer as it was kept, once."""
    found = target.execute("SELECT count(*) FROM raw_answer WHERE sha256 = ?", [sha256]).fetchall()
    if not found[0][0]:
        _copy(source, target, "raw_answer", "sha256 = ?", sha256, "part")


def _copy(source: Db, target: Db, table: str, where: str, value: int | str, order: str = "1") -> None:
    sql = f"SELECT * FROM {table} WHERE {where} ORDER BY {order}"  # noqa: S608 - names are those above
    with source.cursor() as own:
        for batch in own.sql(sql, params=[value]).to_arrow_reader(ROWS):
            if batch.num_rows:
                with lent(target, "carried_rows", batch):
                    target.execute(f"INSERT INTO {table} BY NAME SELECT * FROM carried_rows")  # noqa: S608


def _body(line: Line) -> dict[str, Any]:
    try:
        said = json.loads(line.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
