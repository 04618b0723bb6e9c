"""What is claimed: findings, the chart, exhibits, and who says what about accounts."""

from __future__ import annotations

from investigator import taxonomy
from investigator.address import checksummed
from investigator.cases.facts import Item, account_of, finding_of, item, transfer_of
from investigator.cases.proofs import Mark
from investigator.data.queries.transfers import TransferRow
from investigator.money import show_amount
from investigator.records import Address, Label, Tier, TransferKind
from investigator.report.document import Cell, Chart, Entry, Para, Section, Table, mono, number, plural
from investigator.report.gather import LABEL, Gathered

_SENTENCES = (
    "After each sentence stands its tier: S structural, A attribution, L lead. It is that of the finding, unless the "
    "examiner gave the sentence one of its own."
)
LINE = 66
"""Characters of a key that stand in one line of an exhibit."""
SUPPORTS, ACCOUNTS, LABELS, NOTES = 12, 12, 200, 60
_WAYS = {
    TransferKind.NATIVE: "native transfer",
    TransferKind.INTERNAL: "internal transfer",
    TransferKind.ERC20: "ERC-20 transfer",
    TransferKind.ERC721: "ERC-721 transfer",
    TransferKind.ERC1155: "ERC-1155 transfer",
    TransferKind.WRAP: "wrapping",
    TransferKind.UNWRAP: "unwrapping",
    TransferKind.WITHDRAWAL: "withdrawal",
    TransferKind.LEDGER: "entry of a ledger",
}


def amount(row: TransferRow) -> str:
    """The exact amount with its unit."""
    symbol = row.symbol[:LABEL]
    unit = symbol if row.decimals is not None else f"base units of {symbol}"
    token = f" no. {row.token_id}" if row.token_id else ""
    return f"{show_amount(row.amount, row.decimals)} {unit}{token}"


def findings(found: Gathered) -> Section:
    """The examiner's findings, each with its tier and what it rests on."""
    if not found.facts.findings:
        return Section("Findings", (Para("No findings have been stated.", "note"),))
    numbers = _numbers(found)
    entries = []
    for i, finding in enumerate(found.facts.findings.values(), start=1):
        rows = []
        if finding.accounts:
            named = "\n".join(found.name(account) for account in finding.accounts[:ACCOUNTS])
            rows.append(("Accounts", mono(named + _more(len(finding.accounts) - ACCOUNTS))))
        supports = [_support(found, numbers, transfer) for transfer in finding.transfers[:SUPPORTS]]
        if supports:
            told = "\n".join(supports) + _more(len(finding.transfers) - SUPPORTS)
            rows.append(("Transfers", mono(told)))
        if not rows:
            rows.append(("Rests on", Cell("no account and no transfer is named")))
        entries.append(
            Entry(f"F{i}", finding.title, finding.tier.value, finding.text, tuple(rows), graded=True)
        )
    return Section("Findings", (Para(_SENTENCES), *entries))


def _numbers(found: Gathered) -> dict[int, int]:
    """By which number each transfer among the exhibits is cited, in their order."""
    basket = found.facts.basket
    return {one: basket[item("transfer", one)].number for one in found.facts.exhibits}


def _more(count: int) -> str:
    return f"\nand {count:,} more in the case file" if count > 0 else ""


def _support(found: Gathered, numbers: dict[int, int], transfer: int) -> str:
    row = found.moved.get(transfer)
    if row is None:
        return f"row {transfer}, which is not in this case"
    where = f"Exhibit {numbers[transfer]}" if transfer in numbers else f"row {transfer}"
    return f"{where}: {amount(row)}, {found.time(row.time)}"


def chart(found: Gathered, svg: str | None) -> Section:
    """The chart as it was laid out, or why there is none."""
    shown = len(found.facts.shown)
    if not svg:
        reason = "Nothing is on the chart." if not shown else "The chart was left out of this report."
        return Section("The chart", (Para(reason, "note"),))
    caption = (
        f"{plural(shown, 'account')} of {found.counts.accounts:,}. Shape tells the kind, shade and "
        "outline the risk; thickness follows the amount. Dashed lines are leads. A double ring marks a "
        "seed."
    )
    text = (
        "The chart shows what the examiner chose to show. Lines join sender and receiver and add up the "
        "transfers of one asset between the two; the exhibits give single transfers exactly."
    )
    alt = f"Graph of {plural(shown, 'account')} and the flows between them, described in the findings."
    return Section("The chart", (Para(text), Chart(svg, caption, alt)))


