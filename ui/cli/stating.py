"""`finding`, `rename`, `undo`, `redo`, `show`, `hide`, `group`, `seed` and `draw`: the window's gestures, typed."""

from __future__ import annotations

import argparse
import math
from dataclasses import asdict
from typing import Any

from investigator.address import checksummed, short
from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Draw, SetTitle, Show
from investigator.cases.facts import Shape
from investigator.data.queries import accounts
from investigator.errors import Trouble
from investigator.operations import grouping, stating
from investigator.operations.annotating import draw_edit
from investigator.operations.lookup import resolve
from investigator.records import Tier
from ui.cli.opening import open_case
from ui.cli.output import answer, say, table
from ui.words import plural

WIDEST = 1e6
"""World units from the middle: what lies farther out cannot be seen together with anything."""


def finding_(args: argparse.Namespace) -> int:
    """State a finding, withdraw one, or list all."""
    said = ""
    with open_case(args.case) as case:
        if args.withdraw is not None:
            if args.sentence is not None:
                raise Trouble("Either state a finding or withdraw one.")
            stating.withdraw(case, args.withdraw)
            said = f"Finding {args.withdraw} is withdrawn; the journal keeps it."
        elif args.sentence is not None:
            key = stating.state(case, args.sentence, args.text, Tier(args.tier), args.on)
            said = f"Stated as {key}."
        elif args.on or args.text:
            raise Trouble("Say what you find, in a sentence.")
        found = dict(case.facts.findings)
    if args.json:
        answer(
            [
                {
                    **{"finding": key, "title": one.title, "text": one.text, "tier": str(one.tier)},
                    **{"accounts": [short(who) for who in one.accounts], "transfers": [*one.transfers]},
                }
                for key, one in found.items()
            ]
        )
    elif said:
        say(said)
    else:
        rows = [
            (key, str(one.tier), str(len(one.accounts)), str(len(one.transfers)), one.title)
            for key, one in found.items()
        ]
        table(("finding", "tier", ">accounts", ">transfers", "sentence"), rows)
    return 0


def rename_(args: argparse.Namespace) -> int:
    """Say what the case is called and asks, or change it."""
    with open_case(args.case) as case:
        facts = case.facts
        title = facts.title if args.title is None else args.title.strip()
        question = facts.question if args.question is None else args.question.strip()
        if not title:
            raise Trouble("A case needs a title.")
        if (title, question) != (facts.title, facts.question):
            case.do(SetTitle(title, question))
    if args.json:
        answer({"title": title, "question": question})
    else:
        say(f"{title}: {question}" if question else title)
    return 0


def undo_(args: argparse.Namespace) -> int:
    """Take steps back."""
    return _steps(args, "undo")


def redo_(args: argparse.Namespace) -> int:
    """Do steps again."""
    return _steps(args, "redo")


def _steps(args: argparse.Namespace, way: str) -> int:
    if args.steps < 1:
        raise Trouble("One step at least.")
    done: list[str] = []
    with open_case(args.case) as case:
        for _ in range(args.steps):
            edit = case.history.back if way == "undo" else case.history.forth
            if edit is None:
                break
            done.append(edit.summary)
            (case.undo if way == "undo" else case.redo)()
    if args.json:
        answer({"steps": done})
        return 0
    for one in done:
        say(f"{'Taken back' if way == 'undo' else 'Done again'}: {one}.")
    if not done:
        say(f"There is nothing to {way}.")
    return 0


def show_(args: argparse.Namespace) -> int:
    """Put accounts on the chart."""
    return _place(args, there=True)


def hide_(args: argparse.Namespace) -> int:
    """Take accounts off the chart."""
    return _place(args, there=False)


def _place(args: argparse.Namespace, *, there: bool) -> int:
    with open_case(args.case) as case:
        wanted = {int(number) for _, number in resolve(case, args.addresses)}
        changed = wanted - case.facts.shown if there else wanted & case.facts.shown
        some = AccountSet.of(changed)
        if changed:
            case.do(Show(some, why="as typed") if there else Show(AccountSet(), some))
        count = len(case.facts.shown)
    if args.json:
        answer({"changed": len(changed), "shown": count})
    else:
        verb = "put on the chart" if there else "taken off the chart"
        say(f"{plural(len(changed), 'account')} {verb}; {count:,} are on it.")
    return 0


