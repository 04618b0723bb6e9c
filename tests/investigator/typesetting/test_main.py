"""The process itself: one job in, one answer out, and gone when nobody waits."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from investigator.typesetting.press import COMMAND, Job


def test_a_job_that_breaks_off_is_not_begun(tmp_path: Path) -> None:
    raw = Job(tmp_path / "none.typ", b'{"text": "some"}', 0).raw()
    done = subprocess.run(COMMAND, input=raw[:-3], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


def test_answers_are_lines_of_json_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text("#sys.inputs.report.len()", encoding="utf-8")
    job = Job(tmp_path / "a.typ", f'"{"é" * 100_000}"'.encode(), 0, "png", dots=30)
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(job.raw())
        process.stdin.flush()
        lines = [json.loads(process.stdout.readline()) for _ in range(2)]
        rest = process.stdout.read()
    assert lines[0] == {"stage": "Drawing pages"}
    assert lines[1] == {"parts": [len(rest)], "pages": 1}
    assert rest.startswith(b"\x89PNG")
    assert process.returncode == 0
