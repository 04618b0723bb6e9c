"""What a model said of the accounts and clusters of a case."""

from __future__ import annotations

from investigator.address import checksummed
from investigator.records import Reason
from investigator.report.document import Cell, Facts, Para, Section, Table, mono, number
from investigator.report.gather import Gathered, Run

REASONS = 4


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
        head, tuple(rows), (0.09, 0.11, 0.08, 0.42, 0.3), "Clusters, highest score first"
    )
