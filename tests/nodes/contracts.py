"""Contracts for the tests, compiled from their source in Vyper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from eth_abi.abi import encode
from eth_utils.abi import function_signature_to_4byte_selector
from vyper.compiler import compile_code

MULTICALL3 = """
# the part of Multicall3 that is used here, by its published interface
struct Asked:
    target: address
    may_fail: bool
    data: Bytes[2048]

struct Told:
    ok: bool
    data: Bytes[2048]

@external
@payable
def aggregate3(calls: DynArray[Asked, 256]) -> DynArray[Told, 256]:
    told: DynArray[Told, 256] = []
    for call: Asked in calls:
        ok: bool = False
        data: Bytes[2048] = b""
        ok, data = raw_call(call.target, call.data, max_outsize=2048, revert_on_failure=False)
        assert ok or call.may_fail
        told.append(Told(ok=ok, data=data))
    return told
"""

TOKEN = """
# an ERC-20 that says of itself what it is made to say
event Transfer:
    src: indexed(address)
    dst: indexed(address)
    amount: uint256

symbol: public(String[100])
name: public(String[100])
decimals: public(uint256)
balanceOf: public(HashMap[address, uint256])
honest: bool

@deploy
def __init__(symbol: String[100], name: String[100], decimals: uint256, honest: bool):
    self.symbol = symbol
    self.name = name
    self.decimals = decimals
    self.honest = honest
    self.balanceOf[msg.sender] = 1000

@external
def transfer(dst: address, amount: uint256) -> bool:
    if self.honest:
        self.balanceOf[msg.sender] -= amount
        self.balanceOf[dst] += amount
    log Transfer(src=msg.sender, dst=dst, amount=amount)
    return True
"""

OLD_TOKEN = """
# as the first tokens were: texts of 32 bytes
symbol: public(bytes32)
decimals: public(uint256)

@deploy
def __init__():
    self.symbol = 0x4f4c440000000000000000000000000000000000000000000000000000000000
    self.decimals = 9
"""

CARDS = """
# says by ERC-165 that it is an ERC-721
name: public(String[10])

@deploy
def __init__():
    self.name = "Cards"

@view
@external
def supportsInterface(asked: bytes4) -> bool:
    return asked in [0x01ffc9a7, 0x80ac58cd]
"""

FEED = """
# a price feed by Chainlink's published interface, AggregatorV3Interface
description: public(String[40])
decimals: public(uint8)
answer: int256
updated: uint256

@deploy
def __init__(description: String[40], decimals: uint8):
    self.description = description
    self.decimals = decimals

@external
def set(answer: int256, updated: uint256):
    self.answer = answer
    self.updated = updated

@view
@external
def latestRoundData() -> (uint80, int256, uint256, uint256, uint80):
    return 7, self.answer, self.updated, self.updated, 7
"""

GLUTTON = "0x60fe60005360016000f3"
"""Creates a contract of one byte, INVALID: it burns all the gas that it is given."""

QUIET = "0x600060005360016000f3"
"""Creates a contract of one byte, STOP: it answers everything with nothing."""


@dataclass(frozen=True)
class Code:
    """What is sent to create a contract, and what then lies at its address; hexadecimal with 0x."""

    creation: str
    runtime: str


@cache
def compiled(source: str) -> Code:
    """The code of a contract."""
    made = compile_code(source, output_formats=["bytecode", "bytecode_runtime"])
    return Code(made["bytecode"], made["bytecode_runtime"])


def token(symbol: str, name: str = "Token", decimals: int = 18, *, honest: bool = True) -> str:
    """What creates an ERC-20; a dishonest one tells of transfers and moves nothing."""
    told = encode(["string", "string", "uint256", "bool"], [symbol, name, decimals, honest])
    return compiled(TOKEN).creation + told.hex()


def transfer(to: str, amount: int) -> str:
    """The call of ERC-20's `transfer`."""
    return "0xa9059cbb" + encode(["address", "uint256"], [to, amount]).hex()


def feed(description: str, decimals: int) -> str:
    """What creates a price feed."""
    return compiled(FEED).creation + encode(["string", "uint8"], [description, decimals]).hex()


def told_price(answer: int, updated: int) -> str:
    """The call that has a price feed answer so from now on."""
    name = function_signature_to_4byte_selector("set(int256,uint256)").hex()
    return f"0x{name}" + encode(["int256", "uint256"], [answer, updated]).hex()
