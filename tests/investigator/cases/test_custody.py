"""Who vouches for the journal: signatures over batches of lines, time stamps, and what they catch."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.cases.custody import keys, merkle, signing, stamping
from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.custody.statement import ED25519, EIP712, read
from investigator.cases.edits import SetNote
from investigator.cases.verify import examine, verify
from investigator.data import custody
from investigator.errors import Trouble
from investigator.records import Address
from tests.authority import make, reply, served
from tests.authority import stamping as authority

A = Address("eip155:1:0x" + "a" * 40)


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None, "Kim") as made:
        for text in ("one", "two", "three"):
            made.do(SetNote(A, text))
        yield made


def run(case: Case, sql: str, *values: object) -> None:
    with case.store.transaction() as db:
        db.execute(sql, list(values))


def problem(case: Case) -> tuple[str, int | None, str]:
    first = verify(case.store)[-1]
    return first.where, first.row, first.reason


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=40))
def test_the_tree_is_that_of_certificate_transparency(leaves: list[bytes]) -> None:
    def by_definition(some: list[bytes]) -> bytes:
        if len(some) == 1:
            return hashlib.sha256(b"\0" + some[0]).digest()
        half = 1 << (len(some) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + by_definition(some[:half]) + by_definition(some[half:])).digest()

    expected = by_definition(leaves) if leaves else hashlib.sha256(b"").digest()
    assert merkle.root([one.hex() for one in leaves]) == expected.hex()


@pytest.mark.parametrize("scheme", [ED25519, EIP712])
def test_sessions_are_signed_one_after_the_other(case: Case, scheme: str) -> None:
    key = keys.fresh(scheme)
    first = signing.sign(case.store, key, "Kim")
    assert first is not None
    assert (first.first_seq, first.last_seq) == (1, 5)  # create, three notes, and the key's introduction
    assert signing.sign(case.store, key, "Kim") is None
    case.do(SetNote(A, "four"))
    second = signing.sign(case.store, key, "Kim")
    assert second is not None
    assert (second.first_seq, second.last_seq) == (6, 6)
    assert read(second.statement).previous == first.hash
    assert verify(case.store, keys=[key.public]) == []
    found = examine(case.store)
    assert any(f"6 journal lines signed by 'Kim' ({scheme} {key.public})" in one for one in found.checked)
    assert any("compare them" in one for one in found.unchecked)


def test_lines_that_nobody_signed_are_told(case: Case) -> None:
    assert "4 journal lines that nobody has signed" in examine(case.store).unchecked


def test_a_signature_of_a_stranger_is_told(case: Case) -> None:
    signing.sign(case.store, keys.fresh(), "Kim")
    assert verify(case.store, keys=["00" * 32])[0].reason == "the key is not one of those expected"


def test_a_signature_by_another_key_is_told(case: Case) -> None:
    """Somebody signs the very same lines with a key of their own, and puts that in the place of the signature."""
    signing.sign(case.store, keys.fresh(), "Kim")
    with case.store.reading() as db:
        (row,) = custody.signatures(db)
    other = keys.fresh()
    said = json.loads(row.statement) | {"key": other.public}
    forged = read(json.dumps(said, sort_keys=True, separators=(",", ":")))
    put(case, row, forged.text(), other.sign(forged))
    assert problem(case) == ("signature", 1, "no journal line introduces the key that signed")
    put(case, row, row.statement, other.sign(read(row.statement)))
    assert problem(case) == ("signature", 1, "the signature is not by the key that it names")


def put(case: Case, row: custody.SignatureRow, statement: str, signature: str) -> None:
    made = custody.SignatureRow(row.id, row.first_seq, row.last_seq, statement, signature, "")
    run(
        case,
        "UPDATE signature SET statement = ?, signature = ?, hash = ?",
        *(statement, signature, made.expected_hash()),
    )


def test_lines_dropped_from_the_end_are_told(case: Case) -> None:
    signing.sign(case.store, keys.fresh(), "Kim")
    run(case, "DELETE FROM journal WHERE seq = 5")
    assert problem(case)[:2] == ("signature", 1)


def test_a_journal_written_anew_does_not_fit_its_signatures(case: Case) -> None:
    """All hashes of the chain are right; only the key could have told the truth."""
    key = keys.fresh()
    signing.sign(case.store, key, "Kim")
    with Case.create(None, "Mallory") as forged:
        for text in ("one", "two", "never"):
            forged.do(SetNote(A, text))
        signing.sign(forged.store, keys.fresh(), "Mallory")
        with case.store.reading() as db:
            (row,) = custody.signatures(db)
        put(forged, row, row.statement, row.signature)
        assert problem(forged)[0] == "signature"


@pytest.mark.parametrize("column", ["statement", "signature", "hash"])
def test_a_changed_letter_of_a_signature_is_told(case: Case, column: str) -> None:
    signing.sign(case.store, keys.fresh(), "Kim")
    run(case, f"UPDATE signature SET {column} = replace({column}, substr({column}, 20, 1), 'g')")
    assert problem(case)[:2] == ("signature", 1)


@pytest.mark.parametrize("scheme", [ED25519, EIP712])
def test_a_key_file_opens_with_its_passphrase_only(tmp_path: Path, scheme: str) -> None:
    key, file = keys.fresh(scheme), tmp_path / "kim.key"
    keys.write_file(key, file, "correct horse")
    assert keys.read_file(file, "correct horse").public == key.public
    secret = keys.to_text(key).split(":")[1]
    assert secret not in file.read_text()
    for wrong in ("", "wrong horse"):
        with pytest.raises(Trouble, match="does not open") as told:
            keys.read_file(file, wrong)
        assert secret not in str(told.value)
    with pytest.raises(Trouble, match="never written over"):
        keys.write_file(key, file, "x")
    with pytest.raises(Trouble, match="needs a passphrase"):
        keys.write_file(key, tmp_path / "other", "")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"crypto": 1}', b"-----BEGIN PRIVATE KEY-----", b"\xff" * 99]
)
def test_what_is_no_key_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(Trouble):
        keys.read_file(tmp_path / "key", "x")


def test_a_key_never_shows_itself() -> None:
    key: ExaminerKey
    for key in (keys.fresh(ED25519), keys.fresh(EIP712)):
        text = keys.to_text(key)
        assert keys.from_text(text).public == key.public
        assert text.split(":")[1] not in repr(key)
    with pytest.raises(Trouble) as told:
        keys.from_text("Ed25519:" + "zz" * 32)
    assert "zz" not in str(told.value)


def test_an_authority_says_since_when_a_case_is_as_it_is(tmp_path: Path, case: Case) -> None:
    root = make(tmp_path / "tsa")
    signing.sign(case.store, keys.fresh(), "Kim")
    with authority(tmp_path / "tsa") as url:
        row = stamping.stamp(case.store, url, roots=root.read_text())
    assert verify(case.store) == []
    sentence = next(one for one in examine(case.store).checked if "were there on" in one)
    assert "Lines up to 5" in sentence
    assert "CN=Court Clock" in sentence
    assert not any("Time stamp 1" in one for one in examine(case.store).unchecked)
    by_public_tools(tmp_path, row, root)
    case.do(SetNote(A, "later"))  # what comes after a time stamp does not touch it
    assert verify(case.store) == []


def by_public_tools(folder: Path, row: custody.StampRow, root: Path) -> None:
    """The other side checks the answer with OpenSSL alone."""
    (folder / "target").write_text(row.target)
    (folder / "token.tsr").write_bytes(row.token)
    command = ["openssl", "ts", "-verify", "-data", "target", "-in", "token.tsr", "-CAfile", str(root)]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=240)
    assert "Verification: OK" in done.stdout, done.stderr


def test_a_time_stamp_without_a_root_says_so(tmp_path: Path, case: Case) -> None:
    make(tmp_path / "tsa")
    with authority(tmp_path / "tsa") as url:
        stamping.stamp(case.store, url)
    assert verify(case.store) == []
    assert any("who signed it was not checked" in one for one in examine(case.store).unchecked)


def test_a_time_stamp_of_another_authority_is_not_taken(tmp_path: Path, case: Case) -> None:
    stranger = make(tmp_path / "other", "Other")
    make(tmp_path / "tsa")
    with authority(tmp_path / "tsa") as url, pytest.raises(Trouble, match="not taken"):
        stamping.stamp(case.store, url, roots=stranger.read_text())
    with case.store.reading() as db:
        assert custody.stamps(db) == []


def test_an_answer_to_another_question_is_not_taken(tmp_path: Path, case: Case) -> None:
    make(tmp_path / "tsa")
    held: list[bytes] = []

    def replaying(_path: str, body: bytes) -> tuple[int, bytes]:
        held.append(reply(tmp_path / "tsa", body))
        return 200, held[0]

    with served(replaying) as url:
        stamping.stamp(case.store, url)
        with pytest.raises(Trouble, match="another question"):
            stamping.stamp(case.store, url)


@pytest.mark.parametrize("answer", [(200, b"nonsense"), (200, b""), (500, b"no"), (200, b"x" * (2 << 20))])
def test_what_is_no_time_stamp_is_told(case: Case, answer: tuple[int, bytes]) -> None:
    for kind in ("rfc3161", "opentimestamps"):
        with served(lambda _path, _body: answer) as url, pytest.raises(Trouble):
            stamping.stamp(case.store, url, kind)
    with pytest.raises(Trouble, match="begins with http"):
        stamping.stamp(case.store, "file:///etc/passwd")


@pytest.mark.parametrize("column", ["target", "authority", "token", "seq"])
def test_a_changed_time_stamp_is_told(tmp_path: Path, case: Case, column: str) -> None:
    make(tmp_path / "tsa")
    with authority(tmp_path / "tsa") as url:
        stamping.stamp(case.store, url)
    changed = {"token": "token || '\\x00'::BLOB", "seq": "seq - 1"}.get(
        column, f"replace({column}, 't', 'u')"
    )
    run(case, f"UPDATE time_stamp SET {column} = {changed}")
    assert problem(case)[:2] == ("time_stamp", 1)


def test_a_calendar_commits_to_bitcoin_later(case: Case) -> None:
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
    from opentimestamps.core.op import OpAppend, OpSHA256
    from opentimestamps.core.serialize import BytesSerializationContext
    from opentimestamps.core.timestamp import Timestamp

    asked: list[bytes] = []

    def calendar(path: str, body: bytes) -> tuple[int, bytes]:
        if path == "/digest":
            asked.append(body)
            whole = Timestamp(body)
            inner = whole.ops.add(OpAppend(b"calendar")).ops.add(OpSHA256())
            inner.attestations.add(PendingAttestation(url))
        else:
            message = bytes.fromhex(path.removeprefix("/timestamp/"))
            if message != hashlib.sha256(asked[0] + b"calendar").digest():
                return 404, b""
            whole = Timestamp(message)
            whole.ops.add(OpSHA256()).attestations.add(BitcoinBlockHeaderAttestation(800_000))
        context = BytesSerializationContext()
        whole.serialize(context)
        return 200, context.getbytes()

    with served(calendar) as url:
        stamping.stamp(case.store, url, "opentimestamps")
        assert verify(case.store) == []
        assert any("not in Bitcoin's chain yet" in one for one in examine(case.store).unchecked)
        assert [row.id for row in stamping.upgrade(case.store)] == [2]
        assert stamping.upgrade(case.store) == []
    assert verify(case.store) == []
    merkle_root = hashlib.sha256(hashlib.sha256(asked[0] + b"calendar").digest()).digest()[::-1].hex()
    assert any(merkle_root in one for one in examine(case.store).unchecked)
    assert any("Bitcoin's block 800000" in one for one in examine(case.store).checked)
    run(case, "UPDATE time_stamp SET token = token || '\\x00'::BLOB WHERE id = 2")
    assert problem(case)[:2] == ("time_stamp", 2)
