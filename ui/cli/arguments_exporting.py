"""What can be typed after `export`."""

from __future__ import annotations

import argparse
from pathlib import Path

FORMATS = ("csv", "parquet", "graphml", "gexf", "stix", "case", "tagpack", "gs", "misp", "ftm", "goaml")
"""Those of `investigator.exports.formats`, said here so that help does not wait for them; a test compares."""


def export_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `export` takes."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument("--format", required=True, choices=FORMATS, help="which format")
    command.add_argument(
        "--part",
        choices=("chart", "exhibits", "all"),
        default="chart",
        help="the accounts on the chart and what moved between them, the exhibits, or everything",
    )
    command.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="where to write (default: beside the case)"
    )
    command.add_argument(
        "--schema", type=Path, metavar="XSD", help="check a goAML draft against this schema"
    )
    command.add_argument(
        "--json", action="store_true", help="answer in JSON on standard output, for machines"
    )
