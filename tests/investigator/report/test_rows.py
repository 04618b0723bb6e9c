"""Heights that are known beforehand are never less than what the typesetter takes."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import typst

from investigator.report.rows import LONG, heights

SHARES = (0.06, 0.18, 0.265, 0.265, 0.23)
SIGNS = "".join(map(chr, range(0x20, 0x7F))) + "…"
TEMPLATE = """
#let told = json(bytes(sys.inputs.report))
#set text(font: "Libertinus Serif", size: 8.3pt, lang: "en", number-type: "lining", number-width: "tabular",
  hyphenate: false)
#set par(leading: 0.48em)
#context [#metadata(told.map(((share, line)) => measure(width: 164mm * share - 8pt, line).height.pt())) <heights>]
"""


def cells(texts: list[str]) -> list[dict[str, object]]:
    return [{"text": [text], "style": "text"} for text in texts]


def some(random: Random) -> str:
    """Words as they come in labels, dates and amounts, of any sign that a width is known of."""
    words = ["".join(random.choices(SIGNS, k=random.randint(1, 24))) for _ in range(random.randint(1, 12))]
    return " ".join(" ".join(words).split())


def test_no_row_is_higher_than_was_said(tmp_path: Path) -> None:
    random = Random(7)
    texts = [some(random) for _ in range(LONG)] + [sign * 12 + " " + sign * 13 for sign in SIGNS[1:]]
    asked, given = [], []
    for share in (0.25, 0.6):
        rows = [cells([text, "a"]) for text in texts]
        for text, lines in zip(texts, heights(rows, (share, 1 - share)), strict=True):
            if lines:
                asked.append((share, text))
                given.append(lines)
    assert len(given) > 600
    (tmp_path / "a.typ").write_text(TEMPLATE, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(
        tmp_path / "a.typ",
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(asked)},
    )
    taken = json.loads(compiler.query("<heights>", field="value", one=True))
    wrong = [
        (text, high, lines)
        for (_, text), high, lines in zip(asked, taken, given, strict=True)
        if high > 9.4 * lines + 3
    ]
    assert wrong == []


def test_what_is_not_known_is_left_to_the_typesetter() -> None:
    row = cells(["1", "a"])
    odd = [cells(["1", text]) for text in ("中", "W" * 27, "WWWWWWWWWWWWWWWWWWWW")]
    odd.append([{"text": ["1"], "style": "mono"}, {"text": ["1"], "style": "text"}])
    rows = [row] * LONG + odd + [[{"text": [], "style": "text"}, {"text": ["a", "b"], "style": "number"}]]
    assert heights(rows, (0.9, 0.1))[LONG:] == [0, 0, 0, 0, 2]
    assert heights(rows[:9], (0.9, 0.1)) == []
