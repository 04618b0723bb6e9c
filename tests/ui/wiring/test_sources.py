from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from investigator.chain.keyless import keyless
from ui.wiring.sources import asked_name, last_source, remember


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1:8545",
        "etherscan:1",
        "ipc:/tmp/geth.ipc",
        "blockscout+https://eth.blockscout.com",
        "explorer+https://explorer.example/api?chainid=10",
        "https://mainnet.infura.io/v3/{infura}",
        "https://node.example/?apikey={mine}",
    ],
)
def test_what_can_hold_no_key_is_remembered(source: str) -> None:
    assert keyless(source)


@pytest.mark.parametrize(
    "source",
    [
        "https://me:secret@node.example",
        "https://me@node.example",
        "https://mainnet.example/v3/0123456789abcdef",
        "https://node.example/?key=secret",
        "https://node.example/#secret",
        "https://node.example/ab",
        "https://abcdef0123456789abcdef01.nodes.example",
        "etherscan:secret",
        "blockscout+https://eth.blockscout.com/api?apikey=secret",
        "secret",
    ],
)
def test_what_may_hold_a_key_is_not(source: str, tmp_path: Path) -> None:
    keep = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    remember(keep, source)
    keep.sync()
    assert last_source(keep) == ""
    assert keep.allKeys() == []


def test_prices_are_asked_of_nodes_only(tmp_path: Path) -> None:
    keep = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    remember(keep, "etherscan:1")
    assert last_source(keep) == "etherscan:1"
    assert last_source(keep, node=True) == ""
    remember(keep, "http://127.0.0.1:8545")
    assert last_source(keep, node=True) == "http://127.0.0.1:8545"


@pytest.mark.parametrize(
    "source, name",
    [
        ("http://127.0.0.1:8545", "127.0.0.1:8545"),
        ("https://me:secret@mainnet.example/v3/0123456789abcdef?key=secret", "mainnet.example"),
        ("https://{mine}.nodes.example", "….nodes.example"),
        ("blockscout+https://eth.blockscout.com", "eth.blockscout.com"),
        ("etherscan:1", "Etherscan"),
        ("ipc:/tmp/geth.ipc", "a node on this machine"),
        ("secret", "a source"),
    ],
)
def test_who_is_asked_is_named_without_keys(source: str, name: str) -> None:
    assert asked_name(source) == name
