from __future__ import annotations

from investigator.cases.custody import keys, signing
from investigator.cases.edits import SetTitle
from investigator.data import ledger
from investigator.report.gather import gather
from investigator.report.keeping import keeping
from tests.investigator.test_report import full, told


def test_who_signed_what_is_told_and_later_signatures_change_nothing() -> None:
    with full() as case:
        assert "No line of the journal has been signed" in told(keeping(gather(case)))
        key = keys.fresh()
        signing.sign(case.store, key, "Ada")
        signed = told(keeping(gather(case)))
        assert "Ada" in signed
        assert key.public in signed
        assert "Not signed" not in signed
        with case.store.recorded("report") as recording:
            recording.body = {}
        signing.sign(case.store, key, "Ada")
        assert told(keeping(gather(case))) == signed
        case.do(SetTitle("B", ""))
        later = told(keeping(gather(case)))
        assert "Not signed when this report was made: 1 line." in later
        with case.store.reading() as db:
            assert ledger.head(db).seq > 1
