"""GraphML and GEXF, for Gephi and others: accounts as nodes, each transfer an edge of its own.

Amounts are text, exact; `weight` is a floating-point figure of the same, which layouts want, and proves nothing.
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from investigator.exports.content import Content
from investigator.exports.legible import xml_text
from investigator.money import show_amount


def graph(content: Content) -> nx.MultiDiGraph[str]:
    """The case as networkx has graphs; node keys are canonical addresses."""
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title=xml_text(content.title), case=content.case, head=content.head, tool=content.tool
    )
    for account in content.accounts:
        first = account.labels[0] if account.labels else None
        about: dict[str, object] = {
            "label": xml_text(first.text if first else account.text),
            "chain": account.chain,
            "category": first.category if first else "",
            "labels": xml_text("; ".join(f"{one.text} ({one.source})" for one in account.labels)),
            "seed": account.seed,
            "note": xml_text(account.note),
        }
        made.add_node(
            account.address, **about | ({} if account.score is None else {"score": account.score})
        )
    for row in content.transfers:
        made.add_edge(
            row.sender,
            row.receiver,
            key=f"t{row.id}",
            transfer=row.id,
            asset=xml_text(content.asset(row).key),
            symbol=xml_text(row.symbol),
            amount=str(row.amount),
            amount_shown=show_amount(row.amount, row.decimals, grouped=False),
            weight=float(row.amount) / 10.0 ** (row.decimals or 0),
            time=row.time,
            clock=row.clock.name.lower(),
            tx_hash=row.tx_hash,
            kind=row.kind.name.lower(),
        )
    return made


def write_graphml(content: Content, path: Path) -> list[Path]:
    """Write GraphML (http://graphml.graphdrawing.org)."""
    nx.write_graphml_xml(graph(content), path)
    return [path]


def write_gexf(content: Content, path: Path) -> list[Path]:
    """Write GEXF 1.2 (https://gexf.net)."""
    made = graph(content)
    for _source, _target, key, about in made.edges(keys=True, data=True):
        about["id"] = key  # edges that run side by side need names of their own
    nx.write_gexf(made, path, version="1.2draft")
    return [path]
