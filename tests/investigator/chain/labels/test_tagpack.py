"""TagPacks and lists of labels, hostile ones among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.chain.ingest import Report
from investigator.data.queries import actors, sources
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


ACTORS = """
title: People
creator: tests
actors:
- id: some_shop
  label: Shop of Some
  uri: https://shop.example
  categories: [shop, organization]
  jurisdictions: [AT, DE]
  aliases: [Some's]
  context: {legal_name: Some Ltd, twitter_handle: some}
- id: other
  label: Other
  uri: other.example
  categories: [exchange]
  jurisdictions: []
- label: nobody
"""
NAMING = f"""
title: A pack
creator: tests
currency: ETH
actor: some_shop
confidence: service_api
tags:
- {{address: '{A}', label: hot wallet, source: s, lastmod: 2024-05-06}}
- {{address: '{A}', label: The shop of some, source: s, category: exchange, context: '{{"a": 1}}'}}
- {{address: '{A}', label: unheard, source: s, actor: nowhere}}
"""


def test_a_tag_is_shown_with_the_actor_it_names(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    for name, text in (("pack.yaml", NAMING), ("actors.yaml", ACTORS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert take_in(tmp_path / "pack.yaml").tags == 3
    before = sources.tags(case.store, [f"eip155:1:{A}"])[f"eip155:1:{A}"]
    assert (before[0].text, before[0].note) == ("hot wallet", "Actor: some_shop")
    report = take_in(tmp_path / "actors.yaml")
    assert (report.actors, report.tags, report.bad_rows) == (2, 0, 1)
    first, second, third = sources.tags(case.store, [f"eip155:1:{A}"])[f"eip155:1:{A}"]
    assert (first.text, first.category, first.illicit) == ("hot wallet · Shop of Some", "shop", False)
    assert (first.note, first.source) == (
        "Actor: Shop of Some, https://shop.example, AT, DE",
        "s, 2024-05-06",
    )
    assert (second.text, second.category) == ("The shop of some", "exchange")
    assert second.note.splitlines()[1] == '{"a": 1}'
    assert (third.text, third.note, third.category) == ("unheard", "Actor: nowhere", "unknown")
    found = actors.described(case.store, ["some_shop", "gone"])
    assert list(found) == ["some_shop"]
    assert found["some_shop"].note == "legal name Some Ltd; also known as Some's; on Twitter some"
    assert take_in(tmp_path / "actors.yaml").actors == 0


def test_a_newer_actorpack_describes_an_actor(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    for label in ("old name", "new name"):
        (tmp_path / "a.yaml").write_text(
            f"title: x\nactors:\n- {{id: a, label: {label}}}\n", encoding="utf-8"
        )
        assert take_in(tmp_path / "a.yaml").actors == 1
    assert actors.described(case.store, ["a"])["a"].label == "new name"


def test_a_header_that_is_included(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    (tmp_path / "header.yaml").write_text(
        "creator: them\nsource: https://header.example\n", encoding="utf-8"
    )
    (tmp_path / "packs").mkdir()
    path = tmp_path / "packs" / "p.yaml"
    path.write_text(
        f"title: x\nheader: !include header.yaml\ncurrency: ETH\ntags:\n- {{address: '{A}', label: y}}\n",
        encoding="utf-8",
    )
    assert take_in(path).tags == 1
    assert (
        sources.tags(case.store, [f"eip155:1:{A}"])[f"eip155:1:{A}"][0].source == "https://header.example"
    )
    (got,) = sources.acquisitions(case.store)
    assert got.request["header"]["file"] == "header.yaml"
    assert got.request["header"]["said"] == {"creator": "them", "source": "https://header.example"}
    assert got.request["creator"] == "them"


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


@pytest.mark.real_data
def test_real_tagpacks_and_actors(take_in: TakeIn, case: Case) -> None:
    folder = Path(__file__).parents[5] / "shared" / "data" / "labels" / "graphsense_tagpacks"
    if not folder.is_dir():
        pytest.skip("the real data sets are not here")
    report = take_in(folder / "actors", folder / "packs" / "exchange-wallets-binance.yaml")
    assert report.actors == 3813
    assert report.tags > 0
    with case.store.reading() as db:
        rows = db.execute("SELECT DISTINCT address FROM tag WHERE starts_with(note, 'actor: ')").fetchall()
    claims = sources.tags(case.store, [address for (address,) in rows])
    assert any("Actor: Binance" in one.note for some in claims.values() for one in some)


@pytest.mark.real_data
def test_all_real_tagpacks(take_in: TakeIn, case: Case) -> None:
    folder = Path(__file__).parents[5] / "shared" / "data" / "labels" / "graphsense_tagpacks"
    if not folder.is_dir():
        pytest.skip("the real data sets are not here")
    report = take_in(folder / "packs")
    bad = sources.bad_rows(case.store)
    assert report.tags > 25_000
    assert (
        report.bad_rows == len(bad) == 14
    )  # wrong checksums, mistyped addresses, and chains of other kinds
    assert {one.reason.partition(" of ")[0].partition(":")[0].partition(" (")[0] for one in bad} == {
        "the checksum",
        "not an address",
        "not an EVM address",
        "not an account id",
    }
