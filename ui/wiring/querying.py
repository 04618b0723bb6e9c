"""What is typed into the query field: narrows what is shown, and finds accounts and transactions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from investigator.cases.edits import Changed
from investigator.data.queries import transfers
from investigator.data.queries.transfers import TransferRow
from investigator.errors import Trouble
from investigator.operations.searching import Hit, Hits, offers, search
from investigator.progress import Tick
from investigator.query.complete import Completion, Offers, complete
from investigator.query.pieces import quoted
from ui import query, words
from ui.desk import Desk
from ui.frame.query_field import QueryField
from ui.panels import parts
from ui.panels.entries import Entry
from ui.panels.timeline import Timeline
from ui.query import Query
from ui.tasks import Latest
from ui.wiring.chart import ChartVerbs


@dataclass(frozen=True)
class Transaction:
    """A transaction that was found, and its transfers."""

    digest: str
    transfers: tuple[int, ...]


@dataclass(frozen=True)
class Mentioning:
    """The wish to narrow to what mentions some words."""

    words: str


class QueryWiring(QObject):
    """The field narrows while one types; Enter on words goes to what was found."""

    def __init__(self, desk: Desk, field: QueryField, timeline: Timeline, chart: ChartVerbs) -> None:
        super().__init__(desk.window)
        self._desk, self._field, self._chart = desk, field, chart
        self._look = Latest(desk.runner, "Searching")
        self._learn = Latest(desk.runner, "Reading what there is to filter by")
        self._offers = Offers()
        field.edited.connect(self._edited)
        field.entered.connect(self._entered)
        field.taken.connect(self._taken)
        timeline.brushed.connect(self._brushed)
        desk.session.opened.connect(field.clear)
        desk.scenery.ready.connect(self._prepare)
        desk.session.changed.connect(self._follow)

    def read(self, text: str) -> Query | None:
        """What a text means; `None` where it cannot be read, which the field says."""
        held = self._desk.scenery.held
        if held is None:
            return None
        try:
            found = query.parse(text, held.symbols, held.clock, self._desk.selection.accounts)
        except Trouble as trouble:
            self._say(str(trouble))
            return None
        self._say("")
        return found

    def _follow(self, changed: Changed) -> None:
        if changed & (Changed.LABELS | Changed.FILTERS) and self._desk.scenery.held:
            self._prepare()

    def _prepare(self) -> None:
        """Read what completion offers."""
        held = self._desk.scenery.held
        if held is None or not self._desk.session.is_open:
            return
        case, claims, clock = self._desk.session.at_rest(), held.claims, held.clock

        def work(_tick: Tick) -> Offers:
            return offers(case, claims, clock)

        def done(found: Offers) -> None:
            self._offers = found

        self._learn.ask(work, done)

    def _edited(self, text: str) -> None:
        found = self.read(text)
        if found is not None:
            self._desk.scenery.narrow(Query(found.narrowing, found.where, found.origins))
        if found is None or not found.words:
            self._look.drop()
            self._field.suggest(self._completions())
            return
        self._find(found.words, self._suggest)

    def _completions(self) -> list[Entry]:
        text, cursor = self._field.text(), self._field.cursorPosition()
        if not text:
            return []
        found = complete(text, cursor, self._offers)
        # nothing is offered under a finished query: the list would only hide the chart
        return [] if text[cursor - 1 : cursor].isspace() else [_completion(one) for one in found]

    def _entered(self, text: str) -> None:
        found = self.read(text)
        if found and found.words:
            self._find(found.words, lambda hits: self._go(found.words, hits))
        else:
            self._field.close_list()

    def _find(self, words_: str, done: object) -> None:
        if not self._desk.session.is_open:
            return
        case, held = self._desk.session.at_rest(), self._desk.scenery.held
        claims = held.claims if held else {}

        def work(_tick: Tick) -> Hits:
            return search(case, claims, words_)

        assert callable(done)
        self._look.ask(work, done)

    def _suggest(self, hits: Hits) -> None:
        some = [
            *self._completions()[:3],
            *map(_account, hits.accounts),
            *(_moved(*one) for one in hits.transactions),
        ]
        sought = self.read(self._field.text())
        if sought and sought.words:
            some.append(_mentioning(sought.words))
        self._field.suggest(some)

    def _go(self, words_: str, hits: Hits) -> None:
        if len(hits.accounts) + len(hits.transactions) == 1:
            only = hits.accounts[0].number if hits.accounts else Transaction(*hits.transactions[0])
            self._field.close_list()
            self._taken(only)
        elif hits.accounts or hits.transactions:
            self._suggest(hits)
        else:
            self._field.suggest([_mentioning(words_)])
            self._desk.messages.trouble("No account, note or transaction of the case has this in it.")

    def _taken(self, key: object) -> None:
        if isinstance(key, Completion):
            self._field.complete(key.text, key.cursor)
        elif isinstance(key, Mentioning):
            rest = query.without_words(self._field.text())
            self._field.set_text(query.with_term(rest, f"text:{quoted(key.words)}"))
        elif isinstance(key, Transaction):
            self._field.set_text(query.without_words(self._field.text()))
            self._show_transfers(key)
        elif isinstance(key, int):
            self._field.set_text(query.without_words(self._field.text()))
            self._chart.show_accounts([key], "found by search")

    def _show_transfers(self, found: Transaction) -> None:
        """Put the ends of a transaction's transfers on the chart, and select these."""
        store = self._desk.session.case.store

        def work(_tick: Tick) -> list[TransferRow]:
            return transfers.by_id(store, found.transfers)

        def done(rows: list[TransferRow]) -> None:
            ends = dict.fromkeys(end for row in rows for end in (row.src, row.dst))
            self._chart.show_accounts(ends, f"transaction {found.digest[:10]}… found by search")
            self._desk.selection.choose_transfers(found.transfers)

        self._desk.runner.start("Reading the transaction", work, done, quiet=True)

    def _brushed(self, after: int | None, before: int | None) -> None:
        held = self._desk.scenery.held
        if held is not None:
            self._field.set_text(query.with_time(self._field.text(), after, before, held.clock))

    def _say(self, trouble: str) -> None:
        self._field.setToolTip(
            words.tip(trouble)
            if trouble
            else "Filter everything, or find an account, a transaction or a note"
        )
        self._field.setAccessibleDescription(trouble)
        parts.retone(self._field, "tone", "mid" if trouble else "")


def _completion(one: Completion) -> Entry:
    return Entry(one, one.shown, one.says, mono=False, tone="dim", tip=one.says)


def _account(hit: Hit) -> Entry:
    address = words.shorten(hit.address)
    return Entry(
        int(hit.number),
        hit.name or hit.said or address,
        f"note: {hit.said}"
        if hit.said and hit.name
        else address
        if hit.name or hit.said
        else words.place(hit.address),
        mono=not (hit.name or hit.said),
        tip=words.whole(hit.address),
        whole=words.whole(hit.address),
    )


def _moved(digest: str, some: tuple[int, ...]) -> Entry:
    text = f"Transaction {digest[:10]}…"
    return Entry(
        Transaction(digest, some), text, words.plural(len(some), "transfer"), tip=digest, whole=digest
    )


def _mentioning(words_: str) -> Entry:
    return Entry(
        Mentioning(words_), f"Show only what mentions “{words.plain(words_, 40)}”", "filter", tone="accent"
    )
