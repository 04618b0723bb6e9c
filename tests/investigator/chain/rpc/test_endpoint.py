from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.rpc.endpoint import Endpoint, parse
from investigator.errors import Trouble

KEY = "abcdef0123456789abcdef0123456789"


def nothing(name: str) -> str | None:
    return None


@pytest.mark.parametrize(
    ("uri", "name", "kind"),
    [
        ("http://127.0.0.1:8545", "127.0.0.1:8545", "http"),
        ("rpc+http://localhost:8545/", "localhost:8545", "http"),
        (f"https://mainnet.infura.io/v3/{KEY}", "mainnet.infura.io/v3/…", "http"),
        (f"https://eth-mainnet.g.alchemy.com/v2/{KEY}", "eth-mainnet.g.alchemy.com/v2/…", "http"),
        (f"https://rpc.ankr.com/eth/{KEY}", "rpc.ankr.com/eth/…", "http"),
        ("https://silent-hill.quiknode.pro/aB3dE5/", "silent-hill.quiknode.pro/…", "http"),
        (f"https://{KEY}.eth.rpc.rivet.cloud/", "….eth.rpc.rivet.cloud", "http"),
        ("https://lb.drpc.org/ogrpc?network=ethereum&dkey=Zz9", "lb.drpc.org/…?…", "http"),
        ("https://user:pass@node.example/eth-mainnet/rpc", "node.example/eth-mainnet/rpc", "http"),
        ("https://api.avax.network/ext/bc/C/rpc", "api.avax.network/ext/bc/C/rpc", "http"),
        (f"rpc+wss://mainnet.infura.io/ws/v3/{KEY}", "mainnet.infura.io/ws/v3/…", "ws"),
        ("ws://[::1]:8546", "[::1]:8546", "ws"),
        ("ipc:/home/me/geth.ipc", "ipc:/home/me/geth.ipc", "ipc"),
        ("rpc+ipc:///home/me/geth.ipc", "ipc:/home/me/geth.ipc", "ipc"),
    ],
)
def test_the_name_says_where_and_never_how_to_get_in(uri: str, name: str, kind: str) -> None:
    endpoint = parse(uri, secrets=nothing)
    assert (endpoint.name, endpoint.kind) == (name, kind)


@pytest.mark.parametrize(
    ("uri", "link"),
    [("http://127.0.0.1", "local"), ("http://[::1]", "local"), ("ipc:x", "local"), ("http://10.0.0.1", "unencrypted"),
     ("ws://node.example", "unencrypted"), ("https://node.example", "encrypted"), ("wss://node.example", "encrypted")],
)  # fmt: skip
def test_it_says_who_can_read_along(uri: str, link: str) -> None:
    assert parse(uri, secrets=nothing).link == link


@pytest.mark.parametrize(
    "uri", ["", "geth", "ftp://node", "http://", "https://h:port/", "ipc:", "http://[::1", "rpc+x:y"]
)
def test_what_is_no_address_is_refused_in_one_sentence(uri: str) -> None:
    with pytest.raises(Trouble, match="The address of the node") as caught:
        parse(uri, secrets=nothing)
    assert caught.value.__context__ is None


def test_login_and_address_part() -> None:
    endpoint = parse("https://ann:p%40ss@node.example:9/x?y=z1z2z3#frag", secrets=nothing)
    assert endpoint.login == ("ann", "p@ss")
    assert endpoint.address == "https://node.example:9/x?y=z1z2z3"
    assert {"ann", "p@ss", "p%40ss", "z1z2z3", "frag"} <= set(endpoint.secrets)


def test_keys_are_filled_in_by_name() -> None:
    asked: list[str] = []

    def keys(name: str) -> str:
        asked.append(name)
        return "k/e y"

    endpoint = parse("https://mainnet.infura.io/v3/{infura}", secrets=keys)
    assert endpoint.address == "https://mainnet.infura.io/v3/k%2Fe%20y"
    assert endpoint.name == "mainnet.infura.io/v3/…"
    assert {"k/e y", "k%2Fe%20y"} <= set(endpoint.secrets)
    assert parse("https://node.example/?apikey=", secrets=keys).address.endswith("?apikey=k%2Fe%20y")
    assert asked == ["infura", "node.example"]


def test_a_key_that_is_not_there_is_named() -> None:
    with pytest.raises(Trouble, match=r"No key named 'infura'.*INVESTIGATOR_KEY_INFURA"):
        parse("https://mainnet.infura.io/v3/{infura}", secrets=nothing)


SECRET = st.text(st.characters(categories=["L", "N"], max_codepoint=0x7A), min_size=6, max_size=40)


@given(
    SECRET,
    st.sampled_from(["https://h.example/{}", "https://u:{}@h.example", "wss://h.example/v2/{}/x?a={}"]),
)
def test_no_secret_is_shown(secret: str, shape: str) -> None:
    secret = f"{secret}9Q"
    endpoint = parse(shape.replace("{}", secret), secrets=nothing)
    for text in (endpoint.name, repr(endpoint), str(endpoint), f"{endpoint}", f"{endpoint!r:>3}"):
        assert secret not in text
    assert secret not in endpoint.clean(f"no such key: {secret}, {secret}")


def test_clean_takes_the_longest_first() -> None:
    assert Endpoint("n", "http", "a", ("abcdef", "abc")).clean("abcdef abc") == "… …"
