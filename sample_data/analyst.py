"""What others say in public, and what the analyst has put down so far: about a third of the truth."""

from __future__ import annotations

from typing import Any

from crowd import Town
from ledger import ETH, UNIT, USDC, Row, World
from loot import Loot

QUESTION = (
    "Where did the 41,250 ETH go that left the hot wallet of Northwind Exchange on 4 March 2026, "
    "and which services can still hold any of it?"
)


def public_labels(world: World, town: Town, loot: Loot) -> list[tuple[str, str, str, int, str, str]]:
    """Rows of `labels.csv`: address, label, category, confidence, source, note."""
    book = "Tidewater address book"
    rows = []
    for service in town.services:
        statement = f"{service.name}, list of own wallets"
        rows.append((service.hot, f"{service.name}: hot wallet", "hot_wallet", 90, statement, ""))
        rows.append((service.cold, f"{service.name}: cold wallet", "cold_wallet", 90, statement, ""))
    rows += [
        (town.dex, "Larkspur pool", "defi_dex", 90, "Larkspur documentation", ""),
        (town.wrapper, "Wrapped Ether", "defi", 90, book, ""),
        (town.airdrop, "Larkspur airdrop", "defi_token", 80, "Larkspur documentation", ""),
        (town.mixer, "Fathom: 100 ETH pool", "mixing_service", 80, book, "Every deposit is 100 ETH."),
        (town.bridge, "Tern Bridge", "defi_bridge", 90, "Tern documentation", ""),
        (
            loot.exploiters[0],
            "Northwind exploiter",
            "exploit",
            90,
            "Northwind Exchange, incident notice",
            "",
        ),
        (loot.collectors[0], "OTC desk", "service", 20, "forum post", "Nobody else says so."),
        (loot.collectors[0], "Mixer cash-out", "money_laundering", 40, book, ""),
    ]
    rows += [(shop, f"Shop {i + 1}", "shop", 50, book, "") for i, shop in enumerate(town.shops[:12])]
    rows += [
        (one, f"Employer {i + 1}", "organization", 50, book, "") for i, one in enumerate(town.employers[:4])
    ]
    rows += [
        (firm, f"Trading firm {i + 1}", "entity", 50, book, "") for i, firm in enumerate(town.whales[:8])
    ]
    for service in town.services:
        crooks = {*loot.cash, *loot.peeled}
        known = [address for person, address in service.deposits.items() if person not in crooks][::9]
        known += [address for person, address in service.deposits.items() if person in crooks][::2]
        label = f"{service.name}: deposit address"
        rows += [
            (address, label, "deposit_wallet", 70, f"{service.name}, on request", "") for address in known
        ]
    return rows


def analysis(world: World, town: Town, loot: Loot) -> dict[str, Any]:
    """What `annotations.json` holds."""
    return {
        "title": "Northwind drain",
        "question": QUESTION,
        "seeds": [loot.exploiters[0]],
        "labels": _labels(world, town, loot),
        "notes": _notes(town, loot),
        "exhibits": [row.hash for row in _exhibits(world, town, loot)],
        "findings": _findings(world, town, loot),
        "chart": _chart(world, town, loot),
    }


def _labels(world: World, town: Town, loot: Loot) -> list[dict[str, Any]]:
    said = [
        *((who, f"Exploiter {i + 1}", "exploit", 90) for i, who in enumerate(loot.exploiters)),
        *((who, f"Peel {i + 1}", "money_laundering", 80) for i, who in enumerate(loot.chain[:6])),
        *((who, f"Mixer depositor {i + 1}", "money_laundering", 80) for i, who in enumerate(loot.mixing)),
        *((who, f"Carrier {i + 1}", "money_laundering", 80) for i, who in enumerate(loot.bridging)),
        *((who, f"Scatter {i + 1}", "money_laundering", 70) for i, who in enumerate(loot.scatter[:6])),
        (loot.funder, "Gas funder", "perpetrator", 60),
    ]
    labels = [_label(address, text, category, sure, True) for address, text, category, sure in said]
    ordinary = [(who, "Customer, checked") for who in town.people[::66]]
    ordinary += [(who, "Trading firm, checked") for who in town.whales[:6]]
    ordinary += [
        (who, "Deposit address, checked") for who in list(town.services[1].deposits.values())[2:80:9]
    ]
    return labels + [_label(address, text, "user", 80, False) for address, text in ordinary]


def _label(address: str, text: str, category: str, sure: int, illicit: bool) -> dict[str, Any]:
    row = {"address": address, "text": text, "category": category, "confidence": sure, "illicit": illicit}
    return {**row, "source": ""}


