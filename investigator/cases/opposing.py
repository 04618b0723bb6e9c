"""What an opposing expert would say: ordinary explanations, what the case holds about each, and what would settle it.

Nothing here is a score. Each explanation is spoken for, spoken against, or open, with the reason in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from investigator import taxonomy
from investigator.address import checksummed
from investigator.cases import completeness
from investigator.cases.explanation import Explanation, Opposed, Point, Verdict
from investigator.cases.facts import Facts
from investigator.data.queries import accounts, habits, sources
from investigator.data.queries.habits import Habits
from investigator.data.store import Store
from investigator.records import AccountKind, Address, Label

ACCOUNTS = 12
"""Accounts of one finding that are looked at; of more, the first ones."""

MANY, FEW, BATCH, DUST = 100, 10, 10, 0.01
"""Counterparties of a service, of a person; payees of a batch; the share of an asset's median that is dust."""


@dataclass(frozen=True)
class _Seen:
    """What is known of one account."""

    address: Address
    name: str
    labels: tuple[Label, ...]
    habits: Habits
    outcome: str


def oppose(
    store: Store, facts: Facts, subject: str, title: str, who: Sequence[Address], transfers: Sequence[int]
) -> Opposed:
    """The ordinary explanations of a finding about these accounts, resting on these transfers."""
    numbers = accounts.find(store, who[:ACCOUNTS])
    tags = sources.tags(store, list(numbers))
    pulled = {address: chain for chain, address in completeness.pulled(store)}
    seen = [
        _Seen(
            address,
            checksummed(address),
            (*facts.labels.get(address, ()), *tags.get(address, ())),
            habits.habits(store, number),
            completeness.certificate(store, pulled[address], address).outcome if address in pulled else "",
        )
        for address, number in numbers.items()
    ]
    return Opposed(
        subject,
        title,
        (
            _service(seen),
            _batch(seen),
            _contract(seen),
            _hot_wallet(seen),
            _dusting(store, transfers),
            _shared(seen),
            _incomplete(seen),
        ),
    )


def _explained(name: str, question: str, settled_by: str, points: Sequence[Point]) -> Explanation:
    nothing = (Point("open", "", "The case holds nothing about it."),)
    return Explanation(name, question, settled_by, tuple(points) or nothing)


def _service(seen: Sequence[_Seen]) -> Explanation:
    points = []
    for one in seen:
        said = [label for label in one.labels if taxonomy.kind(label.category) is AccountKind.SERVICE]
        others = one.habits.paid + one.habits.paid_by
        if said:
            who = said[0].source or "the analyst"
            points.append(
                Point("for", one.name, f"{who} calls it '{said[0].text}' ({said[0].tier.value}).")
            )
        elif others >= MANY:
            points.append(Point("for", one.name, f"It dealt with {_count(others)} in this case."))
        elif others <= FEW and one.outcome == "complete":
            points.append(
                Point(
                    "against",
                    one.name,
                    f"It dealt with {_count(others)}, and all of its transfers are here.",
                )
            )
        else:
            points.append(
                Point(
                    "open",
                    one.name,
                    f"It dealt with {_count(others)} in this case; {_called(one)}.",
                )
            )
    return _explained(
        "service",
        "Is it a service that acts for many customers, such as an exchange, a payment processor or a custodian?",
        "an attribution with its source, a reply of the service to a request, or the account's whole history",
        points,
    )


def _batch(seen: Sequence[_Seen]) -> Explanation:
    points = []
    for one in seen:
        h = one.habits
        if h.payees >= BATCH:
            points.append(
                Point("for", one.name, f"One transaction paid {h.payees:,} accounts: {h.payout}.")
            )
        elif h.hourly >= BATCH:
            points.append(Point("for", one.name, f"It paid {h.hourly:,} accounts within an hour."))
        elif h.paid:
            points.append(
                Point("against", one.name, f"It never paid more than {_count(h.hourly)} within an hour.")
            )
        else:
            points.append(Point("against", one.name, "It paid nobody."))
    return _explained(
        "payout batch",
        "Is it a batch of payouts, such as salaries, refunds, rewards or an airdrop?",
        "the payer's records, or an announcement of the payout with its list of receivers",
        points,
    )


