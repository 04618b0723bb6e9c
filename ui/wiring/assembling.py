"""All verbs of the window, made once and given what they act on."""

from __future__ import annotations

from ui.desk import Desk
from ui.frame.stage import Stage
from ui.panels.inspector import Inspector
from ui.verbs import Verbs
from ui.wiring.acquiring import AcquiringVerbs
from ui.wiring.arranging import ArrangeVerbs
from ui.wiring.asking import AskingVerbs
from ui.wiring.branching import BranchVerbs
from ui.wiring.certifying import CertifyVerbs
from ui.wiring.chart import ChartVerbs
from ui.wiring.claims import ClaimVerbs
from ui.wiring.drawing import DrawVerbs
from ui.wiring.files import FileVerbs
from ui.wiring.filtering import FilterVerbs
from ui.wiring.following import FollowVerbs
from ui.wiring.grouping import GroupVerbs
from ui.wiring.handing import HandingVerbs
from ui.wiring.hands import Hands
from ui.wiring.helping import HelpVerbs, Places
from ui.wiring.learning import LearningVerbs
from ui.wiring.looking import LookVerbs
from ui.wiring.marking import MarkVerbs
from ui.wiring.outcome import Outcome
from ui.wiring.packing import PackVerbs
from ui.wiring.preferring import PreferVerbs
from ui.wiring.remembering import MemoryVerbs
from ui.wiring.reporting import ReportVerbs
from ui.wiring.selecting import Selecting
from ui.wiring.signing import Signing
from ui.wiring.tabs import TabVerbs
from ui.wiring.viewing import ViewVerbs


def make_verbs(
    desk: Desk, stage: Stage, inspector: Inspector, view: ViewVerbs, places: Places
) -> tuple[Verbs, Hands, FileVerbs]:
    """What actions act through, what panels ask for, and the verbs of files."""
    selecting = Selecting(desk)
    chart, claims = ChartVerbs(desk, selecting), ClaimVerbs(desk, selecting, inspector)
    marks = MarkVerbs(desk, selecting)
    grouping, looking = GroupVerbs(desk, selecting), LookVerbs(desk, selecting)
    files, learning = FileVerbs(desk), LearningVerbs(desk)
    outcome, signing = Outcome(desk, stage.results), Signing(desk)
    outcome.found.connect(lambda: view.place("results"))
    verbs = Verbs(
        files=files,
        steps=desk.session,
        branches=BranchVerbs(desk),
        select=selecting,
        chart=chart,
        arranging=ArrangeVerbs(desk, stage.chart),
        grouping=grouping,
        looking=looking,
        claims=claims,
        marks=marks,
        drawing=DrawVerbs(desk, stage.chart),
        acquiring=AcquiringVerbs(desk, selecting, files.import_files),
        certifying=CertifyVerbs(desk, selecting),
        following=FollowVerbs(desk, selecting, outcome),
        learning=learning,
        asking=AskingVerbs(desk, selecting, outcome),
        reporting=ReportVerbs(desk, stage.chart, view.query),
        handing=HandingVerbs(desk, outcome, signing),
        packing=PackVerbs(desk, signing),
        remembering=MemoryVerbs(desk, inspector.account.head, files.recent),
        view=view,
        tabs=TabVerbs(desk, stage, view.query),
        help=HelpVerbs(desk, files.open_sample, places.steps),
        preferring=PreferVerbs(desk, files.open_path),
        filtering=FilterVerbs(desk, view.query, stage.table, chart),
    )
    hands = Hands(
        selecting, chart, claims, marks, learning, verbs.asking, verbs.following, view, verbs.branches,
        grouping, looking,
    )  # fmt: skip
    return verbs, hands, files
