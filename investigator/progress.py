"""How long work reports back, without knowing who listens."""

from typing import Protocol


class Cancelled(Exception):
    """The analyst asked to stop. It unwinds the work; transactions roll back on the way out."""


class Tick(Protocol):
    """Called between steps of long work with (done, total or None, note). May raise `Cancelled`."""

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None: ...


def silent(done: int, total: int | None = None, note: str = "") -> None:
    """A `Tick` for scripts and tests: nobody is watching."""
