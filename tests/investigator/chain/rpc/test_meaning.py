from __future__ import annotations

import socket
import ssl

import pytest
import requests
import urllib3

from investigator.chain.rpc.meaning import setback_of
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.patience import Patience
from investigator.chain.rpc.wording import Kind
from investigator.errors import Trouble
from tests.nodes.chain import Chain
from tests.nodes.server import serving


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (requests.exceptions.SSLError(ssl.SSLCertVerificationError("x")), Kind.SHUT, "certificate"),
        (requests.ConnectionError(socket.gaierror(-2, "x")), Kind.BROKEN, "name"),
        (requests.exceptions.ReadTimeout(), Kind.SLOW, "in time"),
        (requests.exceptions.ConnectTimeout(), Kind.BROKEN, "take the connection"),
        (requests.exceptions.ProxyError(), Kind.BROKEN, "proxy"),
        (requests.ConnectionError(urllib3.exceptions.ProtocolError("x")), Kind.BROKEN, "dropped"),
        (TimeoutError(), Kind.SLOW, "in time"),
        (ConnectionResetError(), Kind.BROKEN, "dropped"),
        (PermissionError(), Kind.SHUT, "user"),
    ],
)
def test_what_went_wrong_is_said_in_words_of_our_own(error: Exception, kind: Kind, words: str) -> None:
    setback = setback_of(error)
    assert setback.kind is kind
    assert words in setback.text


def test_a_refused_connection_is_found_behind_other_errors() -> None:
    outer = requests.ConnectionError("secret")
    outer.__context__ = ConnectionRefusedError()
    assert setback_of(outer).text == "refuses the connection"


def test_a_node_without_encryption_is_no_encrypted_one() -> None:
    quick = Patience(first=0.01, most=0.02)
    with (
        serving(Chain()) as served,
        Node(served.uri.replace("http:", "https:"), patience=quick) as node,
        pytest.raises(Trouble, match="does not agree on encryption"),
    ):
        node.ask("eth_chainId")
