"""OFAC's list in XML, in both forms, and what pretends to be one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.chain.ingest import Report
from investigator.chain.labels import sdn_reader
from investigator.chain.labels.sdn import is_sdn
from investigator.data.queries import sources
from investigator.errors import Trouble
from investigator.progress import Cancelled

TakeIn = Callable[..., Report]
A, B = ("0x" + digit * 40 for digit in "ab")
GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
ADVANCED = f"""<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML">
 <DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>9</Month><Day>27</Day></DateOfIssue>
 <ReferenceValueSets><FeatureTypeValues>
  <FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType>
  <FeatureType ID="344" FeatureTypeGroupID="1">Digital Currency Address - XBT</FeatureType>
  <FeatureType ID="345" FeatureTypeGroupID="1">Digital Currency Address - ETH</FeatureType>
 </FeatureTypeValues></ReferenceValueSets>
 <DistinctParties>
  <DistinctParty FixedRef="7"><Profile ID="7" PartySubTypeID="3"><Identity ID="1" Primary="true">
    <Alias Primary="false"><DocumentedName><DocumentedNamePart><NamePartValue>HIDDEN</NamePartValue>
      </DocumentedNamePart></DocumentedName></Alias>
    <Alias Primary="true"><DocumentedName>
      <DocumentedNamePart><NamePartValue>Lazarus</NamePartValue></DocumentedNamePart>
      <DocumentedNamePart><NamePartValue>Group &amp; Co</NamePartValue></DocumentedNamePart>
    </DocumentedName></Alias></Identity>
   <Feature ID="9" FeatureTypeID="345"><FeatureVersion ID="8"><Comment />
     <VersionDetail DetailTypeID="1432">
       {A}
     </VersionDetail></FeatureVersion></Feature>
   <Feature ID="10" FeatureTypeID="344"><FeatureVersion ID="8">
     <VersionDetail DetailTypeID="1432">{GENESIS}</VersionDetail></FeatureVersion></Feature>
   <Feature ID="11" FeatureTypeID="345"><FeatureVersion ID="8">
     <VersionDetail DetailTypeID="1432">0x12</VersionDetail></FeatureVersion></Feature>
   <Feature ID="12" FeatureTypeID="25"><FeatureVersion ID="8">
     <VersionDetail DetailTypeID="1433">{B}</VersionDetail></FeatureVersion></Feature>
  </Profile></DistinctParty>
  <DistinctParty FixedRef="8"><Profile ID="8"><Identity><Alias Primary="true"><DocumentedName>
    <DocumentedNamePart><NamePartValue>Nobody</NamePartValue></DocumentedNamePart>
  </DocumentedName></Alias></Identity></Profile></DistinctParty>
 </DistinctParties>
 <SanctionsEntries><SanctionsEntry ID="1" ProfileID="7" ListID="1550">
   <EntryEvent ID="1" EntryEventTypeID="1"><Date CalendarTypeID="1"><Year>2019</Year><Month>9</Month>
     <Day>13</Day></Date></EntryEvent>
   <SanctionsMeasure ID="1" SanctionsTypeID="1705" />
   <SanctionsMeasure ID="2" SanctionsTypeID="1"><Comment>DPRK3</Comment></SanctionsMeasure>
 </SanctionsEntry></SanctionsEntries>
</Sanctions>
"""
PLAIN = f"""<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
 <publshInformation><Publish_Date>09/27/2024</Publish_Date><Record_Count>1</Record_Count></publshInformation>
 <sdnEntry><uid>36</uid><lastName>DOE</lastName><firstName>Jane</firstName><sdnType>Individual</sdnType>
  <programList><program>CYBER2</program></programList>
  <idList><id><uid>4</uid><idType>Passport</idType><idNumber>{B}</idNumber></id>
   <id><uid>5</uid><idType>Digital Currency Address - ETH</idType><idNumber>{A}</idNumber></id></idList>
  <akaList><aka><uid>6</uid><lastName>ALIAS</lastName></aka></akaList></sdnEntry>
