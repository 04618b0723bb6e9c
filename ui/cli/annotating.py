"""`note`, `colour`, `bookmark` and `exhibit`: what an analyst marks, and lists of it."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from investigator.address import checksummed, short
from investigator.cases import exhibits
from investigator.cases.case import Case
from investigator.cases.edits import Basket
from investigator.cases.facts import Item
from investigator.errors import Trouble
from investigator.operations import annotating
from investigator.operations.annotating import Shown
from investigator.operations.lookup import resolve
from ui.cli.opening import open_case
from ui.cli.output import answer, say, table
from ui.words import amount, plural


def note_(args: argparse.Namespace) -> int:
    """List notes, show one, or write it."""
    with open_case(args.case) as case:
        if args.address is None:
            found = dict(case.facts.notes)
        elif args.text is None:
            ((address, _),) = resolve(case, [args.address])
            found = {address: case.facts.notes.get(address, "")}
        else:
            address = annotating.write_note(case, args.address, args.text)
            found = {address: args.text}
    if args.json:
        answer([{"address": short(one), "note": text} for one, text in found.items()])
        return 0
    if args.text is not None:
        say(f"The note of {checksummed(address)} is {'kept' if args.text else 'cleared'}.")
        return 0
    for one, text in found.items():
        say(checksummed(one))
        for line in text.splitlines() or ["(no note)"]:
            say(f"  {line}")
    if not found:
        say("No account has a note yet.")
    return 0


def colour_(args: argparse.Namespace) -> int:
    """List colours, or give one to accounts."""
    if bool(args.addresses) != (args.name is not None):
        raise Trouble("Say which accounts and which colour, such as 0x9f2c… --as teal.")
    with open_case(args.case) as case:
        if args.addresses:
            annotating.colour(case, args.addresses, "" if args.name == "none" else args.name)
        found = dict(case.facts.colours)
    if args.json:
        answer([{"address": short(one), "colour": name} for one, name in found.items()])
    elif args.addresses:
        say(f"{plural(len(args.addresses), 'account')} coloured {args.name}.")
    else:
        table(("account", "colour"), [(checksummed(one), name) for one, name in found.items()])
    return 0


def bookmark_(args: argparse.Namespace) -> int:
    """List bookmarks, set one or remove it."""
    with open_case(args.case) as case:
        if args.address is not None:
            address = annotating.bookmark(case, args.address, None if args.remove else args.name)
        elif args.remove:
            raise Trouble("Say whose bookmark is to be removed.")
        found = annotating.bookmarks(case.facts)
    if args.json:
        answer([{"address": short(one), "name": name} for one, name in found])
    elif args.address is not None:
        say(f"{checksummed(address)} is {'no longer bookmarked' if args.remove else 'bookmarked'}.")
    else:
        table(("account", "name"), [(checksummed(one), name) for one, name in found])
    return 0


def exhibit_(args: argparse.Namespace) -> int:
    """List the basket, put things into it, or change exhibits."""
    with open_case(args.case) as case:
        said = _change(case, args)
        shown = annotating.shown_exhibits(case)
        forms = exhibits.forms(case.store, case.facts) if args.json else {}
    if args.json:
        answer([_json(place, one, forms[one.item]) for place, one in enumerate(shown, start=1)])
    elif said:
        say(said)
    else:
        table(
            (">exhibit", "kind", "what", ">amount", "note"),
            [
                (
                    str(one.exhibit.number),
                    one.item.partition(":")[0],
                    annotating.said(one),
                    amount(one.row.amount, one.row.decimals, one.row.symbol) if one.row else "",
                    one.exhibit.note.replace("\n", " ")[:60],
                )
                for one in shown
            ],
        )
    return 0


def _change(case: Case, args: argparse.Namespace) -> str:
    """Do what was asked; a sentence comes back where anything was."""
    asked = args.remove or args.note is not None or args.to is not None
    if not args.things:
        if asked:
            raise Trouble("Say which exhibit, by its number.")
        return ""
    if not asked:
        items = [one for text in args.things for one in annotating.items_of(case, text)]
        put = annotating.exhibit_edit(case.facts, items)
        if put:
            case.do(put)
        kept = [case.facts.basket[one].number for one in dict.fromkeys(items)]
        return f"Kept as exhibit{'s' * (len(kept) != 1)} {', '.join(map(str, kept[:20]))}."
    chosen = [annotating.exhibit_of(case, text) for text in args.things]
    if args.remove:
        return _do(case, annotating.withdraw_edit(case.facts, chosen), "taken out")
    return _each(
        case,
        chosen,
        (lambda one: annotating.exhibit_note_edit(case.facts, one, args.note))
        if args.note is not None
        else (lambda one: annotating.move_edit(case.facts, one, args.to - 1)),
    )


def _each(case: Case, chosen: Sequence[Item], edit: Callable[[Item], Basket | None]) -> str:
    if len(chosen) != 1:
        raise Trouble("Notes and places are given to one exhibit at a time.")
    return _do(case, edit(chosen[0]), "changed")


def _do(case: Case, edit: Basket | None, verb: str) -> str:
    if edit is None:
        return "Nothing is changed by that."
    case.do(edit)
    return f"{plural(len(edit.items), 'exhibit')} {verb}."


def _json(place: int, one: Shown, form: str) -> dict[str, Any]:
    row = one.row
    told: dict[str, Any] = {
        **{"exhibit": one.exhibit.number, "place": place, "note": one.exhibit.note},
        **{"form": form, "sha256": hashlib.sha256(form.encode()).hexdigest()},
    }
    if one.address:
        return told | {"kind": "account", "address": short(one.address)}
    if row is None:
        return told | {"kind": "finding" if one.key else "transfer", "key": one.key}
    return told | {
        **{"kind": "transfer", "transfer": row.id, "tx": row.tx_hash, "from": short(row.sender)},
        **{"to": short(row.receiver), "amount": str(row.amount), "symbol": row.symbol},
    }
