"""The first half of a report: the question, the scope, where the evidence comes from, and what was done."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from investigator.address import checksummed
from investigator.cases import journal
from investigator.data.ledger import Line
from investigator.data.queries.sources import Acquisition
from investigator.records import Tier
from investigator.report.document import Cell, Facts, Items, Para, Section, Table, mono, number, plural
from investigator.report.gather import Gathered
from investigator.report.given import given

STEPS, ASSETS, BAD_ROWS = 80, 20, 20
_CHAIN_ACCOUNT = re.compile(r"eip155:[0-9]{1,32}:0x[0-9a-f]{40}")
_ELSEWHERE = {"acquisition", "sha256", "seal", "terms"}
"""What a journal line says that the report says in another place; the terms are a digest of what Sources tells."""
_COUNTED = {"SetLabels", "SetNote", "SetColours", "SetBookmark", "Draw", "Place", "undo", "redo"}


def moment(seconds: int) -> str:
    """A time of work, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def cut_off(found: Gathered) -> tuple[tuple[str, Cell], ...]:
    """Up to where the evidence goes."""
    counts = found.counts
    if not counts.transfers:
        return (("Cut-off", Cell("No transfers have been imported.")),)
    rows = [
        ("First transfer", Cell(found.time(counts.first_time))),
        ("Last transfer (cut-off)", Cell(found.time(counts.last_time))),
    ]
    if counts.last_block is not None:
        rows.append(("Last block (cut-off)", Cell(f"{counts.last_block:,}")))
        told = counts.last_block_hash
        rows.append(
            ("Hash of the last block", mono(told) if told else Cell("not at hand: no blocks were imported"))
        )
    return tuple(rows)


def question(found: Gathered) -> Section:
    """What was asked, and what was found, at a glance."""
    facts = found.facts
    blocks: list[Para | Table] = [Para(facts.question, "quote")]
    if not facts.question.strip():
        blocks = [Para("No question has been put down. A report answers a question: state it.", "note")]
    rows = tuple(
        (Cell(f"F{i}"), Cell(finding.tier.value, "tier"), Cell(finding.title))
        for i, finding in enumerate(facts.findings.values(), start=1)
    )
    if rows:
        blocks.append(Table(("No.", "Tier", "Finding"), rows, (0.08, 0.17, 0.75), "Findings at a glance"))
    return Section("The question", tuple(blocks))


_TIERS = (
    (
        Tier.STRUCTURAL,
        "Follows from the transfers by a stated rule. Anyone with the same evidence can repeat it: "
        "a transfer, a sum, a path.",
    ),
    (
        Tier.ATTRIBUTION,
        "Somebody says so: a source, with a date and a confidence. Claims that contradict each other "
        "stand side by side.",
    ),
    (
        Tier.LEAD,
        "A model or a rule of thumb suggests it. It is a reason to look, not a proof, and it never "
        "becomes one of the other two by itself.",
    ),
)


def tiers() -> Section:
    """The three kinds of claim."""
    intro = Para("Each claim in this report is of one of three kinds, and the kind stands beside it.")
    rows = tuple((Cell(tier.value, "tier"), Cell(meaning)) for tier, meaning in _TIERS)
    return Section("How to read the claims", (intro, Table(("Tier", "What it means"), rows, (0.18, 0.82))))


def scope(found: Gathered) -> Section:
    """How far the evidence reaches."""
    counts, facts = found.counts, found.facts
    rows = (
        *cut_off(found),
        ("Transfers", Cell(f"{counts.transfers:,}")),
        ("Accounts", Cell(f"{counts.accounts:,}")),
        ("Transactions with headers", Cell(f"{counts.transactions:,}")),
        ("Blocks with headers", Cell(f"{counts.blocks:,}")),
        ("Claims of sources", Cell(f"{counts.tags:,}")),
        ("Accounts on the chart", Cell(f"{len(facts.shown):,} of {counts.accounts:,}")),
    )
    assets = tuple(
        (
            Cell(asset.symbol + " (suspect)" * (asset.key in found.suspects)),
            mono(asset.key),
            Cell(_decimals(asset.decimals)),
            number(asset.transfers),
        )
        for asset in found.assets[:ASSETS]
    )
    table = Table(
        ("Asset", "Key", "Decimals", "Transfers"),
        assets,
        (0.16, 0.54, 0.14, 0.16),
        "Assets",
        len(found.assets) - len(assets),
    )
    seeds = tuple(found.name(seed) for seed in facts.seeds[:40])
    start: tuple[Para | Items, ...] = (
        (Para("The inquiry starts from:"), Items(seeds)) if seeds else (Para("No seeds are set.", "note"),)
    )
    return Section(
        "Scope and cut-off", (Facts(rows), *start, *([table] if assets else []), *_suspects(found))
    )


def _suspects(found: Gathered) -> tuple[Para | Items, ...]:
    """Tokens that are not what they seem."""
    if not found.suspects:
        return ()
    named = {asset.key: asset.symbol for asset in found.assets}
    said = [
        f"{named.get(key, key)} ({key.rpartition(':')[2]}): {'; '.join(detail for _, detail in doubts)}."
        for key, doubts in found.suspects.items()
    ]
    left = len(said) - ASSETS
    more = (f"and {left:,} more, which the case file lists.",) if left > 0 else ()
    intro = "These tokens are suspect: what they say of themselves does not fit. Their transfers are kept."
    return (Para(intro), Items((*said[:ASSETS], *more)))


