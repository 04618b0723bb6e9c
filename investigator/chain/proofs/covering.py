"""Whether the transfers of a case are what a proof shows: token transfers log for log, and the coin by the transaction.

What contracts move inside of a transaction (internal transfers) stands in no receipt: a proof says nothing of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from investigator.chain import decode, evm
from investigator.chain.decode import Place
from investigator.chain.proofs.proof import Proven
from investigator.chain.proofs.receipts import Log
from investigator.data.queries.proofs import Leg
from investigator.records import Clock, TransferKind

_BY_LOG = {
    *(TransferKind.ERC20, TransferKind.ERC721, TransferKind.ERC1155),
    *(TransferKind.WRAP, TransferKind.UNWRAP),
}
_DAY = 86_400

Movement = tuple[str, str, str, int, str | None]
"""What a log tells: contract, sender, receiver, amount, and the number of the token if it has one."""


@dataclass(frozen=True)
class Judged:
    """Transfers that the proof shows, and those that it contradicts, each with a reason."""

    shown: frozenset[int]
    wrong: dict[int, str]


def judge(proven: Proven, legs: Sequence[Leg]) -> Judged:
    """Hold the transfers of a transaction against its proof. What a proof cannot tell is in neither answer."""
    wrong: dict[int, str] = {}
    shown: set[int] = set()
    found = _by_logs(proven, [leg for leg in legs if leg.kind in _BY_LOG])
    found |= {leg.id: _native(proven, leg) for leg in legs if leg.kind is TransferKind.NATIVE}
    for leg in legs:
        reason = found.get(leg.id)
        if reason is None:
            continue
        reason = reason or _around(proven, leg)
        if reason:
            wrong[leg.id] = reason
        else:
            shown.add(leg.id)
    return Judged(frozenset(shown), wrong)


def _around(proven: Proven, leg: Leg) -> str:
    """What is wrong with where and when a transfer happened, and with whether it did; '' if nothing is."""
    if leg.block not in {None, proven.block}:
        return f"it is said to be in block {leg.block:,}, but is proved in block {proven.block:,}"
    slack = _DAY if leg.mapped else 0  # tables give days, minutes, or the time of some place
    if leg.clock is Clock.UTC and abs(leg.time - proven.time) > slack:
        return f"its time is not that of block {proven.block:,}"
    if leg.moved and proven.receipt.failed:
        return "it is counted as moved, but the proven receipt says that the transaction failed"
    if not leg.moved and proven.receipt.status == "0x1":
        return "it is counted as failed, but the proven receipt says that the transaction succeeded"
    return ""


def _native(proven: Proven, leg: Leg) -> str | None:
    """What is wrong with a transfer of the coin; `None` if it may be an internal one."""
    sent = proven.transaction
    receiver = sent.to or _created(proven)
    parties = (sent.sender, leg.src), (receiver, leg.dst)
    apart = [leg for told, leg in parties if told is not None and told != leg]
    if apart and leg.mapped:
        return None
    if apart:
        return f"the proven transaction is not between these accounts ({apart[0]} has no part in it)"
    if leg.amount != sent.value:
        return f"the proven transaction moves {sent.value} base units, not {leg.amount}"
    return ""


def _created(proven: Proven) -> str | None:
    """The contract that a transaction created, where its nonce is proved."""
    nonce, sender = proven.transaction.nonce, proven.transaction.sender
    if nonce is None and proven.receipt.deposit_nonce is not None:
        nonce = int(proven.receipt.deposit_nonce, 16)
    return None if nonce is None or sender is None else decode.created_address(sender, nonce)


def _by_logs(proven: Proven, legs: Sequence[Leg]) -> dict[int, str | None]:
    """What is wrong with each token transfer; '' if a log of the receipt tells of it, `None` if none can."""
    told = [(i, movement) for i, log in enumerate(proven.receipt.logs) for movement in movements(log)]
    room = Counter(movement for _, movement in told)
    found: dict[int, str | None] = {}
    first: set[int] | None = None  # where in the block the first log of this receipt may be
    for leg in legs:
        movement = _movement(leg, told)
        if movement is None:
            found[leg.id] = None
            continue
        places = {i for i, one in told if one == movement}
        room[movement] -= 1
        if not places:
            found[leg.id] = "no log of the proven receipt tells of it"
        elif room[movement] < 0:
            found[leg.id] = "the proven receipt tells of it fewer times than the case"
        elif leg.position is not None:
            starts = {leg.position - i for i in places if leg.position >= i}
            first = starts if first is None else first & starts
            found[leg.id] = "" if first else "its log index does not fit the proven receipt"
        else:
            found[leg.id] = ""
    return found


def _movement(leg: Leg, told: Sequence[tuple[int, Movement]]) -> Movement | None:
    """What a log must say of a transfer; `None` where the case does not know the contract, and no log fits."""
    contract = leg.asset.rpartition(":")[2]
    if contract[:2] == "0x":
        return contract, leg.src, leg.dst, leg.amount, leg.token_id
    like = (leg.src, leg.dst, leg.amount, leg.token_id)
    return next((movement for _, movement in told if movement[1:] == like), None)


def movements(log: Log) -> list[Movement]:
    """The token transfers that a log can tell of, also of early tokens that do not index what they tell."""
    shaped = evm.Log(log.address, log.topics, log.data, "0x0")
    place = Place("eip155:0", 0, 0, Clock.UTC)
    found: list[Movement] = []
    for row in decode.token_transfers(shaped, place):
        amount = sum(row[f"a{i}"] << 64 * i for i in range(4))
        parties = row["src"].rpartition(":")[2], row["dst"].rpartition(":")[2]
        found.append((log.address, *parties, amount, row["token_id"]))
    if not found and log.topics[:1] == (decode.TRANSFER,):
        data = log.data[2:]
        words = [int(topic, 16) for topic in log.topics[1:]]
        words += [int(data[i : i + 64], 16) for i in range(0, len(data) - 63, 64)]
        if len(words) == 3 and max(words[:2]) >> 160 == 0:
            parties = f"0x{words[0]:040x}", f"0x{words[1]:040x}"
            found = [(log.address, *parties, words[2], None), (log.address, *parties, 1, str(words[2]))]
    return found
