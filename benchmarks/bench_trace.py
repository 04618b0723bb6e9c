"""Tracing under all five conventions at once, exactly, beside plain Python and beside floating point."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from benchmarks.row import Row

SINGLE = ("haircut", "fifo", "lifo", "libr", "poison")


def told(way: str, count: int) -> Any:
    """What a way of tracing says, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.tracing", way, str(count)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def rows(quick: bool) -> list[Row]:
    """Seconds and memory for a million transfers; transfers a second of each convention alone."""
    count = 100_000 if quick else 1_000_000
    ours, plain = told("exact", count), told("plain", count)
    assert ours["held"] == plain["held"], (ours["held"], plain["held"])
    size, moved = f"{count / 1e6:g} M", ours["transfers"]
    found = [
        Row(
            f"trace {size} transfers, five conventions",
            ours["seconds"],
            "s",
            plain["seconds"],
            "plain Python",
        ),
        Row("  most memory", ours["peak"], "MB", plain["peak"], "plain Python"),
    ]
    floats = told("float", count)
    for name in SINGLE:
        alone = told(name, count)
        rate = moved / alone["seconds"] / 1e6
        if name == "haircut":
            peer = moved / floats["seconds"] / 1e6
            found.append(Row(f"  {name}, arithmetic alone", rate, "M/s", peer, "floating point"))
        else:
            found.append(Row(f"  {name}, arithmetic alone", rate, "M/s"))
    lost = abs(floats["held"]["haircut"] - ours["held"]["haircut"])
    return [*found, Row("  base units by which floating point is off", lost, "")]