def exhibits(found: Gathered, most: int) -> Section:
    """The key transfers: a list, and then each in full; after them the accounts and findings kept as exhibits."""
    rows = [(i, found.moved[one]) for one, i in _numbers(found).items() if one in found.moved]
    others = _others(found, most)
    if not rows:
        nothing = Para("No transfers have been made exhibits.", "note")
        return Section("Exhibits", (nothing, *others))
    table = Table(
        ("No.", "When", "From", "To", "Amount"),
        tuple(
            (
                Cell(str(i)),
                Cell(found.time(row.time).removesuffix(" UTC")),
                Cell(_brief(found, row.sender)),
                Cell(_brief(found, row.receiver)),
                number(amount(row)),
            )
            for i, row in rows
        ),
        (0.06, 0.18, 0.265, 0.265, 0.23),
        "Exhibits in short; times in UTC where the evidence has them",
    )
    entries = tuple(_exhibit(found, i, row) for i, row in rows[:most])
    return Section("Exhibits", (table, *entries, *_further(len(rows) - len(entries)), *others))


def _further(left: int) -> tuple[Para, ...]:
    text = f"{left:,} further exhibits are listed above and kept in full in the case file."
    return (Para(text, "note"),) if left > 0 else ()


def _others(found: Gathered, most: int) -> tuple[Table | Entry | Para, ...]:
    """The accounts and findings among the exhibits, each with its note; of more than `most` all in short first."""
    chosen = [one for one in found.facts.items if transfer_of(one) is None]
    entries = tuple(_other(found, one) for one in chosen[:most])
    if len(chosen) <= most:
        return entries
    rows = tuple((Cell(str(found.facts.basket[one].number)), Cell(_named(found, one)[0])) for one in chosen)
    table = Table(("No.", "What"), rows, (0.1, 0.9), "Accounts and findings among the exhibits")
    return (table, *entries, *_further(len(chosen) - len(entries)))


def _named(found: Gathered, one: Item) -> tuple[str, str]:
    """What an account or a finding among the exhibits is called, and its tier."""
    address, key = account_of(one), finding_of(one) or ""
    if address is not None:
        return _brief(found, address), ""
    stated = found.facts.findings.get(key)
    return (stated.title, stated.tier.value) if stated else ("A finding since withdrawn", "")


def _other(found: Gathered, one: Item) -> Entry:
    exhibit, address, key = found.facts.basket[one], account_of(one), finding_of(one) or ""
    title, tier = _named(found, one)
    if address is not None:
        title, what = found.names.get(address, "An account"), ("Account", mono(checksummed(address)))
    else:
        stated_as = {name: f"F{i}" for i, name in enumerate(found.facts.findings, start=1)}
        what = ("Finding", Cell(stated_as.get(key, key)))
    return Entry(f"Exhibit {exhibit.number}", title, tier, exhibit.note, (what, _hash(found, one)))


def _hash(found: Gathered, one: Item) -> tuple[str, Cell]:
    return ("SHA-256 of the exhibit", mono(found.hashes.get(one, "unknown")))


def _brief(found: Gathered, address: str) -> str:
    text = checksummed(address)
    text = f"{text[:6]}…{text[-4:]}" if len(text) > 20 else text
    label = found.names.get(address)  # type: ignore[call-overload]
    return f"{label[:60]} ({text})" if label else text


def _whole(found: Gathered, address: Address) -> str:
    """An account with its label; where they would not stand in one line, in two, so that no address is broken."""
    name = found.name(address)
    return name if len(name) <= LINE else f"{found.names.get(address, '')}\n{checksummed(address)}"


def _exhibit(found: Gathered, i: int, row: TransferRow) -> Entry:
    source = next((got for got in found.acquisitions if got.id == row.acquisition), None)
    place = [f"row {row.row_number:,}"] if row.row_number is not None else []
    place += [f"log index {row.position:,}"] if row.position is not None else []
    block = f"{row.block:,}" if row.block is not None else "not given by the source"
    state = _state(row)
    rows = [
        ("From", mono(_whole(found, row.sender))),
        ("To", mono(_whole(found, row.receiver))),
        ("When", Cell(found.time(row.time))),
        ("Amount in base units", mono(str(row.amount))),
        *_worth(found, row),
        ("Block and kind", Cell(f"{block}; {_WAYS[row.kind]}{state}")),
        *_doubtful(row),
        ("Transaction", mono(row.tx_hash) if row.tx_hash else Cell("not given by the source")),
        *_proved(found.proofs.get(row.id)),
        ("Source", Cell(", ".join([source.source if source else "unknown", *place]))),
        ("SHA-256 of the source", mono(source.sha256 if source else "unknown")),
        ("Row and digest", mono(f"transfer {row.id}, {found.digests.get(row.id, 'unknown')}")),
        _hash(found, item("transfer", row.id)),
    ]
    note = found.facts.basket[item("transfer", row.id)].note
    return Entry(f"Exhibit {i}", amount(row), Tier.STRUCTURAL.value, note, tuple(rows))


