"""Every format against its own standard's validator, with faults that must be found; amounts exact; texts harmless."""

from __future__ import annotations

import base64
import copy
import csv
import json
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import pytest
import yaml

from investigator import taxonomy
from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.layouts import graphsense as reader
from investigator.chain.source import ImportOptions
from investigator.data.queries import accounts, sources
from investigator.data.queries.transfers import Where, page
from investigator.errors import Trouble
from investigator.exports import case_uco, ftm, goaml, graphs, graphsense, misp, stix, tables, tagpack
from investigator.exports.cells import inert
from investigator.exports.content import Content, claim, content
from investigator.exports.formats import FORMATS, named, write
from investigator.exports.legible import shown, xml_text
from investigator.records import Label, Tier
from tests.investigator.exports.cases import CASES, CHAIN, FINE, HOSTILE, HUGE
from ui.cli.arguments_exporting import FORMATS as TYPED

csv.field_size_limit(1 << 27)


@pytest.fixture(scope="module", params=CASES)
def told(request: pytest.FixtureRequest) -> Iterator[Content]:
    with CASES[request.param]() as made:
        yield content(made)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Content]:
    with CASES["chain"]() as made:
        yield content(made)


def out(told: Content, name: str, folder: Path) -> Path:
    return write(told, named(name), folder / f"it{named(name).suffix}")[0]


def test_what_can_be_typed_is_what_there_is() -> None:
    assert tuple(one.name for one in FORMATS) == TYPED
    with pytest.raises(Trouble, match="there are csv, parquet"):
        named("docx")


def test_all_bytes_are_the_same_every_time(told: Content, tmp_path: Path) -> None:
    for form in FORMATS:
        if form.name == "gs" and told.examiner == "examiner":
            continue  # a bank's accounts are on no chain
        first, second = (tmp_path / name for name in ("one", "two"))
        for folder in (first, second):
            folder.mkdir(exist_ok=True)
        files = [write(told, form, folder / f"it{form.suffix}") for folder in (first, second)]
        assert [one.read_bytes() for one in files[0]] == [one.read_bytes() for one in files[1]], form.name


def test_parts_of_a_case() -> None:
    with CASES["chain"]() as made:
        assert len(content(made, "all").transfers) == 4
        few = content(made, "exhibits")
        assert [row.id for row in few.transfers] == [1, 0]
        assert {one.address for one in few.accounts} == set(CHAIN[:3])
    with Case.create(None) as empty:
        for part, why in (
            ("chart", "on the chart"),
            ("exhibits", "no exhibits"),
            ("all", "nothing in this case"),
        ):
            with pytest.raises(Trouble, match=why):
                content(empty, part)  # type: ignore[arg-type]


def test_a_label_is_told_with_its_tier_how_sure_and_whose_it_is() -> None:
    label = Label("Mule", "scam", Tier.STRUCTURAL, 60)
    assert claim(label) == "[structural] Mule (scam, 60 %)"
    said = claim(replace(label, source="court file 7", note="page 3"))
    assert said == "[structural] Mule (scam, 60 %), says court file 7: page 3"


