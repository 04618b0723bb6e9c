from __future__ import annotations

import numpy as np

from investigator.graph.folding import fold, standing
from tests.makers import graph


def test_a_group_becomes_one_account_and_what_moves_inside_goes() -> None:
    some = graph([(0, 1), (1, 2), (2, 3), (3, 0), (3, 3)], 4)
    bent = fold(some, [("G1", frozenset({1, 2}))])
    assert bent.graph.accounts.tolist() == [0, 1, 3]
    assert bent.node.tolist() == [0, 1, 1, 2]
    ends = list(zip(bent.graph.src.tolist(), bent.graph.dst.tolist(), strict=True))
    assert ends == [(0, 1), (1, 2), (2, 0), (2, 2)]
    assert bent.graph.transfer.tolist() == [some.transfer[at] for at in (0, 2, 3, 4)]
    assert [(one.at, one.key, one.members.tolist()) for one in bent.groups] == [(1, "G1", [1, 2])]
    assert bent.origin.tolist()[0] == 0
    assert bent.origin.tolist()[1] in (1, 2)


def test_its_name_does_not_change_with_what_is_shown() -> None:
    some = graph([(0, 1), (1, 2)], 4).among(np.array([False, True, True, False]))
    bent = fold(some, [("G1", frozenset({0, 1}))])
    assert bent.graph.accounts.tolist() == [0, 2]
    assert bent.groups[0].members.tolist() == [1]


def test_an_account_that_two_groups_claim_goes_with_the_first() -> None:
    bent = fold(graph([(0, 1), (2, 3)], 4), [("A", frozenset({0, 1})), ("B", frozenset({1, 2, 3}))])
    assert [one.members.tolist() for one in bent.groups] == [[0, 1], [2, 3]]
    assert bent.graph.accounts.tolist() == [0, 2]


def test_without_groups_the_graph_is_itself() -> None:
    some = graph([(0, 1)], 2)
    bent = fold(some, [("G1", frozenset({7, 8}))])
    assert bent.graph is some
    assert bent.groups == ()


def test_accounts_are_seen_by_their_group() -> None:
    bent = fold(graph([(0, 1), (1, 2)], 3), [("G1", frozenset({1, 2}))])
    seen = standing(np.array([2, 0, 9], np.int32), bent.groups, bent.graph.accounts)
    assert seen.tolist() == [1, 0, 9]
