from benchmarks.contest import BOUND, CHOSEN, SHIPPED, SHUFFLED, Line
from benchmarks.target import by_its_card, target
from gnn.card import Interval
from gnn.shelf import SHIPPED as PLACE
from gnn.shelf import Shelf


def line(model: str, f1: float) -> Line:
    figure = Interval(f1, f1 - 0.02, f1 + 0.02)
    return Line(
        "a set", model, 10, 100, figure, figure, 0.1, 0.01, (0.9, 0.9), (0.9, 0.9), None, 0.1, 500.0
    )


def told(chosen: float, lots: float) -> str:
    lines = [
        line("account trees", 0.6),
        line(BOUND, 0.65),
        line("PNA", 0.71),
        line(f"PNA{SHUFFLED}", lots),
        line(f"{CHOSEN}: blend", chosen),
        line(f"{SHIPPED}: blend (what scores)", 0.5),
    ]
    return "\n".join(target(lines))


def test_a_table_says_that_its_aim_is_met() -> None:
    text = told(0.72, 0.4)
    assert "chosen on validation: 0.720, +0.120: met" in text
    assert "shipped, unseen: 0.500, -0.100: NOT MET" in text
    assert "shuffled edges: 0.400 against 0.710 of the same net on real ones: clearly lower" in text
    assert "tried: PNA 0.710, shipped, unseen: blend (what scores) 0.500" in text
    assert "come to 0.650 (+0.050)" in text


def test_a_table_says_that_its_aim_is_missed() -> None:
    text = told(0.69, 0.68)
    assert "+0.090: NOT MET" in text
    assert "NOT CLEARLY lower" in text
    assert "NOT LOWER; PR-AUC 0.720 against 0.710" in told(0.69, 0.72)


def test_without_a_choice_there_is_nothing_to_say() -> None:
    assert list(target([line("account trees", 0.6)])) == []


def test_the_shipped_model_is_compared_with_trees_that_learned_from_the_same() -> None:
    shelf = Shelf(PLACE)
    text = "\n".join(by_its_card(shelf.load(shelf.shipped()).card))
    assert "account trees that learned from the same, +0." in text
    assert ": met" in text
    assert "net, shuffled edges: F1 0." in text
