"""Groups on the chart: made, opened, folded, dissolved, and the small rest around an account collapsed."""

from __future__ import annotations

from collections import Counter

import numpy as np
from PySide6.QtCore import QObject

from investigator.errors import Trouble
from investigator.operations.grouping import TOP, group_edit, rest_of, touched, turn_edit, ungroup_edit
from ui import words
from ui.desk import Desk
from ui.dialogs.group_dialog import GroupDialog
from ui.wiring.selecting import Selecting


class GroupVerbs(QObject):
    """Each verb is one edit: what it did is undone at once."""

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting = desk, selecting

    def group(self) -> None:
        """Ask for a name, and draw the selected accounts as one."""
        chosen = self._desk.selection.accounts
        if len(chosen) < 2:
            raise Trouble("A group needs two accounts at least; select more.")
        dialog = GroupDialog(self._desk.window, len(chosen), self._suggested())
        dialog.accepted_with.connect(lambda title: self.put(chosen, str(title)))
        self._desk.ask(dialog)

    def put(self, accounts: tuple[int, ...], title: str) -> None:
        """Draw these accounts as one, under a name."""
        self._desk.session.do(group_edit(self._desk.session.case.facts, accounts, title))

    def ungroup(self) -> None:
        """Let the groups of what is selected go; their accounts stand by themselves again."""
        self._desk.session.do(ungroup_edit(self._desk.session.case.facts, self._desk.selection.accounts))

    def turn(self) -> None:
        """Open the groups of what is selected, or fold them again."""
        self._desk.session.do(turn_edit(self._desk.session.case.facts, self._desk.selection.accounts))

    def collapse(self) -> None:
        """Leave the largest counterparties of what is selected, and draw the rest of them as one."""
        sight = self._desk.scenery.sight
        chosen = self._desk.selection.accounts
        if sight is None:
            return
        facts = self._desk.session.case.facts
        spared = {*chosen, *self._selecting.numbers(facts.seeds)}
        spared.update(one for key in touched(facts, sight.graph.accounts.tolist())
                      for one in facts.groups[key].members)  # fmt: skip
        rest = rest_of(sight.graph, np.array(chosen, np.int32), spared)
        if rest.size < 2:
            raise Trouble(
                f"There are no more than {TOP} counterparties of it on the chart to choose from: nothing to collapse."
            )
        of = (
            words.shorten(self._selecting.addresses(chosen[:1])[0])
            if len(chosen) == 1
            else "what was selected"
        )
        self.put(tuple(rest.tolist()), f"Rest of {of}")
        self._desk.messages.note(
            f"{words.plural(rest.size, 'account')} collapsed into one node; a double click opens it.",
            "Undo",
            self._desk.session.undo,
        )

    def _suggested(self) -> str:
        """The entity or label that most of the selected accounts share, if there is one."""
        sight = self._desk.scenery.sight
        if sight is None:
            return ""
        at = np.flatnonzero(
            np.isin(sight.graph.accounts, np.array(self._desk.selection.accounts, np.int32))
        )
        said = [sight.known.labels[one][0].text for one in at.tolist() if sight.known.labels[one]]
        common = [(name.split(":")[0].strip(), 1) for name in said]
        best = Counter(name for name, _ in common).most_common(1)
        return best[0][0] if best and best[0][1] > 1 else ""
