"""What every test shares: no surprise log record, no leaked thread, and where the real data lies."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.nodes.anvil import Anvil

settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("repeatable")

PATIENCE = 120_000
"""Milliseconds to wait for what must come: only a hang takes as long, however loaded the machine is."""

REAL_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data sets; skips where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip("the real data sets are not on this machine (../shared/data)")
    return REAL_DATA


@pytest.fixture(autouse=True)
def _no_surprise(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a log record at WARNING or above that the test does not ask for by using `caplog`."""
    before = set(threading.enumerate())
    yield
    if "caplog" not in request.fixturenames[: request.fixturenames.index("_no_surprise") or None]:
        loud = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
        assert not loud, f"unexpected log record: {loud[0].getMessage()}"
    left = {t for t in set(threading.enumerate()) - before if not t.daemon and t.is_alive()}
    for thread in left:
        thread.join(timeout=60)
    assert not [t for t in left if t.is_alive()], "a thread was left running"


@pytest.fixture(autouse=True)
def _same_switches() -> Iterator[None]:
    """A run of the program sets switches of this process: none holds beyond its test."""
    before = {name: value for name, value in os.environ.items() if name.startswith("INVESTIGATOR_")}
    yield
    for name in [name for name in os.environ if name.startswith("INVESTIGATOR_")]:
        del os.environ[name]
    os.environ.update(before)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """Delete what was closed, and undress the app: under a style sheet a window takes five times as long to build.

    No key is held down any more: Qt keeps those of the last event, and selects otherwise by them.
    """
    yield
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QGuiApplication, QWindow
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.setStyleSheet("")
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWindow(), Qt.Key.Key_Control)
        assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


class _Patient(QtBot):
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals: list[Any], *, timeout: int = PATIENCE, **how: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, which would wait for five seconds only."""
    return _Patient(request)


@pytest.fixture
def anvil() -> Iterator[Anvil]:
    """A real EVM node of its own for this test."""
    with Anvil.started() as node:
        yield node