def _state(row: TransferRow) -> str:
    if not row.standing:
        return "; replaced by a reorganisation of the chain, nothing moved"
    if not row.ok:
        return "; the transaction failed, nothing moved"
    return "; provisional, not final when last asked" if row.provisional else ""


def _proved(mark: Mark | None) -> list[tuple[str, Cell]]:
    """What a Merkle proof says of an exhibit."""
    if mark is None:
        return []
    said = "the receipt, or the transaction itself, shows this transfer; both are proved to be in the block below"
    if not mark.shows:
        said = "the transaction is proved to be in the block below; it moves this inside, which no receipt tells"
    if mark.wrong:
        said = f"the proof contradicts this row: {mark.wrong}"
    return [
        ("Merkle proof", Cell(said)),
        ("Hash of the block", mono(mark.block_hash)),
        ("SHA-256 of the proof", mono(mark.sha256)),
    ]


def _doubtful(row: TransferRow) -> list[tuple[str, Cell]]:
    return [("Suspect token", Cell("; ".join(detail for _, detail in row.doubts)))] if row.doubts else []


def labels(found: Gathered) -> Section:
    """Who says what about the accounts named in this report."""
    rows, conflicts = [], set[str]()
    mine = found.facts.labels
    for address in dict.fromkeys([*mine, *found.tags]):
        claims = [(label, True) for label in mine.get(address, ())]
        claims += [(label, False) for label in found.tags.get(address, ())]
        at_odds = _at_odds([label for label, _ in claims])
        conflicts |= {address} if at_odds else set()
        rows += [_claim(address, label, own, at_odds) for label, own in claims]
    if not rows:
        return Section("Labels and their sources", (Para("No account has a label.", "note"),))
    text = (
        "A label is somebody's claim, an attribution unless another tier is written beside its category. "
        "Those of the examiner are marked own; the others are as their sources gave them. Accounts whose "
        f"claims contradict each other are marked ≠: {len(conflicts):,}. None of these is resolved by "
        "counting."
    )
    head = ("Account", "Label", "Category", "Conf.", "Source")
    table = Table(
        head, tuple(rows[:LABELS]), (0.39, 0.195, 0.16, 0.06, 0.195), "Labels", max(0, len(rows) - LABELS)
    )
    notes = [
        Entry("Note", found.name(address), "", text)
        for address, text in list(found.facts.notes.items())[:NOTES]
    ]
    return Section("Labels and their sources", (Para(text), table, *notes))


def _at_odds(claims: list[Label]) -> bool:
    """Whether one claim says illicit and another ordinary, or two name different kinds of account."""
    said = {claim.illicit for claim in claims} - {None}
    kinds = {taxonomy.kind(claim.category) for claim in claims} - {None}
    meant = {taxonomy.illicit(claim.category) for claim in claims} - {None}
    return len(said) > 1 or len(kinds) > 1 or len(meant) > 1 or bool(kinds and True in said | meant)


def _claim(address: str, label: Label, own: bool, at_odds: bool) -> tuple[Cell, ...]:
    return (
        mono(checksummed(address)),
        Cell(("≠ " if at_odds else "") + label.text),
        Cell(
            taxonomy.name(label.category)
            + ("" if label.tier is Tier.ATTRIBUTION else f" ({label.tier.value})")
        ),
        number(label.confidence),
        Cell(
            ("own" + (f": {label.source}" if label.source else "") if own else label.source or "not given")
            + (f"; shown by {label.evidence}" if label.evidence else "")
        ),
    )


def _worth(found: Gathered, row: TransferRow) -> list[tuple[str, Cell]]:
    """What it was worth in money: always derived, with the price's source and age."""
    derived = found.worth.get(row.id)
    if derived is None:
        return []
    stale = "; the price was old by then" if derived.stale else ""
    return [("Worth, derived", Cell(f"{derived.words}{stale}"))]
