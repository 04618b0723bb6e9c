"""On what the chart's picture is shown: OpenGL where a graphics card draws it, software otherwise."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from investigator import switches

SAMPLES = 4
RENDERER = 0x1F01
"""`GL_RENDERER`."""
_SLOW = ("llvmpipe", "softpipe", "swrast", "swiftshader", "software", "gdi generic", "basic render")
"""Renderers that compute on the processor, where the raster is quicker by itself."""
_SCREENLESS = ("", "offscreen", "minimal", "vnc", "linuxfb")
_ASKED = "opengl_renderer"


def chosen(platform: str, renderer: str) -> bool:
    """Whether OpenGL shows the picture: on a screen, where there is a renderer, and it is no software."""
    if platform in _SCREENLESS or not renderer.strip():
        return False
    return not any(one in renderer.lower() for one in _SLOW)


def accelerated() -> bool:
    """Whether the chart is to be shown by OpenGL in this run; the switch `INVESTIGATOR_OPENGL=0` forbids it.

    The graphics card is asked once for each app, and not at all where the switch or the platform has said no.
    """
    app = QCoreApplication.instance()
    platform = QGuiApplication.platformName() if app else ""
    if app is None or platform in _SCREENLESS or not switches.on_unless(switches.OPENGL):
        return False
    known = app.property(_ASKED)
    if not isinstance(known, str):
        known = renderer()
        app.setProperty(_ASKED, known)
    return chosen(platform, known)


def smooth(viewport: QWidget) -> None:
    """Have OpenGL smooth what is drawn over the picture; without it, painters do so by themselves."""
    if isinstance(viewport, QOpenGLWidget):
        form = viewport.format()
        form.setSamples(SAMPLES)
        viewport.setFormat(form)


def renderer() -> str:
    """What draws for OpenGL here, as the driver names it; empty where there is none."""
    surface, context = QOffscreenSurface(), QOpenGLContext()
    surface.create()
    if not surface.isValid() or not context.create() or not context.makeCurrent(surface):
        return ""
    try:
        named = context.functions().glGetString(RENDERER)
    finally:
        context.doneCurrent()
    return named if isinstance(named, str) else ""
