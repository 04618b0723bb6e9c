"""The second half of a report: what is not covered, what else it could be, and how anyone checks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from investigator.report.document import (
    Cell,
    Facts,
    Items,
    Para,
    Section,
    Signature,
    Table,
    mono,
    number,
    plural,
)
from investigator.report.gather import Gathered
from investigator.report.origins import BAD_ROWS, steps


def missing(found: Gathered) -> tuple[str, ...]:
    """What a report should have and this case has not."""
    facts, counts = found.facts, found.counts
    lacks = {
        "a title": not facts.title.strip(),
        "the question to be answered": not facts.question.strip(),
        "evidence: nothing has been imported": not counts.transfers,
        "seeds: where the inquiry starts": not facts.seeds,
        "findings": not facts.findings,
        "exhibits": not facts.basket,
        "a chart: no account has been put on it": not facts.shown,
        "scores of a model": found.run is None,
    }
    return tuple(what for what, lacking in lacks.items() if lacking)


def not_covered(found: Gathered, left_out: Sequence[str] = ()) -> Section:
    """What the reader must not take for known."""
    bad = sum(got.bad_rows for got in found.acquisitions)
    rows = tuple(
        (number(row.acquisition), number(row.line), Cell(row.reason), Cell(row.content[:160]))
        for row in found.bad_rows[:BAD_ROWS]
    )
    head = ("Source", "Line", "Why", "Beginning of the row")
    left = max(0, bad - len(rows))
    table = Table(head, rows, (0.1, 0.12, 0.38, 0.4), "Rows that could not be read", left)
    return Section(
        "What was not covered",
        (Items((*_gaps(found, bad), *_without(left_out))), *([table] if rows else ())),
    )


def _without(left_out: Sequence[str]) -> list[str]:
    """Which parts the examiner left out, so that nobody takes their absence for there being nothing."""
    return [f"Left out of this report by choice, and kept in the case file: {', '.join(left_out)}."] * bool(
        left_out
    )


def _gaps(found: Gathered, bad: int) -> list[str]:
    counts, outward = found.counts, found.touching - found.inside
    said = {
        f"{plural(bad, 'row')} of the sources could not be read; the first are listed below.": bool(bad),
        "No blocks were imported: that the transfers lie in the chain is the word of the source file, "
        "and is not proved by block hashes.": bool(counts.transfers and not counts.blocks),
        "Fees and failed transactions are not in the evidence.": bool(
            counts.transfers and not counts.transactions
        ),
        "Internal transfers (traces) are in the evidence only where a source gave them; value that a "
        "contract passed on may be missing.": True,
        f"{plural(outward, 'transfer')} of {found.touching:,} that touch the accounts on the chart lead "
        "off it and were not followed in the figure: the frontier is open there.": bool(outward),
        **{
            f"Block {one.first:,} of {one.chain} and later ones were not final when that was last asked: "
            f"{plural(one.transfers, 'transfer')} there may still be replaced (provisional).": True
            for one in found.unsettled
        },
        f"A reorganisation of the chain replaced {plural(found.replaced, 'transfer')}: they are kept and marked, "
        "and are part of no chart, sum or score.": bool(found.replaced),
        _frontier(found): bool(found.stops),
        "Other chains, and what happens inside services and bridges, are outside this case.": True,
        "No balance was compared with a node: an account may have held other funds before the first "
        "transfer.": not found.certificates,
        "Accounts other than those pulled may have held other funds before their first transfer here.": bool(
            found.certificates
        ),
    }
    return [gap for gap, open_ in said.items() if open_]


def _frontier(found: Gathered) -> str:
    """Where pulls stopped, counted by reason; the case file says why for each account."""
    count = Counter(stop.reason for stop in found.stops)
    words = {
        "service": plural(count["service"], "labelled service"),
        "contract": plural(count["contract"], "contract"),
        "budget": f"{count['budget']:,} over the budget of counterparties",
        "value": f"{count['value']:,} with too little value",
        "assets": f"{count['assets']:,} with other assets",
        "hops": f"{count['hops']:,} beyond the last hop",
    }
    told = ", ".join(said for reason, said in words.items() if count[reason])
    return (
        f"{plural(len(found.stops), 'account')} that the pulls reached were not followed further ({told}); the "
        "case file says for each one why."
    )


_ORDINARY = (
    (
        "Many transfers out in a short time",
        "A payroll, an airdrop, a service paying its customers",
        "Equal dates each period; a public announcement; a contract that batches",
    ),
    (
        "Money in, and nearly all of it out again at once",
        "A deposit address of a service, swept to its hot wallet",
        "Many such addresses that end at one wallet; the service's own word",
    ),
    (
        "A chain of accounts, each passing on a little less",
        "A wallet that gives change to a new address each time",
        "The wallet software's habit; who signs; how long it pauses",
    ),
    (
        "Equal amounts into and out of a pool",
        "Another user of the same pool with the same note",
        "Records of relayers and services; further use of the accounts; never time and amount alone",
    ),
    (
        "Money that returns to where it came from",
        "Market making, or moving between one's own accounts",
        "An agreement; whether the price or the volume of an asset was shown to others",
    ),
    (
        "A payment from an account to a suspicious one",
        "A planted transfer: nothing, dust, or a counterfeit token",
        "Who signed the transaction; the contract of the token; an address that looks like another",
    ),
    (
        "Use of a mixer or a bridge",
        "Privacy, or business on another chain",
        "What came before and after; the account holder's own records",
    ),
)


def alternatives() -> Section:
    """Ordinary explanations, for the reader to hold against each finding."""
    text = (
        "Each pattern has an ordinary explanation. The examiner is to hold each finding against these, "
        "and the other side is invited to."
    )
    rows = tuple(tuple(Cell(part) for part in row) for row in _ORDINARY)
    head = ("What is seen", "What else it may be", "What would settle it")
    return Section("Alternative explanations", (Para(text), Table(head, rows, (0.3, 0.33, 0.37))))


def limits(traced: bool) -> Section:
    """What no reading of this report can give."""
    return Section(
        "Limits",
        (
            Items(
                (
                    "An address is not a person. Who controls it is shown by records outside the chain.",
                    _CONVENTIONS if traced else _NO_CONVENTION,
                    "Labels are as good as their sources. A confidence is the source's or the "
                    "examiner's own estimate, not a measured rate.",
                    "The model has learnt from other worlds than this one. It finds what resembles "
                    "them, and misses what does not.",
                    "The chart is a choice. What is not on it is not thereby unimportant.",
                )
            ),
        ),
    )


_NO_CONVENTION = (
    "Sensitivity to the tracing convention: none (FIFO, LIFO, haircut, poison) was applied. Where an account also holds "
    "other funds, no statement is made about which coins went on; a convention would answer that by choice, and "
    "different ones answer differently."
)
_CONVENTIONS = (
    "Where an account also holds other funds, which coins went on is answered by a convention, not by the chain. "
    "What depends on its choice is told under Sensitivity to the tracing convention."
)
_PROOFS = (
    "Ask any node, or several, for the blocks named under Exhibits. A proof (“investigator prove CASE TX -o FILE”) shows "
    "that the header's fields hash to the block's hash, and that transaction and receipt lie under its roots.",
)


def verification(found: Gathered, tool: str) -> Section:
    """How the other side checks all this without trusting anyone."""
    points = (
        "Obtain the case file and the original sources, and hash the sources (SHA-256). The hashes must "
        "be those under Sources.",
        "Run “investigator verify CASE”. It recomputes the chain of the journal, the digest of every "
        "evidence row, every seal, kept originals, and the seals of the scores, and names the first row "
        "that does not fit. Exit code 0 means that all fits.",
        "Compare the hash of the journal's line with the one below. It stands for everything that was in the "
        "case when this report was written; that reports were written of it is all that may follow.",
        "Run “investigator report CASE” with the same version, model card, examiner's name, agency's template "
        "and parts left out. The same case gives the same bytes, so the hash of the report must "
        "be the same. The journal's line on this report names them and keeps the template, and “investigator replay "
        "CASE” makes it again from them.",
        "Each exhibit has a SHA-256 over its canonical form: JSON with its number, its note, and the digests of the "
        "evidence that it is. “investigator exhibit CASE --json” gives both, form and hash.",
        "To repeat the inquiry, import the sources into a new case and do the steps under Method.",
        *(_PROOFS if found.proofs else ()),
    )
    rows = (
        (f"Journal, line {found.lines[-1].seq if found.lines else 0:,}", mono(found.head)),
        ("Program", Cell(tool)),
    )
    return Section("How to verify this report", (Items(points), Facts(rows)))


def statement(found: Gathered, examiner: str, tool: str) -> Section:
    """What the examiner signs, and drafts of certificates for counsel."""
    return Section(
        "Examiner's statement and certificates",
        (
            Para(
                f"I, {examiner or 'the examiner'}, made the inquiry that this report describes. The "
                "structural claims follow from the evidence listed under Sources by the method stated. "
                "Attributions are those of the sources named, and of my own judgement where marked own. "
                "Leads are given as leads. I have stated what I know that could weaken the findings."
            ),
            Signature(("Name", "Qualification", "Place and date", "Signature")),
            Para(
                "Draft under Fed. R. Evid. 902(13), a record generated by an electronic process. The "
                "wording is for counsel to settle.",
                "note",
            ),
            Para(
                "I am qualified by training and experience to certify the following. The tables, the "
                f"chart and the scores of this report were generated by {tool}, an electronic process "
                "that produces an accurate result: the same case gives the same bytes, and what the report "
                "rests on can be checked as described under How to verify this report. The journal of "
                f"the case, whose line {found.lines[-1].seq if found.lines else 0:,} has the hash {found.head}, records each step."
            ),
            Para(
                "Draft under Fed. R. Evid. 902(14), data copied from an electronic device, storage "
                "medium or file. The wording is for counsel to settle.",
                "note",
            ),
            Para(
                "I am qualified by training and experience to certify the following. The sources listed "
                "under Sources were copied and hashed with SHA-256 when they were acquired. The hash of "
                "each copy that I examined is the hash stated there, which shows that copy and original "
                "are identical."
            ),
            Signature(("Name", "Place and date", "Signature")),
        ),
    )


def annex(found: Gathered, most: int) -> Section:
    """The journal."""
    if not found.lines:
        return Section("The journal", (Para("The journal is empty.", "note"),), annex=True)
    return Section("The journal", (steps(found, most),), annex=True)
