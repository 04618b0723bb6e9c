"""A process asked by frames; what the program makes of it is tested with the client."""

from __future__ import annotations

import sys

import pytest

from gnn.process import Running
from gnn.wire import Frame
from investigator.errors import Trouble
from investigator.progress import silent

ECHO = (
    "import sys; from gnn import wire\n"
    "while frame := wire.read(sys.stdin.buffer): wire.write(sys.stdout.buffer, frame)"
)


def test_an_answer_is_the_frame_that_came_back() -> None:
    running = Running((sys.executable, "-c", ECHO))
    assert running.ask(Frame("audit", {"seed": 3}), silent) == Frame("audit", {"seed": 3})
    running.end()
    assert running.process.poll() is not None


@pytest.mark.parametrize(
    "verb, work", [("audit", "looking at the labels"), ("retrain", "training"), ("?", "loading")]
)
def test_what_broke_off_is_named(verb: str, work: str) -> None:
    running = Running((sys.executable, "-c", "raise SystemExit('gone')"))
    with pytest.raises(Trouble, match=f"broke off while {work} .gone."):
        running.ask(Frame(verb), silent)
    running.end()
