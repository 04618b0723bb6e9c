"""How things stand at an explorer now: its chain, its newest block, and what an account holds at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from investigator.chain.explorer.lists import Account, check_text
from investigator.chain.explorer.shapes import Envelope, number
from investigator.chain.explorer.web import Refused, Web
from investigator.progress import Tick

_TRIES = 3
_HEADS = (
    {"module": "proxy", "action": "eth_blockNumber"},
    {"module": "block", "action": "eth_block_number"},
)


@dataclass(frozen=True)
class Held:
    """What an account held, or how many transactions it had sent, at the end of a block."""

    block: int
    amount: int


def chain(web: Web, tick: Tick) -> str:
    """The chain in CAIP-2, as the explorer itself says. Raises `Trouble` if it says nothing."""
    try:
        if web.explorer.family == "blockscout":
            body = web.ask_node("eth_chainId", check_text, tick)
        else:
            body = web.ask({"module": "proxy", "action": "eth_chainId"}, check_text, tick)
        return f"eip155:{_number(body, 64)}"
    except (Refused, ValueError):
        pass
    raise web.trouble(
        "does not say which chain it shows; add ?chainid=1, or another number, to its address"
    )


def head(web: Web, tick: Tick) -> int:
    """The newest block. Raises `Trouble` if the explorer cannot be reached or does not say."""
    asked = _HEADS[::-1] if web.explorer.family == "blockscout" else _HEADS
    reason = ""
    for params in asked:
        try:
            return _number(web.ask(params, check_text, tick), 62)
        except Refused as refusal:
            reason = reason or refusal.setback.text
        except ValueError as error:
            reason = reason or f"does not say which block is its newest: {error}"
    raise web.trouble(reason)


def holding(account: Account) -> Held | None:
    """The coin (or the token) that an account holds at the newest block; `None` where blocks come too fast to say.

    Raises `Refused` if the explorer does not tell.
    """
    params = {
        **{"module": "account", "action": "tokenbalance" if account.contract else "balance"},
        **({"contractaddress": account.contract} if account.contract else {}),
        **{"address": account.address, "tag": "latest"},
    }
    return _steadily(account, params)


def sent(account: Account) -> Held | None:
    """How many transactions an account has sent, as `holding`."""
    params = {
        "module": "proxy",
        "action": "eth_getTransactionCount",
        "address": account.address,
        "tag": "latest",
    }
    return _steadily(account, params)


def _steadily(account: Account, params: Mapping[str, str]) -> Held | None:
    """An answer about the newest block, if no block came meanwhile."""
    before = head(account.web, account.tick)
    for _ in range(_TRIES):
        amount = number(account.result(params))
        after = head(account.web, account.tick)
        if before == after:
            return Held(after, amount)
        before = after
    return None


def _number(body: bytes, bits: int) -> int:
    return number(msgspec.json.decode(msgspec.json.decode(body, type=Envelope).result), bits)
