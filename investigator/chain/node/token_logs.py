"""Token transfers by their logs: asked for by topic, in ranges that are halved where the node refuses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from investigator.address import short
from investigator.chain import decode
from investigator.chain.node import logs
from investigator.chain.node.harvest import Harvest
from investigator.chain.node.shapes import Log
from investigator.chain.rpc.calls import Call, TooMuch
from investigator.errors import Trouble

TELLING = [
    decode.TRANSFER,
    decode.TRANSFER_SINGLE,
    decode.TRANSFER_BATCH,
    decode.DEPOSIT,
    decode.WITHDRAWAL,
]


def gather(harvest: Harvest, limit: int | None) -> None:
    """Ask for the logs of a unit: of its accounts if it has any, of its token if it names one.

    `limit` is the number of blocks that the node gives logs of at once, where it is known.
    """
    unit = harvest.unit
    wanted = frozenset(short(one) for one in unit.addresses) or None
    found = list[Log]()
    for first, last in _parts(unit.first, unit.last, limit):
        found += _logs(harvest, _filters(harvest), first, last)
    found = _each_once(found)
    if wanted is not None:
        found = [log for log in found if wanted & _parties(log)]
    heads = harvest.blocks_at({*(int(log.block_number, 16) for log in found), unit.last})
    for log in found:
        head = heads[int(log.block_number, 16)]
        if head.hash.lower() != log.block_hash.lower():
            raise Trouble(
                f"The node's logs and headers of block {int(log.block_number, 16):,} differ; its chain is being "
                "reorganised just now, or it is wrong. Pull again, or ask another node."
            )
    harvest.heads(list(heads.values()))
    harvest.emitters(found)
    times = {log.block_number: int(heads[int(log.block_number, 16)].timestamp, 16) for log in found}
    harvest.transfers(logs.token_table(unit.chain, found, times, wanted))
    harvest.covered[unit.what] = "eth_getLogs"


def _filters(harvest: Harvest) -> list[dict[str, Any]]:
    """What is asked, beside the range."""
    unit = harvest.unit
    some = (
        logs.filters([short(one) for one in unit.addresses]) if unit.addresses else [{"topics": [TELLING]}]
    )
    contract = unit.what.partition(":")[2]
    return [{**one, "address": contract} for one in some] if contract else some


def _logs(harvest: Harvest, filters: Sequence[dict[str, Any]], first: int, last: int) -> list[Log]:
    """The logs of a range. Raises `Trouble` if even those of one block are too many."""
    calls = [
        Call("eth_getLogs", ({"fromBlock": hex(first), "toBlock": hex(last), **one},)) for one in filters
    ]
    try:
        return [log for told in harvest.ask(calls, list[Log]) for log in told or []]
    except TooMuch as refusal:
        if len(filters) > 1:
            return [log for one in filters for log in _logs(harvest, [one], first, last)]
        if first == last:
            raise Trouble(
                f"The node does not give the logs of block {first:,}, as they are too many for it; ask another node "
                f"({str(refusal)[:120]})."
            ) from refusal
    middle = (first + last) // 2
    return [*_logs(harvest, filters, first, middle), *_logs(harvest, filters, middle + 1, last)]


def _parts(first: int, last: int, limit: int | None) -> Iterator[tuple[int, int]]:
    step = limit or last - first + 1
    for start in range(first, last + 1, step):
        yield start, min(last, start + step - 1)


def _each_once(found: Iterable[Log]) -> list[Log]:
    """In the order of the chain; several filters find the same log."""
    unique = {(int(log.block_number, 16), int(log.log_index, 16)): log for log in found if not log.removed}
    return [unique[place] for place in sorted(unique)]


def _parties(log: Log) -> set[str]:
    return {"0x" + topic[26:].lower() for topic in log.topics[1:]}
