"""Time stamps of RFC 3161: an authority signs that it saw a hash at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from investigator.chain.stamping import post
from investigator.chain.stamping.ordering import in_order
from investigator.errors import Trouble

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

KIND = "rfc3161"


@dataclass(frozen=True)
class Seen:
    """What an authority says: when, and who it says it is. `trusted`: whether a known root vouches for it."""

    at: datetime
    authority: str
    trusted: bool


def ask(url: str, message: bytes) -> bytes:
    """The authority's answer over SHA-256 of `message`, as it came. Raises `Trouble` if it is none."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    made = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    answer = post.ask(url, made.as_bytes(), headers)
    found = _read(answer)
    if found.tst_info.nonce != made.nonce:
        raise Trouble(f"{post.shown(url)} answered another question; its time stamp is not taken.")
    return answer


def look(answer: bytes, message: bytes, roots: str) -> Seen:
    """Check a time stamp over `message` against root certificates in PEM ('' for none).

    Without roots only that the answer is over this message: who signed cannot be told then. Raises `ValueError`,
    saying why, if it does not hold.
    """
    found = _read(answer)
    given = certificates(roots)
    if given:
        _check(found, message, given)
    elif found.tst_info.message_imprint.message != hashlib.sha256(message).digest():
        raise ValueError("the time stamp is over something else")
    leaf = _leaf(found)
    return Seen(found.tst_info.gen_time, leaf.subject.rfc4514_string() if leaf else "", bool(given))


def _check(found: TimeStampResponse, message: bytes, roots: list[Certificate]) -> None:
    from rfc3161_client import VerificationError, VerifierBuilder

    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify_message(found, message)
    except (VerificationError, ValueError) as wrong:
        # OpenSSL's stack of errors says nothing to an examiner
        reason = str(wrong).split(": ErrorStack")[0]
        raise ValueError(
            f"its signature does not lead to the root certificates given ({reason})"
        ) from wrong


def certificates(pem: str) -> list[Certificate]:
    """Certificates in PEM. Raises `ValueError` for text that is none."""
    from cryptography.x509 import load_pem_x509_certificates

    return load_pem_x509_certificates(pem.encode()) if pem.strip() else []


def _read(answer: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    try:
        found = decode_timestamp_response(in_order(answer))
        if found.status != 0:
            raise Trouble("The authority refused to stamp; its answer has no time stamp.")
        _ = found.tst_info  # an answer without a token raises here
    except ValueError as wrong:
        raise Trouble("The authority's answer is no time stamp of RFC 3161.") from wrong
    return found


def _leaf(found: TimeStampResponse) -> Certificate | None:
    from cryptography.x509 import load_der_x509_certificate

    signers = {(one.issuer, one.serial_number) for one in found.signed_data.signer_infos}
    made = [load_der_x509_certificate(one) for one in found.signed_data.certificates]
    return next((one for one in made if (one.issuer, one.serial_number) in signers), None)