def _contract(seen: Sequence[_Seen]) -> Explanation:
    points = []
    for one in seen:
        if one.habits.contract:
            points.append(
                Point(
                    "for", one.name, "Evidence says that it is a contract: its code decides, not a person."
                )
            )
        elif one.habits.sent:
            sent = f"{one.habits.sent:,} transaction{'s' * (one.habits.sent != 1)}"
            points.append(Point("against", one.name, f"It sent {sent} itself, which no contract does."))
        else:
            points.append(Point("open", one.name, "The case does not tell whether it has code."))
    return _explained(
        "contract",
        "Is it a contract that passes money on by its code, such as a pool, a router or a vesting schedule?",
        "the account's code at that block (eth_getCode), and its verified source",
        points,
    )


def _hot_wallet(seen: Sequence[_Seen]) -> Explanation:
    points = []
    for one in seen:
        h, many = one.habits, MANY // 2
        both = f"{h.paid_by:,} paid in and {h.paid:,} were paid"
        wallet = [
            label for label in one.labels if label.category in {"hot_wallet", "deposit_wallet", "exchange"}
        ]
        if wallet or (h.paid_by >= many and h.paid >= many):
            points.append(
                Point("for", one.name, f"{both.capitalize()}{', and it is labelled so' if wallet else ''}.")
            )
        elif min(h.paid_by, h.paid) <= 3:
            points.append(Point("against", one.name, f"Only few stand on one of its sides: {both}."))
        else:
            points.append(Point("open", one.name, f"{both.capitalize()} in this case."))
    return _explained(
        "hot wallet",
        "Is it the hot wallet of a service, in which the money of strangers mixes?",
        "the service's confirmation, or deposit addresses that are swept into it",
        points,
    )


def _times(share: float) -> str:
    """To two places that count, and never as a power of ten."""
    near = float(f"{share:.2g}")
    return f"{near:,.0f}" if near >= 10 else f"{near:g}"


def _dusting(store: Store, transfers: Sequence[int]) -> Explanation:
    points = []
    for number, share, suspect in habits.typical_amounts(store, list(transfers)):
        if suspect:
            points.append(
                Point("for", f"transfer {number}", "Its token is suspect: anyone can have had it sent.")
            )
        elif share < DUST:
            points.append(
                Point(
                    "for",
                    f"transfer {number}",
                    f"It moved {100 * share:.2g} % of what is usual in its asset.",
                )
            )
        else:
            points.append(
                Point(
                    "against",
                    f"transfer {number}",
                    f"It moved {_times(share)} times what is usual in its asset.",
                )
            )
    return _explained(
        "dusting",
        "Did a stranger send it, unasked: dust, a look-alike's poison, or a counterfeit token?",
        "whether the receiver ever used what came, and the true history of the token",
        points,
    )


def _shared(seen: Sequence[_Seen]) -> Explanation:
    points = []
    for one in seen:
        said = [
            label
            for label in one.labels
            if label.category in {"escrow_wallet", "defi_custody", "cold_wallet"}
        ]
        if said:
            points.append(
                Point("for", one.name, f"{said[0].source or 'The analyst'} calls it '{said[0].text}'.")
            )
        elif one.habits.contract:
            points.append(
                Point(
                    "open",
                    one.name,
                    "It is a contract; whether several people sign for it is not told here.",
                )
            )
        else:
            points.append(Point("open", one.name, "A key can be held by several people; no chain tells."))
    return _explained(
        "shared custody",
        "Do several people control it, so that no act can be laid to one of them?",
        "the owners and threshold of a multi-signature wallet, device seizures, or statements of those concerned",
        points,
    )


def _incomplete(seen: Sequence[_Seen]) -> Explanation:
    words = {
        "complete": "All of its transfers over the span pulled are here, proved by nonces and balances.",
        "unproven": "It was pulled, but that nothing is missing is not proved.",
        "failed": "Its certificate fails: something of it is missing here.",
        "": "It was not pulled by itself: transfers of it may be missing.",
    }
    points = []
    for one in seen:
        verdict: Verdict = (
            "against" if one.outcome == "complete" else "for" if one.outcome == "failed" else "open"
        )
        points.append(Point(verdict, one.name, words[one.outcome]))
    return _explained(
        "what is missing",
        "Could transfers that are not in this case change the picture?",
        "a pull of the accounts with traces from an archive node, and their certificates of completeness",
        points,
    )


def _count(accounts: int) -> str:
    return f"{accounts:,} account{'s' * (accounts != 1)}"


def _called(one: _Seen) -> str:
    return f"it is called '{one.labels[0].text}', which is none" if one.labels else "nobody says who it is"
