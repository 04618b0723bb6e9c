"""The examiner's signature in the window: when it is asked for, and, if that is preferred, when a case is closed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from investigator.cases.edits import Changed
from investigator.data.custody import SignatureRow
from investigator.preferences import Preferences
from investigator.progress import Tick
from ui.desk import Desk
from ui.dialogs.passphrase_dialog import PassphraseDialog

if TYPE_CHECKING:
    from investigator.cases.custody.keys import ExaminerKey

MOMENT = 1.5
"""Seconds that closing a case waits for its signature."""


class Signing(QObject):
    """Holds the `key` once it is open, until the program ends: a keyring opens it unasked, a key file by its passphrase.

    A case that nothing was done in is not signed when it is closed: looking at one must not change it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.key: ExaminerKey | None = None
        self._from = desk.choices.now.key_file
        desk.session.opened.connect(self._fetch)
        desk.session.closing.connect(self._last)
        desk.choices.changed.connect(self._chosen)

    def sign(self) -> None:
        """Sign what was done since the last signature; a key file's passphrase is asked for once."""
        file = self._desk.choices.now.key_file
        if self.key is not None or not file:
            self._sign()
            return
        dialog = PassphraseDialog(self._desk.window, Path(file))
        dialog.accepted_with.connect(lambda passphrase: self._sign(Path(file), passphrase))
        self._desk.ask(dialog)

    def _sign(self, file: Path | None = None, passphrase: str = "") -> None:
        store, who = self._desk.session.case.store, self._desk.settings.examiner

        def work(tick: Tick) -> tuple[ExaminerKey, SignatureRow | None]:
            # keys bring cryptography and the keyring
            from investigator.operations import custody

            tick(0, None, "Signing")
            key = self.key
            if key is None:
                given = custody.own_key(file, passphrase) if file else custody.key_at_hand()
                key = given or custody.new_key()
            return key, custody.sign(store, key, who)

        self._desk.runner.start("Signing the journal", work, self._signed)

    def _signed(self, made: tuple[ExaminerKey, SignatureRow | None]) -> None:
        self.key, row = made
        self._desk.session.touch(Changed.CASE)
        self._desk.messages.note(
            f"Journal lines {row.first_seq:,} to {row.last_seq:,} are signed."
            if row
            else "Every line of the journal is signed already."
        )

    def _chosen(self, now: Preferences) -> None:
        if now.key_file != self._from:
            self.key, self._from = None, now.key_file
        self._fetch()

    def _fetch(self) -> None:
        """Have the keyring's key at hand when the case is closed: a keyring may be slow, or ask its owner."""
        now = self._desk.choices.now
        if self.key is not None or not now.sign or now.key_file or not self._desk.session.is_open:
            return

        def work(_tick: Tick) -> ExaminerKey | None:
            from investigator.operations import custody

            return custody.key_at_hand()

        def done(key: ExaminerKey | None) -> None:
            self.key = key

        self._desk.runner.start("Looking for your key", work, done, quiet=True)

    def _last(self) -> None:
        """Sign what was done, in a moment, or leave it for another day: the case is closed in any event."""
        store = self._desk.session.case.store
        if not self._desk.choices.now.sign or not store.written or store.read_only:
            return
        key, who = self.key, self._desk.settings.examiner
        if key is None:
            self._desk.messages.note(
                "The journal was not signed: your key was not open. Open the case and sign it, which opens the key."
            )
            return

        def work() -> None:
            from investigator.operations import custody

            custody.sign(store, key, who)

        failure = self._desk.runner.last(work, MOMENT)
        if failure is not None:
            self._desk.messages.caution(f"The journal was not signed: {failure.sentence}")
            if failure.details:
                self._desk.messages.log.write(failure.details)
