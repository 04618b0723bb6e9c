"""Asking authorities: addresses without secrets, answers that are bounded. What they say is tried with custody."""

from __future__ import annotations

import pytest

from investigator.chain.stamping import ots, post, rfc3161
from investigator.errors import Trouble
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
