"""CASE 1.4 / UCO 1.4 as JSON-LD: accounts as digital addresses, transfers as relationships, acquisitions as
investigative actions with provenance records, findings as annotations, scores as analytic results.

UCO has no class for crypto accounts; they are `DigitalAddress`, with the draft class of the ontology's own examples
beside it. Amounts are text in base units, in an annotation of each relationship.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from investigator.data.queries.sources import Acquisition
from investigator.data.queries.transfers import TransferRow
from investigator.exports.content import Account, Content, claim
from investigator.exports.legible import shown
from investigator.money import show_amount
from investigator.records import Clock

_UCO = "https://ontology.unifiedcyberontology.org/uco/"
CONTEXT = {
    "kb": "http://example.org/kb/",
    "drafting": "http://example.org/ontology/drafting/",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    **{f"uco-{name}": f"{_UCO}{name}/" for name in ("action", "analysis", "core", "identity", "observable", "tool", "types")},
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def document(content: Content) -> dict[str, Any]:
    """The case as JSON-LD of plain values."""
    maker = _Maker(content)
    tool = maker.node("uco-tool:AnalyticTool", "tool", **{"uco-core:name": content.tool})
    person = maker.node(
        "uco-identity:Person", "examiner", **{"uco-core:name": shown(content.examiner or "examiner")}
    )
    graph = [tool, person, *(maker.account(one) for one in content.accounts)]
    for row in content.transfers:
        graph += maker.transfer(row)
    for one in content.acquisitions:
        graph += maker.acquisition(one, person, tool)
    graph += maker.claims()
    investigation = maker.node(
        "case-investigation:Investigation",
        "investigation",
        **{
            "uco-core:name": shown(content.title),
            "uco-core:description": shown(content.question) or "No question is stated.",
            "case-investigation:investigationForm": "case",
            "uco-core:object": [{"@id": one["@id"]} for one in graph],
        },
    )
    return {"@context": CONTEXT, "@graph": [*graph, investigation]}


def write_case(content: Content, path: Path) -> list[Path]:
    """Write the document."""
    path.write_text(json.dumps(document(content), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path]


class _Maker:
    """Makes nodes whose identifiers are the same every time."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def ref(self, kind: str, key: object) -> str:
        name = kind.rsplit(":", 1)[1]
        return f"kb:{name}-{self._content.name(f'case/{kind}', key)}"

    def node(self, kind: str, key: object, *more: str, **about: Any) -> dict[str, Any]:
        return {"@id": self.ref(kind, key), "@type": [kind, *more] if more else kind, **about}

    def account(self, one: Account) -> dict[str, Any]:
        facet = self.node(
            "uco-observable:DigitalAddressFacet",
            one.address,
            **{
                "uco-observable:addressValue": shown(one.text),
                "uco-observable:displayName": shown(one.address),
            },
        )
        return self.node(
            "uco-observable:DigitalAddress",
            one.address,
            "drafting:CryptoAddress",
            **{"uco-core:hasFacet": [facet]},
        )

    def transfer(self, row: TransferRow) -> list[dict[str, Any]]:
        start = {"uco-core:startTime": _stamp(row.time)} if row.clock is Clock.UTC else {}
        link = self.node(
            "uco-core:Relationship",
            f"transfer/{row.id}",
            **{
                "uco-core:source": {"@id": self.ref("uco-observable:DigitalAddress", row.sender)},
                "uco-core:target": {"@id": self.ref("uco-observable:DigitalAddress", row.receiver)},
                "uco-core:isDirectional": True,
                "uco-core:kindOfRelationship": "Transferred_To",
                **start,
            },
        )
        asset = self._content.asset(row)
        told = {
            **{
                "transfer": row.id,
                "asset": asset.key,
                "symbol": shown(row.symbol),
                "decimals": row.decimals,
            },
            **{
                "base_units": str(row.amount),
                "amount": show_amount(row.amount, row.decimals, grouped=False),
            },
            **{
                "transaction": row.tx_hash,
                "block": row.block,
                "time": row.time,
                "clock": row.clock.name.lower(),
            },
        }
        return [
            link,
            self._annotation(f"transfer/{row.id}", json.dumps(told, ensure_ascii=False), [link["@id"]]),
        ]

    def _annotation(self, key: str, statement: str, about: list[str]) -> dict[str, Any]:
        return self.node(
            "uco-core:Annotation",
            key,
            **{"uco-core:statement": statement, "uco-core:object": [{"@id": one} for one in about]},
        )

    def acquisition(
        self, one: Acquisition, person: dict[str, Any], tool: dict[str, Any]
    ) -> list[dict[str, Any]]:
        content = self.node(
            "uco-observable:ContentDataFacet",
            one.id,
            **{
                "uco-observable:sizeInBytes": {"@type": "xsd:integer", "@value": str(one.bytes)},
                "uco-observable:hash": [
                    {
                        **self.node("uco-types:Hash", one.id),
                        "uco-types:hashMethod": "SHA256",
                        "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": one.sha256},
                    }
                ],
            },
        )
        raw = self.node(
            "uco-observable:ObservableObject",
            f"answer/{one.id}",
            **{"uco-core:name": shown(one.source), "uco-core:hasFacet": [content]},
        )
        record = self.node(
            "case-investigation:ProvenanceRecord",
            one.id,
            **{
                "case-investigation:exhibitNumber": f"source {one.id}",
                "uco-core:object": [{"@id": raw["@id"]}],
            },
        )
        action = self.node(
            "case-investigation:InvestigativeAction",
            one.id,
            **{
                "uco-core:name": f"Acquire {one.kind}",
                "uco-action:performer": {"@id": person["@id"]},
                "uco-action:instrument": [{"@id": tool["@id"]}],
                "uco-action:result": [{"@id": raw["@id"]}, {"@id": record["@id"]}],
                "uco-action:endTime": _stamp(one.acquired_at),
            },
        )
        return [raw, record, action]

    def claims(self) -> list[dict[str, Any]]:
        made = []
        known = self._content.by_address()
        for account in self._content.accounts:
            about = [self.ref("uco-observable:DigitalAddress", account.address)]
            for place, label in enumerate(account.labels):
                key = f"{account.address}/label/{place}"
                made.append(self._annotation(key, shown(claim(label)), about))
            if account.note:
                made.append(self._annotation(f"{account.address}/note", shown(account.note), about))
            if account.score is not None:
                made += self._score(account, about)
        for key, finding in self._content.findings.items():
            about = [
                self.ref("uco-observable:DigitalAddress", one) for one in finding.accounts if one in known
            ]
            about += [
                self.ref("uco-core:Relationship", f"transfer/{row.id}")
                for row in self._content.transfers
                if row.id in finding.transfers
            ]
            if about:
                text = shown(f"[{finding.tier.value}] {finding.title}: {finding.text}")
                made.append(self._annotation(f"finding/{key}", text, about))
        return made

    def _score(self, account: Account, about: list[str]) -> list[dict[str, Any]]:
        kind = self.node(
            "uco-analysis:ArtifactClassification",
            account.address,
            **{
                "uco-analysis:class": ["illicit"],
                "uco-analysis:classificationConfidence": {
                    "@type": "xsd:decimal",
                    "@value": f"{account.score:.6f}",
                },
            },
        )
        facet = self.node(
            "uco-analysis:ArtifactClassificationResultFacet",
            account.address,
            **{"uco-analysis:classification": [kind]},
        )
        result = self.node(
            "uco-analysis:AnalyticResult",
            account.address,
            **{
                "uco-core:statement": f"[lead] Model {self._content.model} scores this account {account.score:.4f}",
                "uco-core:object": [{"@id": one} for one in about],
                "uco-core:hasFacet": [facet],
            },
        )
        return [result]


def _stamp(seconds: int) -> dict[str, str]:
    text = datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
    return {"@type": "xsd:dateTime", "@value": text}
