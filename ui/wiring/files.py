"""Cases and files: new, open, close, import, verify."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from investigator.cases.case import Case
from investigator.cases.edits import Changed, SetTitle
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.operations.packing import is_package, misfits_of, open_handed
from investigator.progress import Tick
from ui import words
from ui.desk import Desk
from ui.dialogs.file_dialog import ask_file
from ui.dialogs.new_case_dialog import NewCase, NewCaseDialog
from ui.frame.confirm import Confirm, TitleDialog
from ui.language import say
from ui.tasks import Failure
from ui.wiring.learning import scored

if TYPE_CHECKING:
    from investigator.chain.ingest import Report
    from investigator.chain.source import ImportOptions
    from ui.dialogs.import_dialog import ImportDialog, ImportOrder

CASE_SUFFIX = ".case"
RECENT = 8


class FileVerbs(QObject):
    """`verified` carries how many journal lines were checked, and what does not fit."""

    verified = Signal(int, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk

    def new(self) -> None:
        """Ask for a new case and make it."""
        dialog = NewCaseDialog(self._desk.window, self._folder())
        dialog.accepted_with.connect(lambda order: self.leave(lambda: self._make(order)))
        self._desk.ask(dialog)

    def open(self) -> None:
        """Ask which case to open."""
        ask_file(
            self._desk.window,
            "Open case",
            str(self._folder()),
            "Cases and packages (*.case *.zip)",
            lambda path: self.open_path(Path(path)),
        )

    def open_path(self, path: Path) -> None:
        """Open a case file, in place of the one that is open."""
        who = self._desk.settings.examiner

        def work(tick: Tick) -> Case:
            if is_package(path):
                return open_handed(path, tick)
            return Case.open(path, who)

        self.leave(lambda: self._adopt_from(f"Opening {path.name}", work))

    def open_sample(self) -> None:
        """Open the sample case; it is built first where it is not there yet."""
        # reading files is not paid for before a file is read; so below
        from investigator.sample import NAME, sample_case

        settings = self._desk.settings
        place = settings.models.parent / NAME

        def work(tick: Tick) -> Case:
            return Case.open(sample_case(place, settings.examiner, scored, tick), settings.examiner)

        self.leave(lambda: self._adopt_from("Opening the sample case", work))

    def close(self) -> None:
        """Close the case."""
        self.leave(lambda: None)

    def leave(self, then: Callable[[], object]) -> None:
        """Let go of the open case, then go on. Asks once where work is running."""
        running = self._desk.runner.running()
        if not running:
            self._let_go(then)
            return
        names = ", ".join(task.name for task in running[:3])
        dialog = Confirm(
            self._desk.window,
            "Stop the running work?",
            f"Still running: {names}. Stopped now, nothing half-done is kept; what you did yourself is kept.",
            "&Stop and close",
            "Keep &working",
        )
        dialog.accepted_with.connect(lambda _yes: self._let_go(then))
        self._desk.ask(dialog)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Ask how to read files, and import them."""
        from ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(self._desk.window, paths)
        dialog.preview_asked.connect(lambda path, options: self._look(dialog, path, options))
        dialog.accepted_with.connect(self.take_in)
        self._desk.ask(dialog)
        dialog.add(paths)

    def take_in(self, order: ImportOrder) -> None:
        """Import these files."""
        store = self._desk.session.case.store

        def work(tick: Tick) -> Report:
            from investigator.chain.files import open_sources
            from investigator.chain.ingest import ingest

            return ingest(store, open_sources(order.paths, order.options, tick, store), tick)

        count = len(order.paths)
        what = order.paths[0].name if count == 1 else words.plural(count, "file")
        self._desk.runner.start(f"Importing {what}", work, self._taken)

    def verify(self) -> None:
        """Check the whole case."""
        store = self._desk.session.case.store
        session = self._desk.session

        def work(tick: Tick) -> tuple[int, list[Misfit]]:
            return len(session.journal()), self._misfits(store, tick)

        def done(found: tuple[int, list[Misfit]]) -> None:
            lines, problems = found
            self.verified.emit(lines, problems)
            if not problems:
                self._desk.messages.note(say("The case is whole: everything in it matches its hashes."))
                return
            first = problems[0]
            self._desk.messages.trouble(
                f"{words.plural(len(problems), 'thing')} in this case {'do' if len(problems) > 1 else 'does'}"
                f" not fit. First, {first.told}."
            )

        self._desk.runner.start("Verifying the case", work, done)

    def _misfits(self, store: Store, tick: Tick) -> list[Misfit]:
        """What does not fit the case, the package that it came in, and the models that scored it."""
        from gnn.packing import model_misfits

        found = misfits_of(store, tick)
        return found + model_misfits(store, self._desk.settings.models)[0]

    def drop(self, paths: Sequence[Path]) -> None:
        """Files were dropped on the window: a case is opened, others are imported."""
        cases = [path for path in paths if path.suffix.lower() == CASE_SUFFIX or is_package(path)]
        if cases:
            self.open_path(cases[0])
        elif self._desk.session.is_open:
            self.import_files(paths)
        else:
            self._desk.messages.trouble(
                say("Open a case or make a new one first; then drop the files again.")
            )

    def recent(self) -> list[Path]:
        """Cases that were open before, the last first, as far as they are still there."""
        kept = self._desk.keep.value("recent")  # Qt keeps a list of one as a plain text
        texts = kept if isinstance(kept, list) else [kept] if kept else []
        return [path for path in (Path(str(text)) for text in texts) if path.is_file()]

    def rename(self) -> None:
        """Ask what the case is called."""
        facts = self._desk.session.case.facts
        dialog = TitleDialog(self._desk.window, facts.title, facts.question)
        dialog.accepted_with.connect(lambda said: self._desk.session.do(SetTitle(*said)))
        self._desk.ask(dialog)

    def _folder(self) -> Path:
        recent = self.recent()
        return recent[0].parent if recent else Path.home()

    def _make(self, order: NewCase) -> None:
        who = self._desk.settings.examiner

        def work(_tick: Tick) -> Case:
            case = Case.create(order.path, who)
            case.do(SetTitle(order.title, order.question))
            return case

        self._adopt_from(f"Making {order.path.name}", work)

    def _adopt_from(self, name: str, work: Callable[[Tick], Case]) -> None:
        self._desk.runner.start(name, work, self._adopt)

    def _adopt(self, case: Case) -> None:
        path = case.store.path
        if path is not None:
            kept = [str(path.resolve()), *(str(one) for one in self.recent() if one != path.resolve())]
            self._desk.keep.setValue("recent", kept[:RECENT])
        self._desk.selection.clear()
        self._desk.session.adopt(case)

    def _let_go(self, then: Callable[[], object]) -> None:
        self._desk.selection.clear()  # panels begin to read for it: so first that, then the stop
        self._desk.runner.stop()
        self._desk.session.close()
        then()

    def _look(self, dialog: ImportDialog, path: Path, options: ImportOptions) -> None:
        from ui.dialogs.look import look_at

        def failed(failure: Failure) -> None:
            dialog.set_failure(path, options, failure.sentence)
            if failure.details:
                self._desk.messages.log.write(failure.details)

        self._desk.runner.start(
            f"Looking at {path.name}",
            lambda tick: look_at(path, options, tick),
            lambda preview: dialog.set_preview(path, options, preview),
            failed,
            quiet=True,
        )

    def _taken(self, report: Report) -> None:
        self._desk.session.touch(Changed.EVIDENCE)
        said = [f"{words.plural(report.transfers, 'transfer')} added"]
        said += [f"{words.plural(report.tags, 'label')} added"] if report.tags else []
        said += [f"{words.plural(report.duplicates, 'row')} were here already"] if report.duplicates else []
        said += [f"{words.plural(report.bad_rows, 'row')} could not be read"] if report.bad_rows else []
        self._desk.messages.note("; ".join(said) + ".")
