"""How the chart is looked at: what colours and sizes mean, edges opened into transfers, a way highlighted."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QObject, Signal

from investigator.errors import Trouble
from investigator.graph.folding import standing
from investigator.graph.way import way
from investigator.look import COLOURINGS, MEASURES
from ui import words
from ui.desk import Desk
from ui.wiring.edges import ends_of
from ui.wiring.selecting import Selecting


class LookVerbs(QObject):
    """Nothing here is journaled: a look changes nothing in the case."""

    map_asked = Signal()

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting = desk, selecting

    def colour(self, name: str) -> None:
        """Let colours mean `risk`, `label` or `entity`."""
        meant = next(one for one in COLOURINGS if one == name)
        self._desk.scenery.look_at(replace(self._desk.scenery.look, colour=meant))

    def size(self, name: str) -> None:
        """Let sizes mean one of `look.MEASURES`."""
        meant = next(one for one in MEASURES if one == name)
        self._desk.scenery.look_at(replace(self._desk.scenery.look, size=meant))

    def turn_edge(self, edge: int) -> None:
        """Open an edge of the scene into its transfers, or close it."""
        sight = self._desk.scenery.sight
        if sight is not None and 0 <= edge < len(sight.scene.src):
            scene = sight.scene
            self._turn({(int(scene.account[scene.src[edge]]), int(scene.account[scene.dst[edge]]))})

    def turn_edges(self) -> None:
        """Open what the selected transfers run along into single transfers, or close it."""
        sight = self._desk.scenery.sight
        ends = ends_of(sight, self._desk.selection.transfers)
        if sight is None or not len(ends):
            raise Trouble("None of the selected transfers is on the chart; select an edge first.")
        seen = standing(ends.reshape(-1), sight.scene.groups, sight.scene.account).reshape(-1, 2)
        self._turn({(one, other) for one, other in seen.tolist() if one != other})

    def turn_map(self) -> None:
        """Show or hide the map of the whole chart."""
        self.map_asked.emit()

    def path(self) -> None:
        """Highlight the shortest way between the selected accounts, or from a seed to the one selected."""
        sight, chosen = self._desk.scenery.sight, list(self._desk.selection.accounts)
        if sight is None:
            return
        graph = sight.graph
        place = {account: at for at, account in enumerate(graph.accounts.tolist())}
        stops = [np.array([place[one]]) for one in chosen if one in place]
        if len(stops) == 1:
            seeds = [place[one] for one in self._selecting.numbers(self._desk.session.case.facts.seeds)
                     if one in place and one not in chosen]  # fmt: skip
            stops.insert(0, np.array(seeds, np.int64))
        if len(stops) < 2 or not stops[0].size:
            raise Trouble(
                "Select two accounts on the chart to see the way between them, or one while there is a seed."
            )
        found = [way(graph, start, int(goal[0])) for start, goal in pairwise(stops)]
        if not all(leg.size for leg in found):
            raise Trouble(
                "Nothing on the chart connects them; expand, or look for paths in the whole case."
            )
        self._desk.selection.choose_transfers(np.unique(np.concatenate(found)).tolist())
        self._desk.messages.note(f"The way has {words.plural(sum(leg.size for leg in found), 'transfer')}.")

    def _turn(self, pairs: set[tuple[int, int]]) -> None:
        scenery = self._desk.scenery
        opened = scenery.look.opened
        scenery.look_at(replace(scenery.look, opened=opened - pairs if pairs <= opened else opened | pairs))
