"""A chain in memory, as a node would tell it: made block by block with true roots and hashes, or read from files.

    chain = Chain()                                   # chain id 1, an empty genesis block
    chain.mine(pay(ALICE, BOB, 5))                    # one block, one plain transfer
    chain.mine(pay(ALICE, POOL, 0, logs=[erc20(TOKEN, ALICE, BOB, 7)], internal=[(POOL, BOB, 3)]))
    chain.final = 1                                   # what the tag `finalized` names; None: the tag is unknown
    chain.drop(1); chain.mine(...)                    # a reorganisation: the new block has another hash
    chain = Chain.read(folder)                        # blocks as `eth_<number>.json`, receipts beside them

Balances and nonces are kept by `mine` (fees and rewards included: fees go to the miner, nothing is burnt), and
may be set for chains that were read: `chain.balances[address] = {block: value, …}`, valid from that block on.
Blocks, receipts and traces (Parity's style) are plain JSON dicts in `chain.blocks`, `chain.receipts`, `chain.traces`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.nodes.hashing import header_hash, legacy_hash, ordered_root, receipt_bytes, signed_bytes

Json = dict[str, Any]
MINER = "0x" + "fe" * 20
GENESIS_FUNDS = 10**24
_ZEROS = "0x" + "00" * 32
TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"


@dataclass(frozen=True)
class Payment:
    """A transaction to be mined. `to` of `None` creates a contract; `internal` are calls (from, to, value)."""

    sender: str
    to: str | None
    value: int
    logs: tuple[Json, ...] = ()
    internal: tuple[tuple[str, str, int], ...] = ()
    data: str = "0x"
    gas_used: int = 21_000
    gas_price: int = 10**9
    failed: bool = False


def pay(sender: str, to: str | None, value: int, **more: Any) -> Payment:
    """A transaction; see `Payment`."""
    return Payment(
        sender, to, value, **{k: tuple(v) if isinstance(v, list) else v for k, v in more.items()}
    )


def erc20(token: str, sender: str, to: str, value: int) -> Json:
    """The log of an ERC-20 transfer."""
    return {"address": token, "topics": [TRANSFER, _word(sender), _word(to)], "data": f"0x{value:064x}"}


@dataclass
class Chain:
    """What a node knows."""

    chain_id: int = 1
    blocks: dict[int, Json] = field(default_factory=dict)
    receipts: dict[int, list[Json]] = field(default_factory=dict)
    traces: dict[int, list[Json]] = field(default_factory=dict)
    balances: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    nonces: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    code: dict[str, str] = field(default_factory=dict)
    calls: dict[tuple[str, str], str] = field(default_factory=dict)
    final: int | None = None
    began: bool = True
    forks: int = 0

    def __post_init__(self) -> None:
        if self.began and not self.blocks:
            self.mine()

    @classmethod
    def read(cls, folder: Path, prefix: str = "eth", chain_id: int = 1) -> Chain:
        """The blocks `<prefix>_<number>.json` of a folder, with their receipts where there are some."""
        chain = cls(chain_id, began=False)
        for path in sorted(folder.glob(f"{prefix}_*.json")):
            name, told = path.stem.removeprefix(f"{prefix}_"), json.loads(path.read_bytes())
            if name.endswith("_receipts"):
                chain.receipts[int(name.removesuffix("_receipts"))] = told
            else:
                chain.blocks[int(name)] = told.get("result", told)
        return chain

    @property
    def head(self) -> int:
        """The number of the newest block."""
        return max(self.blocks)

    def mine(
        self, *payments: Payment, miner: str = MINER, withdrawals: tuple[tuple[str, int], ...] = ()
    ) -> Json:
        """Append a block; `withdrawals` are (address, gwei)."""
        number = max(self.blocks, default=-1) + 1
        parent = self.blocks[number - 1]["hash"] if number else _ZEROS
        transactions, receipts, gas = [], [], 0
        for index, payment in enumerate(payments):
            gas += payment.gas_used
            transactions.append(self._transaction(payment, number, index))
            receipts.append(_receipt(payment, transactions[-1], gas))
            self._move(payment, number, miner)
        for address, gwei in withdrawals:
            self._credit(address, number, gwei * 10**9)
        block = _header(number, parent, miner, gas, self.forks)
        block["transactionsRoot"] = ordered_root([signed_bytes(one) for one in transactions])
        block["receiptsRoot"] = ordered_root([receipt_bytes(one) for one in receipts])
        if withdrawals:
            block["baseFeePerGas"] = "0x0"
            block["withdrawalsRoot"] = _ZEROS
            block["withdrawals"] = [
                {"index": hex(at), "validatorIndex": hex(at), "address": address, "amount": hex(gwei)}
                for at, (address, gwei) in enumerate(withdrawals)
            ]
        block["hash"] = header_hash(block)
        self._place(block, transactions, receipts, payments)
        return block

    def drop(self, depth: int) -> None:
        """Forget the newest blocks, as the first half of a reorganisation; what is mined next has other hashes."""
        self.forks += 1
        for number in range(self.head - depth + 1, self.head + 1):
            del self.blocks[number]
            self.receipts.pop(number, None)
            self.traces.pop(number, None)
            for states in (*self.balances.values(), *self.nonces.values()):
                states.pop(number, None)

    def state(self, table: dict[str, dict[int, int]], address: str, number: int) -> int:
        """A balance or a nonce after a block."""
        known = [(at, value) for at, value in table.get(address.lower(), {}).items() if at <= number]
        return max(known)[1] if known else 0

    def _transaction(self, payment: Payment, number: int, index: int) -> Json:
        nonce = self.state(self.nonces, payment.sender, number)
        self.nonces[payment.sender][number] = nonce + 1
        made: Json = {
            "blockNumber": hex(number), "transactionIndex": hex(index), "from": payment.sender, "to": payment.to,
            "value": hex(payment.value), "nonce": hex(nonce), "input": payment.data, "type": "0x0",
            "gas": hex(payment.gas_used), "gasPrice": hex(payment.gas_price), "chainId": hex(self.chain_id),
            "v": hex(35 + 2 * self.chain_id), "r": "0x1", "s": hex(int(payment.sender, 16) % (1 << 255) + 1),
        }  # fmt: skip
        return {"hash": legacy_hash(made), **made}

    def _move(self, payment: Payment, number: int, miner: str) -> None:
        fee = payment.gas_used * payment.gas_price
        if not self.balances.get(payment.sender):
            self.balances[payment.sender][0] = GENESIS_FUNDS
        self._credit(payment.sender, number, -fee)
        self._credit(miner, number, fee)
        if payment.failed:
            return
        to = payment.to or _created(payment.sender, number)
        for sender, receiver, value in ((payment.sender, to, payment.value), *payment.internal):
            self._credit(sender, number, -value)
            self._credit(receiver, number, value)

    def _credit(self, address: str, number: int, value: int) -> None:
        self.balances[address][number] = self.state(self.balances, address, number) + value

    def _place(self, block: Json, transactions: list[Json], receipts: list[Json], payments: Any) -> None:
        number = int(block["number"], 16)
        logs = 0
        for transaction, receipt in zip(transactions, receipts, strict=True):
            transaction["blockHash"] = receipt["blockHash"] = block["hash"]
            for log in receipt["logs"]:
                log |= {"blockHash": block["hash"], "blockNumber": block["number"], "logIndex": hex(logs)}
                log |= {"transactionHash": receipt["transactionHash"], "removed": False}
                log["transactionIndex"] = receipt["transactionIndex"]
                logs += 1
        block["transactions"] = transactions
        self.blocks[number], self.receipts[number] = block, receipts
        self.traces[number] = [
            trace
            for transaction, payment in zip(transactions, payments, strict=True)
            for trace in _traces(transaction, payment)
        ]


def _header(number: int, parent: str, miner: str, gas: int, forks: int) -> Json:
    return {
        "number": hex(number), "parentHash": parent, "sha3Uncles": _ZEROS, "miner": miner, "stateRoot": _ZEROS,
        "logsBloom": "0x" + "00" * 256, "difficulty": "0x1", "totalDifficulty": hex(number + 1),
        "gasLimit": hex(30_000_000), "gasUsed": hex(gas), "timestamp": hex(1_600_000_000 + 12 * number),
        "extraData": f"0x{forks:02x}", "mixHash": _ZEROS, "nonce": "0x0000000000000000", "size": "0x220", "uncles": [],
    }  # fmt: skip


def _receipt(payment: Payment, transaction: Json, gas: int) -> Json:
    return {
        "transactionHash": transaction["hash"], "transactionIndex": transaction["transactionIndex"],
        "blockNumber": transaction["blockNumber"], "from": payment.sender, "to": payment.to, "type": "0x0",
        "cumulativeGasUsed": hex(gas), "gasUsed": hex(payment.gas_used), "effectiveGasPrice": hex(payment.gas_price),
        "contractAddress": None if payment.to else _created(payment.sender, int(transaction["blockNumber"], 16)),
        "status": "0x0" if payment.failed else "0x1", "logsBloom": "0x" + "00" * 256,
        "logs": [] if payment.failed else [dict(log) for log in payment.logs],
    }  # fmt: skip


def _traces(transaction: Json, payment: Payment) -> list[Json]:
    """Traces in Parity's style: the transaction itself, then its internal calls."""
    place = {
        "blockHash": transaction["blockHash"], "blockNumber": int(transaction["blockNumber"], 16),
        "transactionHash": transaction["hash"], "transactionPosition": int(transaction["transactionIndex"], 16),
    }  # fmt: skip
    inner = () if payment.failed else payment.internal
    made = _created(payment.sender, place["blockNumber"])
    found: list[Json] = []
    for at, (sender, to, value) in enumerate(((payment.sender, payment.to, payment.value), *inner)):
        action: Json = {"from": sender, "value": hex(value), "gas": "0x0"}
        action |= {"to": to, "input": "0x", "callType": "call"} if to else {"init": payment.data}
        result: Json = {"gasUsed": "0x0"} | ({"output": "0x"} if to else {"address": made, "code": "0x"})
        trace = {"action": action, "type": "call" if to else "create", "subtraces": 0 if at else len(inner)}
        trace |= {"traceAddress": [at - 1] if at else []}
        trace |= {"error": "Reverted"} if payment.failed else {"result": result}
        found.append(trace | place)
    return found


def _created(sender: str, number: int) -> str:
    return f"0x{(int(sender, 16) + number + 1) % (1 << 160):040x}"


def _word(address: str) -> str:
    return "0x" + "0" * 24 + address[2:]
