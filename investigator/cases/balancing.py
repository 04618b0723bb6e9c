"""Balances at both ends of a span against what moved in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from investigator.data.queries import completeness as queries
from investigator.data.queries.completeness import Flow, Said
from investigator.data.store import Store
from investigator.money import show_amount

Span = tuple[int, int]
"""The first and the last block, inclusive."""

Outcome = Literal["passed", "failed", "not possible"]

MERGE = {"eip155:1": 15_537_394}
"""The first block without a static reward, of chains that ever had one."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    `missing` is how much is missing, in base units of `asset` (its key; '' where it is no amount): what the end
    shows less what the beginning and the transfers explain. `acquisitions` are what the check rests on.
    """

    name: str
    outcome: Outcome
    sentence: str
    missing: int | None = None
    asset: str = ""
    acquisitions: tuple[int, ...] = ()


def at_start(told: list[Said], span: Span) -> Said | None:
    """What was said about the moment before the span; before block 0 there was nothing to move."""
    blocks = (span[0] - 1,) if span[0] > 0 else (0, -1)
    return _said(told, blocks)


def at_end(told: list[Said], span: Span) -> Said | None:
    """What was said about the end of the span."""
    return _said(told, (span[1],))


def _said(told: list[Said], blocks: tuple[int, ...]) -> Said | None:
    for block in blocks:
        for one in told:
            if one.block == block:
                return one
    return None


def balances(
    store: Store, chain: str, address: str, span: Span, said: list[Said], *, internal: bool
) -> list[Check]:
    """One check for the chain's coin, and one for each token that moved or whose balance was asked."""
    flows = {flow.asset: flow for flow in queries.flows(store, address, *span)}
    by_asset: dict[str, list[Said]] = {}
    for one in said:
        by_asset.setdefault(one.asset, []).append(one)
    coin = next((key for key in (*by_asset, *flows) if _is_coin(key)), "")
    found = [
        _native(store, chain, address, span, by_asset.get(coin, []), flows.get(coin), internal=internal)
    ]
    others = sorted({*flows, *by_asset} - {coin})
    return [*found, *(_token(span, key, by_asset.get(key, []), flows.get(key)) for key in others)]


def _is_coin(key: str) -> bool:
    return "/slip44:" in key or ("/" in key and ":" not in key.partition("/")[2])


def _native(
    store: Store,
    chain: str,
    address: str,
    span: Span,
    told: list[Said],
    flow: Flow | None,
    *,
    internal: bool,
) -> Check:
    """The coin: transfers, internal ones and withdrawals among them, less fees, plus tips of one's own blocks."""
    name, begin, end = "native balance", at_start(told, span), at_end(told, span)
    if begin is None or end is None:
        return Check(
            name, "not possible", "The balance at both ends was not told: that takes an archive node."
        )
    held = tuple(sorted({begin.acquisition, end.acquisition}))
    fees = queries.fees(store, chain, address, *span)
    rewards = queries.rewards(store, chain, address, *span)
    if fees.unknown:
        why = f"{fees.unknown:,} of {fees.sent:,} transactions sent have no receipt that tells their fee"
        return Check(name, "not possible", f"Fees are not known: {why}.", acquisitions=held)
    early = [one for one in rewards if one.block < MERGE.get(chain, 0)]
    unknown = [one for one in rewards if one.tips is None]
    if early or unknown:
        why = (
            "before the merge, when a reward and uncles were paid"
            if early
            else "not all of whose receipts are held"
        )
        return Check(
            name, "not possible", f"The account was paid for {len(early or unknown):,} blocks {why}.",
            acquisitions=held,
        )  # fmt: skip
    tips = sum(one.tips or 0 for one in rewards)
    came, went = (flow.came, flow.went) if flow else (0, 0)
    missing = end.value - (begin.value + came + tips - went - fees.paid - fees.extra)
    symbol = flow.symbol if flow else "of the coin"
    if not missing:
        parts = f"{_coin(came)} {symbol} in, {_coin(went)} out, {_coin(fees.paid + fees.extra)} fees"
        return Check(
            name, "passed", f"Both ends agree with what moved: {parts}.", asset=end.asset, acquisitions=held
        )
    likely = "" if internal else " Internal transfers were not seen, and may explain it."
    return Check(
        name, "failed", f"{show_amount(abs(missing), 18)} {symbol} {_way(missing)} is not explained by what is held.{likely}",
        missing, end.asset, held,
    )  # fmt: skip


def _token(span: Span, key: str, told: list[Said], flow: Flow | None) -> Check:
    symbol = (flow.symbol if flow else "") or key.rpartition(":")[2]
    name, begin, end = f"balance of {symbol}", at_start(told, span), at_end(told, span)
    if begin is None or end is None:
        return Check(name, "not possible", f"The balance of {symbol} at both ends was not told.", asset=key)
    held = tuple(sorted({begin.acquisition, end.acquisition}))
    came, went = (flow.came, flow.went) if flow else (0, 0)
    missing = end.value - (begin.value + came - went)
    if not missing:
        return Check(
            name, "passed", f"Both ends agree with what moved in {symbol}.", asset=key, acquisitions=held
        )
    decimals = flow.decimals if flow else None
    amount = f"{show_amount(abs(missing), decimals)} {symbol}"
    return Check(
        name, "failed",
        f"{amount} {_way(missing)} is not explained by what is held, unless the token takes a fee, pays interest, "
        "or lies about its transfers.",
        missing, key, held,
    )  # fmt: skip


def _way(missing: int) -> str:
    return "that came in" if missing > 0 else "that went out"


def _coin(amount: int) -> str:
    return show_amount(amount, 18, places=6)
