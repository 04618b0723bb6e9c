"""The journal: its chain of hashes, what was taken in from other copies, signatures and time stamps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from investigator.package.verifier.container import (
    BROKEN,
    MANIFEST,
    MANIFEST_SIGNATURE,
    Container,
    Finding,
    canonical_text,
    sha256_of,
)
from investigator.package.verifier.edwards import ed25519_holds
from investigator.package.verifier.secp import signer_of, typed_digest

ZEROS = "0" * 64
_LINE_FIELDS = ("body", "done_at", "prev", "seq", "tool", "verb", "who")
_STATEMENT = (
    "case",
    "first",
    "last",
    "root",
    "head",
    "previous",
    "who",
    "tool",
    "signed_at",
    "scheme",
    "key",
)


def journal_of(package: Container) -> list[dict[str, Any]]:
    """All lines of the journal."""
    return list(package.rows("journal.jsonl"))


def check_chain(
    lines: Sequence[dict[str, Any]], first: int = 1, prev: str = ZEROS, where: str = "journal"
) -> Iterator[Finding]:
    """The first line that breaks the chain. Of a line that is withheld only its hash is bound."""
    for seq, line in enumerate(lines, start=first):
        reason = ""
        if line["seq"] != seq:
            reason = f"line {seq} is missing"
        elif line["prev"] != prev:
            reason = "the line does not follow the one before it"
        elif "withheld" not in line:
            bare = {name: line[name] for name in _LINE_FIELDS}
            if sha256_of(canonical_text(bare).encode()) != line["hash"]:
                reason = "the line does not match its hash"
            elif canonical_text(json.loads(line["body"])) != line["body"]:
                reason = "the line is not canonical JSON"
        if reason:
            yield Finding(where, line["seq"], reason)
            return
        prev = line["hash"]


def check_journal(package: Container, lines: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """The chain, that it ends where the manifest says, and the lines that other copies brought."""
    yield from check_chain(lines)
    head = {"seq": lines[-1]["seq"], "hash": lines[-1]["hash"]} if lines else None
    if head != package.manifest.get("head"):
        yield Finding(
            "journal", lines[-1]["seq"] if lines else None, "it does not end where the manifest says"
        )
    stretches: dict[str, list[dict[str, Any]]] = {}
    for row in package.rows("grafted_line.jsonl"):
        stretches.setdefault(row.pop("stretch"), []).append(row)
    known = {
        line["hash"]: line for line in [*lines, *(line for some in stretches.values() for line in some)]
    }
    for line in list(known.values()):
        if line["verb"] != "graft" or "withheld" in line:
            continue
        body = json.loads(line["body"])
        head, since = body["head"], body["common"]
        taken = stretches.pop(head["hash"], [])
        if not taken or (taken[-1]["hash"], taken[-1]["seq"]) != (head["hash"], head["seq"]):
            yield Finding("grafted_line", line["seq"], "the lines that were taken in are not all there")
            return
        yield from check_chain(taken, since["seq"] + 1, since["hash"], "grafted_line")
    for some in list(stretches.values())[:1]:
        if not any("withheld" in line for line in known.values() if line["verb"] == "graft"):
            yield Finding("grafted_line", some[0]["seq"], "no journal line took it in")


def merkle_root(hashes: Sequence[str]) -> str:
    """The root over lines' hashes, as RFC 6962 (section 2.1) builds it."""
    level = [hashlib.sha256(b"\x00" + bytes.fromhex(one)).digest() for one in hashes]
    while len(level) > 1:
        pairs = range(0, len(level) - 1, 2)
        paired = [hashlib.sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in pairs]
        level = paired + level[len(paired) * 2 :]
    return level[0].hex() if level else sha256_of(b"")


def statement_holds(text: str, signature: str) -> bool:
    """Whether the key that a statement names has signed it."""
    said, made = json.loads(text), bytes.fromhex(signature)
    if said["scheme"] == "Ed25519":
        return ed25519_holds(bytes.fromhex(said["key"]), b"Investigator custody\n" + text.encode(), made)
    return bool(
        said["scheme"] == "EIP-712" and signer_of(typed_digest(said, _STATEMENT), made) == said["key"]
    )


