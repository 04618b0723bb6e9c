from __future__ import annotations

import pytest

from investigator.chain.keyless import keyless


@pytest.mark.parametrize(
    "source, harmless",
    [
        ("http://127.0.0.1:8545", True),
        ("etherscan:1", True),
        ("https://mainnet.infura.io/v3/{infura}", True),
        ("https://mainnet.infura.io/v3/0123456789abcdef0123456789abcdef", False),
        ("https://me:secret@node.example/", False),
        ("nonsense", False),
    ],
)
def test_only_what_can_hold_no_key_may_be_kept(source: str, harmless: bool) -> None:
    assert keyless(source) is harmless
