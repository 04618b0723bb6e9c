"""What pictures are made from: read once from the case, and kept until it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries import graph as graph_queries
from investigator.data.queries import results, sources
from investigator.graph.columns import Columns
from investigator.progress import Tick, silent
from investigator.records import Address, Clock, ClusterScore, Label, Scores


@dataclass(frozen=True)
class Held:
    """What is read from the case when evidence or scores change, and kept until they change again."""

    columns: Columns
    assets: tuple[sources.AssetRow, ...]
    clock: Clock | None
    counts: sources.Counts
    claims: dict[Address, list[Label]]
    scores: Scores | None = None
    clusters: tuple[ClusterScore, ...] = ()

    @property
    def symbols(self) -> Mapping[str, int]:
        """Asset ids by lower-case symbol; of equal symbols the most moved asset."""
        return {asset.symbol.lower(): asset.id for asset in reversed(self.assets)}


def hold(case: Case, tick: Tick = silent) -> Held:
    """Read what pictures are made from."""
    run = results.latest_run(case.store)
    return Held(
        columns=operations.columns(case, tick),
        assets=tuple(sources.assets(case.store)),
        clock=graph_queries.clock(case.store),
        counts=sources.counts(case.store),
        claims=sources.tags(case.store),
        scores=results.read_scores(case.store, run) if run else None,
        clusters=tuple(results.read_clusters(case.store, run)) if run else (),
    )
