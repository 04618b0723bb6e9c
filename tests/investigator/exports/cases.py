"""Three cases of different make, to export: a chain with large amounts and hostile texts, a bank, a token airdrop."""

from __future__ import annotations

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits, SetFinding, SetLabels, SetNote, SetSeeds, SetTitle, Show
from investigator.cases.facts import Finding
from investigator.records import Address, Clock, Label, Tier
from tests.makers import Move, put

CHAIN = tuple(f"eip155:1:0x{digit * 40}" for digit in "abcd")
HUGE, FINE = 2**200, 1_234_567_890_123_456_789
"""More than any float or 64-bit integer holds, and 18 decimals, each of which counts."""
HOSTILE = (
    '=HYPERLINK("http://evil","x")', "<script>alert(1)</script>", "\u202egnp.exe\u202c", "a\x00b\x1bc", "'; DROP TABLE",
    "#set page(width: 1pt)", "😀 ]]> & \" ' <", "@SUM(1)", "x" * 1_000_000,
)  # fmt: skip


def chain() -> Case:
    """Ether and a token with huge amounts; every text that a person or a stranger gives is hostile."""
    made = Case.create(None, "Kim <b>")
    moves = [
        Move(0, 1, HUGE, time=1_700_000_000, tx_hash=bytes([1] * 32), block=18_000_000),
        Move(1, 2, FINE, time=1_700_000_060, asset=1, tx_hash=bytes([2] * 32), block=18_000_005),
        Move(1, 2, 1, time=1_700_000_060, asset=1, tx_hash=bytes([2] * 32), block=18_000_005),
        Move(2, 3, 0, time=1_700_000_120, tx_hash=bytes([3] * 32), block=18_000_010),
    ]
    assets = (("eip155:1/slip44:60", "ETH", 18), ("eip155:1/erc20:0x" + "e" * 40, "=cmd|<T>\u202e", 18))
    tags = [
        {
            "address": CHAIN[3],
            "label": HOSTILE[1],
            "category": "mixing_service",
            "source": HOSTILE[0],
            "illicit": True,
        }
    ]
    put(made.store, moves, CHAIN, assets, tags)
    made.do(SetTitle(HOSTILE[6], HOSTILE[5]))
    made.do(SetSeeds((Address(CHAIN[0]),)))
    made.do(Show(AccountSet.of(range(4))))
    for at, text in enumerate(HOSTILE[:4]):
        note = HOSTILE[4 + at]
        label = Label(
            text, "exploit", Tier.STRUCTURAL, 95, source=HOSTILE[7], note=note, illicit=at % 2 == 0
        )
        made.do(SetLabels(Address(CHAIN[at]), (label, Label("a guess", tier=Tier.LEAD))))
        made.do(SetNote(Address(CHAIN[at]), HOSTILE[at]))
    made.do(SetFinding("F1", Finding(HOSTILE[1], HOSTILE[2], Tier.LEAD, (Address(CHAIN[0]),), (0, 1))))
    made.do(SetExhibits((1, 0)))
    return made


def bank() -> Case:
    """Accounts of a bank, with steps for time and cents for amounts; nobody has said anything."""
    made = Case.create(None)
    put(
        made.store,
        [Move(0, 1, 12_345, 1), Move(1, 2, 5, 2), Move(1, 2, 5, 2)],
        [f"bank:{i}" for i in range(3)],
        clock=Clock.STEP,
    )
    made.do(Show(AccountSet.of(range(3))))
    made.do(SetExhibits((0,)))
    made.do(
        SetLabels(
            Address("bank:1"), (Label("Mule", "money_laundering", Tier.ATTRIBUTION, 60, illicit=True),)
        )
    )
    return made


def airdrop() -> Case:
    """One sender, thirty receivers, on three chains; a token of unknown decimals."""
    names = [f"eip155:{(1, 10, 56)[i % 3]}:0x{i:040x}" for i in range(31)]
    made = Case.create(None, "Robin")
    moves = [
        Move(0, i, 10**18 * i, time=1_600_000_000 + i, tx_hash=bytes([i]) * 32, block=i)
        for i in range(1, 31)
    ]
    put(made.store, moves, names, (("eip155:1/erc20:0x" + "f" * 40, "DROP", None),))
    made.do(SetTitle("Airdrop", "Who was paid?"))
    made.do(
        SetLabels(
            Address(names[0]), (Label("Deployer", "deployer", Tier.ATTRIBUTION, 80, source="explorer"),)
        )
    )
    made.do(Show(AccountSet.of(range(31))))
    made.do(SetExhibits(tuple(range(30))))
    return made


CASES = {"chain": chain, "bank": bank, "airdrop": airdrop}
