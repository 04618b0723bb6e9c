"""The most memory that this process has held."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def forget() -> None:
    """Begin to measure anew, where the system can (Linux)."""
    file = Path("/proc/self/clear_refs")
    if file.exists():
        file.write_text("5", "ascii")


def peak(process: int | str = "self") -> float:
    """Of this process, or of one with another number (Linux; elsewhere NaN), in MB."""
    status = Path(f"/proc/{process}/status")
    if status.exists():  # `getrusage` counts what the process that started this one held, too
        line = next(one for one in status.read_text("ascii").splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    if process != "self":
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )
