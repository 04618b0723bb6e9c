"""The process that sets pages: reads one job from standard input, answers on standard output, and ends.

Whoever gave the job keeps standard input open until he has the answer. When it closes, nobody waits any more, and the
process ends in the midst of its work.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import IO, Any

import typst

Pages = tuple[list[bytes], int]


def main() -> None:
    """Set the job and end at once: a watcher still waits for standard input, and needs no farewell."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that prints may come between the answers
    job = json.loads(asked.readline())
    raw = asked.read(job["bytes"])
    if len(raw) < job["bytes"]:
        os._exit(1)
    data = raw.decode()
    Thread(target=_watch, daemon=True).start()
    try:
        parts, pages = _pdf(job, data, answers) if job["form"] == "pdf" else _pictures(job, data, answers)
    except RuntimeError as error:  # `typst.TypstError` is one; some of typst's calls raise the plain one
        _say(answers, {"trouble": str(error)[:300]})
    else:
        _say(answers, {"parts": [len(part) for part in parts], "pages": pages})
        for part in parts:
            answers.write(part)
        answers.flush()
    os._exit(0)


def _watch() -> None:
    """End with whoever gave the job, however that one ended."""
    while os.read(0, 1):
        pass
    os._exit(1)


def _say(answers: IO[bytes], value: Mapping[str, Any]) -> None:
    answers.write(json.dumps(value).encode() + b"\n")
    answers.flush()


def _compiler(job: Mapping[str, Any], data: str) -> typst.Compiler:
    template = Path(job["template"])
    return typst.Compiler(
        input=template,
        root=template.parent,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
        ignore_system_fonts=True,
        sys_inputs={"report": data},
    )


def _pdf(job: Mapping[str, Any], data: str, answers: IO[bytes]) -> Pages:
    _say(answers, {"stage": "Laying out pages"})
    compiler = _compiler(job, data)
    # what is laid out to be counted is kept by the compiler, and not laid out again
    pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
    _say(answers, {"stage": f"Writing {pages:,} pages"})
    raw = compiler.compile(format="pdf", pdf_standards=job["standards"], timestamp=job["made"])
    assert isinstance(raw, bytes)
    return [raw], pages


def _pictures(job: Mapping[str, Any], data: str, answers: IO[bytes]) -> Pages:
    _say(answers, {"stage": "Drawing pages"})
    made = _compiler(job, data).compile(format="png", ppi=job["dots"], timestamp=job["made"])
    parts = made if isinstance(made, list) else [made] if made else []
    return parts, len(parts)


if __name__ == "__main__":
    main()
