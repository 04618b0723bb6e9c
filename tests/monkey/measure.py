"""What there is in the process at a moment of rest, and what has stayed that should have gone."""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import ClassVar

import psutil
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from gnn.client import Worker
from investigator.cases.case import Case
from investigator.cases.history import History
from investigator.graph.columns import Columns
from ui.composing import Sight
from ui.frame.tour import Tour
from ui.held import Held
from ui.panels.tasks import TaskRow

PASSING = ("artist", "task", "look")
"""Threads that are no leak: one that draws a picture ends with it, and the pools of the runner grow to a bound."""

OF_A_CASE = (Case, History, Columns, Held, Sight, Worker)
"""What is large, and nobody may hold once no case is open."""


@dataclass(frozen=True)
class Measure:
    """What there is at a moment of rest, in bytes: the `memory` of the process, and what of it is `used` by anybody.

    An allocator keeps what is freed between things that stay, so that `memory` may grow while `used` does not; with one
    arena for all threads (`MALLOC_ARENA_MAX=1`, glibc) it grows less. `used` is 0 where the allocator does not say it.
    """

    threads: int
    processes: int
    widgets: int
    memory: int
    used: int = 0

    @classmethod
    def now(cls) -> Measure:
        gc.collect()
        process = psutil.Process()
        return cls(
            sum(not one.name.startswith(PASSING) for one in threading.enumerate()),
            len(process.children(recursive=True)),
            len(standing()),
            process.memory_info().rss,
            _used(),
        )


class _Allocated(ctypes.Structure):
    """What glibc tells of its arenas."""

    _fields_: ClassVar = [
        (name, ctypes.c_size_t)
        for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    ]


def _used() -> int:
    if sys.platform != "linux":
        return 0
    asked = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if asked is None:
        return 0
    asked.restype = _Allocated
    told = asked()
    return int(told.uordblks + told.hblkhd)


def standing() -> list[QWidget]:
    """All widgets but those of finished tasks, of which the last few stay in sight."""
    found = list[QWidget]()
    for one in QApplication.allWidgets():
        above: QWidget | None = one
        while above is not None and not isinstance(above, TaskRow):
            above = above.parentWidget()
        if above is None:
            found.append(one)
    return found


def asking() -> list[QWidget]:
    """Dialogs and tours that are there, seen or not: none may be once they were closed."""
    return [one for one in QApplication.allWidgets() if isValid(one) and isinstance(one, QDialog | Tour)]


def passing_menus() -> list[QMenu]:
    """Menus on the screen."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]


def held_of_a_case() -> Counter[str]:
    """How many large things of a case are still held, by their kinds."""
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects() if type(one) in OF_A_CASE)


def growth(memory: Sequence[int]) -> int:
    """By how much the last tenth of these measures lies over the first tenth; medians, so that no peak decides."""
    tenth = max(1, len(memory) // 10)
    return round(median(memory[-tenth:]) - median(memory[:tenth]))
