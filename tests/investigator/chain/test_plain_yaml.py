"""YAML of strangers: read as plain data or refused in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain import plain_yaml
from investigator.chain.tables import fingerprint
from investigator.errors import Trouble

A = "0x" + "a" * 40


def read(path: Path) -> dict[str, Any]:
    return plain_yaml.load(path, fingerprint(path)).fields


BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB + f"title: x\ntags: [{{address: '{A}', label: *a11}}]\n",
        "m0: &m0 {a: 1}\n" + "".join(f"m{i}: &m{i}\n  <<: [*m{i - 1}, *m{i - 1}]\n" for i in range(1, 40)),
        "title: x\ntags: &tags\n- *tags\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_few_lines_that_mean_billions_are_refused(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(text, encoding=encoding)
    with pytest.raises(Trouble, match="repeats whole parts by reference"):
        read(path)


def test_a_text_may_be_repeated_and_stars_may_be_written(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(
        f"title: &name x\ncreator: *name\ntags:\n- address: '{A}'\n  label: '* a *b*'\n  source: *name\n",
        encoding="utf-8",
    )
    assert read(path)["tags"] == [{"address": A, "label": "* a *b*", "source": "x"}]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("a: !!python/object/apply:os.system ['true']\n", "asks to build objects"),
        ("a: !include other.yaml\n", "asks to build objects"),
        ("- 1\n", "no TagPack"),
        ("a: [x\n", "cannot be read as YAML"),
        ("a: " + "9" * 5000, "cannot be read as YAML"),
        ("a: " + "[" * 20_000, "cannot be read as YAML"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match=sentence):
        read(path)


def test_a_header_is_found_above_and_stands_below_what_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "head.yaml").write_text(
        "header: {owner: them}\ntitle: theirs\ncreator: them\n", encoding="utf-8"
    )
    path = tmp_path / "a" / "b" / "x.yaml"
    path.write_text("title: mine\nheader: !include head.yaml\n", encoding="utf-8")
    pack = plain_yaml.load(path, fingerprint(path))
    assert pack.fields == {"owner": "them", "title": "mine", "creator": "them"}
    assert (pack.header, len(pack.header_sha256)) == ("head.yaml", 64)
    path.write_text("header:\n  title: within\ntags: []\n", encoding="utf-8")
    assert read(path) == {"title": "within", "tags": []}


@pytest.mark.parametrize(
    "name, text, sentence",
    [
        ("../head.yaml", "a: 1", "not the bare name of a header"),
        ("/etc/passwd", "a: 1", "not the bare name of a header"),
        ("gone.yaml", "a: 1", "not beside it nor above"),
        ("head.yaml", "- 1", "no plain list of fields"),
        ("head.yaml", "tags: []", "no plain list of fields"),
        ("head.yaml", "header: !include head.yaml", "no plain list of fields"),
        ("head.yaml", "a: !!python/name:os.system ''", "asks to build objects"),
        ("head.yaml", "a: " + "x" * 2_000_000, "larger than any header"),
    ],
)
def test_headers_that_are_refused(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    (tmp_path / "head.yaml").write_text(text, encoding="utf-8")
    path = tmp_path / "x.yaml"
    path.write_text(f"header: !include {name}\ntags: []\n", encoding="utf-8")
    with pytest.raises(Trouble, match=sentence):
        read(path)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    assert read(path) == {"a": 1}
    monkeypatch.setattr(plain_yaml, "SIZE_LIMIT", 4)
    with pytest.raises(Trouble, match="larger than"):
        read(path)


@given(st.binary(max_size=40) | st.text(alphabet="&*a:[]{}-,<!|>'\" \n\t#?0x", max_size=40).map(str.encode))
def test_no_bytes_break_the_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    try:
        assert isinstance(read(path), dict)
    except Trouble as trouble:
        assert "x.yaml" in str(trouble)  # noqa: PT017 - what reads well is fine as well
