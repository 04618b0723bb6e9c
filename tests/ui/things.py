"""Plain data for widgets to show, some of it hostile, and the words that they show."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from investigator.data.queries.accounts import Counterparty, Holding
from investigator.data.queries.sources import Acquisition
from investigator.data.queries.transfers import TransferRow
from investigator.records import AccountId, AccountKind, Address, Clock, Label, Reason, Tier, TransferKind
from ui.panels.subject import AccountView, Score

ALICE = Address("eip155:1:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")
ALICE_SHOWN = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
BOB = Address("eip155:1:0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359")
BANK = Address("amlsim:280")
HOSTILE = "<b>pay</b>\u202egnp.exe\x00\n<img src=file:///etc/passwd>"

REASONS = (Reason("14 equal amounts within 6 hours", 0.4), Reason("exchange hot wallet", -0.1))
MIXER = Label("Mixer pool", "mixing_service", Tier.ATTRIBUTION, 90, "court file", illicit=True)


def transfer(number: int, **changes: object) -> TransferRow:
    row = TransferRow(
        id=number, src=AccountId(1), dst=AccountId(2), sender=ALICE, receiver=BOB, asset=0, symbol="ETH",
        decimals=18, amount=1_500_000_000_000_000_001, time=1_772_424_000 + number, clock=Clock.UTC,
        block=19_426_587, kind=TransferKind.NATIVE, ok=True, tx_hash="0x" + "ab" * 32, token_id="",
        acquisition=1, row_number=None, position=None,
    )  # fmt: skip
    return replace(row, **changes)


def holding(symbol: str = "ETH", received: int = 10**18, sent: int = 0) -> Holding:
    return Holding(0, symbol, 18, received, sent, 3, 1)


def counterparty(address: Address = BOB, number: int = 2) -> Counterparty:
    return Counterparty(AccountId(number), address, "ETH", 18, 10**18, 0, 7)


ACQUIRED = Acquisition(
    id=1, kind="blocks", source="blocks.jsonl", request={}, sha256="cd" * 32, bytes=1_234_567,
    acquired_at=1_772_424_000,
    tool="investigator 0.1", pin={}, seal="", kept=True, transfers=3, tags=0, bad_rows=0,
)  # fmt: skip


FULL = AccountView(
    3, ALICE, AccountKind.MIXER, (MIXER,),
    (Label(HOSTILE, "exchange", confidence=40, source=HOSTILE, illicit=False),),
    (holding(), holding("USDC", 5, 7)), (counterparty(),), 42, {BOB: "Northwind"},
    Score(0.9, 0.94, False, "multi-pna 3", 0.71, REASONS), "A pool.", True,
)  # fmt: skip


def texts(page: QWidget) -> str:
    QApplication.processEvents()  # what was put into a layout is shown a moment later
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
