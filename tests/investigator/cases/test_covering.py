from __future__ import annotations

from investigator.cases.case import Case
from investigator.cases.covering import covered
from investigator.cases.custody import keys, signing


def test_what_is_left_open_is_said() -> None:
    with Case.create(None) as case:
        with case.store.reading() as db:
            done, left = covered(db)
        assert done[0] == "1 journal lines, each following the one before it"
        assert left == [
            "1 journal lines that nobody has signed",
            "Since when the journal has been as it is: there is no time stamp",
        ]
        key = keys.fresh()
        signing.sign(case.store, key, "Kim")
        with case.store.reading() as db:
            assert any("compare them" in one for one in covered(db)[1])
            assert not any("compare them" in one for one in covered(db, [key.public])[1])
