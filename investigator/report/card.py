"""A model's card as it came with the model: how often it errs first, then the rest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from investigator.report.document import AnyBlock, Cell, Facts, Para, Section, Table, mono, number
from investigator.report.gather import Gathered

ROWS, LIST = 150, 60
_KEY = re.compile(r"[0-9a-f]{32,}")
_ERRORS = ("error", "metric", "measure", "calibration", "ablation", "threshold", "abstention", "baseline",
           "reliability", "steps", "promised", "against")  # fmt: skip
NARROW = 8
"""Columns from which on a table has no room to spare."""
SENTENCE = 40
"""Characters of a list's longest item from which on each stands on a line of its own."""
MANY = 12
"""Graphs from which on a model learned that are told one by one; of more, how many, and one hash for all."""
_MEANINGS = {
    "pr auc": "Area under the curve of precision against recall: 1 is perfect; chance is the share of illicit.",
    "f1": "Harmonic mean of precision and recall at the threshold.",
    "precision at 100": "Share of truly illicit among the 100 highest scores.",
    "ece": "Expected calibration error: how far stated and true shares lie apart, on average.",
    "answered": "Share of accounts on which the model did not abstain.",
    "found": "Share of truly illicit among accounts that were given about the probability said.",
    "promised": "Share of (illicit, licit) accounts whose truth the conformal set was meant to hold.",
    "right": "Share of (illicit, licit) accounts of which the conformal set held the truth.",
}


def card(found: Gathered, given: Mapping[str, Any] | None) -> Section:
    """The card of the model that scored, or what it means that there is none."""
    title = "The model and its error rates"
    if found.run is None:
        return Section(title, (Para("No model was used.", "note"),))
    if not given:
        text = (
            f"The card of the model {found.run.row['model']} is not at hand, so its error rates are not "
            "known. Its scores should carry no weight until they are."
        )
        return Section(title, (Para(text, "note"),))
    told = {key: _summed(key, value) for key, value in given.items()}
    errors = {key: told.pop(key) for key in list(told) if any(word in key.lower() for word in _ERRORS)}
    text = (
        "Measured on data that the model did not learn from, as its card states. The rates hold for that "
        "data; for this case they are an indication, since nobody has counted here. Figures in brackets "
        "are the bounds of an interval that the card gives."
    )
    blocks = [Para(text), *_blocks("Error rates", errors), *_meanings(errors), *_blocks("Model card", told)]
    return Section(title, tuple(blocks))


def _summed(key: str, value: Any) -> Any:
    """Long lists of what taught the model as their number and one SHA-256 over their canonical JSON."""
    if key not in {"lessons", "data"} or len(value) <= MANY:
        return value
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return {"number": len(value), "hash of all": hashlib.sha256(text.encode()).hexdigest()}


def _blocks(caption: str, values: Mapping[str, Any]) -> list[AnyBlock]:
    """Lists of mappings as tables of their own, everything else as one table of names and values."""
    wide = {key: value for key, value in values.items() if _is_table(value)}
    pairs = [
        pair for key, value in values.items() if key not in wide for pair in _flatten(value, _words(key))
    ]
    tables: list[AnyBlock] = [
        _wide(f"{caption}: {_words(key)}", [dict(_flatten(row)) for row in value])
        for key, value in wide.items()
    ]
    if not pairs:
        return tables or [Para(f"{caption}: the card gives none.", "note")]
    rows = tuple(
        (Cell(key), mono(value) if _KEY.fullmatch(value) else Cell(value)) for key, value in pairs[:ROWS]
    )
    left = max(0, len(pairs) - ROWS)
    return [*tables, Table(("Item", "Value"), rows, (0.32, 0.68), caption, left)]


def _is_table(value: object) -> bool:
    return (
        isinstance(value, list | tuple) and bool(value) and all(isinstance(row, Mapping) for row in value)
    )


def _wide(caption: str, rows: Sequence[dict[str, str]]) -> Table:
    head = tuple(dict.fromkeys(name for row in rows for name in row))[:12]
    numeric = {name for name in head if all(row.get(name, "")[:1].isdigit() for row in rows)}
    cells = tuple(
        tuple(number(row.get(name, "")) if name in numeric else Cell(row.get(name, "")) for name in head)
        for row in rows[:ROWS]
    )
    if len(head) > NARROW:  # the bounds of an interval stand below its value
        cells = tuple(tuple(Cell(one.text.replace(" (", "\n("), one.style) for one in row) for row in cells)
    widths = tuple(
        _share(name, [cell.text for cell in column])
        for name, column in zip(head, zip(*cells, strict=True), strict=True)
    )
    return Table(head, cells, widths, caption, max(0, len(rows) - ROWS))


def _share(name: str, texts: Sequence[str]) -> float:
    """What a column wants, in letters: the words of its head whole, and its texts as far as they are not long."""
    lines = [line for text in texts for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    figures = all(line[:1] in "0123456789(" or line == "not given" for line in lines)
    return 1.7 + max(1.2 * max(map(len, name.split()), default=0), min(longest, 20 if figures else 16))


def _meanings(errors: Mapping[str, Any]) -> list[AnyBlock]:
    """What the figures mean that this card gives."""
    named = {key for value in errors.values() for key, _ in _flat_names(value)}
    rows = tuple((name, Cell(meaning)) for name, meaning in _MEANINGS.items() if name in named)
    return [Facts(rows)] if rows else []


def _flat_names(value: object) -> list[tuple[str, str]]:
    rows = value if _is_table(value) and isinstance(value, list | tuple) else [value]
    return [(path.rsplit(" › ", 1)[-1], text) for row in rows for path, text in _flatten(row)]


def _words(key: object) -> str:
    return str(key).replace("_", " ")


def _flatten(value: object, path: str = "", depth: int = 0) -> list[tuple[str, str]]:
    """Nested mappings as pairs of a path and a text."""
    if isinstance(value, Mapping) and set(value) == {"value", "low", "high"}:
        return [(path, f"{_told(value['value'])} ({_told(value['low'])}–{_told(value['high'])})")]
    if isinstance(value, Mapping) and depth < 6:
        pairs = []
        for key, inner in value.items():
            word = _words(key)
            pairs += _flatten(inner, f"{path} › {word}" if path else word, depth + 1)
        return pairs
    return [(path or "value", _told(value))]


def _told(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "not given"}[value]
    if isinstance(value, float):
        return f"{value:.3f}" if 0.001 <= abs(value) < 1 else f"{value:.4g}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list | tuple):
        parts = [_told(one) for one in value[:LIST]]
        told = ("\n" if max(map(len, parts), default=0) > SENTENCE else ", ").join(parts)
        return (told + (f", and {len(value) - LIST:,} more" if len(value) > LIST else "")) or "none"
    return str(value) or "not given"
