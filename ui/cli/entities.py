"""`entities` and `why`: which accounts belong together, and by which witnesses."""

from __future__ import annotations

import argparse

from investigator.address import checksummed
from investigator.cases.case import Case
from investigator.operations import columns
from investigator.operations.entities import (
    Linked,
    Reason,
    as_json,
    find_entities,
    set_apart,
    why_json,
    why_same,
)
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, harmless, say
from ui.words import plural

LINKS = 8
"""Links of one entity that are printed."""


def entities_(args: argparse.Namespace) -> int:
    """Say which accounts are one entity."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        for apart, pairs in ((True, args.apart), (False, args.together)):
            for a, b in pairs:
                set_apart(case, a, b, apart=apart)
        found = find_entities(case, columns(case, progress), args.only, args.without, progress)
    progress.clear()
    if args.json:
        answer(as_json(found))
        return 0
    say(f"{plural(len(found), 'entity', 'entities')} by links with witnesses.")
    for number, group in enumerate(found[: args.top], start=1):
        named = f": {harmless(', '.join(group.labels[:3]))}" if group.labels else ""
        say(f"{number}. {plural(len(group.accounts), 'account')}{named}")
        for one in group.links[:LINKS]:
            say(f"   {_told(one)}")
        if len(group.links) > LINKS:
            say(f"   and {plural(len(group.links) - LINKS, 'more link')}")
    return 0


def why_(args: argparse.Namespace) -> int:
    """Say why two accounts are one entity; the exit code is 1 if they are not."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        found = why_same(case, columns(case, progress), args.a, args.b, args.only, args.without, progress)
    progress.clear()
    if args.json:
        answer(why_json(found))
    else:
        _explain(found)
    return 0 if found.same else 1


def _explain(found: Reason) -> None:
    ends = f"{checksummed(found.a)} and {checksummed(found.b)}"
    if not found.same:
        say(f"Nothing in this case says that {ends} are one entity.")
        return
    say(f"{ends} are one entity by {plural(len(found.chain), 'link')}:")
    for one in found.chain:
        say(f"  {_told(one)}")
    say(f"They would be parted by taking away what links {plural(len(found.cut), 'pair')}:")
    for some in found.cut:
        say(f"  {checksummed(some[0].a)} and {checksummed(some[0].b)}: {plural(len(some), 'link')}")
    if found.bridges:
        alone = "; ".join(
            f"{checksummed(some[0].a)} and {checksummed(some[0].b)}" for some in found.bridges
        )
        say(f"Each of these alone would do: {alone}.")


def _told(one: Linked) -> str:
    seen = ", ".join(one.witnesses[:2]) or "no witness"
    return (
        f"{checksummed(one.a)} with {checksummed(one.b)}: {one.link.reason} "
        f"({one.link.rule}, {one.link.tier}; {seen})"
    )
