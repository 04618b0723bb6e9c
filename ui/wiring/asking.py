"""Questions about scores: why an account has its own, what it would be now, and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gnn.client import Worker
from gnn.shelf import Shelf
from investigator.data.queries import accounts as account_queries
from investigator.data.queries import results, transfers
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import AccountId
from ui.desk import Desk
from ui.lists.found import Found
from ui.wiring.outcome import Outcome, clock_of
from ui.wiring.selecting import Selecting

MOST = 50
"""Accounts that are scored anew at once."""


class AskingVerbs(QObject):
    """Each answer is a list first, and then drawn. Nothing is kept in the case."""

    def __init__(self, desk: Desk, selecting: Selecting, out: Outcome) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting, self._out = desk, selecting, out

    def _one(self) -> AccountId:
        chosen = self._selecting.numbers(self._selecting.chosen())
        if len(chosen) != 1:
            raise Trouble("Select one account to ask about its score.")
        return chosen[0]

    def _model(self) -> str:
        """The folder of the model that scored last, '' for the shipped one."""
        run = results.latest_run(self._desk.session.case.store)
        chosen = str(run["model"]) if run else str(self._desk.keep.value("model", ""))
        return str(Shelf(self._desk.settings.models).find(chosen)) if chosen else ""

    def explain(self) -> None:
        """Say which features and transfers carry the score of the account selected, and who is like it."""
        account, model = self._one(), self._model()
        case, held, names = self._out.ready()

        def work(tick: Tick) -> Found:
            from gnn.explaining_case import explain_case
            from ui.lists.explained import explained_list

            with Worker() as worker:
                found = explain_case(case, held.columns, worker, int(account), model, tick)
            rows = {
                row.id: row for row in transfers.by_id(case.store, [c.transfer for c in found.carriers])
            }
            ids = [found.account, *(one.account for one in found.kin)]
            known = dict(zip(ids, account_queries.addresses(case.store, ids), strict=True))
            return explained_list(found, known[found.account], rows, known, clock_of(held), names)

        self._desk.runner.start("Explaining the score", work, self._out.show)

    def around(self) -> None:
        """Score the accounts selected anew, from their surroundings, beside the scores that are kept."""
        chosen = [int(one) for one in self._selecting.numbers(self._selecting.chosen())]
        if not 0 < len(chosen) <= MOST:
            raise Trouble(f"Select one to {MOST} accounts to score them anew.")
        model, (case, held, names) = self._model(), self._out.ready()

        def work(tick: Tick) -> Found:
            from gnn.around import score_around
            from ui.lists.rescored import rescored_list

            with Worker() as worker:
                found = score_around(case, held.columns, worker, chosen, model, tick)
            known = account_queries.addresses(case.store, found.scores.accounts.tolist())
            return rescored_list(found, known, held.scores, names)

        self._desk.runner.start("Scoring anew", work, self._out.show)

    def lineage(self) -> None:
        """Say which model gave the newest scores, and which labels taught it."""
        case, _held, names = self._out.ready()
        chosen = self._selecting.numbers(self._selecting.chosen())
        account = int(chosen[0]) if len(chosen) == 1 else None
        shelf = Shelf(self._desk.settings.models)

        def work(_tick: Tick) -> Found:
            from gnn.annotations.lineage import lineage
            from ui.lists.descent import descent_list

            found = lineage(case, shelf, account)
            numbers = [label.account for one in found.line for part in one.taught for label in part.labels]
            known = dict(zip(numbers, account_queries.addresses(case.store, numbers), strict=True))
            return descent_list(found, known, names)

        self._desk.runner.start("Looking for where the scores come from", work, self._out.show)
