"""OpenGL only where a graphics card draws it; nothing fails where there is none."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from pytestqt.qtbot import QtBot

from ui.canvas import surface
from ui.canvas.chart import Chart


@pytest.mark.parametrize(
    ("platform", "renderer", "wanted"),
    [
        ("xcb", "NVIDIA GeForce RTX 3060/PCIe/SSE2", True),
        ("windows", "Intel(R) Iris(R) Xe Graphics", True),
        ("cocoa", "Apple M2", True),
        ("wayland", "Mesa Intel(R) UHD Graphics 620 (KBL GT2)", True),
        ("xcb", "llvmpipe (LLVM 15.0.7, 256 bits)", False),
        ("xcb", "softpipe", False),
        ("windows", "GDI Generic", False),
        ("windows", "ANGLE (Microsoft Basic Render Driver)", False),
        ("cocoa", "Apple Software Renderer", False),
        ("xcb", "", False),
        ("offscreen", "NVIDIA GeForce RTX 3060/PCIe/SSE2", False),
    ],
)
def test_only_a_graphics_card_on_a_screen_is_chosen(platform: str, renderer: str, wanted: bool) -> None:
    assert surface.chosen(platform, renderer) is wanted


def test_the_card_is_asked_once_and_never_against_the_switch(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def renderer() -> str:
        asked.append(1)
        return "Apple M2"

    monkeypatch.setattr(surface, "renderer", renderer)
    monkeypatch.setattr(surface.QGuiApplication, "platformName", lambda: "cocoa")
    qapp.setProperty("opengl_renderer", None)
    try:
        monkeypatch.setenv("INVESTIGATOR_OPENGL", "0")
        assert not surface.accelerated()
        assert not asked
        monkeypatch.delenv("INVESTIGATOR_OPENGL")
        assert surface.accelerated()
        assert surface.accelerated()
        assert len(asked) == 1
    finally:
        qapp.setProperty("opengl_renderer", None)


def test_without_a_card_the_chart_is_shown_by_software(qtbot: QtBot) -> None:
    chart = Chart()
    qtbot.addWidget(chart)
    assert not surface.accelerated()
    assert not chart.findChildren(QOpenGLWidget)
