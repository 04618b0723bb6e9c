"""A draft for goAML: a report in XML, to be checked against the schema (XSD) of the authority that it is for.

Each country's authority has rules and a schema of its own, and none is published for everybody: so this is a draft, to
be completed by whoever files it, and never says that it is ready. Elements follow the common layout of goAML 4:
a header, one transaction for each transfer, the accounts in the place of bank accounts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from investigator.data.queries.transfers import TransferRow
from investigator.errors import Trouble
from investigator.exports.content import Account, Content
from investigator.exports.legible import xml_text
from investigator.money import show_amount
from investigator.records import Clock

LARGEST = 32 << 20
"""Bytes of a schema that are read."""


def report(content: Content, currency: str = "XXX") -> etree._Element:
    """The draft. `currency` is the authority's own (ISO 4217); worth in it is left to be filled in."""
    root = etree.Element("report")
    _add(root, "rentity_id", "0")
    _add(root, "submission_code", "E")
    _add(root, "report_code", "STR")
    _add(root, "entity_reference", content.case[:32])
    _add(root, "submission_date", _time(content.made))
    _add(root, "currency_code_local", currency)
    person = etree.SubElement(root, "reporting_person")
    _add(person, "first_name", "DRAFT")
    _add(person, "last_name", content.examiner or "examiner")
    _add(root, "reason", content.question or content.title)
    _add(root, "action", f"Draft made by {content.tool} of the case with the journal {content.head}")
    accounts = content.by_address()
    for row in content.transfers:
        _transaction(root, content, row, accounts[row.sender], accounts[row.receiver])
    indicators = etree.SubElement(root, "report_indicators")
    categories = {label.category for one in content.accounts for label in one.labels if label.illicit}
    for category in sorted(categories) or ["unknown"]:
        _add(indicators, "indicator", category)
    return root


def write_goaml(content: Content, path: Path) -> list[Path]:
    """Write the draft."""
    tree = etree.ElementTree(report(content))
    etree.indent(tree, "  ")
    tree.write(str(path), encoding="utf-8", xml_declaration=True)
    return [path]


def check(path: Path, schema: Path) -> list[str]:
    """What the authority's schema finds wrong with a draft: one line and reason each. Raises `Trouble` for no schema."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        if schema.stat().st_size > LARGEST:
            raise Trouble(f"{schema} is too large for a schema.")
        made = etree.XMLSchema(etree.parse(str(schema), parser))
        tree = etree.parse(str(path), parser)
    except (OSError, etree.XMLSyntaxError, etree.XMLSchemaParseError) as wrong:
        raise Trouble(f"{schema} cannot be read as a schema: {str(wrong)[:200]}") from wrong
    made.validate(tree)
    return [f"line {one.line}: {one.message}" for one in made.error_log][:200]


def _transaction(
    root: etree._Element, content: Content, row: TransferRow, payer: Account, payee: Account
) -> None:
    made = etree.SubElement(root, "transaction")
    _add(made, "transactionnumber", row.tx_hash or f"transfer-{row.id}")
    _add(made, "internal_ref_number", str(row.id))
    asset = content.asset(row)
    exact = f"{row.amount} base units of {asset.key}"
    amount = show_amount(row.amount, row.decimals, grouped=False)
    _add(made, "transaction_description", f"{amount} {row.symbol}: {exact}")
    _add(made, "date_transaction", _time(row.time) if row.clock is Clock.UTC else "")
    _add(made, "transmode_code", "O")
    _add(made, "amount_local", "0")
    for name, one in (("t_from", payer), ("t_to", payee)):
        side = etree.SubElement(made, name)
        _add(side, f"{name.removeprefix('t_')}_funds_code", "O")
        account = etree.SubElement(side, f"{name.removeprefix('t_')}_account")
        _add(account, "institution_name", one.chain)
        _add(account, "account", one.text)
        _add(account, "account_name", one.labels[0].text if one.labels else "")


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = xml_text(text)


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
