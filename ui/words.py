"""How amounts, times, addresses and counts are written, and how foreign text is made harmless."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from investigator import switches
from investigator.address import chain_of, checksummed
from investigator.exports import cells
from investigator.money import show_amount
from investigator.records import Clock, TransferKind
from investigator.when import show

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

KINDS: dict[TransferKind, str] = {
    TransferKind.NATIVE: "native",
    TransferKind.INTERNAL: "internal",
    TransferKind.ERC20: "ERC-20",
    TransferKind.ERC721: "ERC-721",
    TransferKind.ERC1155: "ERC-1155",
    TransferKind.WRAP: "wrap",
    TransferKind.UNWRAP: "unwrap",
    TransferKind.WITHDRAWAL: "withdrawal",
    TransferKind.LEDGER: "ledger",
}

SHORT = 18
"""Characters that an account's id may have to be shown whole in a list."""

_CAIP = re.compile(
    r"\b(?:[a-z0-9-]{3,8}):[A-Za-z0-9_-]{1,32}:[A-Za-z0-9%.-]{20,128}\b|\b0x[0-9a-fA-F]{40}\b"
)


plain = cells.plain
"""Foreign text on one line, with everything invisible made visible."""


def plain_lines(text: str) -> str:
    """As `plain`, with the line breaks kept."""
    return "\n".join(plain(line.replace("\t", "    ")) for line in text.splitlines())


def tip(text: str) -> str:
    """Text for a tool tip: Qt takes what looks like HTML for HTML, so it is escaped and marked as such."""
    return f"<qt><span style='white-space: pre-wrap'>{html.escape(plain_lines(text))}</span></qt>"


def caption(text: str) -> str:
    """Foreign text for a button or menu, where an ampersand would otherwise underline the next letter."""
    return plain(text, 60).replace("&", "&&")


def shorten(address: str) -> str:
    """An address short enough for a list: `0x9f2C…41aB`, checksummed on an EVM chain; a short id whole."""
    text = whole(address)
    return text if len(text) <= SHORT else f"{text[:6]}…{text[-4:]}"


def whole(address: str) -> str:
    """An address in full as its chain writes it; the chain is said elsewhere."""
    return plain(checksummed(address))


def place(address: str) -> str:
    """Where an address lives: its CAIP-2 chain, or the namespace of its data set."""
    return plain(chain_of(address) or address.partition(":")[0], 40)


def shorten_in(text: str) -> str:
    """A sentence with its whole addresses shortened."""
    return _CAIP.sub(lambda found: _shortened(found[0]), text)


def _shortened(address: str) -> str:
    """Without its chain, an address stands as it is shown already."""
    return shorten(address) if ":" in address else f"{address[:6]}…{address[-4:]}"


def when(time: int, clock: Clock, zone: tzinfo | None = None) -> str:
    """`2026-03-02 04:00:00` (in UTC, or in `zone` with its offset), `step 41` or `block 5,233,833`."""
    if clock != Clock.UTC or zone is None:
        return show(time, clock)
    try:
        return (EPOCH + timedelta(seconds=time)).astimezone(zone).isoformat(" ")
    except OverflowError:
        return show(time, clock)


def own_zone() -> tzinfo | None:
    """The analyst's zone (`INVESTIGATOR_ZONE`, or the preference); `None` for the system's."""
    return _zone(os.environ.get(switches.ZONE, ""))


@cache
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def in_base_units() -> bool:
    """Whether amounts are to be written in base units (`INVESTIGATOR_UNITS`, or the preference)."""
    return os.environ.get(switches.UNITS, "") == "base"


def local(time: int, zone: tzinfo | None = None) -> str:
    """UTC seconds in the analyst's zone, with its name; without `zone` in the one preferred."""
    try:
        moment = datetime.fromtimestamp(time, UTC).astimezone(zone or own_zone())
    except (OverflowError, OSError, ValueError):
        return ""
    return f"{moment:%Y-%m-%d %H:%M:%S} {moment.tzname()}"


