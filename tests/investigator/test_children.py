from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from investigator.children import environment, last_words, shut


def test_another_process_finds_the_package_and_not_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_MINE", "known")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = environment(without=("SECRET",))
    assert "SECRET_OF_MINE" not in found
    assert environment()["SECRET_OF_MINE"] == "known"
    asks = "import investigator, sys; print(sys.path[1:3])"
    told = subprocess.run(
        [sys.executable, "-c", asks], env=found, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(tmp_path) in told.stdout


@pytest.mark.parametrize(
    "said, last",
    [(b"one\ntwo \n\n", "two"), (b"", "exit code 3"), (b"\xff" + b"x" * 400, "x" * 300), (b" \n", "exit code 3")],
)  # fmt: skip
def test_the_last_words_are_the_last_line_or_the_exit_code(said: bytes, last: str) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(said)
        assert last_words(file, 3).replace("\ufffd", "x") == last


def test_a_pipe_without_a_reader_is_closed_in_silence() -> None:
    process = subprocess.Popen([sys.executable, "-c", "pass"], stdin=subprocess.PIPE)
    process.wait()
    assert process.stdin
    process.stdin.write(b"nobody reads this")
    shut(process.stdin)
    assert process.stdin.closed
