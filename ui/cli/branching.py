"""`history`, `branch`, `switch`, `compare` and `merge`: the steps of a case as a tree."""

from __future__ import annotations

import argparse
from pathlib import Path

from investigator.cases.case import Case
from investigator.cases.history import UNNAMED, History, Step
from investigator.cases.merging import Choice, Merging
from investigator.operations import branching
from investigator.operations.wording_facts import Teller, head
from ui.cli.copying import take_in
from ui.cli.opening import open_case
from ui.cli.output import answer, say, table
from ui.words import moment, plural, shorten_in

SHOWN = 60
"""Characters of a step or fact in a table."""


def history_(args: argparse.Namespace) -> int:
    """List hypotheses and steps, the newest first."""
    with open_case(args.case) as case:
        if args.json:
            answer(branching.history_as_json(case))
            return 0
        history = case.history
        for one in branching.hypotheses(history):
            mark = "*" if one.current else " "
            said = f", {one.who}, {moment(one.done_at)}" if one.who else ""
            say(
                f"{mark} {one.name or '(no name)'}: step {one.at}, {plural(one.steps, 'step')} from the start{said}"
            )
        holding = {history.here, *history.path(history.here)}
        rows = [_row(history, step, step.id in holding) for step in reversed(history.steps.values())]
        if rows:
            table(("", ">Step", ">After", "Who", "When (UTC)", "What"), rows)
    return 0


def branch_(args: argparse.Namespace) -> int:
    """Name a hypothesis."""
    with open_case(args.case) as case:
        branching.name_hypothesis(case, args.name, args.at, args.rename)
        _tell_place(args, case)
    return 0


def switch_(args: argparse.Namespace) -> int:
    """Go somewhere else in the tree."""
    with open_case(args.case) as case:
        branching.switch(case, args.target)
        _tell_place(args, case)
    return 0


def compare_(args: argparse.Namespace) -> int:
    """Hold two hypotheses against each other; 1 where they differ, as `diff` does."""
    with open_case(args.case) as case:
        right = args.right or case.history.on or case.history.here
        found = branching.compare(case, args.left, right)
        if args.json:
            answer(branching.compared_as_json(case, found))
        else:
            sides = (
                f"{found.left} ({plural(found.left_steps, 'step')} since)",
                f"{found.right} ({plural(found.right_steps, 'step')} since)",
            )
            say(f"{sides[0]} and {sides[1]} were last one at step {found.fork}.")
            teller = Teller(case)
            teller.learn((one.field, one.key) for one in found.differences)
            rows = [
                (
                    *(head(one.field), shorten_in(teller.key(one.field, one.key))),
                    *(teller.value(one.field, side)[:SHOWN] or "-" for side in (one.left, one.right)),
                )
                for one in found.differences
            ]
            if rows:
                table(("What", "About", found.left, found.right), rows)
            else:
                say("All facts are the same.")
    return 1 if found.differences else 0


def merge_(args: argparse.Namespace) -> int:
    """Merge a hypothesis, or take in a copy; 1 where conflicts are open (with `--look`)."""
    path = Path(args.source)
    if path.suffix == ".case" or path.is_file():
        return take_in(args, path)
    decided: dict[str, Choice] = {}
    for side in ("ours", "theirs", "both"):
        decided |= dict.fromkeys(getattr(args, side), side)
    with open_case(args.case) as case:
        if args.look:
            found = branching.look_at_merge(case, args.source, decided)
        else:
            found = branching.merge(case, args.source, decided)
        if args.json:
            answer({**branching.merging_as_json(found), "merged": not args.look})
        else:
            _tell_merge(case, found, looked=args.look)
    return 1 if args.look and found.conflicts else 0


def _tell_merge(case: Case, found: Merging, *, looked: bool) -> None:
    teller = Teller(case)
    teller.learn((one.field, one.key) for one in found.conflicts)
    verb = "would come" if looked else "came"
    say(f"{plural(found.kept, 'fact')} {verb} over from step {found.source}.")
    for one in found.conflicts:
        what = f"{head(one.field)}, {shorten_in(teller.key(one.field, one.key))}"
        ours, theirs = (teller.value(one.field, side) or "nothing" for side in (one.ours, one.theirs))
        say(f"Conflict {one.id} ({what}): here {ours[:200]}; there {theirs[:200]}")
    for item, number, here in found.renumbered:
        say(f"Exhibit {number} ({item}) has the number {here} here, since {number} is another one's.")


def _row(history: History, step: Step, holds: bool) -> tuple[str, ...]:
    names = [name for name, stand in history.stands.items() if stand.at == step.id and name != UNNAMED]
    said = shorten_in(step.edit.summary)[:SHOWN] + "".join(f" [{name}]" for name in names)
    mark = "*" if step.id == history.here else "|" if holds else " "
    return mark, step.id, step.parent, step.who, moment(step.at), said


def _tell_place(args: argparse.Namespace, case: Case) -> None:
    history = case.history
    if args.json:
        answer({"on": history.on, "here": history.here})
        return
    steps = plural(len(history.path(history.here)), "step")
    where = f"on {history.on!r}" if history.on else "on no hypothesis"
    say(f"This case is {where} now, at step {history.here}, {steps} from the start.")
