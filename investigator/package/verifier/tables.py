"""The rows: evidence against hashes and seals, raw answers, proofs, scores, lessons and models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from investigator.package.verifier.container import (
    BROKEN,
    Container,
    Finding,
    canonical_text,
    sha256_of,
)
from investigator.package.verifier.edwards import ed25519_holds
from investigator.package.verifier.trie import check_proof

SEALED = 65_536
"""Ids per seal."""

Announced = dict[int, dict[str, Any]]


def announced_by(lines: Sequence[dict[str, Any]], verb: str, key: str) -> Announced:
    """Bodies of journal lines by the number that they announce."""
    found: Announced = {}
    for line in lines:
        if line["verb"] == verb and "body" in line:
            body = json.loads(line["body"])
            if isinstance(body, dict) and isinstance(body.get(key), int):
                found[body[key]] = body
    return found


def row_of(line: str) -> tuple[str, int, int, str | None]:
    """Digest, id, acquisition and canonical text of a line of evidence; the text of a row that was left out is `None`."""
    if line[34:41] == '",null,':
        digest, _, number, acquisition = json.loads(line)
        return digest, number, acquisition, None
    if line[:2] != '["' or line[34:36] != '",' or line[-1:] != "]":
        raise ValueError("a line is not that of a row")
    text = line[36:-1]
    row = json.loads(text)
    return line[2:34], row[0], row[1], text


def check_table(package: Container, table: str, seals: dict[Any, Any]) -> Iterator[Finding]:
    """Every row against its hash, every stretch of rows against its seal; the first that does not fit."""
    stretches: dict[tuple[int, int], list[Any]] = {}
    last = -1
    for line in package.lines(f"evidence/{table}.jsonl"):
        try:
            digest, number, acquisition, text = row_of(line)
        except BROKEN:
            yield Finding(table, last + 1, "the row cannot be read")
            return
        if text is not None and sha256_of(text.encode())[:32] != digest:
            yield Finding(table, number, "the row does not match its digest")
            return
        if number <= last:
            yield Finding(table, number, "the row is not in its place")
            return
        last = number
        kept = stretches.setdefault((acquisition, number // SEALED), [number, 0, hashlib.sha256()])
        kept[1] += 1
        kept[2].update(digest.encode())
    now = {key: (rows, hashed.hexdigest()) for key, (_, rows, hashed) in stretches.items()}
    sealed = {key[1:]: row for key, row in seals.items() if key[0] == table}
    for key in sorted({*now, *sealed}):
        said = sealed.get(key)
        if now.get(key) != (said and (said["rows"], said["sha256"])):
            first = said["first_id"] if said else stretches[key][0]
            yield Finding(table, first, "the rows from here on are not those sealed")
            return


def check_evidence(package: Container, lines: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """All evidence tables, then the acquisitions that brought their rows."""
    seals = list(package.rows("seal.jsonl"))
    by_key = {(row["evidence"], row["acquisition"], row["first_id"] // SEALED): row for row in seals}
    names = {name[9:-6] for name in package.names if name.startswith("evidence/")}
    for table in sorted(names | {row["evidence"] for row in seals}):
        yield from check_table(package, table, by_key)
    told = announced_by(lines, "import", "acquisition")
    for row in package.rows("acquisition.jsonl"):
        said = told.pop(row["id"], None)
        own = [one for one in seals if one["acquisition"] == row["id"]]
        own.sort(key=lambda one: (one["evidence"], one["first_id"]))
        parts = [[one[n] for n in ("evidence", "first_id", "last_id", "rows", "sha256")] for one in own]
        terms = [row[name] for name in ("request", "bytes", "acquired_at", "tool", "pin")]
        now = {**row, "terms": sha256_of(canonical_text(terms).encode())}
        reason = ""
        if said is None:
            reason = "no journal line announces it"
        elif sha256_of(canonical_text(parts).encode()) != row["seal"]:
            reason = "the acquisition's seal does not match its evidence"
        elif (said.get("sha256"), said.get("seal")) != (row["sha256"], row["seal"]):
            reason = "its hashes are not those of its journal line"
        elif any(said.get(key, now[key]) != now[key] for key in ("source", "kind", "terms")):
            reason = "its description is not that of its journal line"
        if reason:
            yield Finding("acquisition", row["id"], reason)
            return
    if told:
        yield Finding("acquisition", min(told), "announced by the journal, but missing")


def check_answers(package: Container) -> Iterator[Finding]:
    """Raw answers against the hashes that they are named by, and that none is missing."""
    held = {name[8:] for name in package.names if name.startswith("answers/")}
    for name in sorted(held):
        hashed = hashlib.sha256()
        for piece in package.pieces(f"answers/{name}"):
            hashed.update(piece)
        if hashed.hexdigest() != name:
            yield Finding("raw_answer", None, f"the answer {name[:16]}… does not match its hash")
            return
    if "raw_answer" in package.manifest.get("left_out", []):
        return
    for row in package.rows("acquisition.jsonl"):
        if '"raw_kept":true' in row["request"] and row["bytes"] > 0 and row["sha256"] not in held:
            yield Finding("raw_answer", None, f"the answer of acquisition {row['id']} is missing")
            return


def check_proofs(package: Container) -> Iterator[Finding]:
    """The first proof that proves nothing, or something else than its row says."""
    for line in package.lines("evidence/proof.jsonl"):
        text = row_of(line)[3]
        if text is None:
            continue
        number, _, block, index, tx_hash, block_hash, body, chain = json.loads(text)
        try:
            told = check_proof(body)
            header = int(told["header"]["number"], 16)
            if (told["chain"], header, told["index"]) != (chain, block, index) or (
                told["transactionHash"],
                told["blockHash"],
            ) != (f"0x{tx_hash}", f"0x{block_hash}"):
                raise ValueError("its row says something else than the document")
        except BROKEN as wrong:
            yield Finding("proof", number, str(wrong))
            return


def check_results(package: Container, lines: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """Runs of scores and lessons of models: the same rows that the journal announced and sealed."""
    if "score" in package.manifest.get("left_out", []):
        return
    runs = {"model": "model", "model_hash": "model_hash", "input_hash": "input_hash", "seal": "seal"}
    taught = {"model": "model", "model_hash": "model_hash", "input_hash": "graph", "seal": "seal"}
    taught |= {"labels_hash": "labels", "features_hash": "features", "started_from": "started_from"}
    yield from _sealed_rows(
        package, announced_by(lines, "score", "run"), "score_run", ("score", "cluster_score"), runs
    )
    yield from _sealed_rows(
        package, announced_by(lines, "train", "lesson"), "lesson", ("lesson_label",), taught
    )


def _sealed_rows(
    package: Container, told: Announced, heads: str, tables: Sequence[str], same: dict[str, str]
) -> Iterator[Finding]:
    seals: dict[int, Any] = {}
    for table in tables:
        for row in package.rows(f"{table}.jsonl"):
            seals.setdefault(row[0], hashlib.sha256()).update(repr(tuple(row[1:])).encode())
    for row in package.rows(f"{heads}.jsonl"):
        said, seal = told.pop(row["id"], None), seals.pop(row["id"], hashlib.sha256())
        if said is None:
            yield Finding(heads, row["id"], "no journal line announces it")
            return
        changed = said.get("at", row["done_at"]) != row["done_at"]
        if changed or any(said.get(name) != row[kept] for name, kept in same.items()):
            yield Finding(heads, row["id"], "it is not what its journal line announced")
            return
        if seal.hexdigest() != row["seal"]:
            yield Finding(tables[0], row["id"], "the rows do not match their seal")
            return
    if told:
        yield Finding(heads, min(told), "announced by the journal, but missing")
    elif seals:
        yield Finding(tables[0], min(seals), "rows of something that there is not")


def models_in(package: Container) -> list[str]:
    """The ids of the models that are in the package."""
    return sorted({name.split("/")[1] for name in package.names if name.startswith("models/")})


def check_models(package: Container) -> Iterator[Finding]:
    """Each model's numbers against its card and the runs that it made, and its signature against both."""
    made: dict[str, set[str]] = {}
    for row in package.rows("score_run.jsonl"):
        made.setdefault(row["model"], set()).add(row["model_hash"])
    for model in models_in(package):
        folder = f"models/{model}"
        try:
            hashed = hashlib.sha256()
            for piece in package.pieces(f"{folder}/model.safetensors"):
                hashed.update(piece)
            numbers, card = hashed.hexdigest(), package.small(f"{folder}/card.json")
            if json.loads(card)["model_sha256"] != numbers:
                yield Finding(folder, None, "its numbers are not those that its card describes")
            elif made.get(model, {numbers}) != {numbers}:
                yield Finding(folder, None, "it is not the model that scored")
            elif f"{folder}/signature.json" in package.names:
                signed = json.loads(package.small(f"{folder}/signature.json"))
                said = {
                    **signed,
                    "signature": "",
                    "card_sha256": sha256_of(card),
                    "numbers_sha256": numbers,
                }
                message = b"Investigator model\n" + canonical_text(said).encode()
                key, made_by = bytes.fromhex(signed["key"]), bytes.fromhex(signed["signature"])
                if not ed25519_holds(key, message, made_by):
                    yield Finding(folder, None, "its signature is not by the key that it names")
        except BROKEN as wrong:
            yield Finding(folder, None, f"it cannot be read: {wrong}")
