"""What sources claim about addresses, as rows of the evidence table `tag`; the words they use, as concepts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from investigator import taxonomy
from investigator.chain.source import KEPT_BAD_ROWS, BadRow, Batch

CONFIDENCE: Mapping[str, int] = {
    "override": 100,
    "ownership": 100,
    "ledger_immanent": 100,
    "manual_transaction": 90,
    "service_api": 70,
    "forensic_investigation": 70,
    "authority_data": 60,
    "trusted_provider": 50,
    "service_data": 50,
    "forensic": 50,
    "untrusted_transaction": 40,
    "web_crawl": 20,
    "heuristic": 10,
    "unknown": 5,
}
"""Levels of a TagPack's confidence ids."""

UNSAID = 50
"""The confidence of a claim whose source states none."""

TEXT, NOTE = 10_000, 2_000
"""Characters of one text, and of a note, that are kept."""

_MEANT: Mapping[str, str] = {
    **dict.fromkeys(("phish", "phish_hack", "phisher", "phishers", "fake_phishing", "drainer"), "phishing"),
    **dict.fromkeys(("scams", "scammer", "scammers", "scambot", "fraud", "fake", "honeypot"), "scam"),
    **dict.fromkeys(("spam", "spam_token", "rug_pull", "rugpull"), "scam"),
    **dict.fromkeys(("heist", "hack", "hacker", "hackers", "attacker"), "hacking"),
    **dict.fromkeys(("exploiter", "exploits"), "exploit"),
    **dict.fromkeys(("ponzi", "ponzis"), "ponzi_scheme"),
    **dict.fromkeys(("mixer", "mixers", "tumbler", "tornado"), "mixing_service"),
    **dict.fromkeys(("ransom", "ransomwares"), "ransomware"),
    **dict.fromkeys(("darknet", "darkweb", "dark_market"), "dark_web"),
    **dict.fromkeys(("sanctions", "sanctioned", "ofac", "sdn", "ofac_sanctioned"), "sanction"),
    **dict.fromkeys(("blacklist", "blacklisted", "blocked", "darklist", "malicious", "denylist"), "black_list"),
    **dict.fromkeys(("whitelist", "allowlist"), "white_list"),
    **dict.fromkeys(("exchanges", "cex", "cex_wallet"), "exchange"),
    **dict.fromkeys(("victims",), "victim"),
    **dict.fromkeys(("dex",), "defi_dex"),
    **dict.fromkeys(("bridge", "bridges"), "defi_bridge"),
}  # fmt: skip
"""Words of published lists that are no concepts themselves."""

_WORD = re.compile(r"[a-z]+")


@dataclass
class Claims:
    """Claims as they are gathered, and the entries that give none, with the reason."""

    good: list[dict[str, Any]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    bad_rows: int = 0

    def take(self, line: int, content: object, read: Callable[[], Iterable[dict[str, Any]]]) -> None:
        """Add what an entry claims; `read` raises `ValueError` with the reason where it cannot be used."""
        try:
            self.good += read()
        except ValueError as error:
            self.bad_rows += 1
            if len(self.bad) < KEPT_BAD_ROWS:
                self.bad.append(BadRow(line, str(error), str(content)[:500]))

    def batch(self) -> Batch:
        """All of it."""
        return Batch(tags=tuple(self.good), bad=tuple(self.bad), bad_rows=self.bad_rows)


def claim(
    address: str,
    label: str,
    category: str,
    source: str,
    *,
    confidence: int = UNSAID,
    note: str = "",
    claimed_on: str = "",
    illicit: bool | None = None,
) -> dict[str, Any]:
    """A row of `tag`. Where nothing says what it means to a model, its category does."""
    return {
        "address": address,
        "label": label or "unnamed",
        "category": category,
        "confidence": confidence,
        "source": source,
        "note": note[:NOTE],
        "claimed_on": claimed_on,
        "illicit": taxonomy.illicit(category) if illicit is None else illicit,
    }


def concept(words: Iterable[object]) -> str:
    """The first of these words that is a concept, or is known to mean one; else 'unknown'."""
    for word in words:
        plain = "_".join(text(word).lower().replace("-", " ").split())
        found = plain if plain in taxonomy.CONCEPTS else _MEANT.get(plain, "unknown")
        if found != "unknown":
            return found
    return "unknown"


def concept_in(words: str) -> str:
    """The first concept that free text speaks of, such as 'Fake_Phishing3901'; else 'unknown'.

    To be used of lists only that are black lists anyway: 'stolen from the exchange' is about no exchange.
    """
    found = (_MEANT.get(word, word) for word in _WORD.findall(words.lower()))
    return next((word for word in found if taxonomy.illicit(word)), "unknown")


def confidence(words: str) -> int:
    """The level of a confidence as written: an id of TagPacks', or a number up to 100."""
    if words in CONFIDENCE:
        return CONFIDENCE[words]
    return min(max(int(words), 0), 100) if words.isdecimal() and len(words) < 4 else UNSAID


def meaning(words: str) -> bool | None:
    """Whether a word says illicit or ordinary by itself."""
    word = words.strip().lower()
    if word in _ILLICIT:
        return True
    return False if word in _ORDINARY else None


_ILLICIT = frozenset("1 1.0 true yes illicit fraud fraudulent suspicious scam laundering bad".split())
_ORDINARY = frozenset("0 0.0 false no licit legit legitimate ordinary benign normal good".split())


def text(value: object) -> str:
    """A value of a list as text: '' for none, dates as written in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value).strip()[:TEXT]
