"""What the panels ask for, and who does it."""

from __future__ import annotations

from dataclasses import dataclass

from investigator.cases.facts import Finding, item
from investigator.records import Address, ClusterScore
from ui import words
from ui.desk import Desk
from ui.panels.explorer import Explorer
from ui.panels.findings import FindingsPanel
from ui.panels.history import HistoryPanel
from ui.panels.inspector import Inspector
from ui.panels.worklist import Worklist
from ui.verbs import Asking, Branches, Following
from ui.wiring.chart import ChartVerbs
from ui.wiring.claims import ClaimVerbs
from ui.wiring.grouping import GroupVerbs
from ui.wiring.learning import LearningVerbs
from ui.wiring.listing import ListingWiring
from ui.wiring.looking import LookVerbs
from ui.wiring.marking import MarkVerbs
from ui.wiring.outline import OutlineWiring
from ui.wiring.selecting import Selecting
from ui.wiring.viewing import ViewVerbs


@dataclass(frozen=True)
class Hands:
    """The verbs that panels ask for."""

    selecting: Selecting
    chart: ChartVerbs
    claims: ClaimVerbs
    marks: MarkVerbs
    learning: LearningVerbs
    asking: Asking
    following: Following
    view: ViewVerbs
    branches: Branches
    grouping: GroupVerbs
    looking: LookVerbs


def wire_explorer(desk: Desk, explorer: Explorer, hands: Hands) -> None:
    """The case explorer."""

    def cluster(found: ClusterScore) -> None:
        _show_cluster(desk, hands, found)

    def seed() -> None:
        if desk.selection.accounts:
            hands.claims.seed()
            return
        hands.view.search()
        desk.messages.note("Search for an account and select it; then make it a seed.")

    explorer.account_clicked.connect(lambda one: hands.selecting.go([one]))
    explorer.bookmark_clicked.connect(hands.marks.jump)
    explorer.finding_clicked.connect(lambda key: _show_finding(desk, hands, key))
    explorer.cluster_clicked.connect(cluster)
    explorer.seed_asked.connect(seed)
    explorer.finding_asked.connect(hands.claims.finding)
    explorer.worklist_asked.connect(lambda: hands.view.place("worklist"))
    explorer.score_asked.connect(hands.learning.score)
    explorer.history_asked.connect(lambda: hands.view.place("history"))
    explorer.hypothesis_clicked.connect(hands.branches.go)
    explorer.compare_asked.connect(hands.branches.compare)


def wire_records(
    desk: Desk,
    findings: FindingsPanel,
    worklist: Worklist,
    history: HistoryPanel,
    hands: Hands,
    outline: OutlineWiring,
) -> None:
    """The other pages of the left side."""

    def judged(address: Address, illicit: bool | None) -> None:
        if illicit is None:
            outline.skip(address)
        else:
            hands.claims.judge([address], illicit)

    findings.finding_clicked.connect(lambda key: _show_finding(desk, hands, key))
    findings.withdraw_asked.connect(lambda key: hands.claims.put_finding(key, None))
    findings.exhibit_asked.connect(lambda key, on: hands.marks.set_exhibits([item("finding", key)], on))
    basket = findings.basket
    basket.chosen.connect(hands.marks.show_exhibit)
    basket.move_asked.connect(hands.marks.move_exhibit)
    basket.remove_asked.connect(lambda one: hands.marks.set_exhibits([one], False))
    basket.note_written.connect(hands.marks.note_exhibit)
    hands.marks.finding_asked.connect(lambda key: _show_finding(desk, hands, key))
    findings.finding_asked.connect(hands.claims.finding)
    worklist.judged.connect(judged)
    worklist.left_open.connect(lambda address: hands.claims.leave_open([address]))
    worklist.taken_up.connect(hands.marks.take_up)
    hands.claims.revoked.connect(lambda text: desk.messages.note(text, "Retrain…", hands.learning.train))
    worklist.account_clicked.connect(hands.marks.take_up)
    worklist.label_asked.connect(hands.claims.label_these)
    worklist.score_asked.connect(hands.learning.score)
    history.undo_asked.connect(desk.session.undo)
    history.redo_asked.connect(desk.session.redo)
    history.go_asked.connect(hands.branches.go)
    history.name_asked.connect(hands.branches.name)
    history.compare_asked.connect(hands.branches.compare)
    history.merge_asked.connect(hands.branches.merge)


def _show_finding(desk: Desk, hands: Hands, key: str) -> None:
    """Select what a finding rests on."""
    found: Finding | None = desk.session.case.facts.findings.get(key)
    if found is None:
        desk.messages.note(f"Finding {key} was withdrawn.")
    elif found.accounts:
        hands.selecting.go(found.accounts)
    else:
        desk.selection.choose_transfers(found.transfers)


def _show_cluster(desk: Desk, hands: Hands, found: ClusterScore) -> None:
    """Select a cluster, and offer to show what of it is not on the chart."""
    members, name = found.members.tolist(), f"cluster {found.cluster}"
    desk.selection.choose(members)
    hidden = len(set(members) - desk.scenery.shown)
    if hidden:
        desk.messages.note(
            f"{words.plural(hidden, 'account')} of {name} {'is' if hidden == 1 else 'are'} not on the chart.",
            "Show them",
            lambda: hands.chart.show_accounts(members, name),
        )


def wire_inspector(inspector: Inspector, hands: Hands, listing: ListingWiring) -> None:
    """The right side."""
    account, several = inspector.account, inspector.several
    inspector.account_clicked.connect(lambda one: hands.selecting.go([one]))
    head = account.head
    for page in (head, several):
        page.label_asked.connect(hands.claims.label_these)
        page.finding_asked.connect(hands.claims.state_on)
    head.expand_asked.connect(lambda one, way: hands.chart.expand_from([one], way))
    several.expand_asked.connect(lambda some, way: hands.chart.expand_from(list(some), way))
    several.hide_asked.connect(lambda _some: hands.chart.hide())
    account.note_written.connect(hands.claims.write_note)
    head.seed_asked.connect(lambda one, wanted: hands.claims.set_seeds([one], wanted))
    account.score_asked.connect(hands.learning.score)
    account.explain_asked.connect(hands.asking.explain)
    head.transfers_asked.connect(lambda one: listing.narrow(tuple(hands.selecting.numbers([one]))))
    inspector.transfer.exhibit_asked.connect(
        lambda one, wanted: hands.marks.set_exhibits([item("transfer", one)], wanted)
    )
    head.exhibit_asked.connect(lambda one, on: hands.marks.set_exhibits([item("account", one)], on))
    head.bookmark_asked.connect(lambda one, on: hands.marks.set_bookmarks([one], on))
    head.colour_asked.connect(lambda one, name: hands.marks.set_colours([one], name))
    account.exposure.all_asked.connect(hands.following.expose)
    account.history_asked.connect(lambda: hands.view.place("history"))
    inspector.transfer.note_written.connect(
        lambda one, text: hands.marks.note_exhibit(item("transfer", one), text)
    )
    inspector.transfer.prove_asked.connect(lambda one: hands.claims.prove([one]))
