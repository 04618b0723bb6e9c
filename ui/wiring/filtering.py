"""Filters and lists that are kept, addresses that are pasted, and what leaves the table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from investigator.address import checksummed
from investigator.cases import worth
from investigator.cases.edits import SetFilter, SetList
from investigator.data.queries import transfers
from investigator.errors import Trouble
from investigator.exports.sheet import Beside, as_tsv, completed
from investigator.exports.transfers import export
from investigator.operations.finding import Listed, listed
from investigator.progress import Tick
from investigator.query.pieces import quoted
from ui import query, words
from ui.desk import Desk
from ui.dialogs.file_dialog import ask_file
from ui.dialogs.filters_dialog import Chosen, FiltersDialog, SaveFilterDialog
from ui.dialogs.language_dialog import LanguageDialog
from ui.dialogs.paste_dialog import Pasted, PasteDialog
from ui.frame.query_field import QueryField
from ui.panels import parts
from ui.panels.table import SELECTION_LIMIT, TransferTable
from ui.wiring.chart import ChartVerbs

MOST_TYPED = 50
"""Addresses that are put into the query itself; more are kept as a list."""


class FilterVerbs(QObject):
    """Keeping a filter or a list is an edit; exporting and copying change nothing."""

    def __init__(self, desk: Desk, field: QueryField, table: TransferTable, chart: ChartVerbs) -> None:
        super().__init__(desk.window)
        self._desk, self._field, self._table, self._chart = desk, field, table, chart
        field.pasted.connect(self.paste)
        table.copy_asked.connect(self._copy)
        table.export_asked.connect(self.export)
        table.narrow_asked.connect(self._narrow)

    def save(self) -> None:
        """Ask for a name and keep the present filter under it."""
        kept = self._desk.session.case.facts.filters
        text = query.without_words(self._field.text())
        dialog = SaveFilterDialog(self._desk.window, text, kept)
        dialog.accepted_with.connect(lambda name: self._desk.session.do(SetFilter(name, text)))
        self._desk.ask(dialog)

    def saved(self) -> None:
        """Choose among filters and lists that are kept."""
        facts = self._desk.session.case.facts
        lists = {name: len(some) for name, some in facts.lists.items()}
        dialog = FiltersDialog(self._desk.window, facts.filters, lists)
        dialog.accepted_with.connect(self._use)
        self._desk.ask(dialog)

    def _use(self, chosen: Chosen) -> None:
        facts = self._desk.session.case.facts
        if not chosen.use:
            gone = SetFilter(chosen.name, "") if chosen.kind == "filter" else SetList(chosen.name, ())
            self._desk.session.do(gone)
        elif chosen.kind == "filter":
            self._field.set_text(facts.filters.get(chosen.name, ""))
        else:
            self._narrow(f"list:{quoted(chosen.name)}")

    def _narrow(self, term: str) -> None:
        self._field.set_text(query.with_term(query.without_words(self._field.text()), term))

    def language(self) -> None:
        """Say how to filter and search."""
        self._desk.ask(LanguageDialog(self._desk.window))

    def paste(self, text: str = "") -> None:
        """Ask for a list of addresses."""
        dialog = PasteDialog(self._desk.window, text)
        dialog.accepted_with.connect(self.look_up)
        self._desk.ask(dialog)

    def look_up(self, pasted: Pasted) -> None:
        """Look for pasted addresses in the case."""
        case = self._desk.session.at_rest()

        def work(_tick: Tick) -> Listed:
            return listed(case, pasted.text)

        self._desk.runner.start("Looking for addresses", work, lambda found: self._found(pasted, found))

    def _found(self, pasted: Pasted, found: Listed) -> None:
        if not found.addresses:
            raise_ = f", such as {words.plain(found.strange[0], 40)}" if found.strange else ""
            self._desk.messages.trouble(f"There is no address in what was pasted{raise_}.")
            return
        name = pasted.name
        if not name and pasted.use == "filter" and len(found.addresses) > MOST_TYPED:
            taken = self._desk.session.case.facts.lists
            name = next(made for at in range(1, len(taken) + 2) if (made := f"pasted {at}") not in taken)
        if name:
            try:
                self._desk.session.do(SetList(name, found.addresses))
            except ValueError as error:
                raise Trouble(f"The list cannot be kept: {error}.") from error
        if pasted.use == "filter":
            some = ",".join(checksummed(one) for one in found.addresses)
            self._narrow(f"list:{quoted(name)}" if name else f"address:{some}")
        elif found.known:
            self._chart.show_accounts(found.known.values(), f"{len(found.known):,} pasted addresses")
        self._desk.messages.note(_told(found))

    def _copy(self, ids: tuple[int, ...]) -> None:
        store, keys, names = self._desk.session.case.store, self._table.keys(), self._beside()

        def work(_tick: Tick) -> str:
            rows = transfers.by_id(store, ids)
            worths = worth.of_transfers(store, rows) if "worth" in keys else {}
            return as_tsv(rows, keys, Beside(names.names, worths, names.zone))

        def done(text: str) -> None:
            parts.copy(text)
            limit = f"; {SELECTION_LIMIT:,} at once at most" if len(ids) == SELECTION_LIMIT else ""
            self._desk.messages.note(f"{words.plural(len(ids), 'row')} copied{limit}.")

        self._desk.runner.start("Copying rows", work, done, quiet=len(ids) < 5000)

    def export(self) -> None:
        """Ask where to write the transfers that the table lists."""
        path = self._desk.session.case.store.path or Path.home() / "transfers"
        start = path.with_name(f"{path.stem}-transfers.csv")
        dialog = ask_file(
            self._desk.window,
            "Export transfers",
            str(start),
            "CSV (*.csv);;Tab-separated (*.tsv);;Parquet (*.parquet)",
            lambda to: self.write(Path(to)),
            saves="csv",
        )
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(chosen.split("*.")[1].rstrip(")"))
        )

    def write(self, path: Path) -> None:
        """Write the transfers that the table lists, in its order and with its columns, and what proves them."""
        store, ids, beside = self._desk.session.case.store, self._table.model.listed.ids, self._beside()
        keys = completed((*self._table.keys(), "base", "decimals", "id", "acquisition"))

        def work(tick: Tick) -> int:
            return export(store, ids, path, keys, beside, tick)

        def done(count: int) -> None:
            self._desk.messages.note(f"{words.plural(count, 'transfer')} written to {path}.")

        self._desk.runner.start("Exporting transfers", work, done)

    def _beside(self) -> Beside:
        cells = self._table.model.cells
        return Beside(cells.names, {}, cells.zone or words.own_zone())


def _told(found: Listed) -> str:
    count = len(found.addresses)
    said = f"{len(found.known):,} of {words.plural(count, 'address', 'addresses')} in the case"
    if found.unknown:
        said += f"; not in it: {words.shorten(found.unknown[0])}"
        said += f" and {len(found.unknown) - 1:,} more" if len(found.unknown) > 1 else ""
    if found.strange:
        said += f"; no address: {words.plain(found.strange[0], 30)}"
        said += f" and {len(found.strange) - 1:,} more" if len(found.strange) > 1 else ""
    return f"{said}."
