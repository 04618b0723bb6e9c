"""A node in a process of its own that answers with real blocks, over and over, each time under new numbers and hashes.

`python -m benchmarks.replay BLOCKS LATENCY FILE…` prints its address and serves until its input is closed. Each
FILE is a block as `eth_getBlockByNumber(…, true)` answers; its receipts lie beside it as `…_receipts.json`.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CHAIN = "0x1"


class Template:
    """A JSON text in which some words are replaced each time."""

    def __init__(self, text: str, words: dict[str, str]) -> None:
        pattern = re.compile("|".join(re.escape(word) for word in words))
        self._parts: list[str] = []
        self._names: list[str] = []
        at = 0
        for match in pattern.finditer(text):
            self._parts.append(text[at : match.start()])
            self._names.append(words[match.group()])
            at = match.end()
        self._tail = text[at:]

    def filled(self, values: dict[str, str]) -> str:
        """The text with these values in place of its words."""
        pieces = [
            piece
            for part, name in zip(self._parts, self._names, strict=True)
            for piece in (part, values[name])
        ]
        return "".join((*pieces, self._tail))


@dataclass(frozen=True)
class Pattern:
    """A real block and its receipts."""

    block: Template
    receipts: Template
    each: list[Template]
    logs: list[tuple[str, list[str], Template]]
    hashes: int

    @staticmethod
    def read(path: Path) -> Pattern:
        """From the files that hold them."""
        block = _result(path)
        receipts = _result(path.with_name(f"{path.stem}_receipts.json"))
        words = {f'"{block["hash"]}"': "hash", f'"{block["parentHash"]}"': "parent"}
        words |= {f'"{block["number"]}"': "number", f'"{block["timestamp"]}"': "time"}
        words |= {f'"{tx["hash"]}"': f"t{i}" for i, tx in enumerate(block["transactions"])}
        logs = [log for receipt in receipts for log in receipt["logs"]]
        return Pattern(
            Template(json.dumps(block), words),
            Template(json.dumps(receipts), words),
            [Template(json.dumps(receipt), words) for receipt in receipts],
            [(log["address"], log["topics"], Template(json.dumps(log), words)) for log in logs],
            len(block["transactions"]),
        )


def _result(path: Path) -> Any:
    value = json.loads(path.read_text(encoding="utf-8"))
    return value.get("result", value) if isinstance(value, dict) else value


class Chain:
    """Blocks 0 to `size` - 1 made from patterns in turn, ahead of time: the node must not be what is measured."""

    def __init__(self, patterns: list[Pattern], size: int) -> None:
        self.patterns, self.size = patterns, size
        self.asked: Counter[str] = Counter()
        self._filters: list[dict[str, Any]] = []
        self._places = {
            _hash(f"{n}:{i}"): (n, i) for n in range(size) for i in range(self._pattern(n).hashes)
        }
        made = ((pattern.block, pattern.receipts) for pattern in (self._pattern(n) for n in range(size)))
        self._whole = [
            tuple(template.filled(self._values(n, self._pattern(n))) for template in pair)
            for n, pair in enumerate(made)
        ]

    def answer(self, method: str, params: list[Any]) -> str:
        """The JSON text of a result."""
        self.asked[method] += 1
        if method == "eth_getLogs":
            return self._logs(params[0])
        if method == "eth_newFilter":
            self._filters.append(params[0])
            return json.dumps(hex(len(self._filters) - 1))
        if method == "eth_getFilterLogs":
            return self._logs(self._filters[int(params[0], 16)])
        if method == "eth_getTransactionReceipt":
            number, index = self._places[params[0]]
            return self._pattern(number).each[index].filled(self._values(number, self._pattern(number)))
        if method in {"eth_getBlockByNumber", "eth_getBlockReceipts"}:
            number = self._number(params[0])
            if number is None:
                return "null"
            text = self._whole[number][method == "eth_getBlockReceipts"]
            if method == "eth_getBlockReceipts" or params[1]:
                return text
            block = json.loads(text)
            return json.dumps({**block, "transactions": [tx["hash"] for tx in block["transactions"]]})
        empty = {
            "eth_call": "0x",
            "eth_getCode": "0x",
            "eth_getBalance": "0x0",
            "eth_getTransactionCount": "0x0",
            "eth_uninstallFilter": True,
        }
        fixed = {**empty, "eth_chainId": CHAIN, "net_version": "1", "web3_clientVersion": "replay/1"}
        return json.dumps(fixed.get(method, hex(self.size - 1)))

    def knows(self, method: str) -> bool:
        """Whether this node has a method."""
        return method in {
            *("eth_getBlockByNumber", "eth_getBlockReceipts", "eth_chainId"),
            *("net_version", "eth_blockNumber", "web3_clientVersion"),
            *("eth_call", "eth_getCode", "eth_getBalance", "eth_getTransactionCount"),
            *("eth_getLogs", "eth_getTransactionReceipt"),
            *("eth_newFilter", "eth_getFilterLogs", "eth_uninstallFilter"),
        }

    def _logs(self, wanted: dict[str, Any]) -> str:
        first, last = (self._number(wanted[name]) for name in ("fromBlock", "toBlock"))
        topics, found = wanted.get("topics") or [], list[str]()
        for number in range(first or 0, (self.size - 1 if last is None else last) + 1):
            values: dict[str, str] = {}
            for address, given, template in self._pattern(number).logs:
                if _among(address, wanted.get("address")) and _matches(given, topics):
                    values = values or self._values(number, self._pattern(number))
                    found.append(template.filled(values))
        return f"[{','.join(found)}]"

    def _pattern(self, number: int) -> Pattern:
        return self.patterns[number % len(self.patterns)]

    def _number(self, text: str) -> int | None:
        if text in {"latest", "finalized", "safe"}:
            return self.size - 1
        number = 0 if text == "earliest" else int(text, 16)
        return number if number < self.size else None

    def _values(self, number: int, pattern: Pattern) -> dict[str, str]:
        made = {f"t{i}": f'"{_hash(f"{number}:{i}")}"' for i in range(pattern.hashes)}
        return made | {
            "hash": f'"{_hash(str(number))}"',
            "parent": f'"{_hash(str(number - 1))}"',
            "number": f'"{hex(number)}"',
            "time": f'"{hex(1_690_000_000 + 12 * number)}"',
        }


def _among(value: str, wanted: str | list[str] | None) -> bool:
    return not wanted or value.lower() in (
        [wanted.lower()] if isinstance(wanted, str) else map(str.lower, wanted)
    )


def _matches(given: list[str], wanted: list[str | list[str] | None]) -> bool:
    return len(given) >= len(wanted) and all(map(_among, given, wanted))


def _hash(text: str) -> str:
    return "0x" + hashlib.sha256(text.encode()).hexdigest()


def _handler(chain: Chain, latency: float) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(latency)
            calls = body if isinstance(body, list) else [body]
            answers = [self._one(call) for call in calls]
            text = f"[{','.join(answers)}]" if isinstance(body, list) else answers[0]
            raw = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)
            self.wfile.flush()

        def do_GET(self) -> None:
            raw = json.dumps({"calls": sum(chain.asked.values())}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def _one(self, call: dict[str, Any]) -> str:
            head = f'{{"jsonrpc":"2.0","id":{json.dumps(call["id"])},'
            if not chain.knows(call["method"]):
                return head + '"error":{"code":-32601,"message":"the method does not exist"}}'
            return head + f'"result":{chain.answer(call["method"], call.get("params", []))}}}'

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def main() -> None:
    """Serve until the input is closed."""
    size, latency, files = int(sys.argv[1]), float(sys.argv[2]), [Path(name) for name in sys.argv[3:]]
    chain = Chain([Pattern.read(path) for path in files], size)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(chain, latency))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    sys.stdin.read()


@contextmanager
def replayed(files: list[Path], size: int, latency: float) -> Iterator[str]:
    """Run such a node; its address."""
    command = [sys.executable, "-m", "benchmarks.replay", str(size), str(latency), *map(str, files)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


if __name__ == "__main__":
    main()
