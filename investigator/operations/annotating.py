"""What an analyst marks: notes, colours, bookmarks, exhibits and drawings. Each `…_edit` changes nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from investigator import colours
from investigator.address import short
from investigator.cases.case import Case
from investigator.cases.edits import Basket, Draw, SetBookmark, SetColours, SetNote
from investigator.cases.facts import (
    Exhibit,
    Facts,
    Item,
    Shape,
    account_of,
    finding_of,
    item,
    transfer_of,
)
from investigator.data.queries import transfers
from investigator.data.queries.transfers import TransferRow
from investigator.errors import Trouble
from investigator.operations.lookup import resolve
from investigator.records import Address

LINKED = 1_000
"""Transfers of one transaction that are made exhibits together."""


@dataclass(frozen=True)
class Shown:
    """An exhibit with what it is: a transfer's `row`, an account's `address` or a finding's `key`."""

    item: Item
    exhibit: Exhibit
    row: TransferRow | None = None
    address: Address | None = None
    key: str = ""


def write_note(case: Case, account: str, text: str) -> Address:
    """Write the note of an account, in Markdown; '' clears it. Raises `Trouble` for an account that is not known."""
    ((address, _),) = resolve(case, [account])
    if case.facts.notes.get(address, "") != text:
        case.do(SetNote(address, text))
    return address


def colour(case: Case, accounts: Sequence[str], name: str) -> list[Address]:
    """Give accounts a colour, or none with ''. Raises `Trouble` for a colour or account that is not known."""
    try:
        colours.known(name)
    except ValueError as error:
        raise Trouble(f"{error}.") from error
    found = [address for address, _ in resolve(case, accounts)]
    edit = colour_edit(case.facts, found, name)
    if edit:
        case.do(edit)
    return found


def colour_edit(facts: Facts, accounts: Iterable[Address], name: str) -> SetColours | None:
    """Give accounts a colour, or none with ''; `None` if that changes nothing."""
    wanted = {one: name for one in accounts if facts.colours.get(one, "") != name}
    return SetColours(wanted) if wanted else None


def bookmark(case: Case, account: str, name: str | None) -> Address:
    """Bookmark an account, or no longer with `None`. Raises `Trouble` for an account that is not known."""
    ((address, _),) = resolve(case, [account])
    if case.facts.bookmarks.get(address) != name:
        case.do(SetBookmark(address, name))
    return address


def bookmarks(facts: Facts) -> list[tuple[Address, str]]:
    """All bookmarks, those with a name first, by name."""
    return sorted(facts.bookmarks.items(), key=lambda one: (not one[1], one[1].lower(), one[0]))


def exhibit_edit(facts: Facts, items: Iterable[Item]) -> Basket | None:
    """Put items at the end of the basket; one that was there before has its number again. `None` if all are there."""
    fresh = [one for one in dict.fromkeys(items) if one not in facts.basket]
    place = 1 + max((one.place for one in facts.basket.values()), default=-1)
    number = facts.number_for(Item(""))
    put = dict[Item, Exhibit | None]()
    for at, one in enumerate(fresh):
        known = facts.numbered.get(one)
        put[one] = Exhibit(number if known is None else known, place + at)
        number += known is None
    return Basket(put) if put else None


def withdraw_edit(facts: Facts, items: Iterable[Item]) -> Basket | None:
    """Take items out of the basket. Their numbers are given to nothing else. `None` if none is there."""
    gone = [one for one in dict.fromkeys(items) if one in facts.basket]
    return Basket(dict.fromkeys(gone)) if gone else None


def move_edit(facts: Facts, one: Item, to: int) -> Basket | None:
    """Put an exhibit at a position of the basket, from 0; numbers stay. `None` if it is there already."""
    order = list(facts.items)
    if one not in facts.basket or order.index(one) == min(max(to, 0), len(order) - 1):
        return None
    order.remove(one)
    order.insert(min(max(to, 0), len(order)), one)
    moved = dict[Item, Exhibit | None]()
    for place, each in enumerate(order):
        if facts.basket[each].place != place:
            moved[each] = replace(facts.basket[each], place=place)
    return Basket(moved)


def exhibit_note_edit(facts: Facts, one: Item, text: str) -> Basket | None:
    """Write an exhibit's own note. `None` if it has it already, or is no exhibit."""
    held = facts.basket.get(one)
    return Basket({one: replace(held, note=text)}) if held and held.note != text else None


def draw_edit(facts: Facts, shape: Shape) -> Draw:
    """Draw a shape under a key that none has."""
    taken = [int(key[1:]) for key in facts.shapes if key[:1] == "S" and key[1:].isdigit()]
    return Draw(f"S{max(taken, default=0) + 1}", shape)


def shown_exhibits(case: Case) -> list[Shown]:
    """The basket in its order, each exhibit with what it is."""
    facts = case.facts
    rows = {row.id: row for row in transfers.by_id(case.store, facts.exhibits)}
    return [
        Shown(
            one,
            facts.basket[one],
            rows.get(number) if (number := transfer_of(one)) is not None else None,
            account_of(one),
            finding_of(one) or "",
        )
        for one in facts.items
    ]


def items_of(case: Case, text: str) -> list[Item]:
    """What can be an exhibit and is called so: a finding's key, an account, a transaction or `transfer:N`.

    Raises `Trouble` where nothing is.
    """
    if text in case.facts.findings:
        return [item("finding", text)]
    number = text.removeprefix("transfer:")
    if number != text and number.isascii() and number.isdigit() and len(number) < 19:
        if transfers.by_id(case.store, [int(number)]):
            return [item("transfer", int(number))]
        raise Trouble(f"There is no transfer {number} in this case.")
    if len(text) == 66 and text.lower().startswith("0x"):
        page = transfers.page(case.store, transfers.Where(text=text), limit=LINKED)
        if page:
            return [item("transfer", row.id) for row in page]
        raise Trouble(f"There is no transaction {text} in this case.")
    return [item("account", address) for address, _ in resolve(case, [text])]


def exhibit_of(case: Case, text: str) -> Item:
    """The exhibit of this number. Raises `Trouble` where there is none."""
    for one, exhibit in case.facts.basket.items():
        if text.lstrip("#") == str(exhibit.number):
            return one
    raise Trouble(f"There is no exhibit {text[:40]}; `investigator exhibit CASE` lists them.")


def said(one: Shown) -> str:
    """An exhibit in a few words, whole addresses in them."""
    if one.row:
        return f"{short(one.row.sender)} → {short(one.row.receiver)}"
    return short(one.address) if one.address else f"finding {one.key}" if one.key else str(one.item)
