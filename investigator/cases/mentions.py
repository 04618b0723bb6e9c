"""Which lines of the journal are about an account."""

from __future__ import annotations

import json

from investigator.cases import journal
from investigator.cases.edits import AnyEdit, Place, Show, Together
from investigator.data.ledger import Line
from investigator.records import Address


def mentions(line: Line, address: Address, account: int) -> bool:
    """Whether a line names an account, puts it on the chart, takes it off or moves it there.

    A line that cannot be read mentions only what its text names.
    """
    name = json.dumps(address, ensure_ascii=False)
    if name in line.body or f"account:{name[1:]}" in line.body:
        return True
    if line.verb not in journal.EDIT_VERBS or not any(
        tag in line.body for tag in ('"type":"show"', '"type":"place"')
    ):
        return False
    try:
        edit = journal.decode(json.loads(line.body))
    except ValueError:
        return False
    return _charts(edit, account)


def _charts(edit: AnyEdit, account: int) -> bool:
    if isinstance(edit, Together):
        return any(_charts(one, account) for one in edit.edits)
    if isinstance(edit, Show):
        return account in edit.add.members or account in edit.remove.members
    return isinstance(edit, Place) and (
        account in edit.free or any(pinned == account for pinned, _, _ in edit.pins)
    )
