"""The case explorer: where the case starts, what was found, what to look at next, and how one got here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from investigator.cases.facts import Finding
from investigator.operations.branching import Standing
from investigator.records import Address, ClusterScore, Tier
from ui import words
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.panels.history import Step
from ui.panels.reasons import risk_tone
from ui.panels.worklist import Candidate
from ui.theme import Theme

SHOWN = 8
"""Lines of a section before 'all …'."""

LAST_STEPS = 6
TIER_DOTS = {Tier.STRUCTURAL: "high", Tier.ATTRIBUTION: "mid", Tier.LEAD: "low"}


class Section(QWidget):
    """A head with an action beside it, lines, and words for when there are none."""

    def __init__(
        self, name: str, empty: str, action: str = "", pressed: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.head: QLabel = parts.section(name)
        self.action: QPushButton = parts.button(action or "All", pressed, quiet=True)
        self.action.setProperty("link", True)
        self.action.setVisible(bool(action))
        self._always = bool(action)
        self.list = EntryList(name, whole=True)
        self.empty = parts.label(empty, "empty", wrap=True)
        self.empty.setContentsMargins(16, 2, 16, 6)
        head = parts.line(self.head, 0, self.action, margins=(16, 0, 8, 0))
        self.setLayout(parts.column(head, 2, self.list, self.empty, 12))
        self.head.setFixedHeight(26)
        self.show_entries((), 0)

    def show_entries(self, entries: Sequence[Entry], total: int) -> None:
        """Show these lines of `total`; the action appears where there are more than fit."""
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        if not self._always:
            self.action.setText(f"All {total:,}")
            self.action.setVisible(total > len(entries))


class Explorer(QScrollArea):
    """The left panel. It shows what it is given and says what was clicked.

    `account_clicked` and `bookmark_clicked` carry an address, `finding_clicked` the finding's key, `hypothesis_clicked` a name, `cluster_clicked` a
    `ClusterScore`; the others ask for an action or a panel.
    """

    account_clicked = Signal(object)
    bookmark_clicked = Signal(object)
    finding_clicked = Signal(object)
    cluster_clicked = Signal(object)
    seed_asked = Signal()
    finding_asked = Signal()
    worklist_asked = Signal()
    score_asked = Signal()
    history_asked = Signal()
    hypothesis_clicked = Signal(object)
    compare_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        _framed(self)
        self._clusters: dict[object, ClusterScore] = {}
        self.seeds = Section(
            "Seeds", "The accounts where the case starts appear here.", "Add seed…", self.seed_asked.emit
        )
        self.bookmarks = Section("Bookmarks", "Bookmark an account to come back to it from here.")
        self.findings = Section(
            "Findings",
            "Nothing is stated yet. Select accounts and state a finding.",
            "State…",
            self.finding_asked.emit,
        )
        self.next = Section(
            "Label next",
            "Score the case to see which accounts to label first.",
            pressed=self.worklist_asked.emit,
        )
        self.clusters = Section(
            "Clusters", "Scored groups of accounts appear here.", pressed=self.score_asked.emit
        )
        self.history = Section(
            "History", "Every step you take is kept here.", "All", self.history_asked.emit
        )
        self.hypotheses = Section("Hypotheses", "", "Compare…", lambda: self.compare_asked.emit(""))
        self.hypotheses.list.chosen.connect(self.hypothesis_clicked)
        self.hypotheses.hide()
        for part in (self.seeds, self.next):
            part.list.chosen.connect(self.account_clicked)
        self.bookmarks.list.chosen.connect(self.bookmark_clicked)
        self.findings.list.chosen.connect(self.finding_clicked)
        self.clusters.list.chosen.connect(lambda number: self.cluster_clicked.emit(self._clusters[number]))
        self.history.list.chosen.connect(lambda _key: self.history_asked.emit())
        inner = QWidget()
        inner.setObjectName("panel")
        inner.setLayout(parts.column(8, *self._sections(), 0))
        self.setWidget(inner)

    def _sections(self) -> tuple[Section, ...]:
        return (
            self.seeds,
            self.bookmarks,
            self.findings,
            self.next,
            self.clusters,
            self.hypotheses,
            self.history,
        )

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        for part in self._sections():
            part.list.set_theme(theme)

    def set_seeds(self, seeds: Iterable[Address], names: Mapping[Address, str]) -> None:
        """Show where the case starts."""
        entries = [
            Entry(
                seed,
                words.shorten(seed),
                names.get(seed, ""),
                mono=True,
                tip=_account_tip(seed, names),
                whole=words.whole(seed),
            )
            for seed in seeds
        ]
        self.seeds.show_entries(entries, len(entries))

    def set_bookmarks(self, bookmarks: Sequence[tuple[Address, str]], names: Mapping[Address, str]) -> None:
        """Show what the analyst wants to come back to, each under its own name or the account's."""
        entries = [
            Entry(
                one,
                said or names.get(one) or words.shorten(one),
                words.shorten(one) if said or names.get(one) else "",
                mono=not (said or names.get(one)),
                tip=_account_tip(one, names),
                whole=words.whole(one),
            )
            for one, said in bookmarks
        ]
        self.bookmarks.show_entries(entries, len(entries))

    def set_findings(self, findings: Mapping[str, Finding]) -> None:
        """Show what the examiner stands for, each with its tier."""
        entries = [
            Entry(
                key,
                found.title,
                found.tier.value,
                dot=TIER_DOTS[found.tier],
                tip=f"{found.title}\n{found.text}",
            )
            for key, found in findings.items()
        ]
        self.findings.show_entries(entries, len(entries))

    def set_next(self, candidates: Sequence[Candidate], total: int) -> None:
        """Show what is most worth a label, best first, of `total` without one."""
        entries = [
            Entry(
                one.address,
                words.shorten(one.address),
                f"{one.score:.2f}",
                risk_tone(one.score),
                mono=True,
                tip=f"{words.whole(one.address)}\n" + "\n".join(reason.text for reason in one.reasons[:3]),
                whole=words.whole(one.address),
            )
            for one in candidates[:SHOWN]
        ]
        self.next.show_entries(entries, total)

    def set_clusters(self, clusters: Sequence[ClusterScore]) -> None:
        """Show the most suspicious clusters."""
        self._clusters = {cluster.cluster: cluster for cluster in clusters}
        entries = [
            Entry(
                cluster.cluster,
                _cluster_name(cluster),
                f"{cluster.calibrated:.2f}",
                risk_tone(cluster.calibrated),
                dot=risk_tone(cluster.calibrated),
                tip="\n".join(reason.text for reason in cluster.reasons[:3]),
            )
            for cluster in clusters[:SHOWN]
        ]
        self.clusters.show_entries(entries, len(clusters))

    def set_hypotheses(self, found: Sequence[Standing]) -> None:
        """Show between which hypotheses one can switch; a single one goes without saying."""
        entries = [
            Entry(
                one.name,
                one.name,
                "you are here" if one.current else words.plural(one.steps, "step"),
                "accent" if one.current else "dim",
                dot="accent" if one.current else "faint",
                tip=f"{one.name}\n{words.plural(one.steps, 'step')} from the start",
            )
            for one in found
            if one.name
        ]
        self.hypotheses.show_entries(entries, len(entries))
        self.hypotheses.setVisible(len(entries) > 1)

    def set_history(self, steps: Sequence[Step]) -> None:
        """Show the last steps, the newest first. The whole list may be given."""
        entries = [step.entry(brief=True) for step in reversed(steps[-LAST_STEPS:])]
        self.history.show_entries(entries, len(steps))


def _account_tip(address: Address, names: Mapping[Address, str]) -> str:
    return f"{names.get(address, '')}\n{words.whole(address)}\n{words.place(address)}".strip()


def _cluster_name(cluster: ClusterScore) -> str:
    return f"Cluster {cluster.cluster} · {words.plural(int(np.size(cluster.members)), 'account')}"


def _framed(area: QScrollArea) -> None:
    area.setAccessibleName("Case explorer")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumWidth(200)