def group_(args: argparse.Namespace) -> int:
    """Make a group, dissolve or turn one, or list all."""
    said = ""
    with open_case(args.case) as case:
        one = args.dissolve if args.dissolve is not None else args.turn
        if one is not None:
            if args.title is not None:
                raise Trouble("Either make a group or change one.")
            members = [int(number) for _, number in resolve(case, [one])]
            change = grouping.ungroup_edit if args.dissolve is not None else grouping.turn_edit
            edit = change(case.facts, members)
            case.do(edit)
            said = f"{edit.what}."
        elif args.title is not None:
            numbers = [int(number) for _, number in resolve(case, args.addresses)]
            edit = grouping.group_edit(case.facts, numbers, args.title)
            case.do(edit)
            said = f"{edit.what}."
        found = [_group(case, key) for key in case.facts.groups]
    if args.json:
        answer(found)
    elif said:
        say(said)
    else:
        table(
            ("group", ">accounts", "drawn as", "title"),
            [
                (one["group"], str(len(one["members"])), "one" if one["folded"] else "many", one["title"])
                for one in found
            ],
        )
    return 0


def _group(case: Case, key: str) -> dict[str, Any]:
    one = case.facts.groups[key]
    members = accounts.named(case.store, one.members)
    return {
        **{"group": key, "title": one.title, "folded": one.folded},
        "members": [short(members[number]) for number in one.members],
    }


def seed_(args: argparse.Namespace) -> int:
    """Say where the case starts, or list it."""
    with open_case(args.case) as case:
        asked = [address for address, _ in resolve(case, args.addresses)]
        if args.remove and not asked:
            raise Trouble("Say which account is to be a seed no longer.")
        edit = stating.seeds_edit(case.facts, asked, wanted=not args.remove)
        if edit:
            case.do(edit)
        now = case.facts.seeds
    if args.json:
        answer([short(one) for one in now])
        return 0
    for one in now:
        say(checksummed(one))
    if not now:
        say("The case starts from no account yet.")
    return 0


def draw_(args: argparse.Namespace) -> int:
    """Draw on the chart, remove a drawing, or list all."""
    said = ""
    with open_case(args.case) as case:
        if args.remove is not None:
            if args.remove not in case.facts.shapes:
                raise Trouble(
                    f"There is no drawing {args.remove[:40]}; `investigator draw CASE` lists them."
                )
            case.do(Draw(args.remove, None))
            said = f"Drawing {args.remove} is removed."
        elif args.figure is not None:
            edit = draw_edit(case.facts, _shape(args))
            case.do(edit)
            said = f"Drawn as {edit.key}."
        found = dict(case.facts.shapes)
    if args.json:
        answer([{"drawing": key, **asdict(one)} for key, one in found.items()])
    elif said:
        say(said)
    else:
        rows = [
            (key, one.figure, *(f"{at / 100:.2f}" for at in (one.x0, one.y0, one.x1, one.y1)), one.text)
            for key, one in found.items()
        ]
        table(("drawing", "figure", ">x", ">y", ">to x", ">to y", "text"), rows)
    return 0


def _shape(args: argparse.Namespace) -> Shape:
    spots = args.spots * 2 if args.figure == "text" and len(args.spots) == 2 else args.spots
    if len(spots) != 4 or not all(math.isfinite(at) and abs(at) <= WIDEST for at in spots):
        raise Trouble("A drawing needs two corners, as X Y X Y, within a million; a text needs one.")
    if args.figure == "text" and not args.text.strip():
        raise Trouble("Say what is to be written, by --text.")
    x0, y0, x1, y1 = (round(100 * at) for at in spots)
    return Shape(args.figure, x0, y0, x1, y1, args.text, args.colour)
