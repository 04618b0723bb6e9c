"""The sample case is built whole from the story's files, or not at all."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify_file
from investigator.data.queries import sources, transfers
from investigator.errors import Trouble
from investigator.progress import Cancelled, Tick
from investigator.sample import FOLDER, NAME, sample_case


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("sample") / "new" / NAME)


def test_it_holds_the_whole_story(built: Path) -> None:
    with (FOLDER / "transfers.csv").open(encoding="utf-8") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    assert verify_file(built).problems == []
    with Case.open(built) as case:
        counts = sources.counts(case.store)
        assert (counts.transfers, counts.bad_rows) == (rows, 0)
        assert counts.tags > 150
        known = {asset.symbol: asset.decimals for asset in sources.assets(case.store)}
    assert known == {"ETH": 18, "WETH": 18, "USDC": 6, "LARK": 6, "ŪSDC": 6}


def test_it_is_annotated_in_part(built: Path) -> None:
    said = json.loads((FOLDER / "annotations.json").read_text(encoding="utf-8"))
    with Case.open(built) as case:
        facts = case.facts
        assert facts.title == "Northwind drain"
        assert len(facts.shown) == len(said["chart"])
        assert len(facts.labels) == len({one["address"] for one in said["labels"]})
        assert len(facts.findings) == len(said["findings"])
        first = transfers.by_id(case.store, facts.exhibits[:1])[0]
        assert first.amount == 41_250 * 10**18
        assert first.receiver == facts.seeds[0]
        rows = transfers.by_id(case.store, facts.exhibits)
        assert [row.tx_hash for row in rows] == said["exhibits"]


def test_everything_the_analyst_did_can_be_undone(built: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(built, tmp_path / "copy.case"))
    with Case.open(copy) as case:
        while case.undo():
            pass
        assert case.facts.title == ""
        assert not case.facts.labels
        assert not case.facts.shown


def test_one_that_is_there_is_left_as_it_is(built: Path) -> None:
    before = built.read_bytes()

    def never(case: Case, tick: Tick) -> None:
        raise AssertionError

    assert sample_case(built, score=never) == built
    assert built.read_bytes() == before


def test_it_is_scored_by_whom_the_caller_names(tmp_path: Path) -> None:
    seen: list[int] = []

    def score(case: Case, tick: Tick) -> None:
        seen.append(sources.counts(case.store).transfers)

    sample_case(tmp_path / NAME, score=score)
    assert seen[0] > 17_000


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    def stop(case: Case, tick: Tick) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sample_case(tmp_path / NAME, score=stop)
    assert list(tmp_path.iterdir()) == []


def test_files_that_are_missing_or_damaged_are_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"annotations\.json.*is missing"):
        sample_case(tmp_path / NAME, folder=tmp_path)
    story = Path(shutil.copytree(FOLDER, tmp_path / "story"))
    (story / "annotations.json").write_text('{"title": 3}', encoding="utf-8")
    with pytest.raises(Trouble, match=r"make\.py"):
        sample_case(tmp_path / NAME, folder=story)
    assert not (tmp_path / NAME).exists()
