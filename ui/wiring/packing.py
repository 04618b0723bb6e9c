"""Handing a case over: asked for, counted while it is decided, written, and checked again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from investigator.cases.verify import Verification
from investigator.errors import Trouble
from investigator.operations.annotating import said, shown_exhibits
from investigator.operations.packing import (
    Packed,
    check_own,
    default_package,
    foresee,
    pack_case,
    verify_package,
)
from investigator.progress import Tick
from ui import words
from ui.desk import Desk
from ui.dialogs.hand_over_dialog import HandOrder, HandOverDialog
from ui.language import say
from ui.tasks import Failure, Latest
from ui.wiring.signing import Signing

LOCKED = "Your key file is not open yet: sign the journal first, which asks for its passphrase."


class PackVerbs(QObject):
    """One package at a time is decided; it is written in the background and can be cancelled."""

    def __init__(self, desk: Desk, signing: Signing) -> None:
        super().__init__(desk.window)
        self._desk, self._signing = desk, signing
        self._count = Latest(desk.runner, "Counting what is withheld")
        desk.session.opened.connect(self._count.drop)

    def hand_over(self) -> None:
        """Ask what is handed over, and write it. Raises `Trouble` for a case that came in a package."""
        case = self._desk.session.at_rest()
        check_own(case)

        def work(_tick: Tick) -> list[tuple[int, str]]:
            return [(one.exhibit.number, words.shorten_in(said(one))) for one in shown_exhibits(case)]

        self._desk.runner.start("Reading the exhibits", work, self._ask, quiet=True)

    def _ask(self, exhibits: list[tuple[int, str]]) -> None:
        path = self._desk.session.case.store.path or Path.home() / "case"
        dialog = HandOverDialog(self._desk.window, default_package(path), exhibits)
        dialog.changed.connect(lambda order: self._foresee(dialog, order))
        dialog.accepted_with.connect(self.write)
        dialog.finished.connect(lambda _code: self._count.drop())
        self._look_for_key(dialog)
        self._desk.ask(dialog)

    def _foresee(self, dialog: HandOverDialog, order: HandOrder) -> None:
        """Count what would be withheld; the newest question counts."""
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> list[str]:
            try:
                return foresee(case, order.part, order.level, order.exhibits, tick).sentences
            except Trouble as trouble:
                return [str(trouble)]

        def done(sentences: list[str]) -> None:
            if not dialog.over:
                dialog.show_counts(sentences)

        self._count.ask(work, done)

    def _look_for_key(self, dialog: HandOverDialog) -> None:
        """Whether there is a key: a keyring may be slow, or ask its owner."""
        opened, locked = self._signing.key, bool(self._desk.choices.now.key_file)
        if opened is None and locked:
            dialog.show_key(LOCKED, sign=False)
            return

        def work(_tick: Tick) -> str:
            from investigator.operations import custody

            key = opened or custody.key_at_hand()
            return f"{key.scheme} {key.public[:16]}…" if key else ""

        def done(key: str) -> None:
            if not dialog.over:
                dialog.show_key(
                    key or say("You have no key yet: one is made and kept in the system keyring."),
                    sign=bool(key),
                )

        def failed(failure: Failure) -> None:
            if not dialog.over:
                dialog.show_key(failure.sentence, sign=False)

        self._desk.runner.start("Looking for your key", work, done, failed, quiet=True)

    def write(self, order: HandOrder) -> None:
        """Write a package as ordered, with the models that scored."""
        case, settings = self._desk.session.at_rest(), self._desk.settings
        opened = self._signing.key
        if order.sign and opened is None and self._desk.choices.now.key_file:
            self._desk.messages.trouble(LOCKED)
            return

        def work(tick: Tick) -> Packed:
            from gnn.packing import models_of
            from investigator.operations import custody

            key = None
            if order.sign:
                key = opened or custody.key_at_hand() or custody.new_key()
            models = models_of(case.store, settings.models)
            return pack_case(
                case,
                order.path,
                order.part,
                order.level,
                models,
                key,
                settings.examiner,
                tick,
                order.exhibits,
            )

        self._desk.runner.start(f"Writing {order.path.name}", work, self._written)

    def _written(self, made: Packed) -> None:
        signed = "signed" if made.signed else "not signed"
        told = f"{made.path.name} is written, {signed}. SHA-256 {made.sha256[:16]}…"
        kept = [words.plural(made.withheld, "journal line")] * bool(made.withheld)
        kept += [words.plural(made.left_out, "evidence row")] * bool(made.left_out)
        told += f" By their hashes alone: {' and '.join(kept)}." if kept else ""
        self._desk.messages.note(told, say("Verify now"), lambda: self.verify(made.path))

    def verify(self, path: Path) -> None:
        """Check a package by the very code that lies in it."""

        def work(tick: Tick) -> Verification:
            tick(0, None, f"Checking {path.name}")
            return verify_package(path)

        def done(found: Verification) -> None:
            if not found.problems:
                checked = "; ".join(found.checked[:3])
                self._desk.messages.note(f"{path.name} is whole. Checked: {checked}.")
                return
            self._desk.messages.trouble(f"{path.name} does not fit. First, {found.problems[0].told}.")

        self._desk.runner.start(f"Verifying {path.name}", work, done)
