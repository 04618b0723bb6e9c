"""What the refusals of explorers mean."""

from __future__ import annotations

import re

from investigator.chain.rpc.wording import Kind, kind_of

_WORDINGS = (
    (
        Kind.UNSUPPORTED,
        r"missing or invalid (action|module)|unknown (action|module)|invalid action|no such action",
    ),
    (Kind.SHUT, r"api[- ]?key|not supported for this chain|upgrade your|chain_?id|daily|credits|payment"),
    (Kind.RATE, r"rate limit|too many requests|calls per sec|per second"),
    (Kind.LARGE, r"result window|pageno x offset|page size|offset (is )?too"),
    (Kind.SLOW, r"time-?\s?out|smaller result dataset|too busy|try again"),
)
_TABLE = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDINGS)
_NOTHING = re.compile(r"\s*no\b.*\b(found|available)\b", re.IGNORECASE | re.DOTALL)
_UNFINISHED = re.compile(r"(not|n't)\b.*\b(yet )?(been )?(processed|indexed)", re.IGNORECASE | re.DOTALL)
_PER_SECOND = re.compile(r"\(?\b(\d{1,4})\s*(?:calls? |requests? )?(?:/|per )\s*s", re.IGNORECASE)
_AT_MOST = re.compile(
    r"(?:less than or equal to|at most|max(?:imum)?(?: of)?)\D{0,20}(\d{1,7})", re.IGNORECASE
)


def meaning(text: str) -> Kind:
    """Why an explorer said no. A limit of the day, or of the plan, is a matter of the key."""
    if re.search(r"rate limit|per sec", text, re.IGNORECASE) and not re.search(
        "daily|month", text, re.IGNORECASE
    ):
        return Kind.RATE  # 'use an API key for a higher rate limit'
    for kind, pattern in _TABLE:
        if pattern.search(text):
            return kind
    return kind_of(0, text)


def says_nothing_there(text: str) -> bool:
    """Whether these are words for an empty answer, such as 'No transactions found'."""
    return bool(_NOTHING.match(text))


def says_unfinished(text: str) -> bool:
    """Whether the explorer owns up to rows that it has not got yet."""
    return bool(_UNFINISHED.search(text))


def per_second(text: str) -> int | None:
    """The calls a second that a refusal allows, as in '(5/sec)'."""
    found = _PER_SECOND.search(text)
    return int(found[1]) or None if found else None


def at_most(text: str) -> int | None:
    """The most rows that a refusal allows, as in 'must be less than or equal to 10000'."""
    found = _AT_MOST.search(text)
    return int(found[1]) or None if found else None
