"""`layout`: lay out what is on the chart."""

from __future__ import annotations

import argparse

import numpy as np

from investigator import operations
from investigator.address import short
from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say


def layout_(args: argparse.Namespace) -> int:
    """Lay out, and print, draw or keep it."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        laid = operations.lay_out(case, args.kind, args.root, args.seed, progress)
        if args.out is not None:
            _draw(case, laid, args)
        if args.keep:
            case.do(operations.pinning(laid))
    progress.clear()
    if args.json:
        rows = zip(laid.addresses, laid.places.tolist(), strict=True)
        answer(
            {
                **{"kind": laid.kind, "seed": args.seed, "kept": bool(args.keep)},
                "accounts": [
                    {"address": short(address), "x": round(x, 2), "y": round(y, 2)}
                    for address, (x, y) in rows
                ],
            }
        )
        return 0
    wide, high = np.ptp(laid.places, axis=0).tolist()
    say(f"{len(laid.addresses):,} accounts laid out by {laid.kind}, {wide:,.0f} by {high:,.0f} units.")
    if args.keep:
        say("All are pinned there; the window shows them so, and one undo takes it back.")
    if args.out is not None:
        say(f"Wrote {args.out}.")
    return 0


def _draw(case: Case, laid: operations.LaidOut, args: argparse.Namespace) -> None:
    from investigator.figure import svg
    from investigator.scene_build import build

    if args.out.suffix.lower() != ".svg":
        raise Trouble(f"{args.out.name} is no .svg file; layouts are drawn as SVG.")
    scene = build(laid.graph, laid.places, operations.known(case, laid.graph))
    try:
        args.out.write_text(svg(scene, 1440, 900), encoding="utf-8")
    except OSError as error:
        raise Trouble(f"{args.out} cannot be written ({error.strerror}); choose another place.") from error
