"""One part of a pull, fetched from an explorer into memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pyarrow as pa

from investigator.address import short
from investigator.chain import assets, decode
from investigator.chain.explorer import standing
from investigator.chain.explorer.facts import Facts
from investigator.chain.explorer.lists import LOGS, WITHDRAWALS, Account, Answers
from investigator.chain.explorer.pages import every_row
from investigator.chain.explorer.shapes import Row
from investigator.chain.explorer.standing import Held
from investigator.chain.explorer.web import Refused, Web
from investigator.chain.supplier import Unit
from investigator.chain.told import Told
from investigator.money import split_limbs
from investigator.progress import Tick
from investigator.records import TransferKind

WRAPPED = {
    "eip155:1": "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
    "eip155:10": "0x4200000000000000000000000000000000000006",
    "eip155:8453": "0x4200000000000000000000000000000000000006",
    "eip155:42161": "0x82af49447d8a07e3bd95bd0d56f35241523fbab1",
}
"""The contract that wraps a chain's coin, where it tells by logs of its own instead of transfers."""

_WORDS = (("address", pa.string()), ("endpoint", pa.string()), ("chain", pa.string()))
_LIMBS = tuple((f"a{i}", pa.uint64()) for i in range(4))
_BALANCE = pa.schema([("block", pa.int64()), *_LIMBS, ("asset", pa.string()), *_WORDS])
_NONCE = pa.schema([("block", pa.int64()), ("nonce", pa.int64()), *_WORDS])

_FUNGIBLE = {int(TransferKind.ERC20), int(TransferKind.WRAP), int(TransferKind.UNWRAP)}

TOKENS = 10
"""Tokens of an account whose balance is asked for: those that move most often."""


def fetched(web: Web, unit: Unit, tick: Tick) -> Told:
    """Fetch a part. Raises `Refused`, `ValueError`, `Trouble` or `Cancelled`."""
    address, more = unit.addresses[0], dict(unit.more)
    account = Account(web, short(address), Answers(), tick, more.get("contractaddress", ""))
    facts = Facts(unit.chain, account.address)
    for action in unit.method.split("+"):
        if action == LOGS:
            _gather_wraps(account, facts, unit)
            continue
        rows = every_row(partial(account.rows, action), unit.first, unit.last, cap=web.explorer.cap)
        tick(0, None, f"Reading {len(rows):,} rows of {action}")
        _gather(facts, action, rows, unit)
    tables = dict(facts.batch().tables)
    tables["coverage"] = _coverage(unit)
    if "balance" in more:
        tables.update(_held(account, unit, facts))
    request = {
        **{
            "explorer": web.explorer.name,
            "chain": unit.chain,
            "lists": unit.method,
            "address": account.address,
        },
        **{"startblock": unit.first, "endblock": unit.last, **more},
    }
    pin = {"block": facts.newest} if facts.newest else {}
    return Told(
        "explorer",
        web.explorer.name,
        request,
        account.answers.whole(),
        replace(facts.batch(), tables=tables),
        pin,
    )


def _gather(facts: Facts, action: str, rows: list[Row], unit: Unit) -> None:
    if action == "txlist":
        facts.transactions_of(rows)
    elif action == WITHDRAWALS:
        facts.withdrawals_of(rows)
    elif action == "txlistinternal":
        facts.internal_of(rows)
    else:
        facts.tokens_of(action, rows if action != "tokentx" else _listed_once(rows, unit))


def _gather_wraps(account: Account, facts: Facts, unit: Unit) -> None:
    """What was wrapped and unwrapped, which no list tells, from the logs of the contract that does it."""
    contract = WRAPPED[unit.chain]
    for topic in (decode.DEPOSIT, decode.WITHDRAWAL):
        facts.logs_of(every_row(partial(account.logs, contract, topic), unit.first, unit.last))


def _listed_once(rows: list[Row], unit: Unit) -> list[Row]:
    """Without the rows of `tokentx` that stand in a list of their own as well: some explorers put all tokens there."""

    def elsewhere(row: Row) -> bool:
        if row.token_id in {None, ""}:
            return False
        return ("tokennfttx" if row.token_value in {None, ""} else "token1155tx") in unit.method

    return [row for row in rows if not elsewhere(row)]


def _coverage(unit: Unit) -> pa.Table:
    row = {
        **{"first_block": unit.first, "last_block": unit.last, "address": unit.addresses[0]},
        **{"what": unit.what, "method": unit.method, "chain": unit.chain},
    }
    return pa.Table.from_pylist([row])


def _held(account: Account, unit: Unit, facts: Facts) -> dict[str, pa.Table]:
    """What the account holds now, where the explorer tells and no block comes in between."""
    asked = (
        [account]
        if unit.what.startswith("native")
        else [replace(account, contract=one) for one in _tokens(account, facts)]
    )
    balances, nonces = list[dict[str, Any]](), list[dict[str, Any]]()
    for one in asked:
        key = assets.token(unit.chain, one.contract)[0] if one.contract else assets.coin(unit.chain)[0]
        if held := _told(standing.holding, one):
            a0, a1, a2, a3 = split_limbs(held.amount)
            balances.append(
                {
                    **{"block": held.block, "a0": a0, "a1": a1, "a2": a2, "a3": a3, "asset": key},
                    **_who(account, unit),
                }
            )
    if unit.what.startswith("native") and (held := _told(standing.sent, account)):
        nonces.append({"block": held.block, "nonce": held.amount, **_who(account, unit)})
    tables = {
        "balance": pa.Table.from_pylist(balances, _BALANCE),
        "nonce": pa.Table.from_pylist(nonces, _NONCE),
    }
    return {name: table for name, table in tables.items() if table.num_rows}


def _who(account: Account, unit: Unit) -> dict[str, Any]:
    return {"address": unit.addresses[0], "endpoint": account.web.explorer.name, "chain": unit.chain}


def _told(ask: Callable[[Account], Held | None], account: Account) -> Held | None:
    try:
        return ask(account)
    except (Refused, ValueError):  # a nicety that not every explorer has
        return None


def _tokens(account: Account, facts: Facts) -> list[str]:
    if account.contract:
        return [account.contract]
    counts = Counter(row["asset"] for row in facts.moved if row["kind"] in _FUNGIBLE)
    return [
        key.rpartition(":")[2]
        for key, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:TOKENS]
    ]
