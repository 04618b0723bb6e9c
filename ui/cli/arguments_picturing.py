"""What can be typed after `picture`."""

from __future__ import annotations

import argparse
from pathlib import Path


def picture_arguments(command: argparse.ArgumentParser) -> None:
    """Which chart, how, and where to."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument(
        "-o", "--out", type=Path, metavar="FILE", required=True, help="the .png, .svg or .pdf to write"
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--chart", default="", metavar="NAME", help="a further chart (default: the first one)"
    )
    which.add_argument("--view", default="", metavar="NAME", help="a saved view, looked at as it was saved")
    command.add_argument(
        "--filter", default=None, metavar="QUERY", help="only transfers that a query lets through"
    )
    command.add_argument(
        "--layout", default=None, metavar="NAME", help="flow, time, force, hierarchy, radial or entity"
    )
    command.add_argument(
        "--width", type=int, default=960, metavar="POINTS", help="width of the figure (default: 960)"
    )
    command.add_argument(
        "--height", type=int, default=640, metavar="POINTS", help="its height (default: 640)"
    )
    command.add_argument("--no-scale", action="store_true", help="leave out what thickness stands for")
    command.add_argument("--no-filter", action="store_true", help="leave out which filter was set")
    command.add_argument(
        "--no-stamp", action="store_true", help="leave out which case it is and when it was made"
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
