"""YAML of strangers: plain data only, no objects, no other files, and nothing that grows when it is read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

import yaml

from investigator.chain.tables import Fingerprint
from investigator.errors import Trouble

SIZE_LIMIT = 64 << 20
"""Bytes of one file."""

_ALIAS = re.compile(rb"(?:^|[\s\[{,:-])\*\S", re.MULTILINE)


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Reads plain data only: a tag that asks for an object is an error, as is one that includes a file."""


def load(path: Path, mark: Fingerprint) -> dict[str, Any]:
    """A YAML file's mapping. Raises `Trouble` if it is too large, broken, or asks for more than plain data."""
    if mark.size > SIZE_LIMIT:
        raise Trouble(f"{path.name} is larger than {SIZE_LIMIT >> 20} MiB, which no TagPack is.")
    try:
        raw = path.read_bytes()
        _refuse_repetition(path, raw)
        pack = yaml.load(raw, Loader=_Loader)
    except yaml.constructor.ConstructorError as error:
        raise Trouble(f"{path.name} is refused: it asks to build objects ({error.problem}).") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Trouble(f"{path.name} cannot be read as YAML: {str(error).splitlines()[0][:200]}.") from error
    if not isinstance(pack, dict):
        raise Trouble(f"{path.name} is no TagPack: it should begin with a title, a creator and tags.")
    return pack


def _refuse_repetition(path: Path, raw: bytes) -> None:
    """Raise `Trouble` where a list or mapping stands for itself elsewhere: a few lines can mean billions."""
    if not _ALIAS.search(raw) and not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    repeatable: set[str] = set()
    for event in yaml.parse(raw, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) and event.anchor in repeatable:
            raise Trouble(
                f"{path.name} is refused: it repeats whole parts by reference (*{event.anchor[:40]})."
            )
        if isinstance(event, yaml.CollectionStartEvent) and event.anchor:
            repeatable.add(event.anchor)
