"""How the timeline paints its bars and its axis, and how a span of time reads."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from investigator.records import Clock
from ui import words
from ui.panels.bins import Bins
from ui.panels.time_axis import ticks
from ui.theme import Theme

SIDE, TOP, FOOT = 16, 32, 22
Span = tuple[float, float]


def caption(span: Span, clock: Clock) -> str:
    """A span in UTC, and in the analyst's zone beside it where that is another."""
    after, before = (words.when(round(end), clock) for end in span)
    if clock != Clock.UTC:
        return f"{after} – {before.rpartition(' ')[2]}"
    same = after[:10] == before[:10]
    utc = f"{after} – {before[11:]} UTC" if same else f"{after[:16]} – {before[:16]} UTC"
    here, there = (words.local(round(end)) for end in span)
    if here[20:] in {"", "UTC"}:
        return utc
    end = there[11:16] if here[:10] == there[:10] else there[:16]
    return f"{utc}  ·  {here[:16]} – {end} {there[20:]}"


def bars(painter: QPainter, theme: Theme, plot: QRectF, bins: Bins, span: Span | None) -> None:
    """A bar for each bin; what is selected fills its share of a bar from below."""
    size = bins.counts.size
    step = plot.width() / size
    on, off = QColor(theme.accent), QColor(theme.node)
    gap = 2 if step > 5 else 0
    for number, drawn in enumerate(bins.drawn.tolist()):
        if drawn <= 0:
            continue
        middle = bins.edge((number + 0.5) / size)
        inside = span is not None and span[0] <= middle <= span[1]
        height = max(2.0, drawn * (plot.height() - 2))
        left, wide = plot.left() + number * step, max(1.0, step - gap)
        painter.fillRect(QRectF(left, plot.bottom() - height, wide, height), on if inside else off)
        if bins.chosen is not None and bins.chosen[number]:
            part = max(3.0, height * float(bins.chosen[number]) / max(1, int(bins.counts[number])))
            painter.fillRect(QRectF(left, plot.bottom() - part, wide, part), QColor(theme.mid))


def axis(painter: QPainter, theme: Theme, plot: QRectF, bins: Bins) -> None:
    """The ends of the time at both sides, and round times between them where there is room."""
    metrics = QFontMetrics(painter.font())
    base, floor = plot.bottom() + FOOT - 7, plot.bottom() + 1
    first, last = (words.when(end, bins.clock) for end in (bins.first, bins.last))
    if bins.clock == Clock.UTC:
        keep = 10 if bins.last - bins.first > 3 * 86_400 else 16 if bins.last - bins.first > 600 else 19
        first, last = first[:keep], f"{last[:keep]} UTC"
    painter.setPen(QColor(theme.dim))
    painter.drawText(QPointF(plot.left(), base), first)
    end = plot.right() - metrics.horizontalAdvance(last)
    painter.drawText(QPointF(end, base), last)
    taken = plot.left() + metrics.horizontalAdvance(first) + 16
    for tick in ticks(bins.first, bins.last, bins.clock, max(1, int(plot.width()) // 130)):
        x, wide = plot.left() + plot.width() * bins.share(tick.time), metrics.horizontalAdvance(tick.text)
        painter.fillRect(QRectF(round(x), floor, 1, 4), QColor(theme.dim))
        if taken < x - wide / 2 and x + wide / 2 + 16 < end:
            painter.drawText(QPointF(x - wide / 2, base), tick.text)
            taken = x + wide / 2 + 16
