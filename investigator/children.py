"""What processes of this program have in common that work for another one: how they find it, and what they said last."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO


def environment(*, without: Sequence[str] = ()) -> dict[str, str]:
    """That of this process, in which another one finds this package where this one has it; variables that begin like
    one `without` are left out.
    """
    known = {name: value for name, value in os.environ.items() if not name.startswith(tuple(without))}
    here = str(Path(__file__).resolve().parents[1])
    paths = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**known, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONUTF8": "1"}


def last_words(said: IO[bytes], code: int) -> str:
    """The last line, of 300 characters at most, that a process wrote to a file, or its exit code where there is none."""
    said.seek(0, os.SEEK_END)
    said.seek(max(0, said.tell() - 4_000))
    lines = said.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {code}")[:300]


def shut(pipe: IO[bytes]) -> None:
    """Close a pipe, whether anybody still reads it or not."""
    try:
        pipe.close()
    except OSError:
        return  # what was still to be written has no reader any more
