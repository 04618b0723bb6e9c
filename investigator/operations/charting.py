"""What goes on the chart, and how it is laid out as it opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from investigator.address import short
from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.completeness import outcomes
from investigator.cases.edits import SetSeeds, Show, Together
from investigator.cases.facts import Facts
from investigator.data.queries import accounts, results, select
from investigator.figure import svg
from investigator.graph.columns import Columns
from investigator.graph.expand import Expansion, Filter, expand
from investigator.graph.folding import fold, standing
from investigator.graph.layouts import Kind, arrange
from investigator.graph.subgraph import Subgraph
from investigator.operations.grouping import folds
from investigator.operations.lookup import columns, known, resolve
from investigator.operations.querying import Given, meant
from investigator.progress import Tick, silent
from investigator.query.parse import parse
from investigator.records import Address
from investigator.scene import Scene
from investigator.scene_build import build
from investigator.tinting import tinted


@dataclass(frozen=True)
class Expanded:
    """What an expansion found and what it put on the chart."""

    expansion: Expansion
    added: int


def expand_on_chart(
    case: Case,
    whole: Columns,
    seeds: Sequence[str],
    hops: int = 1,
    where: Filter = Filter(),  # noqa: B008 - frozen
    budget: int | None = None,
    tick: Tick = silent,
) -> Expanded:
    """Follow transfers from the seeds and put what is reached on the chart, as one edit."""
    named = resolve(case, seeds)
    start = np.array(sorted({number for _, number in named}), np.int32)
    found = expand(whole, start, hops, where, budget, tick)
    added = len(set(found.graph.accounts.tolist()) - case.facts.shown)
    case.do(expansion_edit(case.facts, [address for address, _ in named], found, hops))
    return Expanded(found, added)


def expansion_edit(
    facts: Facts, seeds: Sequence[Address], found: Expansion, hops: int, chart: str = ""
) -> Together:
    """What puts an expansion on a chart (by key); the first one also says where the case starts."""
    reached = AccountSet.of(found.graph.accounts.tolist())
    why = f"{hops} hop{'s' * (hops != 1)} from {', '.join(short(address) for address in seeds[:3])}"
    edits: list[Show | SetSeeds] = [Show(reached, why=why, chart=chart)]
    if not facts.seeds:
        edits.append(SetSeeds(tuple(seeds)))
    return Together(tuple(edits), f"Expand {why}")


def picture(
    case: Case,
    tick: Tick = silent,
    on_chart: Iterable[int] | None = None,
    layout: Kind | None = None,
    query: str = "",
) -> Scene:
    """A chart as it opens: the accounts on the first one, or others, pinned ones where they were put.

    They are laid out from the seeds on along the way of the money, unless another layout is named. A query takes
    away what it leaves no transfers of, but for seeds; it moves nothing. Raises `Trouble` for one that cannot be read.
    """
    whole = columns(case, tick)
    wanted = case.facts.shown if on_chart is None else on_chart
    shown = np.array(sorted(one for one in wanted if one < whole.order), np.int32)
    graph = whole.between(shown)
    groups = folds(case.facts)
    bent = fold(graph, groups)
    seeds = accounts.find(case.store, case.facts.seeds).values()
    start = np.array(sorted(set(seeds) & set(shown.tolist())), np.int32)
    kind = layout or ("flow" if start.size else "force")
    first = np.unique(standing(start, bent.groups, bent.graph.accounts))
    places = np.array(arrange(kind, bent.graph, first, tick=tick), np.float32)
    for account, (x, y) in case.facts.places.items():
        places[bent.graph.accounts == account] = x / 100, y / 100
    if query.strip():
        graph = _narrowed(case, whole, graph, start, query)
        fewer = fold(graph, groups)
        bent, places = fewer, places[np.isin(bent.graph.accounts, fewer.graph.accounts)]
    run = results.latest_run(case.store)
    told = replace(known(case, graph), certified=outcomes(case.store, tick))
    scores = results.read_scores(case.store, run) if run else None
    scene = build(graph, places, told, scores, folded=bent)
    marked = case.facts.colours
    numbers = accounts.find(case.store, marked) if marked else {}
    scene = tinted(scene, {number: marked[one] for one, number in numbers.items()})
    return replace(scene, shapes=tuple(case.facts.shapes.items()))


def _narrowed(
    case: Case, whole: Columns, graph: Subgraph, start: NDArray[np.int32], query: str
) -> Subgraph:
    """The transfers that a query lets through, their accounts, and the seeds."""
    given = Given(case, whole)
    through = select.ids(case.store, meant(given, parse(query, given.clock)))
    rows = np.isin(graph.transfer, through)
    fewer = Subgraph(
        graph.accounts, graph.src[rows], graph.dst[rows], graph.amount[rows], graph.asset[rows], graph.time[rows],
        graph.transfer[rows],
    )  # fmt: skip
    keep = np.isin(graph.accounts, start)
    keep[fewer.src] = keep[fewer.dst] = True
    return fewer.among(keep)


def figure_of(case: Case, tick: Tick = silent) -> str | None:
    """The chart as a vector figure, as the case itself gives it; `None` where nothing is on it."""
    scene = picture(case, tick)
    return svg(scene) if scene.account.size else None
