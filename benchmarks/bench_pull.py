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
QUIET = "0xa7efae728d2936e78bda97dc267687568dd593f3"
"""An account with two transactions in one of these blocks."""


def ours(uri: str, blocks: int, folder: Path, *only: str) -> tuple[float, dict[str, Any]]:
    """Seconds that `investigator pull` takes for a range of blocks, the program's start included; its answer.

    Everything in the blocks is pulled, or what touches the accounts `only`.
    """
    case, program = folder / f"{time.monotonic_ns()}.case", [sys.executable, "-m", "ui"]
    subprocess.run([*program, "new", str(case)], check=True, capture_output=True)
    begun = time.perf_counter()
    command = [*program, "pull", str(case), "--source", uri, "--blocks", f"0:{blocks - 1}", "--json"]
    command += [part for address in only for part in ("--address", address)]
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


def alike(quick: bool, files: list[Path], folder: Path) -> list[Row]:
    """Real mainnet blocks from a node on this machine that answers at once."""
    blocks = 150 if quick else 600
    with replayed(files, blocks, 0.0) as uri:
        seconds, answer = ours(uri, blocks, folder)
        peer = etl(uri, blocks, folder)
    return [
        Row(
            f"pull {blocks:,} mainnet blocks, no latency",
            *(blocks / seconds, "blocks/s", blocks / peer, "ethereum-etl (no receipts)"),
        ),
        Row(
            "  transactions",
            answer["transactions"] / seconds,
            "/s",
            answer["transactions"] / peer,
            "the same",
        ),
    ]


def remote(quick: bool, files: list[Path], folder: Path) -> list[Row]:
    """Real mainnet blocks at 50 ms latency."""
    blocks, few = (300, 30) if quick else (1_500, 60)
    with replayed(files, blocks, LATENCY) as uri:
        before = calls(uri)
        seconds, answer = ours(uri, blocks, folder)
        asked = calls(uri) - before
        slow, moved = naive(uri, few)
        alone, _ = ours(uri, blocks, folder, QUIET)
        part, _ = ours(uri, blocks // 3, folder, QUIET)
    moved_ours, what = answer["transfers"], f"{blocks:,} mainnet blocks with receipts, 50 ms"
    peer = "web3.py get_block loop"
    return [
        Row(f"pull {what}", blocks / seconds, "blocks/s", few / slow, peer),
        Row("  transfers", moved_ours / seconds, "/s", moved / slow, "the same (no tokens)"),
        Row("  transactions", answer["transactions"] / seconds, "/s"),
        Row("  calls per transfer", asked / moved_ours, "", few / moved, "the same"),
        Row("  bytes on disk per transfer", answer["bytes_per_transfer"], "B"),
        Row(
            f"search {blocks:,} blocks for one account, 50 ms", blocks / alone, "blocks/s", few / slow, peer
        ),
        Row(
            "  without start and probing",
            *((blocks - blocks // 3) / max(alone - part, 1e-3), "blocks/s", few / slow, peer),
        ),
    ]


def rows(quick: bool) -> list[Row]:
    """Blocks and transfers a second; real blocks only where they are at hand."""
    files = [REAL / f"eth_{number}.json" for number in WITH_RECEIPTS]
    real = all(file.exists() for file in files)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = local(quick, folder)
        if real:
            found += [*alike(quick, files, folder), *remote(quick, files, folder)]
        return found
