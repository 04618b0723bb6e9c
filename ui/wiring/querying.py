"""What is typed into the query field: narrows what is shown, and finds accounts."""

from __future__ import annotations

from PySide6.QtCore import QObject

from investigator.cases.case import Case
from investigator.data.queries import accounts
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import AccountId, Address, Label
from ui import query, words
from ui.desk import Desk
from ui.frame.query_field import SHOWN, QueryField
from ui.panels import parts
from ui.panels.entries import Entry
from ui.panels.timeline import Timeline
from ui.query import Query
from ui.tasks import Latest
from ui.wiring.chart import ChartVerbs
from ui.wiring.outline import called

Found = list[tuple[AccountId, Address, str]]


def search(case: Case, claims: dict[Address, list[Label]], text: str, limit: int = SHOWN) -> Found:
    """Accounts by part of their address or of what they are called, those on the chart first."""
    found = [(number, address, "") for number, address in accounts.matching(case.store, text, limit)]
    known = {address for _, address, _ in found}
    named = dict.fromkeys((*case.facts.labels, *claims))
    by_name = {one: name for one in named if (name := called(case.facts, claims, one))}
    wanted = text.lower()
    hits = [one for one, name in by_name.items() if wanted in name.lower() and one not in known]
    numbers = accounts.find(case.store, hits)
    named_first = [(numbers[one], one, by_name[one]) for one in hits if one in numbers]
    named_first.sort(key=lambda hit: (hit[0] not in case.facts.shown, hit[1] not in case.facts.labels))
    return [*named_first, *((n, one, by_name.get(one, "")) for n, one, _ in found)][:limit]


class QueryWiring(QObject):
    """The field narrows while one types; Enter on words goes to what was found."""

    def __init__(self, desk: Desk, field: QueryField, timeline: Timeline, chart: ChartVerbs) -> None:
        super().__init__(desk.window)
        self._desk, self._field, self._chart = desk, field, chart
        self._look = Latest(desk.runner, "Searching")
        field.edited.connect(self._edited)
        field.entered.connect(self._entered)
        field.account_chosen.connect(self._take)
        timeline.brushed.connect(self._brushed)
        desk.session.opened.connect(field.clear)

    def read(self, text: str) -> Query | None:
        """What a text means; `None` where it cannot be read, which the field says."""
        held = self._desk.scenery.held
        if held is None:
            return None
        try:
            found = query.parse(text, held.symbols, held.clock)
        except Trouble as trouble:
            self._say(str(trouble))
            return None
        self._say("")
        return found

    def _edited(self, text: str) -> None:
        found = self.read(text)
        if found is None:
            return
        self._desk.scenery.narrow(Query(found.where, found.hops, found.risk))
        if not found.words:
            self._look.drop()
            self._field.close_list()
            return
        self._find(found.words, self._suggest)

    def _entered(self, text: str) -> None:
        found = self.read(text)
        if found and found.words:
            self._find(found.words, self._go)

    def _find(self, words_: str, done: object) -> None:
        if not self._desk.session.is_open:
            return
        case, held = self._desk.session.at_rest(), self._desk.scenery.held
        claims = held.claims if held else {}

        def work(_tick: Tick) -> Found:
            return search(case, claims, words_)

        assert callable(done)
        self._look.ask(work, done)

    def _suggest(self, found: Found) -> None:
        self._field.suggest([_entry(number, address, name) for number, address, name in found])

    def _go(self, found: Found) -> None:
        if len(found) == 1:
            self._take(found[0][0])
        elif found:
            self._suggest(found)
        else:
            self._desk.messages.trouble("There is no account of this address or name in the case.")

    def _take(self, number: AccountId) -> None:
        rest = [part for part in self._field.text().split() if query.keys(part)]
        self._field.set_text(" ".join(rest))
        self._chart.show_accounts([number], "found by search")

    def _brushed(self, after: int | None, before: int | None) -> None:
        held = self._desk.scenery.held
        if held is not None:
            self._field.set_text(query.with_time(self._field.text(), after, before, held.clock))

    def _say(self, trouble: str) -> None:
        self._field.setToolTip(words.tip(trouble) if trouble else "Filter everything, or find an account")
        parts.retone(self._field, "tone", "mid" if trouble else "")


def _entry(number: AccountId, address: Address, name: str) -> Entry:
    return Entry(
        number,
        name or words.shorten(address),
        words.shorten(address) if name else words.place(address),
        mono=not name,
        tip=words.whole(address),
        whole=words.whole(address),
    )