def check_signatures(
    package: Container, lines: Sequence[dict[str, Any]], expected: Sequence[str]
) -> Iterator[Finding]:
    """The first signature that does not fit the lines, the one before it, its key, or the keys `expected`."""
    keys: dict[str, int] = {}
    for line in lines:
        if line["verb"] == "examiner" and "body" in line:
            keys.setdefault(json.loads(line["body"]).get("key"), line["seq"])
    done, previous, hashes = 0, ZEROS, [line["hash"] for line in lines]
    for number, row in enumerate(package.rows("signature.jsonl"), start=1):
        try:
            text, said = row["statement"], json.loads(row["statement"])
            covered = hashes[said["first"] - 1 : said["last"]]
            checks = {
                "the statement is not canonical JSON": canonical_text(said) == text
                and set(said) == set(_STATEMENT),
                "a signature before it is missing": row["id"] == number,
                "the row does not match its hash": row["hash"]
                == sha256_of(canonical_text([text, row["signature"]]).encode()),
                "the row names other lines than its statement": (row["first_seq"], row["last_seq"])
                == (said["first"], said["last"]),
                "it does not follow the signature before it": (said["first"], said["previous"])
                == (done + 1, previous),
                "it is of another case": hashes[:1] == [said["case"]],
                "journal lines that it covers are missing": said["last"] <= len(lines),
                "the journal lines are not those that were signed": merkle_root(covered) == said["root"]
                and covered[-1:] == [said["head"]],
                "no journal line introduces the key that signed": keys.get(said["key"], len(lines) + 1)
                <= said["last"],
                "the key is not one of those expected": not expected or said["key"] in expected,
                "the signature is not by the key that it names": statement_holds(text, row["signature"]),
            }
        except BROKEN as wrong:
            checks, said = {f"the signature cannot be read: {wrong}": False}, {"last": 0}
        for reason, fits in checks.items():
            if not fits:
                yield Finding("signature", row.get("id"), reason)
                return
        done, previous = said["last"], row["hash"]


def check_stamps(package: Container, lines: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """The first time stamp that is not what it was, or of another journal; the stamps themselves are for openssl."""
    signed = {row["hash"] for row in package.rows("signature.jsonl")} | {""}
    for number, row in enumerate(package.rows("time_stamp.jsonl"), start=1):
        fields = [row[name] for name in ("id", "seq", "kind", "authority", "target", "token", "roots")]
        said, digest = json.loads(row["target"]), hashlib.sha256(row["target"].encode()).digest()
        reason = ""
        if row["id"] != number:
            reason = "a time stamp before it is missing"
        elif sha256_of(canonical_text([*fields, row["stamped_at"]]).encode()) != row["hash"]:
            reason = "the row does not match its hash"
        elif (
            said["seq"] != row["seq"]
            or not 0 < said["seq"] <= len(lines)
            or said["head"] != lines[said["seq"] - 1]["hash"]
            or said["signature"] not in signed
        ):
            reason = "the journal is not the one that was stamped"
        elif digest not in bytes.fromhex(row["token"]) and row["kind"] == "rfc3161":
            reason = "the time stamp is of something else"
        if reason:
            yield Finding("time_stamp", row["id"], reason)
            return


def check_manifest_signature(package: Container, expected: Sequence[str]) -> Iterator[Finding]:
    """Whether who signed the package signed this manifest."""
    if MANIFEST_SIGNATURE not in package.names:
        return
    try:
        kept = json.loads(package.small(MANIFEST_SIGNATURE))
        said = json.loads(kept["statement"])
        checks = {
            "the file is not canonical JSON": canonical_text(kept).encode()
            == package.small(MANIFEST_SIGNATURE),
            "it is of another package": said["root"] == sha256_of(package.small(MANIFEST))
            and said["case"] == f"package:{package.manifest['case']}",
            "the key is not one of those expected": not expected or said["key"] in expected,
            "the signature is not by the key that it names": statement_holds(
                kept["statement"], kept["signature"]
            ),
        }
    except BROKEN as wrong:
        checks = {f"it cannot be read: {wrong}": False}
    for reason, fits in checks.items():
        if not fits:
            yield Finding(MANIFEST_SIGNATURE, None, reason)
            return