def _decimals(decimals: int | None) -> str:
    return "unknown: base units" if decimals is None else str(decimals)


def provenance(found: Gathered) -> Section:
    """Every acquisition with its hashes."""
    if not found.acquisitions:
        return Section("Sources", (Para("Nothing has been imported into this case.", "note"),))
    blocks: list[Para | Facts] = [
        Para(
            "Each source was hashed as it was read. The seal covers every row taken from it; both hashes "
            "are repeated in the journal, so that a later change of either is found."
        )
    ]
    blocks += [_source(one, given(found.given.get(one.id, {}))) for one in found.acquisitions[:60]]
    left = len(found.acquisitions) - 60
    if left > 0:
        blocks.append(Para(f"{left:,} further sources are listed in the case file.", "note"))
    return Section("Sources", tuple(blocks))


def _source(got: Acquisition, gave: str) -> Facts:
    rows = [
        (f"Source {got.id}", Cell(f"{got.source} ({got.kind}, {got.bytes:,} bytes)")),
        ("Acquired", Cell(f"{moment(got.acquired_at)}, {got.tool}")),
        ("SHA-256", mono(got.sha256)),
        ("Seal of its rows", mono(got.seal)),
        ("Gave", Cell(gave)),
        ("Original kept in the case", Cell("yes" if got.kept else "no: keep the file beside the case")),
        ("Options", Cell(_flat(got.request) or "none")),
    ]
    if got.pin:
        rows.append(("Pinned to", Cell(_flat(got.pin))))
    return Facts(tuple(rows))


def _flat(values: dict[str, Any]) -> str:
    """Names and values in one line; what is empty or nought is left out."""
    return "; ".join(
        f"{key.replace('_', ' ')}: {_value(key, value)}" for key, value in values.items() if value
    )


def _value(key: str, value: object) -> str:
    if key == "at" and isinstance(value, int):
        return moment(value)
    if isinstance(value, dict):
        return ", ".join(
            f"{name.replace('_', ' ')}={_value(name, inner)}" for name, inner in value.items() if inner
        )
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(_value("", one) for one in value) if isinstance(value, list) else str(value)


def method(found: Gathered) -> Section:
    """What was done, step by step, from the journal."""
    rows, count = [], Counter[str]()
    for line in found.lines:
        what, kind = _step(line)
        count[kind] += 1
        if kind not in _COUNTED:
            rows.append((number(line.seq), Cell(_when(line)), Cell(what)))
    rest = [
        plural(count[kind], one, many)
        for kind, one, many in (
            ("SetLabels", "change of labels", "changes of labels"),
            ("SetNote", "note written", "notes written"),
            ("SetColours", "change of colours", "changes of colours"),
            ("SetBookmark", "change of bookmarks", "changes of bookmarks"),
            ("Draw", "drawing on the chart", "drawings on the chart"),
            ("Place", "change of places on the chart", "changes of places on the chart"),
            ("undo", "step taken back", "steps taken back"),
            ("redo", "step done again", "steps done again"),
        )
        if count[kind]
    ]
    table = Table(
        ("Line", "When (UTC)", "What, with its parameters"),
        tuple(rows[:STEPS]),
        (0.07, 0.2, 0.73),
        "Steps of the inquiry",
        max(0, len(rows) - STEPS),
    )
    tail = (Para(f"Further steps: {', '.join(rest)}. The annex lists the journal."),) if rest else ()
    intro = Para(
        "The journal records each step with its author, time and parameters, and chains the lines by "
        "SHA-256. The same steps on the same sources give the same case."
    )
    return Section("Method", (intro, *tail, table))


def _step(line: Line) -> tuple[str, str]:
    """A journal line in words, and its kind: an edit's type, or the verb."""
    if line.verb not in journal.EDIT_VERBS:
        body = json.loads(line.body)
        if line.verb in journal.TREE_VERBS:
            return f"{line.verb}: {_shown(journal.told(line))}", line.verb
        told = {key: value for key, value in body.items() if key not in _ELSEWHERE} | _numbered(body)
        return f"{line.verb}: {_flat(told)}", line.verb
    edit = journal.decode(json.loads(line.body))
    if line.verb != "do":
        return f"{line.verb}: {_shown(edit.summary)}", line.verb
    return _shown(edit.summary), type(edit).__name__


def _numbered(body: dict[str, Any]) -> dict[str, Any]:
    """Which source an import made, under which the report gives its hashes."""
    return {"see source": str(body["acquisition"])} if "acquisition" in body else {}


def _shown(summary: str) -> str:
    """With addresses as people are shown them."""
    return _CHAIN_ACCOUNT.sub(lambda found: checksummed(found[0]), summary)


def _when(line: Line) -> str:
    return moment(line.done_at // 1_000_000).removesuffix(" UTC")


def steps(found: Gathered, most: int) -> Table:
    """The journal line by line: where it is too long, its beginning and its end."""
    lines = found.lines
    if len(lines) > most:
        lines = (*lines[: most // 2], *lines[len(lines) - most + most // 2 :])
    rows = tuple(
        (
            number(line.seq),
            Cell(_when(line)),
            Cell(line.who),
            Cell(_step(line)[0][:400]),
            mono(line.hash[:16]),
        )
        for line in lines
    )
    head = ("Line", "When (UTC)", "Who", "What", "Hash")
    caption = f"{len(rows):,} of {plural(len(found.lines), 'line')} of the journal"
    return Table(head, rows, (0.06, 0.18, 0.12, 0.47, 0.17), caption, len(found.lines) - len(rows))