def test_a_place_that_cannot_be_written_leaves_nothing(told: Content, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be written"):
        write(told, named("csv"), tmp_path / "nowhere" / "it.csv")
    assert list(tmp_path.iterdir()) == []


# --- tables ---------------------------------------------------------------------------------------------------


def test_tables_hold_every_column_exactly(told: Content, tmp_path: Path) -> None:
    with out(told, "csv", tmp_path).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    parquet = pq.read_table(out(told, "parquet", tmp_path)).to_pylist()
    expected = [row.amount for row in told.transfers]
    assert [int(row["amount"]) for row in rows] == expected == [int(row["amount"]) for row in parquet]
    assert [row["symbol"] for row in rows] == [inert(row.symbol) for row in told.transfers]
    assert [row["symbol"] for row in parquet] == [row.symbol for row in told.transfers]
    assert set(parquet[0]) == set(tables.TRANSFERS) == set(rows[0])
    people = pq.read_table(tmp_path / "it.accounts.parquet").to_pylist()
    assert [row["address"] for row in people] == [one.address for one in told.accounts]
    assert [len(json.loads(row["labels"])) for row in people] == [len(one.labels) for one in told.accounts]


def test_no_cell_of_a_table_is_a_formula(hostile: Content, tmp_path: Path) -> None:
    for path in write(hostile, named("csv"), tmp_path / "it.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            for row in csv.reader(opened):
                assert not [cell[:20] for cell in row if cell[:1] in tuple("=+-@\t\r\n")]


def test_a_table_can_be_imported_again(tmp_path: Path) -> None:
    with CASES["chain"]() as made:
        told = content(made)
        path = out(told, "csv", tmp_path)
        mapping = "from=sender,to=receiver,amount=amount,time=time,asset=asset,hash=tx_hash"
        with Case.create(None) as again:
            ingest(again.store, open_sources([path], ImportOptions(mapping=mapping, units="base")))
            assert sorted(row.amount for row in page(again.store, Where())) == sorted(
                row.amount for row in told.transfers
            )


# --- graphs ---------------------------------------------------------------------------------------------------


def test_graphs_are_read_again_by_networkx(told: Content, tmp_path: Path) -> None:
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        path = out(told, name, tmp_path)
        found = read(path, force_multigraph=True) if name == "graphml" else read(path)
        assert set(found.nodes) == {one.address for one in told.accounts}
        assert found.number_of_edges() == len(told.transfers)
        amounts = sorted(int(about["amount"]) for _, _, about in found.edges(data=True))
        assert amounts == sorted(row.amount for row in told.transfers)
    broken = (tmp_path / "it.graphml").read_text(encoding="utf-8").replace("</graphml>", "")
    (tmp_path / "broken.graphml").write_text(broken, encoding="utf-8")
    with pytest.raises(ET.ParseError):
        nx.read_graphml(tmp_path / "broken.graphml")


# --- CASE / UCO -----------------------------------------------------------------------------------------------


def conforms(*documents: dict[str, Any], folder: Path) -> bool:
    from case_utils.case_validate import validate

    files = []
    for number, one in enumerate(documents):
        files.append(folder / f"{number}.jsonld")
        files[-1].write_text(json.dumps(one), encoding="utf-8")
    result = validate([str(one) for one in files], case_version="case-1.4.0", inference="none")
    return bool(result.conforms)


@pytest.fixture(scope="module")
def case_documents() -> list[dict[str, Any]]:
    found = []
    for make in CASES.values():
        with make() as made:
            found.append(case_uco.document(content(made)))
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_case_documents_conform(case_documents: list[dict[str, Any]], tmp_path: Path) -> None:
    assert conforms(*case_documents, folder=tmp_path)
    told = json.loads(next(
        node["uco-core:statement"]
        for node in case_documents[0]["@graph"]
        if node["@type"] == "uco-core:Annotation" and "base_units" in node["uco-core:statement"]
    ))  # fmt: skip
    assert told["base_units"] == str(HUGE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_relationship_without_direction_does_not_conform(
    case_documents: list[dict[str, Any]], tmp_path: Path
) -> None:
    broken = copy.deepcopy(case_documents[1])
    link = next(node for node in broken["@graph"] if node["@type"] == "uco-core:Relationship")
    del link["uco-core:isDirectional"]
    assert not conforms(broken, folder=tmp_path)


# --- STIX -----------------------------------------------------------------------------------------------------


def stix_errors(bundle: dict[str, Any]) -> list[str]:
    from stix2validator import ValidationOptions, validate_instance

    # an observable of an extension has an identifier of version 5, as the standard asks; the validator doubts it
    result = validate_instance(bundle, ValidationOptions(disabled=["uuid-check"]))
    return [str(error) for error in result.errors]


def test_stix_is_valid_and_amounts_are_exact_beside_their_figures(told: Content) -> None:
    bundle = stix.bundle(told)
    assert stix_errors(bundle) == []
    moves = [one for one in bundle["objects"] if one["type"] == "cryptocurrency-transaction"]
    assert [int(one["x_investigator_base_units"]) for one in moves] == [
        row.amount for row in told.transfers
    ]
    known = {one["id"] for one in bundle["objects"]}
    assert {
        ref for one in moves for side in ("input", "output") for ref in [one[side][0]["address_ref"]]
    } <= known


def test_stix_is_read_by_its_own_library(told: Content, tmp_path: Path) -> None:
    import stix2

    bundle = stix2.parse(out(told, "stix", tmp_path).read_text(encoding="utf-8"), allow_custom=True)
    assert len(bundle.objects) == len(stix.bundle(told)["objects"])


def test_wallets_have_the_identifiers_that_the_library_gives(hostile: Content) -> None:
    import stix2

    @stix2.v21.CustomObservable(
        "cryptocurrency-wallet", [("value", stix2.properties.StringProperty(required=True))], ["value"]
    )
    class Wallet:
        pass

    for one in stix.bundle(hostile)["objects"]:
        if one["type"] == "cryptocurrency-wallet":
            assert Wallet(value=one["value"]).id == one["id"]  # type: ignore[call-arg, attr-defined]


@pytest.mark.parametrize("fault", ["type", "opinion", "created"])
def test_faults_in_stix_are_found(hostile: Content, fault: str) -> None:
    bundle = stix.bundle(hostile)
    if fault == "type":
        del next(one for one in bundle["objects"] if one["type"] == "identity")["name"]
    elif fault == "opinion":
        next(one for one in bundle["objects"] if one["type"] == "opinion")["opinion"] = "perhaps"
    else:
        bundle["objects"][0]["created"] = "yesterday"
    assert stix_errors(bundle)


# --- TagPack --------------------------------------------------------------------------------------------------

CONFIDENCE = {
    *(
        "override",
        "ownership",
        "ledger_immanent",
        "manual_transaction",
        "service_api",
        "forensic_investigation",
    ),
    *(
        "authority_data",
        "trusted_provider",
        "service_data",
        "forensic",
        "untrusted_transaction",
        "web_crawl",
    ),
    *("heuristic", "unknown"),
}


def tagpack_faults(path: Path) -> list[str]:
    """The schema of TagPacks: what is mandatory, which fields and values there are."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    faults = [name for name in ("title", "creator", "tags") if not found.get(name)]
    fields = {
        "address",
        "label",
        "source",
        "currency",
        "network",
        "confidence",
        "context",
        "tag_type",
        "concepts",
    }
    for tag in found["tags"]:
        faults += [
            name
            for name in ("label", "source", "currency", "network", "confidence", "address")
            if not tag.get(name)
        ]
        faults += [name for name in tag if name not in fields]
        faults += [tag["confidence"]] * (tag.get("confidence") not in CONFIDENCE)
        faults += [one for one in tag.get("concepts", []) if one not in taxonomy.CONCEPTS]
        faults += ["context"] * (not isinstance(json.loads(tag["context"]), dict))
    return faults


def test_a_tagpack_fits_its_schema_and_is_imported_again(told: Content, tmp_path: Path) -> None:
    path = out(told, "tagpack", tmp_path)
    assert tagpack_faults(path) == []
    tags = yaml.safe_load(path.read_text(encoding="utf-8"))["tags"]
    assert not any(tag["label"] == "a guess" for tag in tags)  # a lead is no attribution
    if told.examiner != "examiner":
        with Case.create(None) as again:
            report = ingest(again.store, open_sources([path], ImportOptions()))
            assert report.tags == len(tags)
    pack = tagpack.pack(told)
    del pack["tags"][0]["confidence"]
    path.write_text(yaml.safe_dump(pack), encoding="utf-8")
    assert "confidence" in tagpack_faults_or(path)


def tagpack_faults_or(path: Path) -> list[str]:
    try:
        return [str(one) for one in tagpack_faults(path)]
    except KeyError as missing:
        return [str(missing).strip("'")]


def test_without_attributions_there_is_no_tagpack() -> None:
    with CASES["bank"]() as made:
        made.undo()
        with pytest.raises(Trouble, match="nothing for a TagPack"):
            tagpack.pack(content(made))


# --- GraphSense -----------------------------------------------------------------------------------------------


def unpacked(path: Path) -> Any:
    """The layout read independently: codes, LZW, base64, JSON."""
    raw = path.read_bytes()
    codes = struct.unpack(f"<{len(raw) // 4}I", raw)
    return json.loads(base64.b64decode(reader.unpack(codes)))


@pytest.mark.parametrize("name", ["chain", "airdrop"])
def test_a_graphsense_chart_goes_both_ways(name: str, tmp_path: Path) -> None:
    with CASES[name]() as made:
        told = content(made)
        path = out(told, "gs", tmp_path)
        assert unpacked(path) == json.loads(json.dumps(graphsense.payload(told)))
        with Case.create(None) as again:
            ingest(again.store, open_sources([path], ImportOptions()))
            known = {one.address for one in told.accounts if one.chain in graphsense.NETWORKS}
            labelled = {one.address for one in told.accounts if one.labels} & known
            assert set(sources.tags(again.store, labelled)) == labelled
    broken = path.read_bytes()[:-4] + struct.pack("<I", 4_000_000_000)
    (tmp_path / "broken.gs").write_bytes(broken)
    with Case.create(None) as again, pytest.raises(Trouble):
        ingest(again.store, open_sources([tmp_path / "broken.gs"], ImportOptions()))


def test_a_bank_is_on_no_chain_of_graphsense() -> None:
    with CASES["bank"]() as made, pytest.raises(Trouble, match="No account"):
        graphsense.payload(content(made))


# --- MISP, FollowTheMoney, goAML ------------------------------------------------------------------------------


def test_misp_takes_each_object_by_its_own_template(told: Content) -> None:
    from pymisp import MISPEvent, MISPObject

    event = MISPEvent()
    event.load(misp.event(told))
    assert len(event.objects) == len(told.accounts)
    for one in misp.event(told)["Event"]["Object"]:
        strict = MISPObject("coin-address", strict=True)
        for attribute in one["Attribute"]:
            strict.add_attribute(
                attribute["object_relation"], value=attribute["value"], type=attribute["type"]
            )
        assert strict.to_json(strict=True)


def test_faults_in_misp_are_found(hostile: Content) -> None:
    from pymisp import MISPObject
    from pymisp.exceptions import InvalidMISPObject

    strict = MISPObject("coin-address", strict=True)
    strict.add_attribute("symbol", value="ETH")
    with pytest.raises(InvalidMISPObject):
        strict.to_json(strict=True)


def test_followthemoney_takes_each_entity(told: Content) -> None:
    model = pytest.importorskip("followthemoney", reason="its ICU could not be built here").model
    for one in ftm.entities(told):
        schema = model.get(one["schema"])
        schema.validate(one)
        proxy = model.get_proxy(one, cleaned=False)
        for name, values in one["properties"].items():
            kind = schema.get(name).type
            assert len(proxy.get(name)) == len({kind.clean(value) for value in values}), (name, values)
            assert None not in {kind.clean(value) for value in values}, (name, values)
    broken = {"id": "x", "schema": "CryptoWallet", "properties": {"noSuchThing": ["1"]}}
    assert model.get_proxy(broken, cleaned=False).to_dict()["properties"] == {}


XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="report"><xs:complexType><xs:sequence>
<xs:element name="rentity_id" type="xs:integer"/>{more}<xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>"""


def test_a_goaml_draft_is_held_against_the_schema_that_is_given(told: Content, tmp_path: Path) -> None:
    path = out(told, "goaml", tmp_path)
    fits, other = tmp_path / "fits.xsd", tmp_path / "other.xsd"
    fits.write_text(XSD.format(more=""))
    other.write_text(XSD.format(more='<xs:element name="rentity_branch" type="xs:string"/>'))
    assert goaml.check(path, fits) == []
    assert "rentity_branch" in goaml.check(path, other)[0]
    exact = [one.text or "" for one in ET.parse(path).getroot().iter("transaction_description")]
    assert [int(text.split(": ")[-1].split(" base")[0]) for text in exact] == [
        row.amount for row in told.transfers
    ]
    (tmp_path / "no.xsd").write_text("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>")
    with pytest.raises(Trouble, match="cannot be read as a schema"):
        goaml.check(path, tmp_path / "no.xsd")


# --- hostile texts --------------------------------------------------------------------------------------------


def test_texts_turn_nothing_round_and_are_bounded() -> None:
    assert shown("\u202egnp.exe") == "<U+202E>gnp.exe"
    assert len(shown(HOSTILE[8])) < 11_000
    assert xml_text("a\x00b\x1bc") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.name != "parquet"])
def test_no_text_of_a_stranger_does_harm(hostile: Content, tmp_path: Path, name: str) -> None:
    path = out(hostile, name, tmp_path)
    raw = path.read_bytes() if name != "gs" else json.dumps(unpacked(path), ensure_ascii=False).encode()
    assert "\u202e".encode() not in raw
    assert len(raw) < (4_000_000 if name == "csv" else 2_000_000)  # a table leaves nothing out
    if path.suffix in (".graphml", ".gexf", ".xml"):
        assert b"<script" not in raw
        ET.fromstring(raw)


def test_large_amounts_survive(hostile: Content) -> None:
    assert [row.amount for row in hostile.transfers][:2] == [HUGE, FINE]
    by_key: Callable[[str], Any] = graphs.graph(hostile).edges(keys=True, data=True)  # type: ignore[assignment]
    amounts = {about["amount"] for *_, about in by_key}  # type: ignore[attr-defined]
    assert {str(HUGE), str(FINE)} <= amounts


def test_addresses_are_the_case_s_own(hostile: Content) -> None:
    with CASES["chain"]() as made:
        assert set(accounts.all_addresses(made.store)) == {one.address for one in hostile.accounts}
