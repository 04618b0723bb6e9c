from __future__ import annotations

from PySide6.QtGui import QImage

from ui.canvas.kept import Kept


def drawn(count: list[int]) -> QImage:
    count.append(1)
    made = QImage(10, 10, QImage.Format.Format_ARGB32)
    made.fill(0)
    return made


def test_what_is_kept_is_drawn_once() -> None:
    kept, count = Kept(1000), list[int]()
    assert kept.image("a", lambda: drawn(count)) is kept.image("a", lambda: drawn(count))
    assert (len(count), "a" in kept, kept.pixels) == (1, True, 100)


def test_beyond_the_bound_what_was_used_longest_ago_goes_first() -> None:
    kept, count = Kept(300), list[int]()
    for name in "abcd":
        kept.image(name, lambda: drawn(count))
    kept.tidy()
    kept.image("a", lambda: drawn(count))
    kept.image("e", lambda: drawn(count))
    kept.tidy()
    assert [one in kept for one in "abcde"] == [True, False, False, True, True]
    assert kept.pixels == 300


def test_what_is_in_use_stays_however_much_it_is() -> None:
    kept, count = Kept(100), list[int]()
    for _ in range(3):
        for name in "abcd":
            kept.image(name, lambda: drawn(count))
        kept.tidy()
    assert (len(kept), len(count)) == (4, 4)
    kept.tidy()
    assert (len(kept), kept.pixels) == (1, 100)


def test_no_image_keeps_what_it_was_painted_with() -> None:
    made = drawn([])
    kept = Kept(1000).image("a", lambda: made)
    assert kept == made
    assert kept.cacheKey() != made.cacheKey()
