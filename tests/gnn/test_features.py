from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from gnn.dataset import fitted, measured
from gnn.example import Example
from gnn.feature_names import ACCOUNT_FEATURES, TRANSFER_FEATURES
from gnn.features import account_features, scales, transfer_features
from investigator.graph.subgraph import Subgraph
from investigator.progress import Cancelled

NAMES = [feature.name for feature in ACCOUNT_FEATURES]
COLUMNS = [feature.name for feature in TRANSFER_FEATURES]


def graph_of(rows: list[tuple[int, int, float, int]], n: int, assets: list[int] | None = None) -> Subgraph:
    """Rows of (src, dst, amount, time) in order of time."""
    src, dst, amount, time = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Subgraph(
        np.arange(n, dtype=np.int32),
        np.array(src, np.int32),
        np.array(dst, np.int32),
        np.array(amount, float),
        np.array(assets or [0] * len(rows), np.int32),
        np.array(time, np.int64),
        np.arange(len(rows), dtype=np.int64),
    )


def value(graph: Subgraph, account: int, name: str) -> float:
    return float(account_features(graph)[account, NAMES.index(name)])


def count(graph: Subgraph, account: int, name: str) -> int:
    return round(float(np.expm1(value(graph, account, name))))


@st.composite
def graphs(draw: st.DrawFn) -> Subgraph:
    n, m = draw(st.integers(1, 10)), draw(st.integers(0, 40))
    ends = hnp.arrays(np.int32, m, elements=st.integers(0, n - 1))
    amount = draw(hnp.arrays(float, m, elements=st.sampled_from([0.0, 0.3, 1.0, 2.5, 99.0, 100.0, 1e30])))
    time = np.sort(draw(hnp.arrays(np.int64, m, elements=st.integers(0, 500))))
    asset = draw(hnp.arrays(np.int32, m, elements=st.integers(0, 2)))
    rows = np.arange(m, dtype=np.int64)
    return Subgraph(np.arange(n, dtype=np.int32), draw(ends), draw(ends), amount, asset, time, rows)


def renamed(graph: Subgraph, new: NDArray[np.int32]) -> Subgraph:
    return Subgraph(
        graph.accounts * 3,
        new[graph.src],
        new[graph.dst],
        graph.amount,
        graph.asset,
        graph.time,
        graph.transfer + 7,
    )


