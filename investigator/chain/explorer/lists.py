"""The lists that an explorer keeps of an account, asked for and read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from investigator.chain.explorer import wording
from investigator.chain.explorer.pages import Page, TooLong, TooMany
from investigator.chain.explorer.shapes import Envelope, Row
from investigator.chain.explorer.web import Refused, Setback, Web
from investigator.chain.rpc.wording import Kind
from investigator.progress import Tick

RAW_MOST = 256 << 20
"""Bytes of the answers to one question that are held in memory."""

TOKEN_LISTS = ("tokentx", "tokennfttx", "token1155tx")
LOG_ROWS = 1000
"""Logs that are asked for at once: the most that explorers give."""

WITHDRAWALS, LOGS = "txsBeaconWithdrawal", "getLogs"
LISTS = ("txlist", WITHDRAWALS, "txlistinternal", *TOKEN_LISTS, LOGS)


@dataclass
class Answers:
    """What an explorer answered, to be kept: a line of JSON each, without the key."""

    lines: list[bytes] = field(default_factory=list)
    size: int = 0

    def keep(self, params: Mapping[str, str], body: bytes) -> None:
        """Add an answer."""
        asked = json.dumps(dict(params), ensure_ascii=False, separators=(",", ":")).encode()
        flat = b" ".join(body.splitlines())  # a line break in JSON is white space, never part of a text
        line = b'{"asked":' + asked + b',"answer":' + flat + b"}\n"
        self.lines.append(line)
        self.size += len(line)

    def whole(self) -> bytes:
        """All lines."""
        return b"".join(self.lines)


@dataclass(frozen=True)
class Account:
    """Asks for the lists of one account, or of one token of it."""

    web: Web
    address: str
    answers: Answers
    tick: Tick
    contract: str = ""

    def rows(self, action: str, page: Page) -> Sequence[Row]:
        """A page of a list. Raises `TooMany`, `TooLong`, `Refused`, `Trouble` or `Cancelled`."""
        if self.answers.size > RAW_MOST:
            raise self.web.trouble(
                f"has more than {RAW_MOST >> 20} MiB about this account; narrow --blocks"
            )
        params = {
            **{"module": "account", "action": action, "address": self.address},
            **({"contractaddress": self.contract} if self.contract else {}),
            **{"startblock": str(page.first), "endblock": str(page.last)},
            **{"page": str(page.number), "offset": str(page.rows), "sort": "asc"},
        }
        return self._asked(action, params)

    def logs(self, contract: str, topic: str, page: Page) -> Sequence[Row]:
        """A page of a contract's logs of a kind whose first indexed value is the account. Raises as `rows` does."""
        params = {
            **{
                "module": "logs",
                "action": LOGS,
                "address": contract,
                "topic0": topic,
                "topic0_1_opr": "and",
            },
            **{"topic1": "0x" + self.address[2:].rjust(64, "0")},
            **{"fromBlock": str(page.first), "toBlock": str(page.last)},
            **{"page": str(page.number), "offset": str(min(page.rows, LOG_ROWS))},
        }
        return self._asked(LOGS, params)

    def _asked(self, action: str, params: Mapping[str, str]) -> Sequence[Row]:
        if self.answers.size > RAW_MOST:
            raise self.web.trouble(
                f"has more than {RAW_MOST >> 20} MiB about this account; narrow --blocks"
            )
        start = params.get("startblock") or params["fromBlock"]
        self.tick(0, None, f"Asking for {action} from block {start}")
        try:
            body = self.web.ask(params, check_list, self.tick)
        except Refused as refusal:
            raise _limit(refusal) from None
        self.answers.keep(params, body)
        return read_list(body)

    def result(self, params: Mapping[str, str]) -> Any:
        """The result of another question. Raises as `rows` does."""
        body = self.web.ask(params, check_text, self.tick)
        self.answers.keep(params, body)
        return msgspec.json.decode(msgspec.json.decode(body, type=Envelope).result)


def _limit(refusal: Refused) -> Exception:
    kind = refusal.setback.kind
    if kind is Kind.LARGE:
        return TooMany(wording.at_most(refusal.setback.text))
    return TooLong() if kind is Kind.SLOW else refusal


def check_list(body: bytes) -> Setback | None:
    """What is wrong with an answer that should be a list."""
    envelope = _envelope(body)
    if isinstance(envelope, Setback):
        return envelope
    text = _words(envelope)
    result = bytes(envelope.result)
    if result[:1] == b"[":
        if wording.says_unfinished(text):
            return Setback(
                Kind.BEHIND, "has not got all of these rows yet; pull again later, or from a node"
            )
        if result != b"[]" and not _well_formed(result):
            return Setback(Kind.OTHER, "gives rows that cannot be read")
        return None if result != b"[]" or not text or _fine(text) else _refusal(text)
    return None if wording.says_nothing_there(text) else _refusal(text)


def check_text(body: bytes) -> Setback | None:
    """What is wrong with an answer that should be a text or a number."""
    envelope = _envelope(body)
    if isinstance(envelope, Setback):
        return envelope
    result = bytes(envelope.result)
    text = _words(envelope)
    if bytes(envelope.error) != b"null" or str(envelope.status) == "0" or result[:1] not in b'"0123456789':
        return _refusal(text)
    return None


def read_list(body: bytes) -> list[Row]:
    """The rows of an answer that was checked."""
    result = bytes(msgspec.json.decode(body, type=Envelope).result)
    return msgspec.json.decode(result, type=list[Row]) if result[:1] == b"[" else []


def _envelope(body: bytes) -> Envelope | Setback:
    try:
        return msgspec.json.decode(body, type=Envelope)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Setback(Kind.BROKEN, "answers with something that is no whole JSON")


def _well_formed(result: bytes) -> bool:
    try:
        blocks = [row.block for row in msgspec.json.decode(result, type=list[Row])]
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return min(blocks, default=0) >= 0


def _words(envelope: Envelope) -> str:
    """What an answer says in words."""
    told = bytes(envelope.result) if bytes(envelope.result)[:1] == b'"' else b'""'
    error = bytes(envelope.error)
    words = [
        envelope.message or "",
        str(msgspec.json.decode(told)),
        "" if error == b"null" else error.decode(),
    ]
    return " ".join(word for word in words if word and word != "NOTOK")[:400]


def _fine(text: str) -> bool:
    return text.strip().upper() == "OK" or wording.says_nothing_there(text)


def _refusal(text: str) -> Setback:
    kind = wording.meaning(text)
    plain = " ".join(text.split())
    if kind is Kind.SHUT:
        return Setback(kind, f"does not let us in: {plain[:200]}")
    return Setback(kind, f"refuses: {plain[:200]}" if plain else "gives no reason")
