"""Pulling: blocks and transfers a second from a node into a case with evidence kept, beside ethereum-etl and web3.py."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from web3 import HTTPProvider, Web3

from benchmarks.busy_node import busy
from benchmarks.peers import ethereum_etl
from benchmarks.replay import replayed
from benchmarks.row import Row

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "eth_blocks" / "mainnet_blocks"
WITH_RECEIPTS = (18090206, 18090213, 18090218)
LATENCY = 0.05


def ours(uri: str, blocks: int, folder: Path) -> tuple[float, dict[str, Any]]:
    """Seconds that `investigator pull` takes for a range of blocks, the program's start included; its answer."""
    case, program = folder / f"{time.monotonic_ns()}.case", [sys.executable, "-m", "ui"]
    subprocess.run([*program, "new", str(case)], check=True, capture_output=True)
    begun = time.perf_counter()
    command = [*program, "pull", str(case), "--source", uri, "--blocks", f"0:{blocks - 1}", "--json"]
    done = subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun, json.loads(done.stdout)


def etl(uri: str, blocks: int, folder: Path) -> float:
    """Seconds that ethereum-etl takes for blocks, transactions and token transfers; NaN where it cannot run."""
    program = ethereum_etl()
    if program is None:
        return float("nan")
    begun = time.perf_counter()
    span = ["-s", "0", "-e", str(blocks - 1), "-p", uri]
    outputs = ["--blocks-output", str(folder / "b.csv"), "--transactions-output", str(folder / "t.csv")]
    for command in (
        ["export_blocks_and_transactions", *span, *outputs],
        ["export_token_transfers", *span, "--output", str(folder / "k.csv")],
    ):
        subprocess.run([str(program), *command], check=True, capture_output=True)
    return time.perf_counter() - begun


def naive(uri: str, blocks: int) -> tuple[float, int]:
    """Seconds and transfers of one `eth_getBlock` after the other through web3.py."""
    web3 = Web3(HTTPProvider(uri))
    begun = time.perf_counter()
    moved = 0
    for number in range(blocks):
        block = web3.eth.get_block(number, full_transactions=True)
        moved += sum(1 for tx in block["transactions"] if not isinstance(tx, bytes) and tx["value"])
    return time.perf_counter() - begun, moved


def calls(uri: str) -> int:
    """How many calls the replaying node was asked."""
    with urllib.request.urlopen(uri) as response:
        return int(json.load(response)["calls"])


def local(quick: bool, folder: Path) -> list[Row]:
    """A busy real node on this machine."""
    blocks = 200 if quick else 1_500
    with busy(blocks, 40) as node:
        size = node.head + 1
        seconds, answer = ours(node.uri, size, folder)
        peer = etl(node.uri, size, folder)
    moved = answer["transfers"]
    return [
        Row(
            f"pull {size:,} blocks of a local node", size / seconds, "blocks/s", size / peer, "ethereum-etl"
        ),
        Row("  transfers", moved / seconds, "/s", moved / peer, "ethereum-etl"),
    ]


def remote(quick: bool, folder: Path) -> list[Row]:
    """Real mainnet blocks at 50 ms latency; nothing where they are not at hand."""
    files = [REAL / f"eth_{number}.json" for number in WITH_RECEIPTS]
    if not all(file.exists() for file in files):
        return []
    blocks, few = (300, 30) if quick else (1_500, 60)
    with replayed(files, blocks, LATENCY) as uri:
        before = calls(uri)
        seconds, answer = ours(uri, blocks, folder)
        asked = calls(uri) - before
        slow, moved = naive(uri, few)
    moved_ours, what = answer["transfers"], f"{blocks:,} mainnet blocks with receipts, 50 ms"
    return [
        Row(f"pull {what}", blocks / seconds, "blocks/s", few / slow, "web3.py get_block loop"),
        Row("  transfers", moved_ours / seconds, "/s", moved / slow, "the same (no tokens)"),
        Row("  transactions", answer["transactions"] / seconds, "/s"),
        Row("  calls per transfer", asked / moved_ours, "", few / moved, "the same"),
        Row("  bytes on disk per transfer", answer["bytes_per_transfer"], "B"),
    ]


def rows(quick: bool) -> list[Row]:
    """Blocks and transfers a second."""
    with tempfile.TemporaryDirectory() as name:
        return [*local(quick, Path(name)), *remote(quick, Path(name))]
