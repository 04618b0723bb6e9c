"""What a model said, and what is known about how often it errs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from investigator.address import checksummed
from investigator.records import Reason
from investigator.report.document import Cell, Facts, Para, Section, Table, mono, number
from investigator.report.gather import Gathered, Run

REASONS = 4
_KEY = re.compile(r"[0-9a-f]{32,}")
_ERRORS = ("error", "metric", "calibration", "test", "baseline", "ablation", "precision", "f1", "auc")


def leads(found: Gathered) -> Section:
    """The accounts and clusters that the newest scores hold for suspicious."""
    run = found.run
    if run is None:
        return Section("Leads from the model", (Para("No model has scored this case.", "note"),))
    scores = run.scores
    silent = int(scores.abstained.sum())
    text = (
        "Scores are leads: reasons to look at an account, never proof of anything. They do not decide "
        "what is a finding. The calibrated score is the share of accounts with such a score that were "
        "illicit in the data on which the model was calibrated; in another world it may be another share."
    )
    rows = (
        ("Model", Cell(str(run.row["model"]))),
        ("Model hash", mono(str(run.row["model_hash"]))),
        ("Input hash", mono(str(run.row["input_hash"]))),
        ("Seal of the scores", mono(str(run.row["seal"]))),
        ("Accounts scored", Cell(f"{scores.accounts.size:,}")),
        ("Abstained", Cell(f"{silent:,}: the model declines to say anything about these accounts")),
    )
    table = Table(
        ("No.", "Account", "Score", "Reasons"),
        tuple(
            (
                Cell(str(i)),
                mono("\n".join(found.name(lead.address).rsplit(", ", 1))),
                number(f"{scores.calibrated[lead.row]:.2f}"),
                Cell(_reasons(scores.reasons[lead.row])),
            )
            for i, lead in enumerate(run.leads, start=1)
        ),
        (0.05, 0.4, 0.08, 0.47),
        "The highest calibrated scores; every row is a lead",
    )
    top = (table,) if run.leads else (Para("The model names no account.", "note"),)
    return Section("Leads from the model", (Para(text), Facts(rows), *top, *_clusters(found, run)))


def _reasons(reasons: tuple[Reason, ...]) -> str:
    told = [f"{'+' if reason.weight >= 0 else '−'} {reason.text}" for reason in reasons[:REASONS]]
    return "\n".join(told) or "none recorded"


def _clusters(found: Gathered, run: Run) -> tuple[Para | Table, ...]:
    if not run.clusters:
        return (Para("No clusters were scored.", "note"),)
    rows = []
    for one in run.clusters:
        members = [checksummed(address) for address in run.members[one.cluster]]
        more = one.members.size - len(members)
        rows.append(
            (
                Cell(str(one.cluster)),
                number(int(one.members.size)),
                number(f"{one.calibrated:.2f}"),
                mono("\n".join(members) + (f"\nand {more:,} more" if more > 0 else "")),
                Cell(_reasons(one.reasons)),
            )
        )
    head = ("Cluster", "Accounts", "Score", "Members", "Reasons")
    text = (
        "A cluster is a set of accounts that deal with each other more than with the rest. It is a lead: "
        "it does not say that one person controls them."
    )
    return Para(text), Table(
        head, tuple(rows), (0.08, 0.1, 0.07, 0.42, 0.33), "Clusters, highest score first"
    )


def card(found: Gathered, given: Mapping[str, Any] | None) -> Section:
    """The model's card as it came with the model, its figures of error apart from the rest."""
    title = "The model and its error rates"
    if found.run is None:
        return Section(title, (Para("No model was used.", "note"),))
    if not given:
        text = (
            f"The card of the model {found.run.row['model']} is not at hand, so its error rates are not "
            "known. Its scores should carry no weight until they are."
        )
        return Section(title, (Para(text, "note"),))
    flat = list(_flatten(given))
    errors = [(key, value) for key, value in flat if any(word in key.lower() for word in _ERRORS)]
    rest = [(key, value) for key, value in flat if (key, value) not in errors]
    text = (
        "Measured on data that the model did not learn from, as its card states. The rates hold for that "
        "data; for this case they are an indication, since nobody has counted here."
    )
    return Section(title, (Para(text), _table("Error rates", errors), _table("Model card", rest)))


def _table(caption: str, pairs: list[tuple[str, str]]) -> Table | Para:
    if not pairs:
        return Para(f"{caption}: the card gives none.", "note")
    rows = tuple(
        (Cell(key), mono(value) if _KEY.fullmatch(value) else Cell(value)) for key, value in pairs[:150]
    )
    return Table(("Item", "Value"), rows, (0.36, 0.64), caption, max(0, len(pairs) - 150))


def _flatten(value: object, path: str = "", depth: int = 0) -> list[tuple[str, str]]:
    """Nested mappings as pairs of a path and a text; long lists are shortened and say so."""
    if isinstance(value, Mapping) and depth < 6:
        pairs = []
        for key, inner in value.items():
            word = str(key).replace("_", " ")
            pairs += _flatten(inner, f"{path} › {word}" if path else word, depth + 1)
        return pairs
    return [(path or "value", _told(value))]


def _told(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "not given"}[value]
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        told = ", ".join(_told(one) for one in value[:40])
        return told + (f", and {len(value) - 40:,} more" if len(value) > 40 else "") if value else "none"
    return str(value)
