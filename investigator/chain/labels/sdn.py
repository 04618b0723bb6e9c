"""OFAC's list of Specially Designated Nationals as the Treasury publishes it in XML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from investigator.chain import tables
from investigator.chain.labels import claims
from investigator.chain.labels.claims import CONFIDENCE, Claims
from investigator.chain.labels.naming import DELISTING
from investigator.chain.labels.networks import address_on
from investigator.chain.labels.sdn_reader import Listing, Party, SdnReader
from investigator.chain.source import Batch, Description, ImportOptions
from investigator.chain.tables import Fingerprint
from investigator.progress import Tick

_ROOTS = (b"<Sanctions", b"<sdnList", b":Sanctions", b":sdnList")


class SdnList:
    """An SDN list in XML: a claim for each digital currency address on it."""

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint) -> None:
        self.path = path
        self.mark = mark
        self.options = options

    def describe(self) -> Description:
        """The file."""
        request = {"chain": self.options.chain, "namespace": self.options.namespace}
        return Description("ofac", self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """All claims at once. Raises `Trouble` if the file is damaged or is not what it should be."""
        reader, done = SdnReader(self.path.name), 0
        for piece in tables.pieces(self.path):
            tick(done, self.mark.size, f"Reading {self.path.name}")
            reader.feed(piece)
            done += len(piece)
        reader.close()
        found, number = Claims(), 0
        for party in reader.listing.parties.values():
            for currency, address in party.addresses:
                number += 1
                claim = partial(self._claim, reader.listing, party, currency, address)
                found.take(number, f"{currency} {address}", claim)
        yield found.batch()

    def _claim(self, listing: Listing, party: Party, currency: str, address: str) -> list[dict[str, Any]]:
        programs = ", ".join(dict.fromkeys(party.programs))
        said = (
            f"Listed as {currency}",
            f"SDN {party.id}" if party.id else "",
            f"programs {programs}" if programs else "",
            f"since {party.since}" if party.since else "",
            f"on the list of {listing.date}" if listing.date else "the list gives no date",
        )
        row = claims.claim(
            address_on(address, currency, self.options),
            f"OFAC: {party.name}" if party.name else "OFAC sanctions list (SDN)",
            "sanction",
            f"OFAC SDN list of {listing.date}" if listing.date else f"OFAC SDN list ({self.path.name})",
            confidence=CONFIDENCE["authority_data"],
            note=f"{'; '.join(filter(None, said))}. {DELISTING}",
            claimed_on=listing.date,
        )
        return [row]


def is_sdn(head: bytes) -> bool:
    """Whether a file that begins so is such a list."""
    plain = head.replace(b"\0", b"")  # UTF-16 as well
    return plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<" and any(one in plain for one in _ROOTS)
