"""What the monkey does beside calling commands: it selects, clicks, drags, turns the wheel and types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from tests.monkey.answers import KEYS, LETTERS

if TYPE_CHECKING:
    from tests.monkey.player import Monkey

SIZES = ((960, 600), (1440, 900), (1600, 1000))
BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def open_again(monkey: Monkey) -> str:
    """Open a case of the folder where none is open, and put something on an empty chart."""
    window = monkey.window
    if not window.desk.session.is_open:
        monkey.rest()
        window.open_path(monkey.folder / "play.case")
        monkey.rest()
    if window.desk.session.is_open and not window.desk.scenery.shown and window.desk.scenery.held:
        some = min(3, window.desk.scenery.held.columns.order)
        window.desk.selection.choose(range(some))
        monkey.call("expand2")
        monkey.rest()
    return "open again"


def select(monkey: Monkey) -> str:
    """Select accounts or transfers."""
    desk, chance = monkey.window.desk, monkey.chance
    if not desk.session.is_open or desk.scenery.held is None:
        return "select nothing"
    shown, counts = sorted(desk.scenery.shown), desk.scenery.held.counts
    some = chance.sample(shown, min(len(shown), chance.randrange(4)))
    if chance.random() < 0.2 and counts.transfers:
        desk.selection.choose_transfers([chance.randrange(counts.transfers) for _ in range(2)])
    elif some or desk.scenery.held.columns.order:
        desk.selection.choose(some or [chance.randrange(desk.scenery.held.columns.order)])
    return f"select {some}"


def undo(monkey: Monkey) -> str:
    """Go some steps back or forth."""
    name = monkey.chance.choice(("undo", "redo"))
    for _ in range(monkey.chance.randrange(1, 6)):
        monkey.call(name)
    return name


def press(monkey: Monkey) -> str:
    """Press a button that is seen."""
    seen = [
        one for one in monkey.window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()
    ]
    seen = [one for one in seen if not _dear(one)]
    if not seen:
        return "press nothing"
    target = monkey.chance.choice(seen)
    said = f"press {target.accessibleName() or target.text()}"
    if menu := _menu(target):
        menu.aboutToShow.emit()
        offered = [
            one for one in menu.actions() if one.isEnabled() and not one.isSeparator() and not one.menu()
        ]
        if offered:
            monkey.chance.choice(offered).trigger()
    else:
        target.click()
    return said


def click(monkey: Monkey) -> str:
    """Click, with either button, once or twice, wherever the pointer is."""
    target, at = _somewhere(monkey)
    button, held = monkey.chance.choice(BUTTONS), monkey.chance.choice((NONE, NONE, SHIFT, CTRL))
    said = f"click {type(target).__name__} {target.accessibleName()}"
    if isinstance(target, QAbstractButton) and (_dear(target) or _menu(target)):
        return "click nothing"
    if monkey.chance.random() < 0.3:
        QTest.mouseDClick(target, button, held, at)
    else:
        QTest.mouseClick(target, button, held, at)
    return said


def drag(monkey: Monkey) -> str:
    """Drag on the chart, the timeline or anything else: pan, move an account, lasso, brush, split."""
    window, chance = monkey.window, monkey.chance
    target = chance.choice((_canvas(monkey), window.stage.timeline, _somewhere(monkey)[0]))
    held = chance.choice((NONE, NONE, SHIFT, CTRL))
    if isinstance(target, QAbstractButton):
        return "drag nothing"
    said = f"drag on {type(target).__name__}"
    QTest.mousePress(target, Qt.MouseButton.LeftButton, held, _spot(monkey, target))
    for _ in range(3):
        QTest.mouseMove(target, _spot(monkey, target))
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, held, _spot(monkey, target))
    return said


def wheel(monkey: Monkey) -> str:
    """Turn the wheel over the chart, or wherever the pointer is."""
    target = _canvas(monkey) if monkey.chance.random() < 0.6 else _somewhere(monkey)[0]
    at, turn = QPointF(_spot(monkey, target)), QPoint(0, monkey.chance.choice((-480, -120, 120, 480)))
    held = monkey.chance.choice((NONE, NONE, CTRL))
    event = QWheelEvent(
        at, QPointF(target.mapToGlobal(at.toPoint())), QPoint(), turn, Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)
    return f"wheel over {type(target).__name__}"


def keys(monkey: Monkey) -> str:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget() or monkey.window.stage.chart
    key, held = monkey.chance.choice(KEYS), monkey.chance.choice((NONE, NONE, SHIFT))
    said = f"key {key.name} on {type(target).__name__}"
    QTest.keyClick(target, key, held)
    return said


def write(monkey: Monkey) -> str:
    """Type into the query field or another one, choose from what is offered, and enter it."""
    chance, field = monkey.chance, monkey.window.bar.query
    others = [one for one in monkey.window.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]
    target: QLineEdit = chance.choice(others) if others and chance.random() < 0.4 else field
    target.setFocus()
    target.selectAll()
    text = chance.choice(LETTERS)
    QTest.keyClicks(target, "".join(one for one in text if one.isascii()))
    if not text.isascii():
        target.insert(text)
    for _ in range(chance.randrange(3)):
        QTest.keyClick(target, chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backspace)))
    QTest.keyClick(target, chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape)))
    return f"write {text}"


def turn(monkey: Monkey) -> str:
    """Click on a tab."""
    bars = [one for one in monkey.window.findChildren(QTabBar) if one.isVisible() and one.count()]
    if not bars:
        return "turn nothing"
    bar = monkey.chance.choice(bars)
    at = bar.tabRect(monkey.chance.randrange(bar.count())).center()
    button = monkey.chance.choice((*BUTTONS, Qt.MouseButton.MiddleButton))
    if monkey.chance.random() < 0.2:
        QTest.mouseDClick(bar, button, NONE, at)
    else:
        QTest.mouseClick(bar, button, NONE, at)
    return "turn tab"


def resize(monkey: Monkey) -> str:
    """Another size of the window, or its usual state."""
    if monkey.window.isFullScreen() or monkey.window.isMaximized():
        monkey.window.showNormal()
    monkey.window.resize(*monkey.chance.choice(SIZES))
    return "resize"


def command(monkey: Monkey) -> str:
    """Call any command."""
    return monkey.command()


Game = Callable[["Monkey"], str]
GAMES: tuple[tuple[int, Game], ...] = (
    (40, command), (16, select), (6, press), (8, click), (10, drag), (7, wheel), (10, keys), (6, write),
    (3, turn), (2, resize), (6, undo),
)  # fmt: skip
"""How often each is played, beside the others."""


def _canvas(monkey: Monkey) -> QWidget:
    """What of the chart gets the mouse."""
    chart = monkey.window.stage.chart
    return chart.childAt(chart.rect().center()) or chart


def _somewhere(monkey: Monkey) -> tuple[QWidget, QPoint]:
    """What is seen at any place of the window, and where on it that is."""
    window = monkey.window
    at = _spot(monkey, window)
    target = window.childAt(at) or window
    return target, target.mapFrom(window, at)


def _spot(monkey: Monkey, widget: QWidget) -> QPoint:
    chance = monkey.chance
    return QPoint(chance.randrange(max(1, widget.width())), chance.randrange(max(1, widget.height())))


def _menu(button: QAbstractButton) -> QMenu | None:
    """The menu of a button, which Qt would show in a loop of its own until somebody chooses."""
    return button.menu() if isinstance(button, QPushButton | QToolButton) else None


def _dear(button: QAbstractButton) -> bool:
    """Whether a button begins what takes long: these are called as commands, less often."""
    text = f"{button.text()} {button.accessibleName()} {button.toolTip()}".lower()
    return any(word in text for word in ("score", "train", "sample", "quit", "model", "report"))
