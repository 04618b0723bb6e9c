"""Set a report as one HTML file: nothing is loaded from elsewhere, nothing in it runs, and texts are only texts.

A content security policy in the page forbids scripts, forms, frames and every address but the page's own data; the
style sheet is named in it by hash. Charts are pictures (`img`), in which SVG can neither run nor load anything. The
same document gives the same bytes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from investigator.progress import Tick, silent
from investigator.report.document import Document
from investigator.report.printable import printable

Told = Mapping[str, Any]


def webpage(document: Document, tick: Tick = silent) -> bytes:
    """The document as HTML 5, in UTF-8. Raises what `tick` raises."""
    told, widths = printable(document, tick), dict[tuple[float, ...], str]()
    body = "\n".join(
        [_cover(told, document.look.logo), _contents(told), *_parts(told, widths), _foot(told)]
    )
    css = files("investigator.report").joinpath("page.css").read_text(encoding="utf-8")
    css += f"h1, h2 {{ color: {told['look']['accent']}; }}\n{_columns(widths)}"
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{_hash(css)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    head = (
        '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(told['title'])}</title>\n<style>{css}</style>\n</head>\n<body>\n"
    )
    return f"{head}{body}\n</body>\n</html>\n".encode()


def _hash(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _columns(widths: Mapping[tuple[float, ...], str]) -> str:
    """Rules for the widths of columns: attributes of style are forbidden in the page."""
    rules = [
        f".{name} col:nth-child({i}){{width:{100 * share / sum(shares):.2f}%}}"
        for shares, name in widths.items()
        for i, share in enumerate(shares, start=1)
    ]
    return "".join(f"{rule}\n" for rule in rules)


def _cover(told: Told, logo: bytes) -> str:
    question = "".join(f"<blockquote>{escape(line)}</blockquote>" for line in told["question"][:6])
    lacks = "".join(f"<li>{escape(what)}</li>" for what in told["missing"])
    missing = (
        f'<div class="note"><b>This case does not yet have:</b><ul>{lacks}</ul></div>' if lacks else ""
    )
    picture = (
        f'<img class="logo" alt="Logo" src="data:image/png;base64,{b64encode(logo).decode()}">'
        if logo
        else ""
    )
    marking = _marking(told)
    return (
        f"<header>{picture}{marking}"
        '<p class="kicker">Report of an inquiry into transfers of value</p>'
        f"<h1>{escape(told['title'])}</h1>{question}{_facts(told['stamp'])}{missing}"
        '<p class="dim">Claims in this report are structural, attributions or leads, and each is marked so. '
        "A lead is a reason to look, never a proof.</p></header>"
    )


def _marking(told: Told) -> str:
    text = told["look"]["marking"]
    return f'<p class="marking">{escape(text)}</p>' if text else ""


def _numbered(told: Told) -> list[tuple[str, Told]]:
    """Sections with their numbers: annexes have letters."""
    plain = [part for part in told["sections"] if not part["annex"]]
    annexes = [part for part in told["sections"] if part["annex"]]
    return [
        *((str(i), part) for i, part in enumerate(plain, start=1)),
        *((chr(ord("A") + i), part) for i, part in enumerate(annexes)),
    ]


def _contents(told: Told) -> str:
    rows = (
        f'<li><a href="#s{number}">{number} {escape(part["title"])}</a></li>'
        for number, part in _numbered(told)
    )
    return f'<nav aria-label="Contents"><h2>Contents</h2><ol>{"".join(rows)}</ol></nav>\n<main>'


def _parts(told: Told, widths: dict[tuple[float, ...], str]) -> list[str]:
    found = []
    for number, part in _numbered(told):
        fresh = ' class="fresh"' if part["fresh"] or part["annex"] else ""
        found.append(f'<section id="s{number}"><h2{fresh}>{number}&ensp;{escape(part["title"])}</h2>')
        found += [
            _table(block, widths) if block["kind"] == "table" else _SETTERS[block["kind"]](block)
            for block in part["blocks"]
        ]
        found.append("</section>")
    return found


def _foot(told: Told) -> str:
    return (
        f'</main><footer><hr><p>State of {escape(told["made"])} · journal <span class="mono">'
        f"{escape(told['mark'])}</span> {escape(told['look']['agency'])}</p>{_marking(told)}</footer>"
    )


def _lines(texts: Sequence[str]) -> str:
    return "<br>".join(escape(line) for line in texts)


def _tier(tier: str) -> str:
    name = tier if tier in {"structural", "attribution", "lead"} else ""
    return f'<span class="tier {name}">{escape(tier)}</span>' if tier else ""


def _mark(tier: str) -> str:
    """The tier of a sentence as one letter."""
    return f'<abbr class="tier {tier}" title="{tier}">{tier[:1].upper()}</abbr>'


def _cell(cell: Told) -> str:
    if cell["style"] == "tier":
        return _tier(cell["text"][0] if cell["text"] else "")
    if cell["style"] in {"mono", "dim"}:
        return f'<span class="{cell["style"]}">{_lines(cell["text"])}</span>'
    return _lines(cell["text"])


def _facts(rows: Sequence[tuple[str, Told]]) -> str:
    pairs = "".join(f"<dt>{escape(name)}</dt><dd>{_cell(cell)}</dd>" for name, cell in rows)
    return f"<dl>{pairs}</dl>" if pairs else ""


def _para(block: Told) -> str:
    tags = {"quote": ("<blockquote>", "</blockquote>"), "note": ('<p class="note">', "</p>")}
    begin, end = tags.get(block["style"], ("<p>", "</p>"))
    return "".join(f"{begin}{escape(line)}{end}" for line in block["text"])


def _items(block: Told) -> str:
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in block['items'])}</ul>"


def _table(block: Told, widths: dict[tuple[float, ...], str]) -> str:
    name = widths.setdefault(tuple(block["widths"]), f"w{len(widths)}")
    rows = block["rows"]
    figures = [cell["style"] == "number" for cell in rows[0]] if rows else [False] * len(block["head"])
    head = "".join(
        f'<th scope="col"{_right(figure)}>{escape(title)}</th>'
        for title, figure in zip(block["head"], figures, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(f'<td{_right(figures[i])}>{_cell(cell)}</td>' for i, cell in enumerate(row))}</tr>\n"
        for row in rows
    )
    if block["left_out"]:
        body += f'<tr><td class="dim" colspan="{len(block["head"])}">{block["shown_left_out"]} further rows are in the case file.</td></tr>'
    caption = f"<caption>{escape(block['caption'])}</caption>" if block["caption"] else ""
    columns = "<col>" * len(block["head"])
    wide = " wide" * (len(block["head"]) > 8)
    return f'<table class="{name}{wide}">{caption}<colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _right(figure: bool) -> str:
    return ' class="number"' if figure else ""


def _entry(block: Told) -> str:
    name = block["tier"] if block["tier"] in {"structural", "attribution", "lead"} else ""
    text = "".join(f"<p>{escape(line)}</p>" for line in block["text"])
    if block["graded"]:
        text = "".join(
            f"<p>{' '.join(f'{escape(one)} {_mark(tier)}' for tier, one in line)}</p>"
            for line in block["sentences"]
        )
    return (
        f'<article class="{name}"><h3>{escape(block["number"])} {_tier(block["tier"])} '
        f"{escape(block['headline'])}</h3>{text}{_facts(block['rows'])}</article>"
    )


def _chart(block: Told) -> str:
    data = b64encode(block["svg"].encode()).decode()
    return (
        f'<figure><img alt="{escape(block["alt"])}" src="data:image/svg+xml;base64,{data}">'
        f"<figcaption>{escape(block['caption'])}</figcaption></figure>"
    )


def _signature(block: Told) -> str:
    rows = "".join(f'<dt>{escape(name)}</dt><dd class="lines"></dd>' for name in block["fields"])
    return f"<dl>{rows}</dl>"


_SETTERS: Mapping[str, Callable[[Told], str]] = {
    "para": _para, "items": _items, "facts": lambda block: _facts(block["rows"]),
    "entry": _entry, "chart": _chart, "signature": _signature,
}  # fmt: skip
