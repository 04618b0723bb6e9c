"""The cases that the monkey plays on, and whether their journals replay to what was seen of them."""

from __future__ import annotations

import random
from pathlib import Path

from investigator.cases.case import Case
from tests.makers import Move, put
from ui.session import Session

SPAN = 1_772_409_600


def play_case(path: Path, chance: random.Random, accounts: int = 120, transfers: int = 500) -> Path:
    """A case of random payments."""
    moves = [
        Move(*chance.sample(range(accounts), 2), chance.randrange(1, 10_000), SPAN + 60 * number)
        for number in range(transfers)
    ]
    with Case.create(path, "monkey") as case:
        put(case.store, moves, [f"bank:{number}" for number in range(accounts)])
    return path


class Replays:
    """Notes which cases were left, and replays each journal at the next rest."""

    def __init__(self, session: Session, wrong: list[str]) -> None:
        self.count = 0
        self._session, self._wrong = session, wrong
        self._now: Case | None = None
        self._left = list[Case]()
        session.opened.connect(self._turned)

    def check(self) -> None:
        """Replay the journals of the cases that were left meanwhile."""
        for case in self._left:
            now = self._now
            if now is None or now.store.path != case.store.path:
                self.compare(case)
        self._left.clear()

    def compare(self, case: Case) -> None:
        """Whether the journal of a closed case says what was known when it was closed."""
        if (
            case.store.path is None or not case.store.path.is_file()
        ):  # out of a package: it went with its folder
            return
        self.count += 1
        with Case.open(case.store.path) as again:
            if again.facts != case.facts:
                self._wrong.append(f"the journal of {case.store.path.name} replays to another state")

    def _turned(self) -> None:
        if self._now is not None:
            self._left.append(self._now)
        self._now = self._session.case if self._session.is_open else None
