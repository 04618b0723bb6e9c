"""What can be typed to lay a chart out: declared without importing what does the work."""

from __future__ import annotations

import argparse
from pathlib import Path


def layout_arguments(command: argparse.ArgumentParser) -> None:
    """`layout CASE`."""
    command.add_argument(
        "--kind",
        choices=["flow", "time", "force", "hierarchy", "radial", "entity"],
        default="flow",
        help="along the money's way by steps or by time, by forces, in levels or rings from a root, or by entity",
    )
    command.add_argument(
        "--root", action="append", default=[], metavar="ADDRESS",
        help="where it begins (default: at the seeds); may be repeated",
    )  # fmt: skip
    command.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of chance, where it has a part (default: 0)"
    )
    command.add_argument(
        "--keep", action="store_true", help="pin every account where the layout has it; can be undone"
    )
    command.add_argument("-o", "--out", type=Path, metavar="FILE.svg", help="draw the chart so")
