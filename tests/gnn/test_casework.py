"""Models at work on a case: what is scored is kept, what is learned is noted, and cards are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gnn import casework
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.shelf import CARD, Shelf
from gnn.worlds import World
from investigator import operations
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, SetTitle, Together
from investigator.cases.verify import verify
from investigator.data import ledger
from investigator.data.queries import lessons, results
from investigator.errors import Trouble
from investigator.progress import Cancelled
from investigator.records import Address, Clock, Label
from tests.gnn.here import Here
from tests.makers import Move, put


@pytest.fixture
def shelf(model: Model, tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "shelf", tmp_path / "shipped")
    shelf.save(model.package())
    return shelf


@pytest.fixture
def worker(shelf: Shelf, recipe: Recipe) -> Here:
    return Here(shelf, recipe)


@pytest.fixture
def ref(shelf: Shelf) -> str:
    return str(shelf.list()[0].path)


def address(number: int) -> str:
    return f"bank:{number}"


@pytest.fixture
def case(world: World, tmp_path: Path) -> Iterator[Case]:
    """The world as a case file: steps for time, and a source that claims something about two accounts."""
    graph = world.graph
    with Case.create(tmp_path / "small.case") as case:
        moves = [
            Move(int(s), int(d), round(a * 100), int(t))
            for s, d, a, t in zip(graph.src, graph.dst, graph.amount, graph.time, strict=True)
        ]
        tags = [{"address": address(0), "illicit": True}, {"address": address(1), "illicit": False}]
        put(case.store, moves, [address(i) for i in range(graph.order)], tags=tags, clock=Clock.STEP)
        yield case


def label(case: Case, verdicts: dict[int, bool]) -> None:
    edits = [
        SetLabels(Address(address(i)), (Label("seen", illicit=verdict),)) for i, verdict in verdicts.items()
    ]
    case.do(Together(tuple(edits), "label"))


def some(world: World, count: int = 12) -> dict[int, bool]:
    """So many of each kind, none of the first ten."""
    return {
        int(i): bool(value)
        for value in (0, 1)
        for i in np.flatnonzero(world.illicit == value)[10 : 10 + count]
    }


def journal(case: Case, verb: str) -> list[dict[str, object]]:
    with case.store.reading() as db:
        return [json.loads(line.body) for line in ledger.lines(db) if line.verb == verb]


def test_scores_are_kept_and_the_case_still_verifies(
    case: Case, worker: Here, ref: str, model: Model
) -> None:
    run, scores, clusters = casework.score_case(case, operations.columns(case), worker, ref)
    assert run == 1
    assert scores.accounts.size == operations.columns(case).order
    assert clusters
    assert min(one.members.size for one in clusters) >= casework.LEAST_MEMBERS
    latest = results.latest_run(case.store)
    assert latest is not None
    assert (latest["model"], latest["model_hash"]) == (model.card.id, model.card.model_sha256)
    kept = results.read_scores(case.store, latest)
    np.testing.assert_array_equal(kept.raw, scores.raw)
    assert kept.reasons == scores.reasons
    assert len(journal(case, "score")) == 1
    assert verify(case.store) == []


def test_cancel_keeps_nothing(case: Case, worker: Here, ref: str) -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if note == "Running the network":
            raise Cancelled

    with pytest.raises(Cancelled):
        casework.score_case(case, operations.columns(case), worker, ref, tick)
    assert results.latest_run(case.store) is None
    assert journal(case, "score") == []


def test_a_case_teaches_its_labels_and_says_so(
    case: Case, worker: Here, world: World, tmp_path: Path, ref: str
) -> None:
    label(case, some(world))
    card = casework.train_cases([case], worker, tmp_path / "mine", start=ref, name="My model, 1!", seed=5)
    (example,), made, start = worker.taught[0]
    assert (made.name, made.seed, start) == ("my-model-1", 5, ref)
    assert {int(i): bool(example.labels[i]) for i in np.flatnonzero(example.labels >= 0)} == some(world)
    assert example.graph.digest() == operations.columns(case).whole().digest()
    (line,) = journal(case, "train")
    (lesson,) = card["lessons"]
    assert line["seal"]
    assert {key: line[key] for key in line if key not in {"seal", "started_from", "against", "at"}} == {
        "lesson": 1,
        "model": card["id"],
        "model_hash": card["model_sha256"],
        "input_hash": example.graph.digest(),
        "labels": {"illicit": 12, "licit": 12},
        "labels_hash": lesson["labels"],
        "features_hash": lesson["features"],
        "forced": False,
    }
    kept = lessons.labels_of(case.store, 1)
    assert {one.account: one.illicit for one in kept} == some(world)
    assert lessons.verdicts_hash(kept) == lesson["labels"]
    assert {(one.annotator, one.label, one.entry > 0, one.said_at > 0) for one in kept} == {
        ("examiner", "seen", True, True)
    }
    assert {one.part for one in kept} == {"train", "validation", "test"}
    assert verify(case.store) == []
    assert Path(card["path"]) == tmp_path / "mine" / f"{card['id']}.model"
    assert Shelf(tmp_path / "elsewhere").find(tmp_path / "mine") == Path(card["path"])
    json.dumps(card, allow_nan=False)


def test_a_model_may_be_started_anew_however_few_labels_there_are(
    case: Case, worker: Here, world: World, tmp_path: Path
) -> None:
    for value in (0, 1):
        some = np.flatnonzero(world.illicit == value)[:12].tolist()
        label(case, {account: bool(value) for account in some})
    asked = Recipe(backbone="sign", device="cpu")
    casework.train_cases([case], worker, tmp_path / "mine", against="", anew=True, recipe=asked)
    casework.train_cases([case], worker, tmp_path / "mine", against="")
    (_, first, start), (_, second, again) = worker.taught
    assert (first.backbone, first.device, start) == ("sign", "cpu", "")
    assert second.backbone == "pna"
    assert again, "few labels fine-tune the shipped model"


def test_claims_of_others_are_learned_only_when_asked(
    case: Case, worker: Here, world: World, tmp_path: Path, ref: str
) -> None:
    label(case, some(world) | {1: True})
    for claims in (False, True):
        casework.train_cases([case], worker, tmp_path, start=ref, claims=claims)
    before, after = (worker.taught[i][0][0].labels for i in (0, 1))
    assert (before[0], after[0]) == (-1, 1)
    assert (before[1], after[1]) == (1, 1), "the analyst's own label holds"
    np.testing.assert_array_equal(before[2:], after[2:])


def test_several_cases_teach_one_model(
    case: Case, worker: Here, world: World, tmp_path: Path, ref: str
) -> None:
    label(case, some(world))
    case.do(SetTitle("Small one", ""))
    with Case.create(None) as other:
        put(other.store, [Move(0, 1, 5), Move(1, 2, 5)], [address(i) for i in range(3)])
        label(other, {0: True, 2: False})
        card = casework.train_cases([case, other], worker, tmp_path, start=ref)
        assert card["labels"] == {"illicit": 13, "licit": 13, "unknown": world.graph.order + 3 - 26}
        assert card["name"] == "small-one-case"
        assert journal(other, "train")[0]["labels"] == {"illicit": 1, "licit": 1}


def test_one_kind_of_label_is_too_few(
    case: Case, worker: Here, world: World, tmp_path: Path, ref: str
) -> None:
    label(case, {i: verdict for i, verdict in some(world).items() if verdict})
    with pytest.raises(Trouble, match="labelled as ordinary"):
        casework.train_cases([case], worker, tmp_path / "mine", start=ref)
    assert journal(case, "train") == []
    assert not (tmp_path / "mine").exists()


def test_cards_are_told_with_what_a_list_shows(shelf: Shelf, model: Model) -> None:
    (card,) = casework.cards(shelf)
    (entry,) = shelf.list()
    assert card == casework.card_of(shelf, model.card.id) | {"signed_by": entry.signed_by}
    assert (card["id"], card["winner"]) == (model.card.id, model.card.choice)
    assert card["made"] == model.card.created
    assert "PR-AUC (test)" in card["metrics"]
    assert all(isinstance(value, float) for value in card["metrics"].values())
    assert "never proof" in card["unfit"]
    json.dumps(card, allow_nan=False)


def test_a_damaged_model_is_listed_with_what_is_wrong(shelf: Shelf, model: Model) -> None:
    (shelf.list()[0].path / CARD).write_bytes(b"{}")
    (card,) = casework.cards(shelf)
    assert (card["id"], card["winner"]) == (model.card.id, "unusable")
    assert "cannot be read" in card["unfit"]
    with pytest.raises(Trouble):
        casework.card_of(shelf, model.card.id)


def test_the_card_of_a_run_is_that_of_the_very_model(
    case: Case, worker: Here, shelf: Shelf, ref: str, model: Model
) -> None:
    assert casework.card_of_run(case, shelf.folder) is None
    casework.score_case(case, operations.columns(case), worker, ref)
    found = casework.card_of_run(case, shelf.folder)
    assert found is not None
    assert found["model_sha256"] == model.card.model_sha256
    assert casework.card_of_run(case, shelf.folder / "elsewhere") is None


def test_what_the_one_in_use_has_learned_may_not_judge(
    case: Case, worker: Here, world: World, tmp_path: Path
) -> None:
    label(case, some(world))
    first = casework.train_cases([case], worker, tmp_path, against="")
    (held,), against = worker.judges[0]
    test = {one.account for one in lessons.labels_of(case.store, 1) if one.part == "test"}
    assert (set(np.flatnonzero(held).tolist()), against) == (test, "")
    label(case, some(world, 20))
    casework.train_cases([case], worker, tmp_path, against=first["path"])
    (held,), against = worker.judges[1]
    now = {one.account: one.part for one in lessons.labels_of(case.store, 2)}
    learned = {one.account for one in lessons.labels_of(case.store, 1) if one.part != "test"}
    assert set(np.flatnonzero(held).tolist()) == {
        account for account, part in now.items() if part == "test" and account not in learned
    }
    assert against == first["path"]
    casework.train_cases([case], worker, tmp_path, against="", start=first["path"])
    (grown,), _ = worker.judges[2]
    np.testing.assert_array_equal(grown, held)
    assert verify(case.store) == []


def test_claims_teach_and_never_judge(case: Case, worker: Here, world: World, tmp_path: Path) -> None:
    label(case, some(world))
    casework.train_cases([case], worker, tmp_path, against="", claims=True)
    kept = {one.account: one for one in lessons.labels_of(case.store, 1)}
    assert not kept[0].own
    assert kept[5 if 5 in kept else next(a for a in kept if a > 1)].own
    assert kept[0].entry == 2, "the line that imported it"
    ((held,), _) = worker.judges[0]
    assert not held[[0, 1]].any()


def test_an_address_that_teaches_in_one_case_judges_in_none(
    case: Case, worker: Here, world: World, tmp_path: Path
) -> None:
    label(case, some(world))
    with Case.create(None) as other:
        put(other.store, [Move(0, 1, 5), Move(1, 2, 5)], [address(i) for i in some(world)][:3])
        other.do(SetLabels(Address(address(next(iter(some(world))))), (Label("x", illicit=False),)))
        casework.train_cases([case, other], worker, tmp_path, against="")
        held, _ = worker.judges[0]
        both = {one.account: one.part for one in lessons.labels_of(other.store, 1)}
        shared = next(iter(some(world)))
        parts = {one.account: one.part for one in lessons.labels_of(case.store, 1)}
        assert not (held[0][shared] and both[0] != "test")
        assert not (held[1][0] and parts[shared] != "test")


def test_without_leaves_an_account_out_and_an_unknown_one_is_trouble(
    case: Case, worker: Here, world: World, tmp_path: Path
) -> None:
    label(case, some(world))
    gone = next(iter(some(world)))
    casework.train_cases([case], worker, tmp_path, against="", without=[address(gone)])
    assert worker.taught[0][0][0].labels[gone] == -1
    with pytest.raises(Trouble, match="no account"):
        casework.train_cases([case], worker, tmp_path, against="", without=["bank:99999"])


def test_what_is_in_use_is_what_scored_last(case: Case, worker: Here, shelf: Shelf, ref: str) -> None:
    casework.score_case(case, operations.columns(case), worker, ref)
    assert casework.in_use(case, shelf) == ref
    empty = Shelf(shelf.folder / "none", shelf.folder / "nowhere")
    assert casework.in_use(case, empty) == ""


def test_an_audit_names_addresses_and_clashes(case: Case, worker: Here, world: World) -> None:
    label(case, some(world) | {1: True})
    found = casework.audit_cases([case], worker)
    assert {one.address for one in found.suspects} == {address(i) for i in [*some(world), 1]}
    (clash,) = found.clashes
    assert (clash.address, clash.claims, clash.verdict) == (address(1), True, True)
    assert "seen (own, 50)" in clash.illicit
    assert journal(case, "train") == []


@pytest.mark.parametrize(
    "name, plain",
    [("Northwind 1", "northwind-1"), ("../../etc", "etc"), ("💰", "model"), ("a" * 99, "a" * 60)],
)
def test_a_model_s_name_fits_every_file_system(name: str, plain: str) -> None:
    assert casework._plain(name) == plain
