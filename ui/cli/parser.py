"""What can be typed. Declared here without importing what does the work, so that help is instant."""

from __future__ import annotations

import argparse
from pathlib import Path

from investigator import __version__
from ui.cli.arguments_acquiring import pull_arguments
from ui.cli.arguments_annotating import ANNOTATING
from ui.cli.arguments_entities import entities_arguments, why_arguments
from ui.cli.arguments_explaining import explain_arguments
from ui.cli.arguments_exposing import exposure_arguments, oppose_arguments
from ui.cli.arguments_following import paths_arguments, patterns_arguments
from ui.cli.arguments_learning import (
    label_arguments,
    lineage_arguments,
    train_arguments,
    triage_arguments,
    unlabel_arguments,
)
from ui.cli.arguments_pricing import price_arguments
from ui.cli.arguments_proving import prove_arguments
from ui.cli.arguments_scoring import score_arguments
from ui.cli.arguments_shelf import models_arguments
from ui.cli.arguments_tracing import trace_arguments

_JSON = "answer in JSON on standard output, for machines"


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the words of a command line; exits with 2 and a sentence if they do not fit."""
    if argv and argv[0] not in _VERBS and not argv[0].startswith("-"):
        argv = ["open", *argv] if len(argv) == 1 else argv
    return _parser().parse_args(argv or ["open"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="investigator",
        description="The workbench of blockchain forensic analysts. Without a command it opens the window.",
        epilog="example: investigator new theft.case && investigator import theft.case transfers.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"investigator {__version__}")
    commands = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    for verb, (add, summary, example) in _VERBS.items():
        command = commands.add_parser(
            verb,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=f"example: {example}",
        )
        add(command)
    return parser


def _case(command: argparse.ArgumentParser, *, json: bool = True) -> None:
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    if json:
        command.add_argument("--json", action="store_true", help=_JSON)


def _open(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", type=Path, metavar="CASE", nargs="?", help="the case file to open")


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--case", type=Path, metavar="FILE", help="where to keep the sample case")
    command.add_argument("--no-window", action="store_true", help="build the sample case and stop")
    command.add_argument("--json", action="store_true", help=_JSON)


def _new(command: argparse.ArgumentParser) -> None:
    _case(command)
    command.add_argument("--title", default="", help="what the case is called")
    command.add_argument("--question", default="", help="the question it is to answer")


def _import(command: argparse.ArgumentParser) -> None:
    _case(command)
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


def _filter(command: argparse.ArgumentParser, direction: str = "both") -> None:
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


def _expand(command: argparse.ArgumentParser) -> None:
    _case(command)
    command.add_argument(
        "--from", dest="seeds", action="append", required=True, metavar="ADDRESS", help="where to start"
    )
    command.add_argument("--hops", type=int, default=1, metavar="N", help="how far (default: 1)")
    command.add_argument(
        "--budget", type=int, metavar="N", help="most counterparties to follow from each account"
    )
    _filter(command)


def _certify(command: argparse.ArgumentParser) -> None:
    _case(command)
    command.add_argument(
        "addresses", metavar="ADDRESS", nargs="*", help="which accounts (default: all that were pulled)"
    )


def _paths(command: argparse.ArgumentParser) -> None:
    _case(command)
    paths_arguments(command)
    _filter(command, direction="out")


def _patterns(command: argparse.ArgumentParser) -> None:
    _case(command)
    patterns_arguments(command)


def _pull(command: argparse.ArgumentParser) -> None:
    _case(command)
    pull_arguments(command)


def _trace(command: argparse.ArgumentParser) -> None:
    _case(command)
    trace_arguments(command)


def _score(command: argparse.ArgumentParser) -> None:
    _case(command)
    score_arguments(command)


def _report(command: argparse.ArgumentParser) -> None:
    _case(command)
    command.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="the PDF to write (default: beside the case)"
    )


_VERBS = {
    "open": (_open, "open the window", "investigator open theft.case"),
    "demo": (_demo, "open the finished sample case", "investigator demo"),
    "new": (_new, "create a case file", 'investigator new theft.case --title "Theft"'),
    "import": (
        _import,
        "import transfers, blocks or labels from files",
        "investigator import theft.case bnc.csv --map from=source,to=target,amount=amount --decimals 8",
    ),
    "pull": (
        _pull,
        "pull transactions of accounts, or whole blocks, from a node or an explorer",
        "investigator pull theft.case --source http://localhost:8545 --address 0x9f2c…",
    ),
    "entities": (
        entities_arguments,
        "say which accounts are one entity, each link with its witnesses",
        "investigator entities theft.case --without 'gas funder'",
    ),
    "why": (
        why_arguments,
        "say why two accounts are one entity, and what would part them",
        "investigator why theft.case 0x9f2c… 0x41ab…",
    ),
    "exposure": (
        exposure_arguments,
        "say from which labelled categories an account's money comes, and to which it goes",
        "investigator exposure theft.case 0x9f2c…",
    ),
    "oppose": (
        oppose_arguments,
        "say which ordinary explanations of a finding are open, and what would settle them",
        "investigator oppose theft.case F1",
    ),
    "price": (
        price_arguments,
        "import prices or ask Chainlink's feeds for them, and say what transfers were worth",
        "investigator price theft.case --source http://localhost:8545 --asset ETH",
    ),
    "expand": (
        _expand,
        "put the neighbourhood of accounts on the chart",
        "investigator expand theft.case --from 0x9f2c… --hops 2",
    ),
    "certify": (
        _certify,
        "check that nothing is missing for accounts, and by how much",
        "investigator certify theft.case 0x9f2c…",
    ),
    "paths": (
        _paths,
        "find how money could have come from one account to another",
        "investigator paths theft.case 0x9f2c… 0xbe4a… --hops 6",
    ),
    "trace": (
        _trace,
        "follow money under every convention at once, onwards or back",
        "investigator trace theft.case --from 0x9f2c…",
    ),
    "patterns": (
        _patterns,
        "look for patterns such as peel chains, cycles and fan-ins",
        "investigator patterns theft.case --only 'peel chain'",
    ),
    "score": (_score, "score accounts and clusters by a model", "investigator score theft.case --json"),
    "label": (
        label_arguments,
        "label accounts",
        "investigator label theft.case 0x9f2c… mixer --category mixing_service",
    ),
    "unlabel": (
        unlabel_arguments,
        "take labels of yours back, and say which models and scores they touched",
        "investigator unlabel theft.case 0x9f2c… mixer",
    ),
    **ANNOTATING,
    "triage": (
        triage_arguments,
        "say which accounts to label next, and why",
        "investigator triage theft.case --top 20",
    ),
    "lineage": (
        lineage_arguments,
        "lead a score back to its model and to the labels that taught it",
        "investigator lineage theft.case 0x9f2c…",
    ),
    "train": (
        train_arguments,
        "train a model from the labels of cases, or check these",
        "investigator train theft.case --check",
    ),
    "explain": (
        explain_arguments,
        "say why an account scores as it does, and how far that can be relied on",
        "investigator explain theft.case 0x9f2c…",
    ),
    "models": (models_arguments, "list models or show a card, hand on and trust", "investigator models"),
    "report": (_report, "write the report of a case as PDF", "investigator report theft.case -o theft.pdf"),
    "prove": (
        prove_arguments,
        "prove a transaction by its receipt and Merkle proof",
        "investigator prove theft.case 0x2f4c…",
    ),
    "verify": (
        _case,
        "check journal, evidence and scores against their hashes",
        "investigator verify theft.case",
    ),
}
