"""What can be typed after the verbs that need little."""

from __future__ import annotations

import argparse
from pathlib import Path

_JSON = "answer in JSON on standard output, for machines"


def add_case(command: argparse.ArgumentParser, *, json: bool = True) -> None:
    """Add what every verb on a case takes."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    if json:
        command.add_argument("--json", action="store_true", help=_JSON)


def add_open(command: argparse.ArgumentParser) -> None:
    """Add what `open` takes."""
    command.add_argument("case", type=Path, metavar="CASE", nargs="?", help="the case file to open")


def add_demo(command: argparse.ArgumentParser) -> None:
    """Add what `demo` takes."""
    command.add_argument("--case", type=Path, metavar="FILE", help="where to keep the sample case")
    command.add_argument("--no-window", action="store_true", help="build the sample case and stop")
    command.add_argument("--json", action="store_true", help=_JSON)


def add_new(command: argparse.ArgumentParser) -> None:
    """Add what `new` takes."""
    add_case(command)
    command.add_argument("--title", default="", help="what the case is called")
    command.add_argument("--question", default="", help="the question it is to answer")


def add_import(command: argparse.ArgumentParser) -> None:
    """Add what `import` takes."""
    add_case(command)
    command.add_argument("paths", type=Path, metavar="PATH", nargs="+", help="files or folders to import")
    command.add_argument(
        "--map", default="", metavar="FIELD=COLUMN,…", help="which column is what, if guessed wrong"
    )
    command.add_argument("--decimals", type=int, metavar="N", help="decimal places of the asset")
    command.add_argument(
        "--asset", default="", metavar="SYMBOL", help="the asset, where no column names it"
    )
    command.add_argument(
        "--chain", default="eip155:1", metavar="CAIP2", help="the chain (default: eip155:1)"
    )
    command.add_argument(
        "--namespace", default="", help="the namespace of plain account ids, such as amlsim"
    )
    command.add_argument(
        "--time",
        choices=["auto", "step", "seconds", "milliseconds", "iso", "block"],
        default="auto",
        help="what times are",
    )
    command.add_argument(
        "--units",
        choices=["auto", "base", "whole"],
        default="auto",
        help="whether amounts are whole units or base units such as wei (auto: whole if any has a fraction)",
    )


def add_filter(command: argparse.ArgumentParser, direction: str = "both") -> None:
    """Add what says which transfers are followed."""
    command.add_argument(
        "--direction",
        choices=["both", "out", "in"],
        default=direction,
        help=f"follow money out, in, or both (default: {direction})",
    )
    command.add_argument(
        "--after", metavar="TIME", help="only transfers from then on (ISO date, step or block)"
    )
    command.add_argument("--before", metavar="TIME", help="only transfers until then")
    command.add_argument(
        "--asset", action="append", default=[], metavar="SYMBOL", help="only this asset (repeatable)"
    )
    command.add_argument(
        "--min-amount", type=float, metavar="X", help="only transfers of at least this, in whole units"
    )
    command.add_argument("--max-amount", type=float, metavar="X", help="only transfers of at most this")


def add_expand(command: argparse.ArgumentParser) -> None:
    """Add what `expand` takes."""
    add_case(command)
    command.add_argument(
        "--from", dest="seeds", action="append", required=True, metavar="ADDRESS", help="where to start"
    )
    command.add_argument("--hops", type=int, default=1, metavar="N", help="how far (default: 1)")
    command.add_argument(
        "--budget", type=int, metavar="N", help="most counterparties to follow from each account"
    )
    add_filter(command)


def add_certify(command: argparse.ArgumentParser) -> None:
    """Add what `certify` takes."""
    add_case(command)
    command.add_argument(
        "addresses", metavar="ADDRESS", nargs="*", help="which accounts (default: all that were pulled)"
    )


def add_report(command: argparse.ArgumentParser) -> None:
    """Add what `report` takes."""
    add_case(command)
    command.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        help="the PDF, or by its ending the HTML file, to write (default: a PDF beside the case)",
    )
    command.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="PART",
        help="leave a part out, such as journal or exhibits, and say so in the report; may be repeated",
    )
    command.add_argument(
        "--template",
        type=Path,
        metavar="TOML",
        help="the agency's own name, logo, wording and order of parts",
    )
