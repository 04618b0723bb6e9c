from __future__ import annotations

from ui.panels.lanes import Lane, lanes


def test_one_line_of_steps_is_one_column() -> None:
    assert lanes([("2", "1"), ("1", "0"), ("0", "")]) == [
        Lane(0, (), (), True), Lane(0, (0,), (), True), Lane(0, (0,), (), False),
    ]  # fmt: skip


def test_a_fork_brings_two_columns_together() -> None:
    found = lanes([("4", "1"), ("3", "2"), ("2", "1"), ("1", "0"), ("0", "")])
    assert [one.own for one in found] == [0, 1, 1, 0, 0]
    assert found[1] == Lane(1, (), (0,), True)
    assert found[3].above == (0, 1)
    assert lanes([]) == []


def test_a_column_is_used_again() -> None:
    found = lanes([("5", "1"), ("4", "3"), ("3", "1"), ("2", "1"), ("1", "")])
    assert [one.own for one in found] == [0, 1, 1, 2, 0]
    assert found[4].above == (0, 1, 2)
