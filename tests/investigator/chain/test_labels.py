"""TagPacks and lists of labels, hostile ones among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.chain.ingest import Report
from investigator.chain.labels import read_meaning
from investigator.data.queries import sources
from investigator.errors import Trouble
from investigator.records import Label, Tier

TakeIn = Callable[..., Report]
A = "0x" + "a" * 40

PACK = f"""
title: A pack
creator: tests
source: https://example.org
currency: ETH
confidence: web_crawl
tags:
- address: '{A}'
  label: Some shop
  category: shop
- address: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa
  currency: BTC
  label: Genesis
  abuse: scam
  confidence: ownership
- address: tz1abc
  currency: XTZ
  label: Elsewhere
- tx_hash: '0x12'
  label: a transaction
- address: '0x12'
  label: not an address
- just text
"""


def test_a_tagpack_with_a_header_that_is_inherited(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(PACK, encoding="utf-8")
    report = take_in(path)
    assert (report.tags, report.bad_rows) == (3, 3)
    claims = sources.tags(
        case.store,
        [
            f"eip155:1:{A}",
            "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "xtz:tz1abc",
        ],
    )
    shop, genesis, elsewhere = (
        claims[key][0] for key in sorted(claims, key=lambda key: ("eip" not in key, "bip" not in key))
    )
    assert shop == Label("Some shop", "shop", Tier.ATTRIBUTION, 20, "https://example.org", "", False)
    assert (genesis.category, genesis.confidence, genesis.illicit) == ("scam", 100, True)
    assert elsewhere.text == "Elsewhere"
    assert take_in(path).tags == 0


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("title: x\ntags:\n- !!python/object/apply:os.system ['true']\n", "asks to build objects"),
        ("title: x\ntags: !include other.yaml\n", "asks to build objects"),
        ("- 1\n- 2\n", "no TagPack"),
        ("title: x\nactors: none\n", "no list 'tags'"),
        ("title: x\n", "no list 'tags'"),
        ("title: [x\n", "cannot be read as YAML"),
    ],
)
def test_other_yaml_is_refused(tmp_path: Path, take_in: TakeIn, text: str, sentence: str) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match=sentence):
        take_in(path)


def test_actors_are_counted_and_let_lie(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    (tmp_path / "actors.yaml").write_text("title: x\nactors:\n- id: a\n- id: b\n", encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    report = take_in(tmp_path)
    assert (report.tags, report.bad_rows) == (3, 3 + 2)
    with case.store.reading() as db:
        rows = db.execute("SELECT line, reason FROM bad_row WHERE acquisition = 1 ORDER BY id").fetchall()
    assert rows == [(1, "an actor, not a label of an address"), (2, "an actor, not a label of an address")]


def test_an_address_that_lacks_its_quotes(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = tmp_path / "pack.yaml"
    low = "0x00" + "a" * 38
    path.write_text(
        f"title: x\ntags:\n- address: {A}\n  label: x\n- address: {low}\n  label: y\n- address: 12\n  label: z\n",
        encoding="utf-8",
    )
    report = take_in(path)
    assert (report.tags, report.bad_rows) == (2, 1)
    found = sources.tags(case.store, [f"eip155:1:{A}", f"eip155:1:{low}"])
    assert sorted(label.text for labels in found.values() for label in labels) == ["x", "y"]


def test_a_list_of_labels(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(
        f"address,name,type,confidence\n{A},ABCC,Exchange,80\n{A},<b>x</b>\u202e,,\nnobody,x,,\n{A},,,\n",
        encoding="utf-8",
    )
    report = take_in(path)
    assert (report.tags, report.bad_rows) == (2, 2)
    first, second = sources.tags(case.store, [f"eip155:1:{A}"])[f"eip155:1:{A}"]
    assert (first.text, first.category, first.confidence, first.illicit) == ("ABCC", "exchange", 80, False)
    assert second.text == "<b>x</b>\u202e"


@pytest.mark.parametrize(
    "word, meaning", [("Illicit", True), ("1", True), ("licit", False), ("0", False), ("x", None)]
)
def test_words_that_speak_for_themselves(word: str, meaning: bool | None) -> None:
    assert read_meaning(word) is meaning
