"""Work out a case again from its evidence and its journal alone, and compare with what it says.

A second case is built beside it, line by line: an `import` brings the evidence that it announces, an edit is done
again, and where the journal says that something was worked out (scores, a trace, patterns, a report), that is
worked out anew from what is there by then. No network is asked.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gnn.casework import card_of_run, work_out
from gnn.client import Worker
from gnn.shelf import Shelf
from investigator import operations
from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.data import answers, ledger, rebuilding
from investigator.data.ledger import Line
from investigator.data.queries import results
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.operations import noting
from investigator.operations.patterns import look_for_patterns
from investigator.operations.retracing import retraced
from investigator.operations.tracing import books, trace_money
from investigator.progress import Tick, silent
from investigator.report import ReportOptions
from investigator.report.template import Template, template_of
from investigator.report.typeset import report_bytes
from investigator.settings import TOOL

SAME, DIFFERS, OPEN = "same", "differs", "not compared"


@dataclass(frozen=True)
class Compared:
    """What was worked out again: the journal line that speaks of it (0: the whole case), and how it went.

    `outcome` is 'same', 'differs' or 'not compared'; `detail` says what differs, or why it was not compared;
    `tool` is the version that wrote the line.
    """

    line: int
    what: str
    outcome: str
    detail: str = ""
    tool: str = ""


@dataclass
class _Bench:
    """What a replay works with. `waiting` holds reports by the last line that they know of."""

    source: Case
    target: Store
    worker: Worker
    models: Path
    tick: Tick
    waiting: dict[int, list[Line]] = field(default_factory=dict)
    found: list[Compared] = field(default_factory=list)

    def say(self, line: Line, what: str, outcome: str, detail: str = "") -> None:
        if outcome == DIFFERS and line.tool != TOOL:
            detail = f"{detail}; the line was written by {line.tool}, this is {TOOL}"
        self.found.append(Compared(line.seq, what, outcome, detail, line.tool))


def replay(case: Case, worker: Worker, models: Path, tick: Tick = silent) -> list[Compared]:
    """Build the case again in a folder of its own, which is thrown away, and say what is the same and what is not.

    `models` is the folder of the user's models: a score can be worked out again only with the very model. The case
    is read, never changed. Raises `Trouble` or `Cancelled`.
    """
    with case.store.reading() as db:
        lines = list(ledger.lines(db))
    with tempfile.TemporaryDirectory(prefix="investigator-replay-") as folder:
        target = Store(Path(folder) / "again.case", create=True)
        try:
            bench = _Bench(case, target, worker, models, tick)
            for line in lines:
                if line.verb == "report":
                    bench.waiting.setdefault(_said(line).get("head", 0), []).append(line)
            for done, line in enumerate(lines):
                tick(done, len(lines), f"Journal line {line.seq:,}: {line.verb}")
                _step(bench, line)
            _whole(bench)
            return bench.found
        finally:
            target.close()


def _said(line: Line) -> dict[str, Any]:
    try:
        said = json.loads(line.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _step(bench: _Bench, line: Line) -> None:
    if line.verb == "score":
        _score(bench, line, _said(line))
    with bench.source.store.reading() as source, bench.target.transaction() as target:
        figure = str(_said(line).get("figure", "")) if line.verb == "report" else ""
        template = str(_said(line).get("options", {}).get("template", "")) if line.verb == "report" else ""
        for kept in (figure, template):
            if len(kept) == 64:
                rebuilding.bring_answer(source, target, kept)
        rebuilding.bring(source, target, line)
        rebuilding.bring_custody(source, target, line.seq)
    check = {noting.TRACE: _trace, noting.PATTERNS: _patterns}.get(line.verb)
    if check:
        check(bench, line, _said(line))
    for report in bench.waiting.get(line.seq, ()):
        _report(bench, report, _said(report))


def _score(bench: _Bench, line: Line, said: Mapping[str, Any]) -> None:
    """Score again with the same model, and keep in the new case what comes of it."""
    what, run = f"scores of run {said.get('run')}", said.get("run")
    if not isinstance(run, int):
        bench.say(line, what, OPEN, "the line names no run")
        return
    try:
        model = _model(bench, said)
    except Trouble as trouble:
        bench.say(line, what, OPEN, str(trouble))
        with bench.source.store.reading() as source, bench.target.transaction() as target:
            rebuilding.bring_run(source, target, run)
        return
    again = Case(bench.target)
    scores, clusters = work_out(again, operations.columns(again), bench.worker, model, bench.tick)
    with bench.target.transaction() as db:
        seal = results.put_run(db, run, scores, clusters, said.get("at", line.done_at // 1_000_000))
    if scores.input_hash != said.get("input_hash"):
        bench.say(line, what, DIFFERS, "the graph that was scored is another one")
    elif seal != said.get("seal"):
        bench.say(line, what, DIFFERS, _apart(bench, run))
    else:
        bench.say(line, what, SAME, f"{scores.accounts.size:,} accounts, {len(clusters):,} clusters")


def _model(bench: _Bench, said: Mapping[str, Any]) -> str:
    shelf = Shelf(bench.models)
    found = shelf.find(str(said.get("model", "")))
    if shelf.load(found).card.model_sha256 != said.get("model_hash"):
        raise Trouble(f"Model {said.get('model')} at hand is not the one that scored.")
    return str(found)


def _apart(bench: _Bench, run: int) -> str:
    """How far two sets of scores are from one another."""
    pair = []
    for store in (bench.source.store, bench.target):
        row = next(one for one in results.runs(store) if one["id"] == run)
        pair.append(results.read_scores(store, row))
    old, new = pair
    if not np.array_equal(old.accounts, new.accounts):
        return "other accounts were scored"
    gap = np.abs(old.calibrated - new.calibrated)
    return f"{int((gap > 0).sum()):,} of {gap.size:,} accounts differ, by at most {float(gap.max(initial=0)):.2e}"


def _trace(bench: _Bench, line: Line, said: Mapping[str, Any]) -> None:
    what, again = f"trace from {', '.join(map(str, said.get('start', [])))[:80]}", Case(bench.target)
    try:
        options = noting.trace_options(said.get("options", {}))
        found = trace_money(again, books(again, bench.tick), said.get("start", []), options, bench.tick)
    except (Trouble, ValueError) as trouble:
        bench.say(line, what, DIFFERS, str(trouble))
        return
    same = noting.trace_hash(found) == said.get("result")
    detail = f"{len(found.endpoints):,} endpoints, {said.get('endpoints')} then"
    bench.say(line, what, SAME if same else DIFFERS, detail)


def _patterns(bench: _Bench, line: Line, said: Mapping[str, Any]) -> None:
    what, again = f"patterns: {', '.join(said.get('only', [])) or 'all'}", Case(bench.target)
    seen = look_for_patterns(again, operations.columns(again), said.get("only", []), bench.tick)
    same = noting.patterns_hash(seen) == said.get("result")
    bench.say(line, what, SAME if same else DIFFERS, f"{len(seen):,} seen, {said.get('found')} then")


def _report(bench: _Bench, line: Line, said: Mapping[str, Any]) -> None:
    what, again = f"report {str(said.get('sha256'))[:12]}…", Case(bench.target)
    terms = said.get("options", {})
    options = ReportOptions(
        examiner=terms.get("examiner", ""),
        organisation=terms.get("organisation", ""),
        card=card_of_run(again, bench.models) if terms.get("model") else None,
        journal_lines=terms.get("journal_lines", 200),
        exhibits=terms.get("exhibits", 300),
        form="html" if terms.get("form") == "html" else "pdf",
        left_out=tuple(terms.get("left_out", ())),
        template=_template(bench, str(terms.get("template", ""))),
    )
    if terms.get("model") and options.card is None:
        bench.say(line, what, OPEN, "the model whose card it prints is not at hand")
        return
    raw = report_bytes(
        again,
        options,
        _figure(bench, again, str(said.get("figure"))),
        bench.tick,
        retraced(again, bench.tick),
    )
    same = hashlib.sha256(raw).hexdigest() == said.get("sha256")
    bench.say(line, what, SAME if same else DIFFERS, f"{len(raw):,} bytes")


def _template(bench: _Bench, name: str) -> Template:
    if not name:
        return Template()
    return template_of(b"".join(answers.answer(bench.source.store, name)))


def _figure(bench: _Bench, again: Case, figure: str) -> str | None:
    if figure == "none":
        return None
    if figure == "drawn":
        return operations.figure_of(again, bench.tick)
    return b"".join(answers.answer(bench.source.store, figure)).decode()


def _whole(bench: _Bench) -> None:
    """What both cases come to in the end: whether the new one verifies, what is known, and the chart."""
    again = Case(bench.target)
    last = Line(0, "", 0, "", TOOL, "", "", "")
    wrong = verify(bench.target, bench.tick)
    first = f"{wrong[0].where}, row {wrong[0].row}: {wrong[0].reason}" if wrong else ""
    bench.say(last, "evidence and journal", DIFFERS if wrong else SAME, first)
    same = again.facts == bench.source.facts
    bench.say(last, "what the analyst knows", SAME if same else DIFFERS)
    pair = [operations.figure_of(one, bench.tick) for one in (bench.source, again)]
    bench.say(last, "the chart", SAME if pair[0] == pair[1] else DIFFERS)