def _notes(town: Town, loot: Loot) -> dict[str, str]:
    return {
        loot.exploiters[0]: (
            "Named in the incident notice. Emptied within the hour, but for 0.5 ETH of gas money."
        ),
        loot.funder: (
            "Paid 0.5 ETH of gas to all four exploiter accounts a day before. "
            "Its own 2.4 ETH came from Corvid Pay: ask them who withdrew."
        ),
        town.mixer: (
            "Equal notes of 100 ETH. Trading firms use this pool too: amount and time alone bind "
            "no withdrawal to a deposit."
        ),
        loot.gatherer: "Twelve accounts pay in here. Sells for dollars at the pool, 990 ETH at a time.",
    }


def _between(world: World, source: str, target: str) -> list[Row]:
    return [row for row in world.rows if row.source == source and row.target == target and row.amount]


def _exhibits(world: World, town: Town, loot: Loot) -> list[Row]:
    first, second, third, fourth = loot.exploiters
    pairs = [(town.services[0].hot, first), (first, second), (first, third), (first, fourth)]
    pairs += [(town.services[2].hot, loot.funder), (loot.funder, first)]
    pairs += list(zip([second, *loot.chain], loot.chain, strict=False))[:6]
    pairs += [
        (loot.mixing[0], town.mixer),
        (loot.bridging[0], town.bridge),
        (loot.scatter[0], loot.gatherer),
    ]
    rows = [_between(world, *pair)[0] for pair in pairs]
    return rows + [row for row in world.rows if row.source in loot.cash[:6]][:3]


def _findings(world: World, town: Town, loot: Loot) -> list[dict[str, Any]]:
    first, second, third, _ = loot.exploiters
    mixed = [row for row in world.rows if row.source in loot.mixing and row.target == town.mixer]
    bridged = [row for row in world.rows if row.source in loot.bridging and row.target == town.bridge]
    out = sum(row.amount for row in bridged) // UNIT
    cash = [row for row in world.rows if row.source in loot.cash]
    ether = sum(row.amount for row in cash if row.asset == ETH) / UNIT
    dollars = sum(row.amount for row in cash if row.asset == USDC) // UNIT
    found = [
        ("drain", "structural", "41,250 ETH left Northwind's hot wallet in one transfer",
         "It went to Exploiter 1, who passed all of it to three accounts within 55 minutes: 18,000, "
         "14,250 and 9,000 ETH.", [town.services[0].hot, *loot.exploiters],
         [*_between(world, town.services[0].hot, first), *_between(world, first, second)]),
        ("peel", "structural", "18,000 ETH moved along a chain of eight accounts",
         "Each account sent between 5 and 11 % to a new account and the rest to the next one.",
         [second, *loot.chain], list(_between(world, second, loot.chain[0]))),
        ("mixer", "structural", f"{len(mixed)} deposits of 100 ETH entered the Fathom pool",
         "Five accounts, each funded by Exploiter 3 with 1,200.5 ETH, made twelve deposits each. What left "
         "the pool afterwards is not bound to them by chain data.", [third, *loot.mixing], mixed[:5]),
        ("bridge", "structural", f"{out:,} ETH left over Tern Bridge",
         "Five accounts funded by Exploiter 3 paid into the bridge. The other side is not in this case.",
         [third, *loot.bridging], bridged),
        ("services", "attribution", "Deposit addresses of Halyard Exchange and Corvid Pay were paid",
         f"Accounts downstream paid {ether:,.2f} ETH and {dollars:,} USDC into addresses which the "
         "services themselves, or their sweeps to the hot wallet, identify as theirs.",
         loot.cash[:6], cash[:6]),
        ("exit", "lead", "Twenty new accounts withdrew three notes each from the pool",
         "Together 6,000 ETH, as much as was deposited, gathered by three accounts afterwards. This fits "
         "the deposits of Exploiter 3 and would fit another depositor of the same size.",
         [*loot.fresh[:6], *loot.collectors], []),
    ]  # fmt: skip
    return [
        {"key": key, "tier": tier, "title": title, "text": text, "accounts": accounts,
         "transfers": [row.hash for row in rows]}
        for key, tier, title, text, accounts, rows in found
    ]  # fmt: skip


def _chart(world: World, town: Town, loot: Loot) -> list[str]:
    """The money's way, the services at its ends, and a few ordinary accounts around it."""
    way = [loot.funder, *loot.exploiters, *loot.chain, *loot.peeled, *loot.mixing, *loot.fresh]
    way += [*loot.collectors, *loot.bridging, *loot.scatter, loot.gatherer, *loot.cash]
    paid = {*loot.cash, *loot.peeled}
    doors = [a for service in town.services for who, a in service.deposits.items() if who in paid]
    places = [*(service.hot for service in town.services), town.mixer, town.bridge, town.dex]
    firms = [row.source for row in world.rows if row.target == town.mixer and row.source not in loot.mixing]
    clients = [row.target for row in world.rows if row.source == town.services[0].hot]
    others = [*dict.fromkeys(firms)][:5] + [who for who in dict.fromkeys(clients) if who in town.people][
        :14
    ]
    return list(dict.fromkeys([*way, *doors, *places, *others]))
