"""The verifier agrees with the libraries, with `verify`, and needs nothing but Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rlp
from Crypto.Hash import keccak
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn.packing import models_of
from investigator.cases.case import Case
from investigator.cases.custody import keys, signing
from investigator.cases.custody.statement import EIP712
from investigator.cases.edits import SetExhibits, SetNote
from investigator.cases.verify import verify
from investigator.data import custody
from investigator.operations.packing import part_of
from investigator.package.single import single_file
from investigator.package.verifier.chain import statement_holds
from investigator.package.verifier.edwards import ORDER, ed25519_holds
from investigator.package.verifier.keccak import keccak_256, rlp_of, rlp_read
from investigator.package.verifier.main import examine_package
from investigator.package.verifier.trie import check_proof
from investigator.package.writing import ALL, EXHIBITS, Part, write_package
from investigator.records import Address
from tests.investigator.cases import test_proofs
from tests.investigator.exports.cases import CASES, CHAIN
from tests.investigator.package.conftest import fill


@given(st.binary(max_size=600))
@settings(max_examples=60, deadline=None)
def test_keccak_is_that_of_the_library(data: bytes) -> None:
    assert keccak_256(data) == keccak.new(digest_bits=256, data=data).digest()


@given(st.recursive(st.binary(max_size=80), lambda inner: st.lists(inner, max_size=4), max_leaves=12))
@settings(max_examples=60, deadline=None)
def test_rlp_is_that_of_the_library(item: object) -> None:
    assert rlp_of(item) == rlp.encode(item)  # type: ignore[arg-type]
    assert rlp_read(rlp.encode(item)) == item


@pytest.mark.parametrize("data", [b"", b"\x81\x05", b"\xb8\x01\x80", b"\xc2\x80", b"\x80\x80", b"\xf8\x00"])
def test_rlp_is_read_in_the_canonical_way_only(data: bytes) -> None:
    with pytest.raises(ValueError, match="canonical"):
        rlp_read(data)


# RFC 8032, section 7.1, tests 1 to 3
VECTORS = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


@pytest.mark.parametrize("public, message, signature", VECTORS)
def test_the_vectors_of_rfc_8032_hold(public: str, message: str, signature: str) -> None:
    key, said, made = (bytes.fromhex(one) for one in (public, message, signature))
    assert ed25519_holds(key, said, made)
    assert not ed25519_holds(key, said + b"x", made)
    assert not ed25519_holds(bytes(32), said, made)
    scalar = int.from_bytes(made[32:], "little") + ORDER  # a second signature that RFC 8032 forbids
    assert not ed25519_holds(key, said, made[:32] + scalar.to_bytes(32, "little"))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=50), st.integers(0, 511))
@settings(max_examples=15, deadline=None)
def test_signatures_of_the_library_hold_and_no_other(secret: bytes, message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public, made = key.public_key().public_bytes_raw(), bytearray(key.sign(message))
    assert ed25519_holds(public, message, bytes(made))
    made[bit // 8] ^= 1 << bit % 8
    assert not ed25519_holds(public, message, bytes(made))


def test_a_wallets_signature_holds(tmp_path: Path) -> None:
    with Case.create(tmp_path / "w.case") as case:
        signing.sign(case.store, keys.fresh(EIP712), "Kim Ångström")
        with case.store.reading() as db:
            (row,) = custody.signatures(db)
        out = write_package(case.store, tmp_path / "w.zip", Part(), {}, None, "Kim").path
    assert examine_package(out)[0] == []
    assert statement_holds(row.statement, row.signature)
    assert not statement_holds(row.statement.replace("Kim", "Tim"), row.signature)
    assert not statement_holds(row.statement, row.signature[:-4] + "0" * 2 + row.signature[-2:])


def test_proofs_are_checked(tmp_path: Path) -> None:
    with _proved(tmp_path) as made:
        with made.store.reading() as db:
            bodies = [row[0] for row in db.execute("SELECT body FROM proof").fetchall()]
        out = write_package(made.store, tmp_path / "p.zip", Part(), {}, None, "Kim").path
    assert bodies
    for body in bodies:
        assert check_proof(body)["blockHash"] == json.loads(body)["blockHash"]
        told = json.loads(body)
        told["receipt"]["cumulativeGasUsed"] = "0x1"
        with pytest.raises(ValueError, match="checksum"):
            check_proof(json.dumps(told))
    assert examine_package(out)[0] == []


def bare(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the single file, isolated, without any installed package."""
    script = path.parent / "verify.py"
    script.write_text(single_file(), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(path), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={"PATH": os.environ["PATH"]},
    )


