"""What is selected, by name and by number."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QObject

from investigator.address import checksummed
from investigator.data.queries import accounts as account_queries
from investigator.records import AccountId, Address
from ui import words
from ui.desk import Desk
from ui.panels import parts


class Selecting(QObject):
    """Selecting is a look, not an edit: nothing of it is journaled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk

    def everything(self) -> None:
        """Select every account that is shown."""
        sight = self._desk.scenery.sight
        self._desk.selection.choose(sight.graph.accounts.tolist() if sight else ())

    def nothing(self) -> None:
        """Select nothing."""
        self._desk.selection.clear()

    def neighbours(self) -> None:
        """Add those that the selected accounts dealt with, as far as they are shown."""
        sight = self._desk.scenery.sight
        if sight is None:
            return
        graph = sight.graph
        chosen = np.isin(graph.accounts, np.array(self._desk.selection.accounts, np.int32))
        grown = chosen.copy()
        grown[graph.dst[chosen[graph.src]]] = True
        grown[graph.src[chosen[graph.dst]]] = True
        self._desk.selection.choose(graph.accounts[grown].tolist())

    def copy_address(self) -> None:
        """Put the addresses of what is selected on the clipboard, a line each."""
        found = self.addresses(self._desk.selection.accounts)
        parts.copy("\n".join(checksummed(one) for one in found))
        self._desk.messages.note(
            f"{words.shorten(found[0]) if len(found) == 1 else words.plural(len(found), 'address', 'addresses')}"
            " copied."
        )

    def addresses(self, numbers: Iterable[int]) -> list[Address]:
        """What these accounts are called on their chains."""
        return account_queries.addresses(self._desk.session.case.store, numbers)

    def numbers(self, addresses: Iterable[Address]) -> list[AccountId]:
        """The numbers of these accounts in the case."""
        return list(account_queries.find(self._desk.session.case.store, addresses).values())

    def go(self, addresses: Iterable[Address]) -> None:
        """Select accounts by address."""
        self._desk.selection.choose(self.numbers(addresses))

    def chosen(self) -> list[Address]:
        """The addresses of what is selected."""
        return self.addresses(self._desk.selection.accounts)