</sdnList>
"""


def put(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "sdn_advanced.xml"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_advanced_list(tmp_path: Path, take_in: TakeIn, case: Case, encoding: str) -> None:
    text = ADVANCED.replace('encoding="utf-8"', f'encoding="{encoding}"')
    report = take_in(put(tmp_path, text, encoding))
    assert (report.tags, report.bad_rows) == (2, 1)
    (claim,) = sources.tags(case.store, [f"eip155:1:{A}"])[f"eip155:1:{A}"]
    assert (claim.text, claim.category, claim.confidence) == ("OFAC: Lazarus Group & Co", "sanction", 60)
    assert claim.source == "OFAC SDN list of 2024-09-27"
    assert claim.note.startswith(
        "Listed as ETH; SDN 7; programs DPRK3; since 2019-09-13; on the list of 2024-09-27. Addresses are also"
    )
    with case.store.reading() as db:
        rows = db.execute("SELECT address, claimed_on, illicit FROM tag ORDER BY id").fetchall()
        bad = db.execute("SELECT reason, content FROM bad_row").fetchall()
    assert [row[1:] for row in rows] == [("2024-09-27", True)] * 2
    assert rows[1][0].endswith(GENESIS)
    assert bad == [("not an EVM address (42 characters of hexadecimal): '0x12'", "ETH 0x12")]
    (got,) = sources.acquisitions(case.store)
    assert (got.kind, got.kept) == ("ofac", True)


def test_the_plain_list(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    assert take_in(put(tmp_path, PLAIN)).tags == 1
    (claim,) = sources.tags(case.store, [f"eip155:1:{A}"])[f"eip155:1:{A}"]
    assert claim.text == "OFAC: DOE, Jane"
    assert "SDN 36; programs CYBER2; on the list of 2024-09-27" in claim.note


DOCTYPE = ADVANCED.replace("<Sanctions", '<!DOCTYPE x [<!ENTITY a "b">]>\n<Sanctions', 1)


@pytest.mark.parametrize(
    "text, sentence",
    [
        (DOCTYPE, "declares a document type or an entity"),
        (ADVANCED.replace("&amp;", "&undeclared;"), "damaged XML"),
        (ADVANCED[:-400], "damaged XML"),
        (ADVANCED.replace("<Profile ", "<a>" * 100 + "<Profile "), "nested deeper"),
        (ADVANCED.replace(" - ETH", "").replace(" - XBT", ""), "lists no digital currency address"),
    ],
)
def test_what_is_refused(tmp_path: Path, take_in: TakeIn, text: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        take_in(put(tmp_path, text))


def test_texts_and_counts_are_bounded(
    tmp_path: Path, take_in: TakeIn, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert take_in(put(tmp_path, ADVANCED.replace("Lazarus", "L" * 100_000))).tags == 2
    with case.store.reading() as db:
        assert db.execute("SELECT max(length(label)) FROM tag").fetchall()[0][0] < 400
    monkeypatch.setattr(sdn_reader, "LISTED", 2)
    with pytest.raises(Trouble, match="more than 2 addresses"):
        take_in(put(tmp_path, ADVANCED))


def test_other_xml_is_of_no_known_kind(tmp_path: Path, take_in: TakeIn) -> None:
    assert not is_sdn(b"<html><body>")
    assert not is_sdn(b"{}")
    with pytest.raises(Trouble, match=r"no known kind|no table"):
        take_in(put(tmp_path, "<html></html>"))


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    from investigator.chain.labels.sdn import SdnList
    from investigator.chain.source import ImportOptions
    from investigator.chain.tables import fingerprint

    def stop(*_: object) -> None:
        raise Cancelled

    path = put(tmp_path, ADVANCED)
    with pytest.raises(Cancelled):
        list(SdnList(path, ImportOptions(), fingerprint(path)).batches(stop))
