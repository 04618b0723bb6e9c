"""Calls in a batch, and what their answers are worth: nothing is taken for an answer that does not bear its number."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from investigator.chain.rpc.calls import Call
from investigator.chain.rpc.line import Broke, Line, Reply, Setback
from investigator.chain.rpc.wording import Kind, kind_of, kind_of_status

Outcome = bytes | Setback
_WORDS = 300  # letters of what a node says that are shown
_LONG = 4_000  # letters of it that are looked at
_VAGUE = frozenset({Kind.OTHER, Kind.BROKEN})
_WHOLE = frozenset({Kind.RATE, Kind.SLOW, Kind.LARGE, Kind.BATCH, Kind.SHUT, Kind.BROKEN})


class _Reply(msgspec.Struct):
    id: msgspec.Raw = msgspec.Raw(b"null")
    result: msgspec.Raw = msgspec.Raw(b"")
    error: msgspec.Raw = msgspec.Raw(b"null")


class _Error(msgspec.Struct):
    code: int | float | str | None = None
    message: str | None = None
    data: msgspec.Raw = msgspec.Raw(b"null")


class _Rate(msgspec.Struct):
    backoff_seconds: float = 0.0


class _Limits(msgspec.Struct):
    rate: _Rate = msgspec.field(default_factory=_Rate)


_REPLIES = msgspec.json.Decoder(list[_Reply] | _Reply)
_ERROR = msgspec.json.Decoder(_Error)
_BACKOFF = msgspec.json.Decoder(_Limits)


def exchange(line: Line, calls: Sequence[Call], first: int, clean: Callable[[str], str]) -> list[Outcome]:
    """Ask `calls`, numbered from `first`, at once; an outcome for each, in their order."""
    try:
        reply = line.exchange(body(calls, first))
    except Broke as broke:
        return [broke.setback] * len(calls)
    return outcomes(reply, calls, first, clean)


def body(calls: Sequence[Call], first: int) -> bytes:
    """The request of one call, or of a batch of several."""
    asked = [
        {"jsonrpc": "2.0", "id": first + at, "method": call.method, "params": call.params}
        for at, call in enumerate(calls)
    ]
    return msgspec.json.encode(asked[0] if len(asked) == 1 else asked)


def outcomes(reply: Reply, calls: Sequence[Call], first: int, clean: Callable[[str], str]) -> list[Outcome]:
    """The outcome of each call of a request, by the numbers that the answers bear."""
    try:
        told = _REPLIES.decode(reply.body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return [_unreadable(reply, len(calls))] * len(calls)
    read = _Reader(reply, clean)
    if isinstance(told, _Reply):
        if len(calls) > 1:
            return [_for_all(read.outcome(told))] * len(calls)
        told = [told]
    names = {b"%d" % (first + at): at for at in range(len(calls))}
    found: list[Outcome | None] = [None] * len(calls)
    twice: set[int] = set()
    stray: _Reply | None = None
    for one in told:
        at = names.get(bytes(one.id))
        if at is None:
            stray = one
        elif found[at] is not None:
            twice.add(at)
        else:
            found[at] = read.outcome(one, calls[at].method)
    for at in twice:
        found[at] = Setback(Kind.BROKEN, "gives two answers to one question")
    missing = _missing(stray, read, len(calls))
    return [missing if one is None else one for one in found]


def _unreadable(reply: Reply, count: int) -> Setback:
    if reply.status != 200:
        kind = kind_of_status(reply.status)
        if kind is Kind.OTHER:  # no such page, say; some say no more than that to a batch
            kind = Kind.BATCH if count > 1 else Kind.SHUT
        return Setback(kind, f"answers with HTTP status {reply.status}", reply.wait)
    return Setback(Kind.BROKEN, "sends an answer that is cut off or is not JSON-RPC")


def _for_all(outcome: Outcome) -> Setback:
    """One answer for a whole batch: unless it speaks of the whole, the node does not take batches."""
    if isinstance(outcome, bytes):
        return Setback(Kind.BROKEN, "answers a batch with the answer to one call")
    return outcome if outcome.kind in _WHOLE else Setback(Kind.BATCH, outcome.text, outcome.wait)


def _missing(stray: _Reply | None, read: _Reader, count: int) -> Setback:
    """What to make of a call without an answer, by an answer that bears no number or a wrong one."""
    if stray is not None:
        outcome = read.outcome(stray)
        unnumbered = bytes(stray.id) == b"null"
        if isinstance(outcome, Setback) and (unnumbered or outcome.kind in _WHOLE):
            return outcome
        return Setback(Kind.BROKEN, "answers a question that was not asked")
    if read.reply.status != 200:
        return _unreadable(read.reply, count)
    return Setback(Kind.BROKEN, "leaves a question without an answer")


@dataclass(frozen=True)
class _Reader:
    """Reads the answers in a reply; `clean` takes secrets out of a text."""

    reply: Reply
    clean: Callable[[str], str]

    def outcome(self, told: _Reply, method: str = "") -> Outcome:
        result, error = bytes(told.result), bytes(told.error)
        if error == b"null":
            return result or Setback(Kind.BROKEN, "sends neither a result nor an error")
        try:
            read = _ERROR.decode(error)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            read = _Error(None, error[:_LONG].decode("utf-8", "replace"))
        words = plain(self.clean((read.message or "")[:_LONG]))
        more = plain(self.clean(bytes(read.data)[:_LONG].decode("utf-8", "replace")))
        kind = self._kind(read, words, more, method)
        text = f"says '{words}'" if words else f"answers with error {_code(read.code)}"
        return Setback(kind, text, _asked(read.data) if self.reply.wait is None else self.reply.wait)

    def _kind(self, read: _Error, words: str, more: str, method: str) -> Kind:
        kind = kind_of(_code(read.code), words, method)
        if kind is Kind.OTHER and not more.startswith('"0x'):  # some say it all beside the message
            kind = kind_of(_code(read.code), f"{words} {more}", method)
        if kind in _VAGUE and self.reply.status != 200:
            by_status = kind_of_status(self.reply.status)
            return kind if by_status in _VAGUE else by_status
        return kind


def _asked(data: msgspec.Raw) -> float | None:
    """The seconds that Infura asks to wait, which it says inside of the error."""
    try:
        seconds = _BACKOFF.decode(data).rate.backoff_seconds
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return max(0.0, seconds) or None


def _code(code: int | float | str | None) -> int:
    try:
        return int(code or 0)
    except (ValueError, OverflowError):
        return 0


def plain(words: str) -> str:
    """Words from outside as one line of printable text, not too long."""
    kept = "".join(
        letter if unicodedata.category(letter)[0] != "C" else " " for letter in words[: 10 * _WORDS]
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= _WORDS else kept[:_WORDS] + "…"