def when_tip(time: int, clock: Clock, zone: tzinfo | None = None) -> str:
    """The time in UTC and in the analyst's zone, one under the other."""
    if clock != Clock.UTC:
        return when(time, clock)
    local = (EPOCH + timedelta(seconds=time)).astimezone(zone or own_zone()) if abs(time) < 2**37 else None
    there = f"\n{local:%Y-%m-%d %H:%M:%S} {local.tzname()}" if local else ""
    return f"{when(time, clock)} UTC{there}"


def moment(microseconds: int) -> str:
    """A time of the journal, to the second, in UTC."""
    return when(microseconds // 1_000_000, Clock.UTC)


def broken(text: str, at: int = 34) -> str:
    """A long hash or number on lines of equal length, so that it is never cut."""
    lines = -(-len(text) // at)
    step = -(-len(text) // max(1, lines))
    return (
        "\n".join(text[start : start + step] for start in range(0, len(text), step)) if lines > 1 else text
    )


def amount(units: int, decimals: int | None, symbol: str, places: int | None = None) -> str:
    """An exact amount with its unit; where base units are wanted, or no others are known, it says that they are."""
    unit = plain(symbol, 24)
    if decimals is None or in_base_units():
        return f"{figure(units, None)} {unit} base units".replace("  ", " ")
    return f"{figure(units, decimals, places=places)} {unit}".rstrip()


def figure(units: int, decimals: int | None, *, grouped: bool = True, places: int | None = None) -> str:
    """An exact amount without its unit, in the units that are wanted."""
    return show_amount(units, None if in_base_units() else decimals, grouped=grouped, places=places)


def kind(transfer: TransferKind, ok: bool = True, standing: bool = True, provisional: bool = False) -> str:
    """How value moved; what did not move, was replaced, or may yet be replaced says so."""
    state = "replaced" if not standing else "failed" if not ok else "not final" if provisional else ""
    return f"{KINDS[transfer]} · {state}" if state else KINDS[transfer]


def asset(symbol: str, limit: int, doubts: Sequence[tuple[str, str]] = ()) -> str:
    """What an asset calls itself; a suspect one says so."""
    return f"{plain(symbol, limit)} · suspect" if doubts else plain(symbol, limit)


def doubtful(doubts: Sequence[tuple[str, str]]) -> str:
    """Why a token is suspect, a line each; '' if it is not."""
    return "\n".join(f"Suspect token: {plain(detail, 200)}." for _, detail in doubts)


def standing(ok: bool, standing: bool, provisional: bool) -> str:
    """What there is to say about a transfer that may not be taken for a settled one; '' if it may."""
    if not standing:
        return "A reorganisation of the chain replaced its block: nothing moved. It is kept as evidence."
    if not ok:
        return "The transaction failed: nothing moved. It is kept as evidence of the attempt."
    return (
        "Its block was not final when it was last asked: it may still be replaced." if provisional else ""
    )


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 transfer`, `21,406 transfers`; irregular plurals are given."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def count_of(shown: int, total: int, noun: str) -> str:
    """`148 of 21,406 transfers`."""
    return f"{shown:,} of {plural(total, noun)}"


def size(count: int) -> str:
    """A number of bytes as people read it."""
    for power, unit in ((3, "GB"), (2, "MB"), (1, "kB")):
        if count >= 1000**power:
            return f"{count / 1000**power:,.1f} {unit}"
    return f"{count:,} B"


def speed(each_second: float) -> str:
    """How fast work goes: `1,240 a second`, `12 a minute`."""
    if each_second >= 1:
        return f"{each_second:,.0f} a second"
    return (
        f"{each_second * 60:,.0f} a minute"
        if each_second * 60 >= 1
        else f"{each_second * 3600:,.0f} an hour"
    )


def span(seconds: float) -> str:
    """How long something takes: `8 s`, `2 min 5 s`, `3 h 12 min`."""
    total = max(0, round(seconds))
    if total < 60:
        return f"{total} s"
    if total < 3600:
        return f"{total // 60} min {total % 60} s"
    return f"{total // 3600:,} h {total % 3600 // 60} min"
