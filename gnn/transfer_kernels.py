"""What can be said of one transfer from those before it: kernels, linear in the transfers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gnn.adjacency import Side, compiled

Ints = NDArray[np.int64]
Accounts = NDArray[np.int32]


@compiled
def previous(src: Accounts, arrived: Ints, in_pointers: Ints, received: Ints) -> Ints:
    """(m,): the last receipt of each transfer's sender before it, or -1."""
    out = np.full(src.size, -1)
    for row in range(src.size):
        if arrived[row] > in_pointers[src[row]]:
            out[row] = received[arrived[row] - 1]
    return out


@compiled
def _first_contacts(pointers: Ints, by_partner: Ints, partner: Accounts) -> tuple[Ints, Ints]:
    """Per row (m,): the first row of the same pair, and how many of the pair came before."""
    first, nth = np.empty(partner.size, np.int64), np.empty(partner.size, np.int64)
    for a in range(pointers.size - 1):
        start = pointers[a]
        for k in range(pointers[a], pointers[a + 1]):
            if partner[by_partner[k]] != partner[by_partner[start]]:
                start = k
            first[by_partner[k]], nth[by_partner[k]] = by_partner[start], k - start
    return first, nth


@compiled
def _numbered(account: Accounts, first: Ints, n: int) -> Ints:
    """(m,): the number of each row's counterparty in the account's order of first contact, from 0."""
    seen = np.zeros(n, np.int64)
    port = np.empty(first.size, np.int64)
    for row in range(first.size):
        if first[row] == row:
            port[row] = seen[account[row]]
            seen[account[row]] += 1
        else:
            port[row] = port[first[row]]
    return port


def ports(src: Accounts, dst: Accounts, outward: Side, inward: Side) -> tuple[Ints, Ints, Ints]:
    """Per transfer (m,): in-port, out-port, and how many earlier transfers went the same way."""
    n = outward.pointers.size - 1
    first_out, nth = _first_contacts(outward.pointers, outward.by_partner, outward.partner)
    first_in, _ = _first_contacts(inward.pointers, inward.by_partner, inward.partner)
    return _numbered(dst, first_in, n), _numbered(src, first_out, n), nth
