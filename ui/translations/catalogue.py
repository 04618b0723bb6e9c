"""Reads and writes the files of Qt Linguist (TS 2.1), keeping what translators wrote."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ui.language import CONTEXT
from ui.translations.extract import Text


def translated(path: Path) -> dict[str, str]:
    """What a file translates, by its English; nothing where there is no file yet."""
    if not path.is_file():
        return {}
    messages = ET.parse(path).getroot().iter("message")  # a file of this project, not of somebody else
    pairs = ((one.findtext("source", ""), one.findtext("translation", "")) for one in messages)
    return {source: text for source, text in pairs if source and text}


def write(path: Path, language: str, found: Iterable[Text], known: Mapping[str, str]) -> int:
    """Write a file of all texts that are `found`; how many have no translation yet comes back.

    A translation of a text that is gone is kept as vanished, so that nothing is lost when it comes again.
    """
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    missing, seen = 0, set[str]()
    for one in found:
        seen.add(one.source)
        missing += one.source not in known
        _message(context, one.source, known.get(one.source, ""), one.note or one.place.partition(":")[0])
    for source in known:
        if source not in seen:
            _message(context, source, known[source], "").set("type", "vanished")
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")
    return missing


def _message(context: ET.Element, source: str, translation: str, note: str) -> ET.Element:
    message = ET.SubElement(context, "message")
    ET.SubElement(message, "source").text = source
    if note:
        ET.SubElement(message, "extracomment").text = note
    made = ET.SubElement(message, "translation")
    made.text = translation
    if not translation:
        made.set("type", "unfinished")
    return made


_ACCENTS = str.maketrans("AEIOUaeiouncsyz", "ÀÉÎÕÜàéîõüñçšýž")


def pseudo(text: str) -> str:
    """A text as a long language might have it: accented, 40 % longer, in brackets that show where it was cut."""
    more = max(1, round(len(text) * 0.4))
    longer = " ".join("~" * min(5, more - at) for at in range(0, more, 6))
    return f"[{text.translate(_ACCENTS)}{longer}]"


def filled(found: Iterable[Text], by: Callable[[str], str]) -> dict[str, str]:
    """A translation of each text by a rule."""
    return {one.source: by(one.source) for one in found}
