"""`models`: what lies on the shelf, who vouches for it, and how it is handed on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from gnn import casework
from gnn.handing import export, take_in
from gnn.shelf import SUFFIX, Shelf
from gnn.signing import fingerprint
from investigator.settings import read_settings
from ui.cli.output import answer, say, table


def models_(args: argparse.Namespace) -> int:
    """List the shelf, show one card, hand a model on, or say whose are taken."""
    shelf = Shelf(read_settings().models)
    if args.export:
        _export(shelf, *args.export, json=args.json)
    elif args.take:
        path = take_in(shelf, args.take, unsigned=args.allow_unsigned)
        _done(casework.card_of(shelf, path.name.removesuffix(SUFFIX)), f"Took {path.stem}.", args.json)
    elif args.sign:
        path = shelf.vouch(args.sign)
        _done({"id": path.name.removesuffix(SUFFIX)}, f"Signed {path.stem} with your key.", args.json)
    elif args.trust or args.distrust:
        _trust(shelf, args)
    elif args.keys:
        _keys(shelf, json=args.json)
    elif args.model:
        answer(casework.card_of(shelf, args.model))
    else:
        _list(shelf, json=args.json)
    return 0


def _done(told: dict[str, Any], text: str, json: bool) -> None:
    if json:
        answer(told)
    else:
        say(text)


def _export(shelf: Shelf, ref: str, file: str, *, json: bool) -> None:
    export(shelf, ref, Path(file))
    _done({"id": ref, "file": file}, f"Wrote {file}.", json)


def _trust(shelf: Shelf, args: argparse.Namespace) -> None:
    key = args.trust or args.distrust
    if args.trust:
        shelf.keys.trust(key, args.name)
    else:
        shelf.keys.distrust(key)
    told = {"key": key, "who": args.name, "fingerprint": fingerprint(key), "trusted": bool(args.trust)}
    which = f"{args.name or 'the key'} ({told['fingerprint']})"
    said = (
        f"Models that {which} signs are taken from now on." if args.trust else f"No longer trusts {which}."
    )
    _done(told, said, args.json)


def _keys(shelf: Shelf, *, json: bool) -> None:
    told = [
        {"key": key, "who": who, "fingerprint": fingerprint(key)}
        for key, who in sorted(shelf.trusted().items(), key=lambda pair: (pair[1], pair[0]))
    ]
    if json:
        answer(told)
    else:
        table(["who", "fingerprint", "key"], [(one["who"], one["fingerprint"], one["key"]) for one in told])


def _list(shelf: Shelf, *, json: bool) -> None:
    signed = [entry.signed_by for entry in shelf.list()]
    cards = [card | {"signed_by": who} for card, who in zip(casework.cards(shelf), signed, strict=True)]
    if json:
        answer(cards)
        return
    table(
        ["model", "made", "scores by", "signed by", "trained on"],
        [
            (
                c["id"],
                str(c.get("made", ""))[:16],
                c["winner"],
                c["signed_by"],
                c["trained_on"] or c["unfit"],
            )
            for c in cards
        ],
    )