@settings(deadline=None, max_examples=50)
@given(graphs(), st.randoms(use_true_random=False))
def test_renaming_the_accounts_only_permutes_the_rows(graph: Subgraph, random: object) -> None:
    new = np.arange(graph.order, dtype=np.int32)
    random.shuffle(new)  # type: ignore[attr-defined]
    other = renamed(graph, new)
    before, after = account_features(graph), account_features(other)
    np.testing.assert_allclose(after[new], before, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(transfer_features(other), transfer_features(graph), rtol=1e-5, atol=1e-6)


def told(graph: Subgraph, other: Subgraph, cut: int) -> Subgraph:
    """`graph` up to `cut`, and after it what happens in `other`."""
    past, later = graph.until(cut), other.time > cut
    fits = later & (other.src < graph.order) & (other.dst < graph.order)
    names = ("src", "dst", "amount", "asset", "time")
    columns = [np.concatenate([getattr(past, name), getattr(other, name)[fits]]) for name in names]
    return Subgraph(graph.accounts, *columns, np.arange(columns[0].size, dtype=np.int64))


@settings(deadline=None, max_examples=100)
@given(graphs(), graphs(), st.integers(-1, 501))
def test_no_feature_of_a_time_changes_when_the_future_is_removed_or_is_another(
    graph: Subgraph, other: Subgraph, cut: int
) -> None:
    past = graph.until(cut)
    assert (past.time <= cut).all()
    for whole in (graph, told(graph, other, cut)):
        assert np.array_equal(account_features(whole, as_of=cut), account_features(past))
        assert np.array_equal(transfer_features(whole, as_of=cut), transfer_features(past))


@settings(deadline=None, max_examples=25)
@given(graphs(), graphs(), st.integers(100, 400))
def test_what_trains_is_the_same_whatever_happens_later(graph: Subgraph, other: Subgraph, cut: int) -> None:
    """Features, and the normaliser that is fitted to them."""
    split = (np.arange(graph.order) % 3).astype(np.int8)

    def trains(some: Subgraph) -> tuple[NDArray[np.float32], ...]:
        labels = np.zeros(graph.order, np.int8)
        data = measured([Example(some, labels, split=split, until=(cut, None, None))])
        fit = fitted(data)
        return data[0].x, data[0].e, *fit.account, *fit.transfer

    first, second = trains(graph), trains(told(graph, other, cut))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


@settings(deadline=None, max_examples=50)
@given(graphs(), st.sampled_from([2.0**-20, 0.5, 1024.0]), st.integers(2, 60), st.integers(-(10**9), 10**9))
def test_units_of_money_and_time_do_not_matter(
    graph: Subgraph, money: float, tick: int, start: int
) -> None:
    other = Subgraph(
        graph.accounts,
        graph.src,
        graph.dst,
        graph.amount * money,
        graph.asset,
        graph.time * tick + start,
        graph.transfer,
    )
    stays = [name not in {"sent_round", "received_round"} for name in NAMES]
    np.testing.assert_allclose(
        account_features(other)[:, stays], account_features(graph)[:, stays], rtol=1e-4
    )


@settings(deadline=None, max_examples=50)
@given(graphs())
def test_nothing_but_finite_numbers_of_the_promised_shape(graph: Subgraph) -> None:
    accounts, transfers = account_features(graph), transfer_features(graph)
    assert accounts.shape == (graph.order, len(NAMES))
    assert transfers.shape == (graph.size, len(COLUMNS))
    assert accounts.dtype == transfers.dtype == np.float32
    assert np.isfinite(accounts).all()
    assert np.isfinite(transfers).all()
    for k, feature in enumerate(ACCOUNT_FEATURES):
        least = -1.0 if feature.unit == "balance" else 0.0
        assert (accounts[:, k] >= least).all(), feature.name
        if feature.unit in {"share", "balance"}:
            assert (accounts[:, k] <= 1.0 + 1e-6).all(), feature.name


def test_broken_amounts_do_no_harm() -> None:
    broken = [np.nan, np.inf, -np.inf, -4.0, 1e308, 5e-324, 0.0]
    rows = [(k % 3, (k + 1) % 3, amount, k) for k, amount in enumerate(broken + broken[::-1])]
    for assets in ([0] * 14, list(range(14))):
        graph = graph_of(rows, 3, assets)
        assert np.isfinite(account_features(graph)).all()
        assert np.isfinite(transfer_features(graph)).all()


def test_empty_graphs_have_features_too() -> None:
    assert account_features(graph_of([], 0)).shape == (0, len(NAMES))
    assert not account_features(graph_of([], 1)).any()
    assert not account_features(graph_of([(0, 0, 5.0, 1)], 1)).any()
    assert transfer_features(graph_of([], 3)).shape == (0, len(COLUMNS))


def test_usual_amounts_are_medians_by_asset_and_the_usual_gap_is_a_median_of_medians() -> None:
    graph = graph_of([(0, 1, 1, 0), (0, 1, 3, 10), (0, 2, 8, 20), (0, 2, 500, 50)], 3, [0, 0, 0, 7])
    found = scales(graph)
    assert found.amount.tolist() == [3.0, 3.0, 3.0, 500.0]
    assert found.gap == 10.0


MULE = graph_of([(1, 0, 30, 0), (2, 0, 30, 10), (3, 0, 40, 20), (0, 4, 98, 30)], 5)


def test_a_mule_gathers_and_passes_on() -> None:
    assert count(MULE, 0, "received_partners") == 3
    assert count(MULE, 0, "gathered") == 1
    assert count(MULE, 0, "split") == 0
    assert value(MULE, 0, "passed_on") == pytest.approx(0.98)
    assert value(MULE, 0, "balance") == pytest.approx(2 / 198)
    assert value(MULE, 0, "received_concentration") == pytest.approx(0.3**2 + 0.3**2 + 0.4**2)
    assert value(MULE, 0, "sent_concentration") == 1.0
    held = (30 * 10 + 60 * 10 + 100 * 10) / 100 / 10
    assert np.expm1(value(MULE, 0, "holding")) == pytest.approx(held)


def test_a_relay_repeats_amounts() -> None:
    graph = graph_of([(0, 1, 100, 0), (1, 2, 99, 10), (2, 3, 98, 20), (1, 4, 7, 30)], 5)
    assert value(graph, 1, "matched_in") == 1.0
    assert value(graph, 1, "matched_out") == pytest.approx(99 / 106)
    assert np.expm1(value(graph, 1, "matched_lag")) == pytest.approx(10 / scales(graph).gap)
    assert [count(graph, a, "chain") for a in range(5)] == [3, 3, 3, 3, 1]


def test_a_cycle_is_seen_at_each_of_its_members() -> None:
    graph = graph_of([(0, 1, 50, 0), (1, 2, 49, 10), (2, 3, 48, 20), (3, 0, 47, 30), (3, 4, 1, 40)], 5)
    assert [value(graph, a, "cycle_length") for a in range(5)] == [4, 4, 4, 4, 0]
    assert [count(graph, a, "cycles") for a in range(5)] == [1, 1, 1, 1, 0]
    backwards = graph_of([(3, 0, 47, 0), (2, 3, 48, 10), (1, 2, 49, 20), (0, 1, 50, 30)], 4)
    assert [count(backwards, a, "cycles") for a in range(4)] == [0, 0, 0, 0]


def test_scatter_gather_is_seen_from_all_three_places() -> None:
    out = [(0, middle, 10.0 + middle, middle) for middle in (1, 2, 3)]
    back = [(middle, 4, 9.9 + middle, 10 + middle) for middle in (1, 2, 3)]
    graph = graph_of(out + back, 5)
    assert count(graph, 0, "scatters") == 3
    assert count(graph, 4, "gathers") == 3
    assert [count(graph, middle, "relays") for middle in (1, 2, 3)] == [3, 3, 3]
    assert count(graph, 4, "scatters") == count(graph, 0, "gathers") == 0


def test_payments_in_parts_stand_out() -> None:
    graph = graph_of([(0, 1, 5, 0)] * 5 + [(0, 2, 5, 100), (1, 2, 5, 200), (2, 0, 5, 300)], 3)
    assert count(graph, 0, "sent_repeats_at_once") == 5
    assert count(graph, 1, "received_repeats") == 5
    assert count(graph, 0, "sent_flurry") == 5
    assert value(graph, 0, "sent_equal") == 1.0


def test_transfers_know_their_ports_and_what_came_before() -> None:
    graph = graph_of([(0, 1, 10, 0), (0, 2, 10, 10), (0, 1, 10, 20), (3, 1, 10, 30), (1, 3, 10, 40)], 4)
    table = np.expm1(transfer_features(graph))
    column = {name: np.round(table[:, k], 4).tolist() for k, name in enumerate(COLUMNS)}
    assert column["out_port"] == [0, 1, 0, 0, 0]
    assert column["in_port"] == [0, 0, 0, 1, 0]
    assert column["repeat"] == [0, 0, 1, 0, 0]
    assert column["since_receipt"] == [0, 0, 0, 0, 1]
    assert transfer_features(graph)[:, COLUMNS.index("funded")].tolist() == [0, 0, 0, 0, 1]
    assert transfer_features(graph)[:, COLUMNS.index("of_receipt")][4] == pytest.approx(np.log(2))
    assert column["legs_before"] == [0, 0, 0, 0, 1]


def test_the_analyst_can_stop_it() -> None:
    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        account_features(MULE, stop)


@pytest.mark.real_data
@pytest.mark.slow
def test_trees_on_these_features_carry_from_one_amlsim_world_to_another(real_data: Path) -> None:
    import lightgbm
    from sklearn.metrics import average_precision_score

    worlds = []
    for name in ("20K_cycle200", "20K_fanin200"):
        table = np.loadtxt(real_data / "amlsim" / name / "transactions.csv", delimiter=",", skiprows=1)
        truth = np.loadtxt(real_data / "amlsim" / name / "nodes.csv", delimiter=",", skiprows=1)[:, 1]
        order = np.argsort(table[:, 3], kind="stable")
        rows = [(int(s), int(d), a, int(t)) for s, d, a, t in table[order]]
        worlds.append((account_features(graph_of(rows, truth.size)), truth))
    (learned, known), (asked, truth) = worlds
    settings = {"objective": "binary", "num_leaves": 15, "num_threads": 1, "verbose": -1, "seed": 0}
    trees = lightgbm.train(settings, lightgbm.Dataset(learned, known), 100)
    assert average_precision_score(truth, np.asarray(trees.predict(asked))) > 0.7
