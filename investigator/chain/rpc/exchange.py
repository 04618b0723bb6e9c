"""Calls in a batch, and what their answers are worth: nothing is taken for an answer that does not bear its number."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import msgspec

from investigator.chain.rpc.calls import Call
from investigator.chain.rpc.line import Broke, Line, Reply, Setback
from investigator.chain.rpc.wording import Kind, kind_of, kind_of_status

Outcome = bytes | Setback
_WORDS = 300  # letters of what a node says that are shown
_WHOLE = frozenset({Kind.RATE, Kind.SLOW, Kind.LARGE, Kind.BATCH, Kind.SHUT, Kind.BROKEN})


class _Reply(msgspec.Struct):
    id: msgspec.Raw = msgspec.Raw(b"null")
    result: msgspec.Raw = msgspec.Raw(b"")
    error: msgspec.Raw = msgspec.Raw(b"null")


class _Error(msgspec.Struct):
    code: int | float | str | None = None
    message: str | None = None


_REPLIES = msgspec.json.Decoder(list[_Reply] | _Reply)
_ERROR = msgspec.json.Decoder(_Error)


def exchange(line: Line, calls: Sequence[Call], first: int, clean: Callable[[str], str]) -> list[Outcome]:
    """Ask `calls`, numbered from `first`, at once; an outcome for each, in their order."""
    try:
        reply = line.exchange(body(calls, first))
    except Broke as broke:
        return [broke.setback] * len(calls)
    return outcomes(reply, len(calls), first, clean)


def body(calls: Sequence[Call], first: int) -> bytes:
    """The request of one call, or of a batch of several."""
    asked = [
        {"jsonrpc": "2.0", "id": first + at, "method": call.method, "params": call.params}
        for at, call in enumerate(calls)
    ]
    return msgspec.json.encode(asked[0] if len(asked) == 1 else asked)


def outcomes(reply: Reply, count: int, first: int, clean: Callable[[str], str]) -> list[Outcome]:
    """The outcome of each call of a request, by the numbers that the answers bear."""
    try:
        told = _REPLIES.decode(reply.body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return [_unreadable(reply)] * count
    if isinstance(told, _Reply):
        if count > 1:
            return [_for_all(told, reply, clean)] * count
        told = [told]
    names = {b"%d" % (first + at): at for at in range(count)}
    found: list[Outcome | None] = [None] * count
    twice: set[int] = set()
    stray: _Reply | None = None
    for one in told:
        at = names.get(bytes(one.id))
        if at is None:
            stray = one
        elif found[at] is not None:
            twice.add(at)
        else:
            found[at] = _outcome(one, reply, clean)
    for at in twice:
        found[at] = Setback(Kind.BROKEN, "gives two answers to one question")
    missing = _missing(stray, reply, clean)
    return [missing if one is None else one for one in found]


def _unreadable(reply: Reply) -> Setback:
    if reply.status != 200:
        return Setback(kind_of_status(reply.status), f"answers with HTTP status {reply.status}", reply.wait)
    return Setback(Kind.BROKEN, "sends an answer that is cut off or is not JSON-RPC")


def _for_all(told: _Reply, reply: Reply, clean: Callable[[str], str]) -> Setback:
    """One error for a whole batch: unless it speaks of the whole, the node does not take batches."""
    outcome = _outcome(told, reply, clean)
    if isinstance(outcome, bytes):
        return Setback(Kind.BROKEN, "answers a batch with the answer to one call")
    return outcome if outcome.kind in _WHOLE else Setback(Kind.BATCH, outcome.text, outcome.wait)


def _missing(stray: _Reply | None, reply: Reply, clean: Callable[[str], str]) -> Setback:
    """What to make of a call without an answer, by an answer that bears no number or a wrong one."""
    if stray is not None:
        outcome = _outcome(stray, reply, clean)
        unnumbered = bytes(stray.id) == b"null"
        if isinstance(outcome, Setback) and (unnumbered or outcome.kind in _WHOLE):
            return outcome
        return Setback(Kind.BROKEN, "answers a question that was not asked")
    if reply.status != 200:
        return _unreadable(reply)
    return Setback(Kind.BROKEN, "leaves a question without an answer")


def _outcome(told: _Reply, reply: Reply, clean: Callable[[str], str]) -> Outcome:
    result, error = bytes(told.result), bytes(told.error)
    if error == b"null":
        return result or Setback(Kind.BROKEN, "sends neither a result nor an error")
    try:
        read = _ERROR.decode(error)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        read = _Error(None, error.decode("utf-8", "replace"))
    words = plain(clean(read.message or ""))
    kind = kind_of(_code(read.code), words)
    if kind in {Kind.OTHER, Kind.BROKEN} and reply.status != 200:
        by_status = kind_of_status(reply.status)
        kind = kind if by_status in {Kind.OTHER, Kind.BROKEN} else by_status
    return Setback(
        kind, f"says '{words}'" if words else f"answers with error {_code(read.code)}", reply.wait
    )


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
