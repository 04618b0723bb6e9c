"""Real transactions of every kind, and what they are known to have moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eth_abi.abi import encode
from eth_utils.crypto import keccak

from investigator.data.store import Store
from investigator.records import TransferKind
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import compiled, transfer

PURSE = """
# moves coin within transactions: on, in parts, to what it creates, and in a call that fails
interface Purse:
    def refuse(): payable

@external
@payable
def __default__():
    pass

@external
@payable
def forward(to: address):
    send(to, msg.value)

@external
@payable
def split(a: address, b: address):
    send(a, msg.value // 3)
    raw_call(b, b"", value=msg.value - msg.value // 3)

@external
@payable
def refuse():
    send(msg.sender, 1)
    raise "no"

@external
@payable
def try_in_vain(other: address):
    ok: bool = raw_call(other, method_id("refuse()"), value=msg.value, revert_on_failure=False)
    assert not ok

@external
@payable
def found(code: address) -> address:
    return create_minimal_proxy_to(code, value=msg.value)
"""

MORTAL = "0x63600435ff6000526004601cf3"
"""Creates PUSH1 4, CALLDATALOAD, SELFDESTRUCT: it dies when called, in favour of the address in the call's data.

    PUSH4 600435ff; PUSH1 0; MSTORE; PUSH1 4; PUSH1 28; RETURN
"""

COIN = """
# an ERC-20 that tells of all that moves, its first issue included
event Transfer:
    src: indexed(address)
    dst: indexed(address)
    amount: uint256

symbol: public(String[8])
decimals: public(uint8)
balanceOf: public(HashMap[address, uint256])

@deploy
def __init__():
    self.symbol = "TKN"
    self.decimals = 2
    self.balanceOf[msg.sender] = 1000
    log Transfer(src=empty(address), dst=msg.sender, amount=1000)

@external
def transfer(dst: address, amount: uint256) -> bool:
    self.balanceOf[msg.sender] -= amount
    self.balanceOf[dst] += amount
    log Transfer(src=msg.sender, dst=dst, amount=amount)
    return True
"""

ITEMS = """
# tells of single items, as ERC-721 does
event Transfer:
    src: indexed(address)
    dst: indexed(address)
    item: indexed(uint256)

item_owner: HashMap[uint256, address]
cards: HashMap[address, uint256]

@view
@external
def balanceOf(owner: address) -> uint256:
    return self.cards[owner]

@external
def give(dst: address, item: uint256):
    src: address = self.item_owner[item]
    if src != empty(address):
        assert src == msg.sender
        self.cards[src] -= 1
    self.item_owner[item] = dst
    self.cards[dst] += 1
    log Transfer(src=src, dst=dst, item=item)
"""

BUNDLES = """
# tells of bundles of items, as ERC-1155 does; whoever has none of an item is given some first
event TransferSingle:
    operator: indexed(address)
    src: indexed(address)
    dst: indexed(address)
    item: uint256
    amount: uint256

event TransferBatch:
    operator: indexed(address)
    src: indexed(address)
    dst: indexed(address)
    items: DynArray[uint256, 8]
    amounts: DynArray[uint256, 8]

balanceOf: public(HashMap[address, HashMap[uint256, uint256]])

@external
def mint(item: uint256, amount: uint256):
    self.balanceOf[msg.sender][item] += amount
    log TransferSingle(operator=msg.sender, src=empty(address), dst=msg.sender, item=item, amount=amount)

@external
def single(dst: address, item: uint256, amount: uint256):
    self.balanceOf[msg.sender][item] -= amount
    self.balanceOf[dst][item] += amount
    log TransferSingle(operator=msg.sender, src=msg.sender, dst=dst, item=item, amount=amount)

@external
def batch(dst: address, items: DynArray[uint256, 8], amounts: DynArray[uint256, 8]):
    for at: uint256 in range(len(items), bound=8):
        self.balanceOf[msg.sender][items[at]] -= amounts[at]
        self.balanceOf[dst][items[at]] += amounts[at]
    log TransferBatch(operator=msg.sender, src=msg.sender, dst=dst, items=items, amounts=amounts)
"""

WRAPPER = """
# wraps the coin
event Deposit:
    dst: indexed(address)
    amount: uint256

event Withdrawal:
    src: indexed(address)
    amount: uint256

balanceOf: public(HashMap[address, uint256])

@external
@payable
def deposit():
    self.balanceOf[msg.sender] += msg.value
    log Deposit(dst=msg.sender, amount=msg.value)

@external
def withdraw(amount: uint256):
    self.balanceOf[msg.sender] -= amount
    log Withdrawal(src=msg.sender, amount=amount)
    send(msg.sender, amount)
"""

WRAPPED = "0x4200000000000000000000000000000000000006"
ETHER = 10**18


@dataclass(frozen=True, order=True)
class Moved:
    """A transfer that is known: kind, from, to, the token's contract or '' for the coin, amount, item, success."""

    kind: str
    src: str
    dst: str
    contract: str
    amount: int
    item: str = ""
    ok: bool = True


_HELD = """
    SELECT kind, sender.address, receiver.address, asset.key, a0, token_id,
           coalesce(tx_hash IN (SELECT hash FROM receipt WHERE NOT ok), false)
    FROM transfer JOIN account AS sender ON sender.id = src JOIN account AS receiver ON receiver.id = dst
    JOIN asset ON asset.id = transfer.asset
"""


def held(store: Store) -> list[Moved]:
    """All transfers of a case, in order."""
    with store.reading() as db:
        rows = db.execute(_HELD).fetchall()
    return sorted(
        Moved(
            TransferKind(kind).name.lower(),
            src.rpartition(":")[2],
            dst.rpartition(":")[2],
            key.rpartition(":")[2] if "/erc" in key else "",
            amount,
            item or "",
            not failed,
        )
        for kind, src, dst, key, amount, item, failed in rows
    )


def call(signature: str, *values: Any) -> str:
    """The data of a call to a contract."""
    kinds = signature.partition("(")[2].rstrip(")")
    parts = kinds.split(",") if kinds else []
    return "0x" + (keccak(text=signature)[:4] + encode(parts, values)).hex()


def play(node: Anvil, on: Callable[[Moved], None]) -> dict[str, str]:
    """Send one transaction of each kind and tell of what moved; the addresses that took part, by name."""
    a, b, c, d = node.accounts[:4]
    zero = "0x" + "00" * 20
    node.send(to=b, value=5 * ETHER)
    on(Moved("native", a, b, "", 5 * ETHER))
    node.send(from_=b, to=c, value=ETHER)
    on(Moved("native", b, c, "", ETHER))
    node.send(to=b, value=0)
    purse = node.deploy(compiled(PURSE).creation)
    other = node.deploy(compiled(PURSE).creation)
    _inside(node, on, purse, other)
    _tokens(node, on)
    node.ask("anvil_setCode", WRAPPED, compiled(WRAPPER).runtime)
    node.send(to=WRAPPED, value=ETHER, data=call("deposit()"))
    on(Moved("native", a, WRAPPED, "", ETHER))
    on(Moved("wrap", zero, a, WRAPPED, ETHER))
    node.send(to=WRAPPED, data=call("withdraw(uint256)", ETHER // 4))
    on(Moved("unwrap", a, zero, WRAPPED, ETHER // 4))
    on(Moved("internal", WRAPPED, a, "", ETHER // 4))
    return {"a": a, "b": b, "c": c, "d": d, "purse": purse, "other": other}


def _inside(node: Anvil, on: Callable[[Moved], None], purse: str, other: str) -> None:
    a, b, c, d = node.accounts[:4]
    node.send(to=purse, value=900, data=call("forward(address)", b))
    on(Moved("native", a, purse, "", 900))
    on(Moved("internal", purse, b, "", 900))
    node.send(from_=b, to=purse, value=1000, data=call("split(address,address)", c, d))
    on(Moved("native", b, purse, "", 1000))
    on(Moved("internal", purse, c, "", 333))
    on(Moved("internal", purse, d, "", 667))
    node.send(to=purse, value=77, data=call("refuse()"), gas=200_000)
    on(Moved("native", a, purse, "", 77, ok=False))
    node.send(to=purse, value=88, data=call("try_in_vain(address)", other), gas=300_000)
    on(Moved("native", a, purse, "", 88))
    made = node.send(to=purse, value=99, data=call("found(address)", other))
    on(Moved("native", a, purse, "", 99))
    proxy = "0x" + node.ask("trace_transaction", made["transactionHash"])[1]["result"]["address"][2:]
    on(Moved("internal", purse, proxy, "", 99))
    mortal = node.deploy(MORTAL, value=500)
    on(Moved("native", a, mortal, "", 500))
    node.send(to=mortal, data=call("die(address)", d))
    on(Moved("internal", mortal, d, "", 500))


def _tokens(node: Anvil, on: Callable[[Moved], None]) -> None:
    a, b, c, _ = node.accounts[:4]
    zero = "0x" + "00" * 20
    coin = node.deploy(compiled(COIN).creation)
    on(Moved("erc20", zero, a, coin, 1000))
    node.send(to=coin, data=transfer(b, 400))
    on(Moved("erc20", a, b, coin, 400))
    node.send(from_=b, to=coin, data=transfer(c, 150))
    on(Moved("erc20", b, c, coin, 150))
    node.send(from_=c, to=coin, data=transfer(b, 10**6), gas=200_000)  # fails: more than it has
    items = node.deploy(compiled(ITEMS).creation)
    node.send(to=items, data=call("give(address,uint256)", b, 7))
    on(Moved("erc721", zero, b, items, 1, "7"))
    node.send(from_=b, to=items, data=call("give(address,uint256)", c, 7))
    on(Moved("erc721", b, c, items, 1, "7"))
    items = node.deploy(compiled(BUNDLES).creation)
    for who, item, amount in ((a, 8, 30), (b, 1, 10), (b, 2, 25)):
        node.send(from_=who, to=items, data=call("mint(uint256,uint256)", item, amount))
        on(Moved("erc1155", zero, who, items, amount, str(item)))
    node.send(to=items, data=call("single(address,uint256,uint256)", c, 8, 30))
    on(Moved("erc1155", a, c, items, 30, "8"))
    node.send(from_=b, to=items, data=call("batch(address,uint256[],uint256[])", c, [1, 2], [10, 20]))
    on(Moved("erc1155", b, c, items, 10, "1"))
    on(Moved("erc1155", b, c, items, 20, "2"))
