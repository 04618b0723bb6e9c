"""Who kept the case: who worked on it, who signed which lines of its journal, and who says since when they stand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from investigator.cases.custody import stamping, statement
from investigator.report.document import AnyBlock, Cell, Para, Section, Table, mono, number, plural
from investigator.report.gather import Gathered

TITLE = "Custody"
SIGNATURES = 100
_INTRO = (
    "Every line of the journal says who did it, when and with which version of the program. Lines are signed in "
    "batches: a signature covers a Merkle root over the lines and follows the signature before it. Signatures and "
    "time stamps are listed as the case has them; “investigator verify” checks each, and so does the verifier inside "
    "a hand-over package. Whose a key is, is for its owner to say."
)


def keeping(found: Gathered) -> Section:
    """Authors, signatures and time stamps up to the line that the report knows of."""
    count = Counter(line.who or "not named" for line in found.lines)
    first, last = dict[str, int](), dict[str, int]()
    for line in found.lines:
        first.setdefault(line.who or "not named", line.done_at // 1_000_000)
        last[line.who or "not named"] = line.done_at // 1_000_000
    blocks: list[AnyBlock] = [Para(_INTRO)]
    if count:
        rows = tuple(
            (Cell(who), number(many), Cell(_moment(first[who])), Cell(_moment(last[who])))
            for who, many in count.items()
        )
        head = ("Who", "Lines", "First", "Last (UTC)")
        blocks.append(Table(head, rows, (0.4, 0.12, 0.24, 0.24), "Who worked on the case"))
    return Section(TITLE, (*blocks, *_signatures(found), *_stamps(found)))


def _signatures(found: Gathered) -> list[AnyBlock]:
    rows, done = [], 0
    for row in found.signatures:
        try:
            said = statement.read(row.statement)
        except ValueError:
            continue
        done = max(done, said.last)
        rows.append(
            (
                Cell(f"{said.first:,}–{said.last:,}"),
                Cell(said.who),
                Cell(_moment(said.signed_at)),
                Cell(said.scheme),
                mono(said.key),
            )
        )
    open_ = sum(1 for line in found.lines if line.seq > done)
    if not rows:
        return [Para("No line of the journal has been signed.", "note")]
    head = ("Lines", "Signed by", "When, by the signer's clock", "Scheme", "Key")
    left = max(0, len(rows) - SIGNATURES)
    table = Table(head, tuple(rows[:SIGNATURES]), (0.1, 0.18, 0.2, 0.12, 0.4), "Signatures", left)
    rest = (
        [Para(f"Not signed when this report was made: {plural(open_, 'line')}.", "note")] if open_ else []
    )
    return [table, *rest]


def _stamps(found: Gathered) -> list[AnyBlock]:
    if not found.stamps:
        return [Para("No time stamp says since when the journal has been as it is.", "note")]
    rows = tuple(
        (
            Cell(f"to {row.seq:,}"),
            Cell(f"{stamping.says(row)} ({row.kind}, {row.authority})"),
            mono(row.hash),
        )
        for row in found.stamps[:SIGNATURES]
    )
    head = ("Lines", "What it says, by whose word", "SHA-256 of the stamp's row")
    return [Table(head, rows, (0.1, 0.5, 0.4), "Time stamps")]


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(max(0, min(seconds, 7_258_118_399)), UTC).strftime("%Y-%m-%d %H:%M:%S")
