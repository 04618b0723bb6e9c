"""The elements of OFAC's list in XML, read as a stream: parties that have digital currency addresses.

Both forms that the Treasury publishes are understood: the advanced one (the sanctions data model of the UN), and the
plain one. A document type or an entity that a file declares is refused, whatever it means; of the file itself only
the path to the present element and what was found are in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from investigator.errors import Trouble

DEPTH, TEXT, LISTED = 64, 4096, 1_000_000
"""Nested elements, characters of one element's text that are kept, and addresses: more is no such list."""

_CURRENCY = re.compile(r"Digital Currency Address\s*-\s*([A-Za-z0-9]{2,10})")
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")

Attributes = dict[str, str]


@dataclass
class Party:
    """A sanctioned party: who it is, under which programs since when, and its addresses with their currencies."""

    id: str = ""
    name: str = ""
    since: str = ""
    programs: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Listing:
    """What a list says: its date (ISO 8601, or ''), and the parties that have addresses, in its order."""

    date: str = ""
    parties: dict[str, Party] = field(default_factory=dict)


class SdnReader:
    """Feed it with pieces of a file; `listing` is complete after `close`. Raises `Trouble`."""

    def __init__(self, name: str) -> None:
        self.listing = Listing()
        self._name = name
        self._path: list[tuple[str, Attributes]] = []
        self._text: list[str] = []
        self._room = TEXT
        self._currencies: dict[str, str] = {}
        self._party = Party()
        self._name_parts: list[str] = []
        self._named_primarily = False
        self._currency = ""
        self._date: dict[str, str] = {}
        self._count = 0
        self._ends: dict[str, Callable[[str, str, Attributes], None]] = {
            **dict.fromkeys(("Year", "Month", "Day"), self._date_part),
            **{"DateOfIssue": self._issued, "Date": self._entered, "Publish_Date": self._published},
            **{"FeatureType": self._feature_type, "VersionDetail": self._detail, "Comment": self._comment},
            **{"NamePartValue": self._name_part, "Alias": self._alias, "DistinctParty": self._party_ends},
            **dict.fromkeys(("lastName", "firstName"), self._plain_name),
            **{"uid": self._uid, "program": self._program, "sdnEntry": self._party_ends},
            **{"idType": self._id_type, "idNumber": self._id_number},
        }
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def feed(self, piece: bytes) -> None:
        """Read on."""
        self._parse(piece, final=False)

    def close(self) -> None:
        """The file is at its end."""
        self._parse(b"", final=True)
        if not self.listing.parties:
            raise Trouble(f"{self._name} lists no digital currency address; is it the whole SDN list?")

    def _parse(self, piece: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as error:
            reason = f"{expat.ErrorString(error.code)}, line {error.lineno}"
            raise Trouble(f"{self._name} is damaged XML: {reason}.") from error

    def _refuse(self, *_: object) -> None:
        raise Trouble(
            f"{self._name} is refused: it declares a document type or an entity, which no SDN list does."
        )

    def _start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if len(self._path) >= DEPTH:
            raise Trouble(f"{self._name} is refused: it is nested deeper than any SDN list.")
        if local in {"DistinctParty", "sdnEntry"}:
            self._party, self._named_primarily = Party(attributes.get("FixedRef", "")), False
        elif local == "Profile":
            self._party.id = attributes.get("ID", self._party.id)
        elif local == "Alias":
            self._name_parts = []
        elif local in {"DateOfIssue", "Date"}:
            self._date = {}
        self._path.append((local, attributes))
        self._text, self._room = [], TEXT

    def _characters(self, text: str) -> None:
        if self._room > 0:
            self._text.append(text[: self._room])
            self._room -= len(text)

    def _end(self, _: str) -> None:
        local, attributes = self._path.pop()
        act = self._ends.get(local)
        if act:
            act(local, " ".join("".join(self._text).split()), attributes)
        self._text = []

    def _within(self, name: str) -> Attributes | None:
        """The attributes of the innermost open element of this name."""
        return next((found for local, found in reversed(self._path) if local == name), None)

    def _entry(self) -> Party | None:
        """The party with addresses that the open entry of the list is about."""
        entry = self._within("SanctionsEntry")
        return self.listing.parties.get(entry.get("ProfileID", "")) if entry else None

    def _date_part(self, name: str, text: str, _: Attributes) -> None:
        if text.isascii() and text.isdecimal() and len(text) <= 4:
            self._date.setdefault(name, text)

    def _issued(self, *_: object) -> None:
        self.listing.date = self.listing.date or _iso(self._date)

    def _entered(self, *_: object) -> None:
        party = self._entry()
        if party and not party.since and self._within("EntryEvent") is not None:
            party.since = _iso(self._date)

    def _published(self, _: str, text: str, __: Attributes) -> None:
        match = _AMERICAN.fullmatch(text)
        if match:
            self.listing.date = _iso(dict(zip(("Month", "Day", "Year"), match.groups(), strict=True)))

    def _feature_type(self, _: str, text: str, attributes: Attributes) -> None:
        match = _CURRENCY.fullmatch(text)
        if match:
            self._currencies[attributes.get("ID", "")] = match[1].upper()

    def _detail(self, _: str, text: str, __: Attributes) -> None:
        feature = self._within("Feature") or {}
        self._found(self._currencies.get(feature.get("FeatureTypeID", ""), ""), text)

    def _found(self, currency: str, address: str) -> None:
        if not currency or not address:
            return
        self._count += 1
        if self._count > LISTED:
            raise Trouble(f"{self._name} is refused: it lists more than {LISTED:,} addresses.")
        self._party.addresses.append((currency, address[:200]))

    def _comment(self, _: str, text: str, __: Attributes) -> None:
        party = self._entry()
        if party and text and self._within("SanctionsMeasure") is not None:
            party.programs.append(text[:100])

    def _name_part(self, _: str, text: str, __: Attributes) -> None:
        self._name_parts.append(text)

    def _alias(self, _: str, __: str, attributes: Attributes) -> None:
        name = " ".join(filter(None, self._name_parts))[:300]
        primary = attributes.get("Primary", "").lower() == "true"
        if name and (not self._party.name or (primary and not self._named_primarily)):
            self._party.name, self._named_primarily = name, primary

    def _plain_name(self, _: str, text: str, __: Attributes) -> None:
        if self._path and self._path[-1][0] == "sdnEntry":  # not that of an alias
            self._party.name = ", ".join(filter(None, (self._party.name, text)))[:300]

    def _uid(self, _: str, text: str, __: Attributes) -> None:
        if self._path and self._path[-1][0] == "sdnEntry":
            self._party.id = text[:40]

    def _program(self, _: str, text: str, __: Attributes) -> None:
        self._party.programs.append(text[:100])

    def _id_type(self, _: str, text: str, __: Attributes) -> None:
        match = _CURRENCY.fullmatch(text)
        self._currency = match[1].upper() if match else ""

    def _id_number(self, _: str, text: str, __: Attributes) -> None:
        self._found(self._currency, text)
        self._currency = ""

    def _party_ends(self, *_: object) -> None:
        party, self._party = self._party, Party()
        if party.addresses:
            held = self.listing.parties.setdefault(party.id, party)
            if held is not party:
                held.addresses += party.addresses


def _iso(parts: dict[str, str]) -> str:
    year, month, day = (int(parts.get(name, "0")) for name in ("Year", "Month", "Day"))
    return f"{year:04}-{month:02}-{day:02}" if year and 1 <= month <= 12 and 1 <= day <= 31 else ""
