"""Keeps the inspector in step with what is selected."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from investigator import operations
from investigator.cases import completeness, worth
from investigator.cases.case import Case
from investigator.cases.completeness import Certificate
from investigator.cases.facts import Facts, Item, item
from investigator.data.queries import accounts, hops, sources, standing, transfers
from investigator.progress import Tick
from investigator.records import AccountKind, Address
from ui.desk import Desk
from ui.held import Held
from ui.panels.inspector import LISTED, Inspector
from ui.panels.subject import AccountView, Score, SeveralView, TransferView
from ui.tasks import Latest
from ui.wiring.outline import called

COUNTERPARTIES = 12

Subject = AccountView | SeveralView | TransferView | None


def account_view(case: Case, held: Held | None, number: int) -> AccountView:
    """Everything known about an account; `case` is at rest."""
    store, facts = case.store, case.facts
    (address,) = accounts.addresses(store, [number])
    others = tuple(accounts.counterparties(store, number, COUNTERPARTIES))
    tags = sources.tags(store, [address, *(one.address for one in others)])
    labels = operations.labels_of(facts, tags, address)
    kind = operations.kinds(np.array([number], np.int32), [labels], accounts.contracts(store))[0]
    return AccountView(
        id=number,
        address=address,
        kind=AccountKind(int(kind)),
        labels=facts.labels.get(address, ()),
        claims=tuple(tags.get(address, ())),
        holdings=tuple(accounts.holdings(store, number)),
        counterparties=others,
        counterparty_total=_counterparties(held, number),
        names={one.address: name for one in others if (name := called(facts, tags, one.address))},
        score=_score(held, number),
        note=facts.notes.get(address, ""),
        seed=address in facts.seeds,
        unsettled=sum(one.transfers for one in standing.unsettled(store, number)),
        stop=next(iter(hops.stops(store, [address])), None),
        certificate=_certificate(case, address),
        exhibit=_exhibit(facts, item("account", address)),
        bookmark=facts.bookmarks.get(address),
        colour=facts.colours.get(address, ""),
    )


def _exhibit(facts: Facts, one: Item) -> int | None:
    held = facts.basket.get(one)
    return held.number if held else None


def _certificate(case: Case, address: Address) -> Certificate | None:
    """Whether what was pulled of an account is complete; `None` if it was not pulled by itself."""
    chain = next((one for one, pulled in completeness.pulled(case.store) if pulled == address), "")
    return completeness.certificate(case.store, chain, address) if chain else None


def _counterparties(held: Held | None, number: int) -> int:
    if held is None or number >= held.columns.order:
        return 0
    graph = held.columns
    out = graph.dst[graph.src == number]
    back = graph.src[graph.dst == number]
    return int(np.unique(np.concatenate([out, back])).size)


def _score(held: Held | None, number: int) -> Score | None:
    if held is None or held.scores is None:
        return None
    scores = held.scores
    at = int(np.searchsorted(scores.accounts, number))
    if at >= scores.accounts.size or scores.accounts[at] != number:
        return None
    return Score(
        raw=float(scores.raw[at]),
        calibrated=float(scores.calibrated[at]),
        abstained=bool(scores.abstained[at]),
        model=scores.model,
        baseline=float(scores.baseline[at]) if scores.baseline.size else None,
        reasons=scores.reasons[at],
    )


def several_view(case: Case, numbers: tuple[int, ...]) -> SeveralView:
    """Several accounts at a glance. Verbs act on all of them, however many are listed."""
    every = accounts.addresses(case.store, numbers)
    listed = every[:LISTED]
    tags = sources.tags(case.store, listed)
    names = {one: name for one in listed if (name := called(case.facts, tags, one))}
    return SeveralView(tuple(every), len(numbers), names)


def transfer_view(case: Case, number: int) -> TransferView | None:
    """Everything known about a transfer."""
    # Ethereum's encodings take a fifth of a second to load: not at start-up
    from investigator.cases.proofs import marks

    rows = transfers.by_id(case.store, [number])
    if not rows:
        return None
    row = rows[0]
    got = next((one for one in sources.acquisitions(case.store) if one.id == row.acquisition), None)
    ends: list[Address] = [row.sender, row.receiver]
    tags = sources.tags(case.store, ends)
    names = {one: name for one in ends if (name := called(case.facts, tags, one))}
    proof = marks(case.store, [number]).get(number)
    derived = worth.of_transfers(case.store, rows).get(number)
    exhibit = _exhibit(case.facts, item("transfer", row.id))
    kept = case.facts.basket.get(item("transfer", row.id))
    return TransferView(row, got, names, exhibit, kept.note if kept else "", proof, derived)


class InspectorWiring(QObject):
    """Asks off the GUI thread; the newest selection wins."""

    account_shown = Signal(object)
    """The `AccountView` that is shown now, or `None` where something else is."""

    def __init__(self, desk: Desk, inspector: Inspector) -> None:
        super().__init__(desk.window)
        self._desk, self._inspector = desk, inspector
        self._look = Latest(desk.runner, "Reading what is selected")
        desk.selection.changed.connect(lambda _source: self._ask())
        desk.session.changed.connect(lambda _changed: self._ask())
        desk.scenery.ready.connect(self._ask)
        desk.session.opened.connect(self._guard)

    def _guard(self) -> None:
        session = self._desk.session
        self._inspector.account.note.editor.setReadOnly(session.is_open and session.case.store.read_only)

    def _ask(self) -> None:
        chosen, moved = self._desk.selection.accounts, self._desk.selection.transfers
        if not self._desk.session.is_open or not (chosen or moved):
            self._look.drop()
            self._show(None)
            return
        case, held = self._desk.session.at_rest(), self._desk.scenery.held

        def work(_tick: Tick) -> Subject:
            if moved:
                return transfer_view(case, moved[0])
            if len(chosen) == 1:
                return account_view(case, held, chosen[0])
            return several_view(case, chosen)

        self._look.ask(work, self._show)

    def _show(self, view: Subject) -> None:
        if isinstance(view, AccountView):
            self._inspector.show_account(view)
        elif isinstance(view, SeveralView):
            self._inspector.show_several(view)
        elif isinstance(view, TransferView):
            self._inspector.show_transfer(view)
        else:
            self._inspector.show_nothing()
        self.account_shown.emit(view if isinstance(view, AccountView) else None)
