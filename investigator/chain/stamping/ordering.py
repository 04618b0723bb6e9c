"""Time stamps whose certificates stand in another order than DER asks for, as OpenSSL's `ts -reply -chain` writes them."""

from __future__ import annotations

_CERTIFICATES = 0xA0


def in_order(answer: bytes) -> bytes:
    """The answer with its certificates as a SET OF is sorted (X.690, section 11.6); the answer itself if it has none.

    Certificates are beside what is signed (RFC 5652, section 5.1), and none comes or goes: who signed what stays as it
    was. Readers that are strict about DER would take such an answer for no time stamp at all.
    """
    try:
        at, end = _signed_data(answer)
        while at < end:
            tag, first, stop = _item(answer, at)
            if tag == _CERTIFICATES:
                return answer[:first] + b"".join(sorted(_parts(answer, first, stop))) + answer[stop:]
            at = stop
    except ValueError:
        pass  # whoever reads it will say what it is instead
    return answer


def _signed_data(answer: bytes) -> tuple[int, int]:
    """Where the content of the `SignedData` in a `TimeStampResp` begins and ends (RFC 3161, section 2.4.2)."""
    _, status, _ = _item(answer, 0)
    _, _, token = _item(answer, status)
    _, kind, _ = _item(answer, token)
    _, _, wrapped = _item(answer, kind)
    _, inner, _ = _item(answer, wrapped)
    _, first, stop = _item(answer, inner)
    return first, stop


def _parts(raw: bytes, at: int, end: int) -> list[bytes]:
    found = []
    while at < end:
        _, _, stop = _item(raw, at)
        found.append(raw[at:stop])
        at = stop
    if at != end:
        raise ValueError("a part goes beyond the whole")
    return found


def _item(raw: bytes, at: int) -> tuple[int, int, int]:
    """Tag, and where the content begins and ends, of what stands at a place. Raises `ValueError` where nothing does."""
    head = raw[at : at + 2]
    if len(head) < 2 or head[0] & 0x1F == 0x1F:
        raise ValueError("no item of a short tag")
    first, size = at + 2, head[1]
    if size >= 0x80:
        digits = size & 0x7F
        if not 1 <= digits <= 4:
            raise ValueError("no length of a definite form")
        first, size = first + digits, int.from_bytes(raw[first : first + digits], "big")
    if first + size > len(raw):
        raise ValueError("longer than what there is")
    return head[0], first, first + size
