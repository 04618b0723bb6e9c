"""The words of `label`, `unlabel`, `train`, `triage` and `lineage`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.cli.arguments import add_case

_JSON = "answer in JSON on standard output, for machines"


def label_arguments(command: argparse.ArgumentParser) -> None:
    """Which account, and what it is."""
    add_case(command)
    command.add_argument("address", metavar="ADDRESS", nargs="?", help="the account")
    command.add_argument("label", metavar="LABEL", nargs="?", help="what it is")
    command.add_argument(
        "--from-csv",
        type=Path,
        metavar="FILE",
        help="labels from a file with columns address,label, and confidence, source, note, … if there are any",
    )
    command.add_argument(
        "--category", default="", help="concept of the taxonomy, such as exchange or phishing"
    )
    command.add_argument(
        "--confidence", type=int, default=70, metavar="0-100", help="how sure (default: 70)"
    )
    command.add_argument(
        "--tier",
        choices=["attribution", "structural", "lead"],
        default="attribution",
        help="what kind of claim it is (default: attribution)",
    )
    command.add_argument("--source", default="", help="who says so, or on what it rests")
    command.add_argument("--evidence", default="", help="what shows it: exhibits, transactions, links")
    command.add_argument("--note", default="", help="anything to add")
    meaning = command.add_mutually_exclusive_group()
    meaning.add_argument("--illicit", action="store_true", help="a model may learn from it as illicit")
    meaning.add_argument("--licit", action="store_true", help="a model may learn from it as ordinary")


def unlabel_arguments(command: argparse.ArgumentParser) -> None:
    """Which label is taken back."""
    add_case(command)
    command.add_argument("address", metavar="ADDRESS", help="the account")
    command.add_argument(
        "label", metavar="LABEL", nargs="?", default="", help="which of your labels (default: all)"
    )


def train_arguments(command: argparse.ArgumentParser) -> None:
    """What to learn from, from where, and what it is compared with."""
    command.add_argument("cases", type=Path, metavar="CASE", nargs="+", help="labelled case files")
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="where to keep the model (default: your shelf)"
    )
    command.add_argument(
        "--start",
        default="",
        metavar="ID|PATH",
        help="fine-tune this model (default: the shipped one while labels are few, else start anew)",
    )
    _network(command)
    command.add_argument("--name", default="", help="what to call the model (default: after the cases)")
    command.add_argument("--seed", type=int, default=0, help="of the random numbers (default: 0)")
    command.add_argument(
        "--search", type=int, default=0, metavar="N", help="try N settings before training (default: 0)"
    )
    command.add_argument(
        "--claims", action="store_true", help="learn from imported sources where you have not labelled"
    )
    command.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="learn nothing from this account (repeatable)",
    )
    command.add_argument(
        "--check", action="store_true", help="only look at the labels: doubtful ones, twins, balance"
    )
    command.add_argument(
        "--against",
        default="",
        metavar="ID|PATH",
        help="compare with this model (default: the one that scored last, else the shipped one)",
    )
    command.add_argument(
        "--force", action="store_true", help="keep the new model even if it is worse; that is recorded"
    )
    command.add_argument("--json", action="store_true", help=_JSON)


def _network(command: argparse.ArgumentParser) -> None:
    """How the network is made, and where."""
    command.add_argument("--anew", action="store_true", help="start anew, however few labels there are")
    command.add_argument(
        "--backbone",
        choices=["pna", "gin", "sage", "gat", "sign"],
        help="the kind of network, of a model that is started anew; sign is the fastest (default: pna)",
    )
    command.add_argument(
        "--edge-updates", action="store_true", help="let the network renew what it knows of transfers, too"
    )
    command.add_argument(
        "--ego", action="store_true", help="look at each account in a neighbourhood of its own: slow"
    )
    command.add_argument(
        "--device", choices=["auto", "cpu", "cuda", "mps"], default="auto", help="where to learn"
    )


def triage_arguments(command: argparse.ArgumentParser) -> None:
    """How many accounts to label next."""
    add_case(command)
    command.add_argument("--top", type=int, default=20, metavar="N", help="how many (default: 20)")


def lineage_arguments(command: argparse.ArgumentParser) -> None:
    """Whose score is led back, and in which run."""
    add_case(command)
    command.add_argument(
        "address", metavar="ADDRESS", nargs="?", help="an account, for its score and labels"
    )
    command.add_argument("--run", type=int, metavar="N", help="which run of scores (default: the newest)")
