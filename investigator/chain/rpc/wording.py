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
# and of results), so what names ranges and results comes before what names rates.
_WORDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.OTHER,  # the contract that was called failed; a revert may go on in any words of its own
        (
            r"^(vm |evm )?(execution )?(reverted|error: revert)|\bevm error\b|vm execution error|out of ?gas",
            r"(invalid|bad|undefined)\b ?(op ?code|instruction|jump)|stack (under|over)flow|stack limit reached",
        ),
    ),
    (
        Kind.BATCH,
        (
            r"batch(ed|ing)?\b[^.]*\b(not (supported|allowed|enabled|available)|unsupported|disabled|forbidden)",
            r"batch\b[^.]*\b(too (large|big|many)|limit|maximum|size|exceed)",
            r"(too many|maximum|max|more than)\b[^.]*\bbatch",
            r"does ?n.t support batch|no batch",
        ),
    ),
    (
        Kind.PRUNED,
        (
            r"missing trie node|state (is )?(pruned|not available|unavailable|already (been )?discarded)|pruned",
            r"(historical|required|requested)\b[^.]*\bstate\b[^.]*\b(unavailable|not available|not found)",
            r"state (for|at) [^.]*(not available|unavailable|not found)|no state (available|found)",
            r"archive (node|data|state|request|access|mode|plan)|non-archive|old(er)? data not available",
            r"history (is )?(not available|unavailable|expired|pruned)|world ?state unavailable",
            r"state histories? (has|have|is)n.t been fully indexed|distance to target block exceeds",
        ),
    ),
    (
        Kind.LARGE,
        (
            r"more than \d[\d,.]* ?(k )?(results|logs|records|blocks)|too many (results|logs|blocks|records)",
            r"(block|log|query|date)?\s*range\b[^.]*\b(too|exceed|limit|maximum|max|large|wide|greater|allowed)",
            r"(exceed|limit|maximum|max|up to|only|more than)\w*\b[^.]*\b(block )?range",
            r"ranges over \d+|(limited|restricted) to (a )?\d[\d,]*[ -]?blocks?|max(imum)? [\d,]+ blocks?",
            r"(response|result|payload|body|content|log)s?( response)?( size| set)?\b[^.]*\b(too (large|big)|exceed)",
            r"(query|response|result) (size|set|limit)\b[^.]*\bexceed|size limit|exceeds? .*(result|response|log)",
            r"too large|too big|request entity",
        ),
    ),
    (
        Kind.SLOW,
        (
            r"(query|request|execution|context|gateway|upstream|operation|backend)?\s*time-?d?\s?-?out",
            r"deadline exceeded|took too long|canceling statement",
        ),
    ),
    (
        Kind.RATE,
        (
            r"rate[- ]?limit|too many (requests|connections)|throttl|per[- ]second|requests? (count|limit|rate)",
            r"(compute units?|cups?|credits?|quota|capacity|daily|monthly|throughput|limit)\b[^.]*\bexceed",
            r"exceed\w*\b[^.]*\b(compute|capacity|quota|credits|plan|rate|limit)|slow down|back ?off|retry (in|after)",
            r"temporarily (unavailable|overloaded)|server (is )?(busy|overloaded)|over(loaded| capacity)",
        ),
    ),
    (
        Kind.SHUT,
        (
            r"(invalid|missing|unknown|bad|wrong|expired|no) (\w+ )?(api|project|access|dkey|app)?[- ]?(key|token|id)\b",
            r"unauthori[sz]ed|forbidden|authenticat|must be authenticated|access denied|permission denied",
        ),
    ),
    (
        Kind.UNSUPPORTED,
        (
            r"method\b[^.]*\b(not|n.t|un)\b ?(be )?(found|exist|available|supported|allowed|enabled|whitelisted)",
            r"does not exist/is not available|unsupported method|unknown method|method .* is disabled|no such method",
            r"(not (supported|available|enabled|implemented|allowed)|unsupported)\b[^.]*\b(method|api|namespace|plan|tier)?",
            r"(upgrade|available (only )?(on|in|for))\b[^.]*\b(plan|tier|paid|growth|business)|namespace",
        ),
    ),
    (
        Kind.BEHIND,
        (
            r"header (for hash )?not found|(unknown|future) block|block (\S+ )?(was )?not found|cannot find block",
            r"block (\S+ )?is (out of range|in the future|not (yet )?available)|block range extends beyond",
        ),
    ),
)
_TABLE = tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in _WORDINGS)
_CODES = {
    -32601: Kind.UNSUPPORTED,
    -32004: Kind.UNSUPPORTED,
    -32005: Kind.RATE,
    -32007: Kind.RATE,
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


def kind_of(code: int, message: str) -> Kind:
    """What a JSON-RPC error means; its words say more than its code, which providers use as they please."""
    if code == 3:  # the contract that was called reverted, in words of its own
        return Kind.OTHER
    for kind, pattern in _TABLE:
        if pattern.search(message):
            return kind
    return _CODES.get(code, Kind.OTHER)


def kind_of_status(status: int) -> Kind:
    """What an HTTP status means when no JSON-RPC error comes with it."""
    return _STATUS.get(status, Kind.BROKEN if status >= 500 else Kind.OTHER)
