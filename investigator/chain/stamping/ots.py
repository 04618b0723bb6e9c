"""OpenTimestamps: a calendar commits a hash to Bitcoin's chain, where it can be found by anyone later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from investigator.chain.stamping import post
from investigator.errors import Trouble

if TYPE_CHECKING:
    from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

KIND = "opentimestamps"
HEADERS = {"Accept": "application/vnd.opentimestamps.v1", "User-Agent": "investigator"}
PATH = 200
"""Steps of a proof that are read."""


@dataclass(frozen=True)
class Anchor:
    """Where a hash is committed: in the Bitcoin block `height`, whose header must have the Merkle root `root`;
    or, where `height` is `None`, with the calendar `calendar`, which will commit it.
    """

    height: int | None
    root: str
    calendar: str


def ask(url: str, digest: bytes) -> bytes:
    """The proof of a calendar for a SHA-256, as an `.ots` file. Raises `Trouble` if there is none."""
    from opentimestamps.core.op import OpSHA256
    from opentimestamps.core.timestamp import DetachedTimestampFile

    answer = post.ask(url.rstrip("/") + "/digest", digest, HEADERS)
    return _written(DetachedTimestampFile(OpSHA256(), _stamp(answer, digest)))


def upgrade(file: bytes) -> bytes | None:
    """The proof with what its calendars have added since; `None` if they have not. Raises `Trouble`.

    Only the calendar that the proof itself names is asked.
    """
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation

    held = _read(file)
    found = False
    for at in list(_all(held.timestamp)):
        for claim in list(at.attestations):
            if not isinstance(claim, PendingAttestation):
                continue
            more = _stamp(
                post.ask(f"{claim.uri.rstrip('/')}/timestamp/{at.msg.hex()}", None, HEADERS), at.msg
            )
            if any(isinstance(one, BitcoinBlockHeaderAttestation) for _, one in more.all_attestations()):
                at.merge(more)
                found = True
    return _written(held) if found else None


def look(file: bytes, digest: bytes) -> list[Anchor]:
    """Where a proof over this SHA-256 leads. Raises `ValueError` if it is none, or over something else."""
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation

    try:
        held = _read(file)
    except Trouble as wrong:
        raise ValueError(str(wrong)) from wrong
    if held.file_digest != digest:
        raise ValueError("the proof is over something else")
    found: list[Anchor] = []
    for message, claim in held.timestamp.all_attestations():
        if isinstance(claim, BitcoinBlockHeaderAttestation):
            found.append(Anchor(int(claim.height), bytes(reversed(message)).hex(), ""))
        elif isinstance(claim, PendingAttestation):
            found.append(Anchor(None, "", str(claim.uri)))
    return sorted(found, key=lambda one: (one.height is None, one.height or 0, one.calendar))


def _all(stamp: Timestamp) -> list[Timestamp]:
    found, at = [stamp], 0
    while at < len(found):
        found += list(found[at].ops.values())
        at += 1
    return found


def _stamp(answer: bytes, message: bytes) -> Timestamp:
    from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
    from opentimestamps.core.timestamp import Timestamp

    try:
        return Timestamp.deserialize(BytesDeserializationContext(answer), message, _recursion_limit=PATH)
    except (DeserializationError, ValueError, RecursionError) as wrong:
        raise Trouble("The calendar's answer is no proof of OpenTimestamps.") from wrong


def _read(file: bytes) -> DetachedTimestampFile:
    from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
    from opentimestamps.core.timestamp import DetachedTimestampFile

    try:
        return DetachedTimestampFile.deserialize(BytesDeserializationContext(file))
    except (DeserializationError, ValueError, RecursionError) as wrong:
        raise Trouble("That is no proof of OpenTimestamps.") from wrong


def _written(held: DetachedTimestampFile) -> bytes:
    from opentimestamps.core.serialize import BytesSerializationContext

    context = BytesSerializationContext()
    held.serialize(context)
    return bytes(context.getbytes())
