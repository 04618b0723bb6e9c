"""Packages: the same bytes for the same case, nothing left out unsaid, nothing hostile taken in."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from gnn.packing import models_of
from investigator.cases.case import Case
from investigator.cases.custody import keys
from investigator.cases.edits import SetNote
from investigator.errors import Trouble
from investigator.operations.packing import misfits_of, open_handed, pack_case, verify_package
from investigator.package.marking import is_above, level_of
from investigator.package.single import single_file
from investigator.records import Address
from tests.investigator.package.conftest import case, key, models  # noqa: F401


def test_the_same_case_gives_the_same_bytes(case: Case, models: Path, tmp_path: Path) -> None:  # noqa: F811
    key = keys.fresh()  # noqa: F811
    one = pack_case(case, tmp_path / "one.zip", models=models_of(case.store, models), key=key)
    two = pack_case(case, tmp_path / "two.zip", models=models_of(case.store, models), key=key)
    assert one.sha256 == two.sha256
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert verify_package(one.path, (key.public,)).problems != []  # another key signed the journal
    assert verify_package(one.path).problems == []


def test_a_package_opens_as_the_case_that_it_is(case: Case, tmp_path: Path) -> None:  # noqa: F811
    pack_case(case, tmp_path / "a.zip")
    opened = open_handed(tmp_path / "a.zip")
    folder = opened.store.path.parent  # type: ignore[union-attr]
    with opened:
        assert opened.facts == case.facts
        with pytest.raises(Trouble, match="read-only"):
            opened.do(SetNote(Address("bank:1"), "other"))
    assert not folder.exists()


def test_a_signature_of_another_package_is_told(case: Case, tmp_path: Path) -> None:  # noqa: F811
    pack_case(case, tmp_path / "one.zip", key=keys.fresh())
    pack_case(case, tmp_path / "two.zip", part="exhibits", key=keys.fresh())
    with zipfile.ZipFile(tmp_path / "two.zip") as other:
        stolen = other.read("manifest.sig.json")
    found = verify_package(rewritten(tmp_path / "one.zip", {"manifest.sig.json": stolen})).problems
    assert ("manifest.sig.json", "it is of another package") in [(one.where, one.reason) for one in found]


def test_exhibits_go_out_with_what_they_rest_on(case: Case, tmp_path: Path) -> None:  # noqa: F811
    made = pack_case(case, tmp_path / "a.zip", part="exhibits")
    assert made.left_out > 0
    found = verify_package(made.path)
    assert found.problems == []
    assert any("left out" in one for one in found.unchecked)
    with zipfile.ZipFile(made.path) as opened:
        rows = [json.loads(line) for line in opened.read("evidence/transfer.jsonl").splitlines()]
        accounts = opened.read("evidence/account.jsonl").decode()
    assert [len(row) for row in rows] == [2, 4, 4]
    assert "c" * 40 not in accounts
    with open_handed(made.path) as part:
        assert misfits_of(part.store) == []
        assert part.facts.exhibits == (0,)


def test_what_is_marked_higher_is_withheld_and_the_chain_holds(case: Case, tmp_path: Path) -> None:  # noqa: F811
    made = pack_case(case, tmp_path / "a.zip", level="AMBER")
    assert made.withheld == 1
    with zipfile.ZipFile(made.path) as opened:
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert b"informer" not in everything
    assert b"open to all" in everything
    found = verify_package(made.path)
    assert found.problems == []
    assert any("withheld" in one for one in found.unchecked)
    with open_handed(made.path) as opened_case:
        assert Address("bank:2") not in opened_case.facts.notes
        assert opened_case.facts.notes[Address("bank:1")] == "open to all"


def test_what_was_taken_back_is_withheld_too(case: Case, tmp_path: Path) -> None:  # noqa: F811
    case.do(SetNote(Address("bank:3"), "TLP:RED the name"))
    case.do(SetNote(Address("bank:3"), ""))
    case.undo()
    case.redo()
    made = pack_case(case, tmp_path / "a.zip", level="GREEN")
    with zipfile.ZipFile(made.path) as opened:
        assert b"the name" not in b"".join(opened.read(name) for name in opened.namelist())
    with open_handed(made.path) as opened_case:
        assert Address("bank:3") not in opened_case.facts.notes


@pytest.mark.parametrize(
    "text, level",
    [
        *[("", 0), ("tlp:red x", 4), ("a TLP:AMBER+STRICT", 3), ("TLP: GREEN", 1), ("TLP:WHITE", 0)],
        *[("TLP-RED", 4), ("TLP: amber strict", 3), ("x\nTLP:\nRED", 4), ("TLP :  RED", 4), ("stlpred", 0)],
        *[("TLP is a protocol, RED a colour", 0), ("TLP:AMBER. Strict rules", 2)],
    ],
)
def test_levels_are_read_from_texts(text: str, level: int) -> None:
    assert level_of(text) == level
    assert level_of(json.dumps({"note": text})) == level
    assert is_above(text, "CLEAR") == (level > 0)
    assert not is_above(text, "")


def test_a_case_that_does_not_fit_is_not_handed_over(case: Case, tmp_path: Path) -> None:  # noqa: F811
    with case.store.transaction() as db:
        db.execute("UPDATE transfer SET time = time + 1 WHERE id = 0")
    with pytest.raises(Trouble, match="transfer, row 0"):
        pack_case(case, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_the_single_file_is_readable_python() -> None:
    text = single_file()
    compile(text, "verify.py", "exec")
    assert "investigator." not in text
    assert max(len(line) for line in text.splitlines()) <= 125


def rewritten(path: Path, change: dict[str, bytes | None]) -> Path:
    """A package packed anew with some files changed, or left out for `None`."""
    made = path.with_name("rewritten.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = change.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return made


def hostile(path: Path, *entries: zipfile.ZipInfo | str, content: bytes = b"x") -> list[str]:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in entries:
            made.writestr(entry, content)
    return [one.reason for one in verify_package(path).problems]


def link(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made


def test_what_comes_from_elsewhere_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "h.zip"
    for name in ("../x", "/etc/x", "a/../../x", "C:/x", "a\\b", "é", "a/" * 9 + "x", ".hidden"):
        assert "name that no package has" in hostile(path, name)[0]
    assert "not a plain file" in hostile(path, link("answers"))[0]
    with pytest.warns(UserWarning, match="Duplicate"):
        assert "two files" in hostile(path, "a", "a")[0]
    assert "unpack to" in hostile(path, *("a", "b"), content=bytes(80 << 20))[0]
    assert "no package" in hostile(path, "manifest.json", content=b"[]")[0]
    path.write_bytes(b"PK")
    assert verify_package(path).problems
    with pytest.raises(Trouble, match="does not verify"):
        open_handed(path)
    with pytest.raises(Trouble, match="no package"):
        open_handed(tmp_path / "none.zip")
