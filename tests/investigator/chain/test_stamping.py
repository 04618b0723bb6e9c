"""Asking authorities: addresses without secrets, answers that are bounded. What they say is tried with custody."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.stamping import ots, post, rfc3161
from investigator.chain.stamping.ordering import in_order
from investigator.errors import Trouble
from tests import authority
from tests.authority import served


def test_no_secret_of_an_address_is_shown() -> None:
    assert (
        post.shown("https://kim:s3cret@clock.example:8080/tsr?key=abc#x")
        == "https://clock.example:8080/tsr"
    )
    with pytest.raises(Trouble) as told:
        post.ask("http://kim:s3cret@127.0.0.1:9/tsr?key=abc", b"", {})
    assert "s3cret" not in str(told.value)
    assert "abc" not in str(told.value)


def test_no_answer_leads_elsewhere() -> None:
    with served(lambda _path, _body: (302, b"")) as url, pytest.raises(Trouble, match="status 302"):
        post.ask(url, b"x", {})


@pytest.mark.parametrize("answer", [b"", b"0\x03\x02\x01\x00", b"\x00" * 99, bytes(range(256))])
def test_nonsense_is_no_time_stamp(answer: bytes) -> None:
    with pytest.raises((ValueError, Trouble)):
        rfc3161.look(answer, b"message", "")
    with pytest.raises(ValueError, match="no proof"):
        ots.look(answer, b"\0" * 32)


def test_text_that_is_no_certificate_is_told() -> None:
    assert rfc3161.certificates(" \n") == []
    with pytest.raises(ValueError):  # noqa: PT011 - the library words it
        rfc3161.certificates("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")


def test_an_answer_with_the_whole_chain_is_taken_whatever_its_order(tmp_path: Path) -> None:
    """OpenSSL puts the signer's certificate first, where DER wants the least."""
    root = authority.make(tmp_path / "tsa").read_text()
    other = authority.make(tmp_path / "other").read_text()

    def respond(_path: str, query: bytes) -> tuple[int, bytes]:
        return 200, authority.reply(tmp_path / "tsa", query, chain=True)

    with served(respond) as url:
        answer = rfc3161.ask(url, b"message")
    seen = rfc3161.look(answer, b"message", root)
    assert (seen.authority, seen.trusted) == ("CN=Court Clock", True)
    ordered = in_order(answer)
    assert ordered != answer
    assert (sorted(ordered), in_order(ordered)) == (sorted(answer), ordered)
    with pytest.raises(ValueError, match="Mismatch between messages"):
        rfc3161.look(answer, b"another", root)
    with pytest.raises(ValueError, match="does not lead to the root"):
        rfc3161.look(answer, b"message", other)
    spoilt = bytearray(answer)
    spoilt[-1] ^= 1  # the end of the signature
    with pytest.raises(ValueError, match="does not lead to the root"):
        rfc3161.look(bytes(spoilt), b"message", root)


@given(st.binary(max_size=80) | st.binary(max_size=60).map(lambda raw: b"\x30" + bytes([len(raw)]) + raw))
def test_putting_in_order_neither_adds_nor_takes_a_byte(raw: bytes) -> None:
    assert sorted(in_order(raw)) == sorted(raw)
