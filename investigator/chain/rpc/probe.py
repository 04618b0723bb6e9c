"""What a node can do: found out by asking it, a few cheap calls and none twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from investigator.chain.abilities import Abilities
from investigator.chain.rpc.calls import Call, Refused, TooMuch, Unsupported
from investigator.chain.rpc.exchange import plain
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.patience import Patience
from investigator.chain.rpc.wording import limit_in
from investigator.errors import Trouble
from investigator.progress import Tick

NOBODY = "0x" + "a5" * 20
"""An account that never did anything, so that whatever is asked of it is answered soon."""

RANGES = (10_000, 2_000, 500, 100)
"""Ranges of blocks that are tried for logs, until one is not refused."""

_ZERO = "0x" + "00" * 20
_NO_HASH = "0x" + "00" * 32
_BRIEF = Patience(first=0.25, most=2.0, longest=30.0, tries=2, slowly=6)
_RECENT = 8  # blocks from which the one with the fewest transactions is taken


def probe(node: Node, tick: Tick) -> Abilities:
    """Ask a node what it is and what it can do.

    `words` of the result: `client`; `link` (local, encrypted or unencrypted); whether it has `archive` state,
    the tag `finalized`, and is still `syncing`; whether it offers `trace_block`, `trace_filter`, `debug_trace`
    (with the call tracer), `ots` (searches of Otterscan), `block_receipts` and each method by its own name;
    `batch`, the calls it takes in one request; `log_range`, the blocks that logs are given of at once, or `None`
    where no limit was found. Raises `Trouble` if it is not a node of an EVM chain or cannot be reached, `Cancelled`.
    """
    asker = _Asker(node, tick)
    chain = asker.number("eth_chainId")
    head = asker.number("eth_blockNumber")
    final = asker.final(head)
    words = {
        "client": asker.client(),
        "link": node.endpoint.link,
        "finalized": final is not None,
        "syncing": asker.maybe(Call("eth_syncing"), lambda told: told is not False),
        "archive": asker.archive(),
        **asker.methods(head),
        "log_range": asker.log_range(head),
        "batch": asker.batch(),
    }
    return Abilities(f"eip155:{chain}", head, final, node.name, words)


class _Asker:
    """Asks one question after the other, so that one that fails spoils no other."""

    def __init__(self, node: Node, tick: Tick) -> None:
        self._node = node
        self._tick = tick
        self._lightest: int | None = None

    def number(self, method: str) -> int:
        """The answer to a question that every node must answer."""
        told = self._node.value(method, tick=self._note)
        found = _quantity(told)
        if found is None:
            raise Trouble(
                f"The node {self._node.name} answers {method} with '{plain(str(told))[:80]}', which no node of an EVM "
                "chain does; check its address."
            )
        return found

    def final(self, head: int) -> int | None:
        """The newest final block, where the node knows it."""
        told = self._try(Call("eth_getBlockByNumber", ("finalized", False)))
        number = _quantity(told.get("number")) if isinstance(told, dict) else None
        return None if number is None or number > head else number

    def client(self) -> str:
        told = self._try(Call("web3_clientVersion"))
        return plain(self._node.endpoint.clean(told))[:120] if isinstance(told, str) else ""

    def archive(self) -> bool:
        """Whether the state after the first block is there, and is not the newest one in its place."""
        early = self._try(Call("eth_getBalance", (_ZERO, "0x1")))
        late = self._try(Call("eth_getBalance", (_ZERO, "latest")))
        return _quantity(early) is not None and (early != late or early == "0x0")

    def methods(self, head: int) -> dict[str, bool]:
        """Which of the methods that a pull can do without there are."""
        tracer = {"tracer": "callTracer"}
        found = {
            "trace_block": self._of_block("trace_block", head),
            "trace_filter": self._filter(head),
            "debug_traceBlockByNumber": self._of_block("debug_traceBlockByNumber", head, tracer),
            "eth_getBlockReceipts": self._of_block("eth_getBlockReceipts", head),
            "eth_getLogs": self.maybe(_logs(head, head), _is_list),
            "trace_transaction": self._known(Call("trace_transaction", (_NO_HASH,))),
            "debug_traceTransaction": self._known(Call("debug_traceTransaction", (_NO_HASH, tracer))),
        }
        level = self.maybe(Call("ots_getApiLevel"), lambda told: (_quantity(told) or 0) >= 8)
        for name in ("ots_searchTransactionsBefore", "ots_searchTransactionsAfter"):
            found[name] = level and self.maybe(Call(name, (NOBODY, 0, 1)), _is_page)
        found["debug_trace"] = found["debug_traceBlockByNumber"]
        found["block_receipts"] = found["eth_getBlockReceipts"]
        found["ots"] = found["ots_searchTransactionsBefore"] and found["ots_searchTransactionsAfter"]
        return found

    def log_range(self, head: int) -> int | None:
        """The blocks of which logs are given at once; the node's own words are taken for it."""
        refused = False
        for blocks in (one for one in RANGES if one <= head + 1):
            told = self._ask(_logs(head - blocks + 1, head))
            if isinstance(told, TooMuch):
                refused = True
                limit = limit_in(str(told), blocks - 1)
                if limit is not None:
                    return limit
            else:
                return blocks if refused and _is_list(told) else None
        return None

    def batch(self) -> int:
        """The calls that it takes in one request, as many as we would ever ask."""
        calls = [Call("eth_chainId")] * self._node.batch
        for _ in self._node.try_many(calls, self._note, _BRIEF):
            pass
        return self._node.batch

    def maybe(self, call: Call, fits: Callable[[Any], bool]) -> bool:
        """Whether the node answers, and fittingly."""
        told = self._ask(call)
        return not isinstance(told, Exception) and fits(told)

    def _filter(self, head: int) -> bool:
        """As `_of_block`."""
        told = self._ask(_traces(min(1, head)))
        return _is_list(self._ask(_traces(self._light(head))) if _unclear(told) else told)

    def _of_block(self, method: str, head: int, *more: Any) -> bool:
        """Whether it answers of the first block, which is empty, or else of a recent one with little in it."""
        told = self._ask(Call(method, (hex(min(1, head)), *more)))
        if _unclear(told):
            told = self._ask(Call(method, (hex(self._light(head)), *more)))
        return _is_list(told)

    def _light(self, head: int) -> int:
        """The recent block with the fewest transactions."""
        if self._lightest is None:
            found = {
                number: len(told["transactions"])
                for number in range(max(0, head - _RECENT + 1), head + 1)
                if isinstance(told := self._try(Call("eth_getBlockByNumber", (hex(number), False))), dict)
                and isinstance(told.get("transactions"), list)
            }
            self._lightest = min(found, key=lambda number: (found[number], number), default=head)
        return self._lightest

    def _known(self, call: Call) -> bool:
        """Whether it knows a method, whatever it says to a question about nothing."""
        told = self._ask(call)
        return not isinstance(told, Unsupported | Trouble)

    def _try(self, call: Call) -> Any:
        told = self._ask(call)
        return None if isinstance(told, Exception) else told

    def _ask(self, call: Call) -> Any:
        """What it answers; a refusal or a failure is given back, as it is no more than that."""
        try:
            told = next(self._node.try_many([call], self._note, _BRIEF))
            return told if isinstance(told, Refused) else msgspec.json.decode(told.result)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, Trouble) as failure:
            return failure if isinstance(failure, Trouble) else Trouble(f"{call.method}: not JSON")

    def _note(self, done: int, total: int | None = None, note: str = "") -> None:
        self._tick(0, None, note or f"Asking what {self._node.name} can do")


def _logs(first: int, last: int) -> Call:
    return Call("eth_getLogs", ({"fromBlock": hex(first), "toBlock": hex(last), "address": NOBODY},))


def _traces(number: int) -> Call:
    only = {"fromBlock": hex(number), "toBlock": hex(number), "toAddress": [NOBODY], "count": 1}
    return Call("trace_filter", (only,))


def _quantity(told: Any) -> int | None:
    """A number as nodes write it, in hex, or as Otterscan does, plainly."""
    if isinstance(told, int) and not isinstance(told, bool) and told >= 0:
        return told
    if not isinstance(told, str) or not told.startswith("0x") or len(told) > 66:
        return None
    try:
        return int(told, 16)
    except ValueError:
        return None


def _unclear(told: Any) -> bool:
    """Whether an old block may be what it lacks, and not the method."""
    return not isinstance(told, list | Unsupported)


def _is_list(told: Any) -> bool:
    return isinstance(told, list)


def _is_page(told: Any) -> bool:
    return isinstance(told, dict) and isinstance(told.get("txs"), list)
