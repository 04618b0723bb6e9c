"""A chart of GraphSense's dashboard (`.gs`): JSON, base64, LZW, and codes of 32 bits, little-endian.

The layout is that of its 'pathfinder', version 1. What it has no room for (amounts, notes, findings) stays behind.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np

from investigator.errors import Trouble
from investigator.exports.content import Content
from investigator.exports.legible import shown
from investigator.records import Address, TransferKind

NETWORKS = {"eip155:1": "eth", "bip122:000000000019d6689c085ae165831e93": "btc", "eip155:56": "bsc"}
_TOKENS = (TransferKind.ERC20, TransferKind.ERC721, TransferKind.ERC1155)


def payload(content: Content) -> list[Any]:
    """The chart as GraphSense holds it. Raises `Trouble` where no account is on a chain that it knows."""
    known = [one for one in content.accounts if one.chain in NETWORKS]
    if not known:
        raise Trouble(
            "No account is on a chain that GraphSense's dashboard knows (Ethereum, Bitcoin, BNB Chain)."
        )
    side = max(1, int(len(known) ** 0.5))
    names = {one.address: [NETWORKS[one.chain], _plain(one.address)] for one in known}
    nodes = [
        [names[one.address], float(at % side * 4), float(at // side * 2), one.seed]
        for at, one in enumerate(known)
    ]
    hashes: dict[tuple[str, str], list[Any]] = {}
    edges: dict[tuple[Address, Address], list[list[str]]] = {}
    for row in content.transfers:
        if row.sender in names and row.receiver in names and row.tx_hash:
            network = names[row.sender][0]
            leg = f"_T{row.position}" if row.kind in _TOKENS and row.position is not None else ""
            leg = (
                f"_I{row.position}"
                if row.kind is TransferKind.INTERNAL and row.position is not None
                else leg
            )
            key = [network, row.tx_hash.lower().removeprefix("0x") + leg]
            hashes.setdefault((key[0], key[1]), [key, 0.0, float(len(hashes)), False, len(hashes)])
            edges.setdefault((row.sender, row.receiver), []).append(key)
    labels = [[names[one.address], shown(one.labels[0].text), None] for one in known if one.labels]
    pairs = [[names[a], names[b], keys] for (a, b), keys in edges.items()]
    return ["pathfinder", "1", shown(content.title), nodes, list(hashes.values()), labels, pairs]


def write_gs(content: Content, path: Path) -> list[Path]:
    """Write the file."""
    text = json.dumps(payload(content), separators=(",", ":"), ensure_ascii=False).encode()
    path.write_bytes(np.array(pack(base64.b64encode(text)), "<u4").tobytes())
    return [path]


def pack(plain: bytes) -> list[int]:
    """LZW with a dictionary that begins with the 256 bytes and is never cleared."""
    known = {bytes([value]): value for value in range(256)}
    codes, held = list[int](), b""
    for value in plain:
        longer = held + bytes([value])
        if longer in known:
            held = longer
            continue
        codes.append(known[held])
        known[longer] = len(known)
        held = bytes([value])
    return [*codes, known[held]] if held else codes


def _plain(address: str) -> str:
    return address.rsplit(":", 1)[1]