def test_the_single_file_needs_python_alone(case: Case, models: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    write_package(case.store, out, Part(), models_of(case.store, models), None, "Kim")
    done = bare(out, "--json")
    assert (done.returncode, json.loads(done.stdout)["problems"]) == (0, []), done.stderr
    raw = bytearray(out.read_bytes())
    raw[len(raw) // 2] ^= 1
    out.write_bytes(raw)
    done = bare(out)
    assert (done.returncode, "does not match" in done.stdout) == (1, True), done.stderr
    assert bare(tmp_path / "none.zip").returncode == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE transfer SET a0 = a0 + 1 WHERE id = 1",
        "DELETE FROM transfer WHERE id = 2",
        "UPDATE account SET address = 'x' WHERE id = 0",
        "UPDATE acquisition SET source = 'x'",
        "UPDATE acquisition SET seal = 'x'",
        "DELETE FROM acquisition",
        "DELETE FROM raw_answer",
        "UPDATE score SET raw = 0.11 WHERE account = 0",
        "UPDATE cluster_score SET members = '[1]'",
        "DELETE FROM score WHERE account = 0",
        "UPDATE score_run SET model_hash = 'x'",
        "DELETE FROM score; DELETE FROM cluster_score; DELETE FROM score_run",
        "UPDATE journal SET who = 'x' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "UPDATE journal SET body = '{}' WHERE seq = 4",
        "UPDATE signature SET signature = replace(signature, '1', '2')",
        "UPDATE signature SET last_seq = 2",
    ],
)
def test_the_verifier_agrees_with_verify(case: Case, tmp_path: Path, sql: str) -> None:
    with case.store.transaction() as db:
        db.execute(sql)
    theirs = {(one.where, one.row) for one in verify(case.store)}
    out = write_package(case.store, tmp_path / "a.zip", Part(), {}, None, "Kim").path
    ours = {(one.where, one.row) for one in examine_package(out)[0]}
    assert theirs
    assert {where for where, _ in ours} == {where for where, _ in theirs}
    assert next(iter(sorted(theirs, key=str))) in ours


def _scored(folder: Path) -> Case:
    made = Case.create(folder / "scored.case")
    fill(made, folder)
    signing.sign(made.store, keys.fresh(), "Kim")
    return made


def _proved(folder: Path) -> Case:
    made = Case.create(folder / "proved.case")
    test_proofs.fill(made, folder)
    made.do(SetExhibits((0, 1)))
    made.do(SetNote(Address("bank:9"), "TLP:RED do not tell"))
    signing.sign(made.store, keys.fresh(EIP712), "Robin")
    return made


def _hostile(folder: Path) -> Case:
    made = CASES["chain"]()
    made.do(SetNote(Address(CHAIN[0]), "TLP:AMBER </script> #import"))
    signing.sign(made.store, keys.fresh(), "Kim <b>")
    made.do(SetNote(Address(CHAIN[1]), "after the signature"))
    return made


TAMPERED = {
    "": "",
    "transfer": "UPDATE transfer SET a0 = a0 + 1 WHERE id = 0",
    "journal": "UPDATE journal SET who = 'x' WHERE seq = 3",
    "signature": "UPDATE signature SET signature = reverse(signature)",
}
PARTS = {"all": (ALL, ""), "exhibits": (EXHIBITS, ""), "redacted": (ALL, "GREEN")}


@pytest.mark.parametrize("make", [_scored, _proved, _hostile])
def test_python_alone_comes_to_the_verdict_of_verify(make: Callable[[Path], Case], tmp_path: Path) -> None:
    """Three cases, whole, in part and redacted, untouched and tampered with."""
    with make(tmp_path) as made:
        for fault, sql in TAMPERED.items():
            with made.store.transaction() as db:
                kept = db.execute(f"SELECT * FROM {fault or 'transfer'}").fetchall()
                db.execute(sql or "SELECT 1")
            theirs = {one.where for one in verify(made.store)}
            for name, (part, level) in PARTS.items():
                out = tmp_path / f"{fault}-{name}.zip"
                write_package(made.store, out, part_of(made, part, level), {}, None, "Kim")
                done = bare(out, "--json")
                ours = {one["where"] for one in json.loads(done.stdout)["problems"]}
                assert (done.returncode, ours) == (1 if theirs else 0, theirs), (fault, name, done.stderr)
            assert fault in theirs or not fault
            with made.store.transaction() as db:
                db.execute(f"DELETE FROM {fault or 'transfer'}")
            with made.store.transaction() as db:
                marks = ", ".join("?" * len(kept[0]))
                db.executemany(f"INSERT INTO {fault or 'transfer'} VALUES ({marks})", kept)
