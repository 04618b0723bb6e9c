"""Every verb of the command line: what it takes, what it does, and an example."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ui.cli.arguments import (
    add_case,
    add_certify,
    add_demo,
    add_expand,
    add_filter,
    add_import,
    add_new,
    add_open,
    add_report,
)
from ui.cli.arguments_acquiring import pull_arguments
from ui.cli.arguments_annotating import ANNOTATING
from ui.cli.arguments_branching import BRANCHING
from ui.cli.arguments_configuring import config_arguments
from ui.cli.arguments_custody import (
    key_arguments,
    replay_arguments,
    sign_arguments,
    stamp_arguments,
    verify_arguments,
)
from ui.cli.arguments_entities import entities_arguments, why_arguments
from ui.cli.arguments_explaining import explain_arguments
from ui.cli.arguments_exporting import export_arguments
from ui.cli.arguments_exposing import exposure_arguments, oppose_arguments
from ui.cli.arguments_finding import find_arguments
from ui.cli.arguments_following import paths_arguments, patterns_arguments
from ui.cli.arguments_layout import layout_arguments
from ui.cli.arguments_learning import (
    label_arguments,
    lineage_arguments,
    train_arguments,
    triage_arguments,
    unlabel_arguments,
)
from ui.cli.arguments_memory import memory_arguments
from ui.cli.arguments_packing import pack_arguments
from ui.cli.arguments_picturing import picture_arguments
from ui.cli.arguments_pricing import price_arguments
from ui.cli.arguments_proving import prove_arguments
from ui.cli.arguments_scoring import score_arguments
from ui.cli.arguments_shelf import models_arguments
from ui.cli.arguments_stating import STATING
from ui.cli.arguments_tracing import trace_arguments


def _paths(command: argparse.ArgumentParser) -> None:
    add_case(command)
    paths_arguments(command)
    add_filter(command, direction="out")


def _patterns(command: argparse.ArgumentParser) -> None:
    add_case(command)
    patterns_arguments(command)


def _pull(command: argparse.ArgumentParser) -> None:
    add_case(command)
    pull_arguments(command)


def _trace(command: argparse.ArgumentParser) -> None:
    add_case(command)
    trace_arguments(command)


def _layout(command: argparse.ArgumentParser) -> None:
    add_case(command)
    layout_arguments(command)


def _score(command: argparse.ArgumentParser) -> None:
    add_case(command)
    score_arguments(command)


VERBS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str, str]] = {
    "open": (add_open, "open the window", "investigator open theft.case"),
    "demo": (add_demo, "open the finished sample case", "investigator demo"),
    "new": (add_new, "create a case file", 'investigator new theft.case --title "Theft"'),
    "import": (
        add_import,
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
        add_expand,
        "put the neighbourhood of accounts on the chart",
        "investigator expand theft.case --from 0x9f2c… --hops 2",
    ),
    "layout": (
        _layout,
        "lay out what is on the chart, and print, draw or keep where everything stands",
        "investigator layout theft.case --kind radial --root 0x9f2c… --keep",
    ),
    "find": (
        find_arguments,
        "find transfers by a query, and what they come to",
        "investigator find theft.case 'asset:USDC value>10k label:mixer hops<=2 time:2022-08'",
    ),
    "certify": (
        add_certify,
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
    **STATING,
    **BRANCHING,
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
    "report": (
        add_report,
        "write the report of a case as PDF",
        "investigator report theft.case -o theft.pdf",
    ),
    "picture": (
        picture_arguments,
        "write a chart or a saved view as PNG, SVG or PDF",
        "investigator picture theft.case -o theft.svg",
    ),
    "prove": (
        prove_arguments,
        "prove a transaction by its receipt and Merkle proof",
        "investigator prove theft.case 0x2f4c…",
    ),
    "pack": (
        pack_arguments,
        "hand a case over: one file that anybody can check with Python alone",
        "investigator pack theft.case -o theft.zip --part exhibits",
    ),
    "verify": (
        verify_arguments,
        "check journal, evidence, scores, signatures and time stamps of a case or a package",
        "investigator verify theft.case",
    ),
    "export": (
        export_arguments,
        "hand a case on: STIX, CASE/UCO, TagPack, GraphSense, MISP, GraphML, CSV and others",
        "investigator export theft.case --format stix",
    ),
    "replay": (
        replay_arguments,
        "work a case out again from evidence and journal alone, and compare",
        "investigator replay theft.case",
    ),
    "key": (key_arguments, "make or show the examiner's key", "investigator key --new"),
    "sign": (sign_arguments, "sign what was done since the last signature", "investigator sign theft.case"),
    "stamp": (
        stamp_arguments,
        "have a case stamped by a time-stamping authority",
        "investigator stamp theft.case --authority https://tsa.example/tsr",
    ),
    "memory": (
        memory_arguments,
        "say in how many other cases an address was seen; off until it is wanted",
        "investigator memory seen 0x9f2c…",
    ),
    "config": (
        config_arguments,
        "say or set preferences, and where they are kept",
        "investigator config set zone Europe/Zurich",
    ),
}
