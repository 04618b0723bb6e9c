"""What a picture of the chart follows from, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries import accounts
from investigator.graph.expand import reach
from investigator.graph.folding import fold, standing
from investigator.graph.subgraph import Subgraph
from investigator.look import Look
from investigator.operations.grouping import folds
from investigator.progress import Tick, silent
from investigator.records import Address, Certified
from investigator.scene import Scene
from investigator.scene_build import Known, build
from investigator.tinting import tinted
from ui.canvas.ready import Ready, ready
from ui.held import Held
from ui.narrowing import narrowed
from ui.places import Places
from ui.placing import OnFrame, Ways, pin, placed
from ui.query import Query

Layout = Literal["flow", "time", "force", "hierarchy", "radial", "entity"]


@dataclass(frozen=True)
class Wish:
    """All that a picture follows from, captured on the GUI thread: `case` is at rest, `chart` a key of it."""

    case: Case
    query: Query
    layout: Layout
    places: Places
    look: Look = field(default_factory=Look)
    certified: Mapping[Address, Certified] = field(default_factory=dict)
    chart: str = ""
    roots: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sight:
    """What is shown, and out of how much. `beyond` counts neighbours of what is shown that are not.

    `ready` is the scene, prepared to be drawn.
    """

    graph: Subgraph
    scene: Scene
    ready: Ready
    known: Known
    held: Held
    on_chart: int
    beyond: int


def nothing() -> Scene:
    """A chart with nothing on it."""
    none, ids = np.empty(0, np.int64), np.empty(0, np.int32)
    graph = Subgraph(ids, ids.copy(), ids.copy(), np.empty(0), ids.copy(), none, none.copy())
    return build(graph, np.empty((0, 2), np.float32), Known((), (), np.empty(0, np.uint8), {}))


def compose(
    wish: Wish,
    held: Held,
    tick: Tick = silent,
    frame: OnFrame | None = None,
    entities: Mapping[int, str] | None = None,
) -> tuple[Sight, Places]:
    """The picture of a wish, and where everything stood. The query moves nothing: it takes things away."""
    facts = wish.case.facts
    shown = np.array(
        sorted(one for one in facts.on_chart(wish.chart) if one < held.columns.order), np.int32
    )
    starts = [number for _, number in operations.resolve(wish.case, facts.seeds)]
    seeds, groups = np.array(sorted(starts), np.int32), folds(facts)
    whole = fold(held.columns.between(shown), groups)
    first = np.unique(standing(seeds, whole.groups, whole.graph.accounts))
    ways = Ways(
        wish.layout, wish.roots, lambda some: operations.belonging(wish.case, held.columns, some, tick)
    )
    places = placed(whole.graph, first, ways, wish.places, facts.places, tick, frame)
    graph = narrowed(wish.case, held.columns, shown, seeds, wish.query)
    tick(1, 3, "Drawing")
    bent = fold(graph, groups)
    spots = places.of(bent.graph.accounts)
    places.gather(spots, bent.groups)
    pin(spots, bent.graph.accounts, facts.places)
    known = replace(operations.known(wish.case, graph), certified=wish.certified, entities=entities or {})
    scene = build(graph, spots, known, held.scores, wish.look, bent)
    numbers = accounts.find(wish.case.store, facts.colours) if facts.colours else {}
    scene = tinted(scene, {number: facts.colours[one] for one, number in numbers.items()})
    scene = replace(scene, shapes=tuple(facts.shapes.items()))
    tick(2, 3, "Drawing")
    every = reach(held.columns, graph.accounts, 1, wish.query.where).accounts.size if graph.order else 0
    return Sight(graph, scene, ready(scene), known, held, shown.size, int(every) - graph.order), places
