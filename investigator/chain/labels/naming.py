"""What a list of bare addresses says by its name: who publishes it, what is on it, of which currency and date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from investigator import taxonomy
from investigator.chain.labels.claims import CONFIDENCE, UNSAID
from investigator.chain.mapping import FIELDS
from investigator.errors import Trouble

DELISTING = "Addresses are also taken off this list (delisted): hold this against the list of today."
"""What has to be said of each claim that rests on a list of sanctions."""


@dataclass(frozen=True)
class Naming:
    """What holds for all addresses of a list whose entries say nothing else; `date` is the list's, or ''."""

    label: str
    category: str
    source: str
    network: str = ""
    date: str = ""
    note: str = ""
    confidence: int = UNSAID
    authority: bool = False


_DATE = re.compile(r"(?<![0-9])(20[0-9]{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_OFAC = re.compile(
    r"sanctioned_addresses_([A-Z0-9]{2,6})(?![A-Za-z0-9])|\bofac\b|\bsdn\b|ofac_|sanction", re.IGNORECASE
)
_MEANINGS = (
    (r"victim", "victim"),
    (r"white.?list|allow.?list", "white_list"),
    (r"scam.?sniffer|phish|drainer", "phishing"),
    (r"ransom", "ransomware"),
    (r"scam|fraud", "scam"),
    (r"exploit", "exploit"),
    (r"hack|heist", "hacking"),
    (r"mixer|tornado", "mixing_service"),
    (r"dark.?list|black.?list|deny.?list|block.?list|malicious", "black_list"),
    (r"exchange", "exchange"),
)
_PLAIN_NAMES = {"address", "addresses", "all", "combined", "list"}
_SAYABLE = ("label", "category", "source", "date", "network")


def naming(path: Path, said: str = "") -> Naming:
    """What the name of a list says, and in its place what the analyst says, as `category=phishing,date=2024-09-27`.

    Raises `Trouble` for anything else that is said.
    """
    found = _ofac(path) if _OFAC.search(path.stem) else _other(path)
    for part in filter(None, (part.strip() for part in said.split(","))):
        name, equals, value = (word.strip() for word in part.partition("="))
        if equals and name in FIELDS:
            continue  # said of a table that is imported with it
        if not equals or name not in _SAYABLE:
            raise Trouble(
                f"{path.name} is a list of addresses without columns; of it can be said: "
                f"{', '.join(one + '=…' for one in _SAYABLE)}."
            )
        if name == "category" and value not in taxonomy.CONCEPTS:
            raise Trouble(f"{value[:40]!r} is no category; one is phishing, another exchange.")
        found = _with(found, name, value)
    if found.authority and found.date:
        dated = f"OFAC SDN list of {found.date}"
        note = f"On the list of {found.date}. {DELISTING}"
        return replace(found, source=dated if found.source.startswith("OFAC") else found.source, note=note)
    return found


def _with(found: Naming, name: str, value: str) -> Naming:
    said = {one: value if one == name else getattr(found, one) for one in _SAYABLE}
    return replace(
        found,
        label=said["label"],
        category=said["category"],
        source=said["source"],
        date=said["date"],
        network=said["network"],
    )


def _ofac(path: Path) -> Naming:
    match = _OFAC.search(path.stem)
    network = (match[1] or "").upper() if match else ""
    listed = f" as {network}" if network else ""
    return Naming(
        label=f"OFAC sanctions list (SDN){listed}",
        category="sanction",
        source=f"OFAC SDN list ({path.name})",
        network=network,
        date=_date(path.stem),
        note=f"The list gives no date of its own; its file was last changed on {_changed(path)}. {DELISTING}",
        confidence=CONFIDENCE["authority_data"],
        authority=True,
    )


def _other(path: Path) -> Naming:
    name = path.stem.lower()
    words = f"{path.resolve().parent.name.lower()} {name}" if name in _PLAIN_NAMES else name
    category = next((what for pattern, what in _MEANINGS if re.search(pattern, words)), "unknown")
    return Naming(f"On the list {path.name}", category, path.name, date=_date(path.stem))


def _date(name: str) -> str:
    match = _DATE.search(name)
    return "-".join(match.groups()) if match else ""


def _changed(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%d")
