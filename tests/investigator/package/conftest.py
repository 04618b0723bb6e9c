"""A small case with everything that a package holds."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gnn.shelf import SHIPPED
from investigator.cases.case import Case
from investigator.cases.custody import keys, signing
from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.edits import SetExhibits, SetNote
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.data.queries import results
from investigator.records import Address, ClusterScore, Reason, Scores

A, B, C = ("0x" + digit * 40 for digit in "abc")
MODEL = "worlds-1f612991"


def fill(case: Case, folder: Path) -> None:
    path = folder / "t.csv"
    path.write_text(f"from,to,amount\n{A},{B},1\n{B},{C},2\n{A},{C},3\n{A},{B}\n", encoding="utf-8")
    ingest(case.store, open_sources([path], ImportOptions()))
    case.do(SetNote(Address("bank:1"), "open to all"))
    case.do(SetNote(Address("bank:2"), "TLP:RED an informer says so"))
    case.do(SetExhibits((0,)))
    numbers = (SHIPPED / f"{MODEL}.model" / "model.safetensors").read_bytes()
    scores = Scores(
        accounts=np.array([0, 1], np.int32),
        raw=np.array([0.1, 0.9]),
        calibrated=np.array([0.2, 0.8]),
        abstained=np.array([True, False]),
        reasons=((), (Reason("fans out", 0.5),)),
        model=MODEL,
        model_hash=hashlib.sha256(numbers).hexdigest(),
        input_hash="i",
    )
    results.keep_scores(case.store, scores, [ClusterScore(0, np.array([0, 1], np.int32), 0.4, 0.5, ())])


@pytest.fixture
def key() -> ExaminerKey:
    return keys.fresh()


@pytest.fixture
def case(tmp_path: Path, key: ExaminerKey) -> Iterator[Case]:
    with Case.create(tmp_path / "a.case") as made:
        fill(made, tmp_path)
        signing.sign(made.store, key, "Kim")
        yield made


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A shelf that holds the model that scored."""
    shutil.copytree(SHIPPED / f"{MODEL}.model", tmp_path / "models" / f"{MODEL}.model")
    return tmp_path / "models"
