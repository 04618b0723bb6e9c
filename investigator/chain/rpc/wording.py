"""What the refusals of nodes and providers mean: their codes and words, sorted into a few kinds."""

from __future__ import annotations

import re
from enum import Enum


class Kind(Enum):
    """Why a call was not answered, by what helps."""

    RATE = "asks to go slower"
    SLOW = "took too long"
    LARGE = "the answer is too large"
    BATCH = "does not take batches of this size"
    UNSUPPORTED = "does not offer this"
    PRUNED = "no longer has this"
    BEHIND = "does not know this block yet"
    SHUT = "does not let us in"
    BROKEN = "failed"
    HUNG = "does not answer"
    OTHER = "said no"


# In this order: the first that is found counts. Wordings overlap ('limit exceeded' is said of rates, of ranges
# and of batches), so what names a thing comes before what names none.
_WORDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.OTHER,  # the contract that was called failed; a revert may go on in any words of its own
        (
            r"\brevert(ed)?\b|\be?vm error\b|vm (exception|execution)|out of ?gas",
            r"(invalid|bad|undefined)\b ?(op ?code|instruction|jump)|stack (under|over)flow|stack limit reached",
        ),
    ),
    (Kind.LARGE, (r"batch response",)),
    (
        Kind.BATCH,
        (
            r"batch\w*\b[^.]*\b(not (be )?(supported|allowed|enabled|available|permitted)|unsupported|disabled)",
            r"batch\w*\b[^.]*\b(too (large|big|many)|limit|maximum|size|exceed|more than|paid)",
            r"(too many|maximum|max|more than|number of)\b[^.]*\bbatch|(does ?n.t|not) support batch|no batch",
        ),
    ),
    (
        Kind.PRUNED,
        (
            r"missing trie node|\bprun(ed|ing)\b|purged|already discarded|world ?state unavailable|no state (data|found)",
            r"\bstate\b[^.]*\b(un|not )available|(historical|required|requested)\b[^.]*\bstate\b[^.]*\bnot found",
            r"state (is |was )?not found|no state available|state histor\w+|historical (backend|rpc|state)|reexec",
            r"archiv(e|al)\b|old(er)? data not available|history[^.]*\b(un|not )available|history[^.]*expired",
            r"no historical rpc|failed to load state|unsupported block number|distance to target block exceeds",
        ),
    ),
    (
        Kind.LARGE,
        (
            r"(more than|exceeds?|over|most|only|up to)( \w+){0,3} \d[\d,.]*k? ?(results|logs|records|blocks?|entries)",
            r"too many (results|logs|blocks|records|entries|topics|addresses)|(less|fewer) (number of )?address",
            r"\brange[^.]*\b(too|exceed|limit|maximum|max|large|larger|bigger|wide|high|greater|smaller|less|allowed)",
            r"(exceed|limit|max|smaller|narrow|reduce|shorten)\w*\b[^.]*\brange|ranges over|block span|blocks distance",
            r"limited to( a)? [\d,]+[ -]?(k )?blocks?|number of requested blocks|limit the query|smaller than size",
            r"(response|result|payload|body|content|logs?)s?( response)?( size)?\b[^.]*\b(too (large|big|many)|greater)",
            r"(response|result|query|log|logs|matched)\b[^.]*\bexceed\w*( max\w*)?( \w+)? (results?|size|limit)",
            r"(response|result|query|log) (size|set|limit)[^.]*\bexceed|size limit|max (results|topics)|too (large|big)",
        ),
    ),
    (Kind.SLOW, (r"time-?d?[ -]?out|timeout|deadline exceeded|took too long|canceling statement",)),
    (
        Kind.RATE,
        (
            r"rate[- ]?limit|too (many|much) (requests|connections|load)|throttl|per[- ](second|minute)|/s(ec)?\b",
            r"requests? (count|limit|rate)|requests limited|has exceeded|(exceeded|reached) (the|your) (quota|free|\w+ly)",
            r"(compute units?|credits?|quota|capacity|daily|monthly|usage|throughput|limit)\b[^.]*\b(exceed|reached)",
            r"exceed\w*\b[^.]*\b(compute|capacity|quota|credits|rate|limit)|slow down|back ?off|retry (in|after)",
            r"temporarily (unavailable|overloaded)|server (is )?(busy|overloaded)|over(loaded| capacity)|\b429\b",
        ),
    ),
    (
        Kind.UNSUPPORTED,
        (
            r"(method|module|namespace|api|function|tracer|call)\b.*\b(not|n.t)\b (be )?(\w+ )?(found|exist|available|supp"
            r"orted|allowed|enabled|whitelisted|included|implemented|permitted)",
            r"does not exist/is not available|(unsupported|unknown|invalid|no such|restricted) (rpc )?method",
            r"method\b.*\b(disabled|unavailable|blocked|restricted|unsupported|requires)|is not implemented|unimplemented",
            r"(upgrade|available (only )?(on|in|for)|included in)\b.*\b(plan|tier|paid|growth|business)",
            r"on (the )?free ?tier|suitable provider|not supported|not whitelisted",
        ),
    ),
    (
        Kind.SHUT,
        (
            r"(invalid|missing|unknown|bad|wrong|expired|disabled|no) (\w+ )?(api|project|access|dkey|app)?[- ]?(key|token|id)\b",
            r"unauthori[sz]ed|forbidden|authenticat|access denied|permission denied|not allowed to access|account (is )?disabled",
        ),
    ),
    (
        Kind.BEHIND,
        (
            r"header (for hash )?not found|(unknown|future) block|block (\S+ )?(was )?not found|(cannot|could not) find block",
            r"block (\S+ )?is (out of range|in the future|not (yet )?available)|range extends beyond|beyond (the )?head",
            r"after last accepted block",
        ),
    ),
)
_TABLE = tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in _WORDINGS)
_BARE = re.compile(r"limit exceeded\W*", re.IGNORECASE)  # of logs it is the range, of the rest the rate
_SEARCHES = frozenset({"eth_getLogs", "trace_filter"})
_EXTRAS = ("trace_", "debug_", "ots_", "arbtrace_")
_PAID = re.compile(r"\b(plan|tier|access)\b", re.IGNORECASE)
_CODES = {
    -32601: Kind.UNSUPPORTED,
    -32604: Kind.UNSUPPORTED,
    -32004: Kind.UNSUPPORTED,
    4444: Kind.PRUNED,
    -32005: Kind.RATE,
    -32007: Kind.RATE,
    -32012: Kind.RATE,
    -32016: Kind.RATE,
    -32029: Kind.RATE,
    429: Kind.RATE,
    -32002: Kind.SLOW,
    -32003: Kind.LARGE,
    -32603: Kind.BROKEN,
}
_STATUS = {
    401: Kind.SHUT,
    402: Kind.SHUT,
    403: Kind.SHUT,
    407: Kind.SHUT,
    408: Kind.SLOW,
    413: Kind.LARGE,
    429: Kind.RATE,
    503: Kind.RATE,
    504: Kind.SLOW,
    522: Kind.SLOW,
    524: Kind.SLOW,
}


def kind_of(code: int, message: str, method: str = "") -> Kind:
    """What a JSON-RPC error means; its words say more than its code, which providers use as they please."""
    if code == 3:  # the contract that was called reverted, in words of its own
        return Kind.OTHER
    if method in _SEARCHES and _BARE.fullmatch(message.strip()):
        return Kind.LARGE
    for kind, pattern in _TABLE:
        if pattern.search(message):
            if kind is Kind.PRUNED and method.startswith(_EXTRAS) and _PAID.search(message):
                return Kind.UNSUPPORTED
            return kind
    return _CODES.get(code, Kind.OTHER)


def kind_of_status(status: int) -> Kind:
    """What an HTTP status means when no JSON-RPC error comes with it."""
    return _STATUS.get(status, Kind.BROKEN if status >= 500 else Kind.OTHER)


def limit_in(words: str, most: int) -> int | None:
    """The limit that a refusal names: its largest number of at most `most`, where it names one."""
    found = [
        int(digits.replace(",", "")) * (1_000 if thousands else 1)
        for digits, thousands in re.findall(
            r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d{1,9})(k?)(?![\w]|\.\d)", words, re.IGNORECASE
        )
    ]
    return max((one for one in found if 1 <= one <= most), default=None)
