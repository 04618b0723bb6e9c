"""Addresses of explorers, and where their keys are not."""

from __future__ import annotations

import pytest

from investigator.chain.explorer.endpoint import Explorer, parse, recognises
from investigator.errors import Trouble


def read(uri: str, key: str | None = None) -> tuple[Explorer, list[str]]:
    asked: list[str] = []

    def secrets(name: str) -> str | None:
        asked.append(name)
        return key

    return parse(uri, secrets=secrets), asked


def test_etherscan_by_the_number_of_a_chain() -> None:
    explorer, asked = read("etherscan:10", "K3Y")
    assert (explorer.url, explorer.chain, explorer.family) == (
        "https://api.etherscan.io/v2/api",
        "eip155:10",
        "etherscan",
    )
    assert (explorer.sent, explorer.cap, explorer.key, asked) == (
        (("chainid", "10"),),
        10_000,
        "K3Y",
        ["etherscan"],
    )


@pytest.mark.parametrize(
    "uri, url, chain, family, name",
    [
        ("explorer+https://host.org/api", "https://host.org/api", "", "etherscan", "host.org"),
        ("blockscout+https://eth.host.org", "https://eth.host.org/api", "", "blockscout", "eth.host.org"),
        ("blockscout+https://eth.host.org/", "https://eth.host.org/api", "", "blockscout", "eth.host.org"),
        (
            "blockscout+https://api.host.org/v2/api?chain_id=10",
            "https://api.host.org/v2/api",
            "eip155:10",
            "blockscout",
            "api.host.org, chain 10",
        ),
        ("explorer+http://127.0.0.1:80/x", "http://127.0.0.1:80/x", "", "etherscan", "127.0.0.1:80"),
        ("explorer+http://[::1]:80/x", "http://[::1]:80/x", "", "etherscan", "[::1]:80"),
    ],
)
def test_others_by_their_address(uri: str, url: str, chain: str, family: str, name: str) -> None:
    explorer, _ = read(uri)
    assert (explorer.url, explorer.chain, explorer.family, explorer.name) == (url, chain, family, name)
    assert explorer.cap == 0
    assert explorer.local is (not url.startswith("https"))


@pytest.mark.parametrize(
    "uri", ["explorer+https://host.org/api?apikey=S3CRET", "explorer+https://S3CRET@host.org/api"]
)
def test_a_key_in_the_address_is_used_and_not_shown(uri: str) -> None:
    explorer, asked = read(uri)
    assert explorer.key == "S3CRET"
    assert asked == []
    assert "S3CRET" not in explorer.name + explorer.url + repr(explorer) + str(explorer.sent)
    assert explorer.clean("key S3CRET is bad") == "key … is bad"
    assert b"S3CRET" not in explorer.blotted(b'{"key":"S3CRET"}')


def test_a_short_key_is_not_blotted_out_of_every_word() -> None:
    explorer, _ = read("explorer+https://host.org/api?apikey=e")
    assert explorer.clean("every") == "every"
    assert explorer.blotted(b"every") == b"every"


@pytest.mark.parametrize(
    "uri, sentence",
    [
        ("etherscan:main", "number of a chain"),
        ("etherscan:", "number of a chain"),
        ("explorer+https:///api", "names no host"),
        ("explorer+https://host:99999/api?apikey=S3CRET", "names no host"),
        ("http://host/api", "is written like"),
        ("explorer+http://host.org/api?apikey=S3CRET", "open line"),
    ],
)
def test_addresses_that_are_refused(uri: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence) as caught:
        read(uri)
    assert "S3CRET" not in f"{caught.value!r}{caught.value.__cause__!r}{caught.value.__context__!r}"


def test_what_is_written_like_an_explorer() -> None:
    assert all(
        map(recognises, ["etherscan:1", "explorer+https://a/b", "Blockscout+http://a", " etherscan:x"])
    )
    assert not any(map(recognises, ["https://a/b", "rpc+https://a", "scan.csv", "ipc:/x", ""]))
