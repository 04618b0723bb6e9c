import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gnn.adjacency import sides
from gnn.motif_kernels import arrivals
from gnn.transfer_kernels import ports, previous

pairs = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40)


@given(pairs)
def test_ports_number_counterparties_by_first_contact(ends: list[tuple[int, int]]) -> None:
    src, dst = (np.array(column, np.int32) for column in zip(*ends, strict=True))
    in_port, out_port, nth = ports(src, dst, *sides(src, dst, 6))
    for row, (s, d) in enumerate(ends):
        paid = list(dict.fromkeys(b for a, b in ends if a == s))
        payers = list(dict.fromkeys(a for a, b in ends if b == d))
        assert out_port[row] == paid.index(d)
        assert in_port[row] == payers.index(s)
        assert nth[row] == ends[:row].count((s, d))


@given(pairs)
def test_the_previous_receipt_is_the_last_one_before(ends: list[tuple[int, int]]) -> None:
    ends = [(s, d) for s, d in ends if s != d] or [(0, 1)]
    src, dst = (np.array(column, np.int32) for column in zip(*ends, strict=True))
    into = sides(src, dst, 6)[1]
    found = previous(src, arrivals(src, dst, into.pointers), into.pointers, into.rows)
    for row, (s, _) in enumerate(ends):
        earlier = [k for k in range(row) if ends[k][1] == s]
        assert found[row] == (earlier[-1] if earlier else -1)
