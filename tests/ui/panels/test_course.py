"""The time course of a trace as a small chart."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.panels.course import Course, CourseChart, Span

COURSE = Course(
    "ETH, FIFO", "2026-03-02", "2026-03-10", (Span(0, 0.25, 10, 10, "10 ETH"), Span(0.75, 1, 5, -5, "<b>"))
)


@pytest.fixture
def chart(qtbot: QtBot) -> CourseChart:
    made = CourseChart()
    qtbot.addWidget(made)
    made.resize(240, made.height())
    return made


def inked(image: QImage, left: float, right: float) -> int:
    """Pixels in a part of the width that are as blue as nothing but the line."""
    columns = range(round(left * image.width()), round(right * image.width()))
    colors = (image.pixelColor(x, y) for x in columns for y in range(image.height()))
    return sum(color.blue() - color.red() > 60 for color in colors)


def test_it_takes_no_room_without_a_course(chart: CourseChart) -> None:
    assert chart.isHidden()
    chart.show_course(COURSE)
    assert not chart.isHidden()
    chart.show_course(Course("", "", "", ()))
    assert chart.isHidden()


def test_a_line_is_drawn_over_the_whole_time_also_below_nothing(chart: CourseChart) -> None:
    chart.show_course(COURSE)
    image = chart.grab().toImage()
    assert inked(image, 0.3, 0.7) > 20
    assert inked(image, 0.8, 1.0) > 0


def test_what_moved_nothing_and_is_away_nowhere_draws_no_line(chart: CourseChart) -> None:
    chart.show_course(Course("x", "a", "b", (Span(0, 1, 0, 0),)))
    assert inked(chart.grab().toImage(), 0, 1) == 0


def test_it_is_told_in_words(chart: CourseChart) -> None:
    chart.show_course(COURSE)
    assert "ETH, FIFO; 10 ETH" in chart.accessibleDescription()
    assert "&lt;b&gt;" in chart.toolTip()
