"""Preferences, asked for in the window and in effect at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from investigator import switches
from investigator.chain.keyless import keyless
from investigator.preferences import Preferences, path_in
from investigator.progress import Tick
from ui.desk import Desk
from ui.session import EVERYTHING
from ui.tasks import Failure

if TYPE_CHECKING:
    from ui.dialogs.preferences_dialog import PreferencesDialog


class PreferVerbs(QObject):
    """`reopen` opens a case anew: whether it can be changed is decided as it is opened."""

    def __init__(self, desk: Desk, reopen: Callable[[Path], object]) -> None:
        super().__init__(desk.window)
        self._desk, self._reopen = desk, reopen
        if desk.choices.wrong:
            desk.messages.caution(desk.choices.wrong)

    def preferences(self) -> None:
        """Ask what is preferred."""
        from ui.dialogs.preferences_dialog import PreferencesDialog  # not needed at start-up

        desk = self._desk
        fixed = [one for one in (switches.OFFLINE, switches.READ_ONLY) if switches.forced(one)]
        place = path_in(desk.settings.config)
        dialog = PreferencesDialog(desk.window, desk.choices.now, place, fixed, keyless)
        dialog.accepted_with.connect(self.choose)
        dialog.key_kept.connect(lambda name, secret: self._keep(dialog, name, secret))
        dialog.key_dropped.connect(lambda name: self._drop(dialog, name))
        desk.ask(dialog)

    def choose(self, wanted: Preferences) -> None:
        """Prefer this from now on."""
        before, session = self._desk.choices.now, self._desk.session
        self._desk.choices.choose(wanted)
        if (before.units, before.zone) != (wanted.units, wanted.zone):
            session.touch(EVERYTHING)  # all that is written anywhere
        if not session.is_open or session.case.store.path is None:
            return
        if session.case.store.read_only != switches.on(switches.READ_ONLY):
            self._reopen(session.case.store.path)

    def _keep(self, dialog: PreferencesDialog, name: str, secret: str) -> None:
        def work(_tick: Tick) -> None:
            # a keyring looks through the installed packages, and may ask its owner
            from investigator.chain.rpc.keys import keep_key

            keep_key(name, secret)

        self._with_ring(f"Keeping the key {name}", dialog, work, name, present=True)

    def _drop(self, dialog: PreferencesDialog, name: str) -> None:
        def work(_tick: Tick) -> None:
            from investigator.chain.rpc.keys import forget_key

            forget_key(name)

        self._with_ring(f"Forgetting the key {name}", dialog, work, name, present=False)

    def _with_ring(
        self,
        what: str,
        dialog: PreferencesDialog,
        work: Callable[[Tick], None],
        name: str,
        *,
        present: bool,
    ) -> None:
        def done(_nothing: None) -> None:
            kept = tuple(one for one in self._desk.choices.now.keys if one != name)
            self._desk.choices.change(keys=(*kept, name) if present else kept)
            if not dialog.over:
                dialog.show_keys(self._desk.choices.now.keys, "")

        def failed(failure: Failure) -> None:
            if not dialog.over:
                dialog.show_keys(self._desk.choices.now.keys, failure.sentence)

        self._desk.runner.start(what, work, done, failed, quiet=True)
