"""YAML of strangers: plain data only, no objects, no other files but a header, and nothing that grows when it is read."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from investigator.chain.tables import Fingerprint
from investigator.errors import Trouble

SIZE_LIMIT = 64 << 20
"""Bytes of one file."""

HEADER_LIMIT = 1 << 20
"""Bytes of a header that a file includes."""

_ABOVE = 5
"""Folders above a file in which its header is looked for: headers lie at the root of a repository."""

_ALIAS = re.compile(rb"(?:^|[\s\[{,:-])\*\S", re.MULTILINE)
_HEADER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.ya?ml")


@dataclass(frozen=True)
class Pack:
    """A file's fields. What a header that it includes says stands below what it says itself.

    `header` is the name of that header's file, '' if there is none; `included` is what it says.
    """

    fields: dict[str, Any]
    header: str = ""
    header_sha256: str = ""
    included: dict[str, Any] = field(default_factory=dict)


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Reads plain data only: a tag that asks for an object is an error, as is one that includes a file."""


def load(path: Path, mark: Fingerprint) -> Pack:
    """A YAML file's mapping. Raises `Trouble` if it is too large, broken, or asks for more than plain data.

    Of other files, only one is read: that which a field `header` includes, by its bare name, from the file's own
    folder or one above.
    """
    if mark.size > SIZE_LIMIT:
        raise Trouble(f"{path.name} is larger than {SIZE_LIMIT >> 20} MiB, which no TagPack is.")
    pack, wanted = _parsed(path, path.read_bytes())
    if not isinstance(pack, dict):
        raise Trouble(f"{path.name} is no TagPack: it should begin with a title, a creator and tags.")
    header = pack.pop("header", None)
    said = (
        {key: value for key, value in header.items() if key != "header"} if isinstance(header, dict) else {}
    )
    if not wanted:
        return Pack({**said, **pack})
    raw = _header(path, wanted)
    said, deeper = _parsed(path.with_name(wanted), raw)
    if not isinstance(said, dict) or deeper or {"tags", "actors"} & set(said):
        raise Trouble(f"{path.name} is refused: its header {wanted} is no plain list of fields.")
    inner = said.pop("header", {})
    said = {**(inner if isinstance(inner, dict) else {}), **said}
    return Pack({**said, **pack}, wanted, hashlib.sha256(raw).hexdigest(), said)


def _parsed(path: Path, raw: bytes) -> tuple[Any, str]:
    """What a file says, and the name of the header that it includes."""
    try:
        _refuse_repetition(path, raw)
        loader = _Loader(raw)
        try:
            node = loader.get_single_node()
            wanted = _included(node)
            return (None if node is None else loader.construct_document(node)), wanted
        finally:
            loader.dispose()
    except yaml.constructor.ConstructorError as error:
        raise Trouble(f"{path.name} is refused: it asks to build objects ({error.problem}).") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Trouble(f"{path.name} cannot be read as YAML: {str(error).splitlines()[0][:200]}.") from error


def _included(node: yaml.Node | None) -> str:
    """Take the header that is to be included out of a file's mapping; its name, or ''."""
    if not isinstance(node, yaml.MappingNode):
        return ""
    for place, (key, value) in enumerate(node.value):
        if key.value == "header" and value.tag == "!include" and isinstance(value, yaml.ScalarNode):
            del node.value[place]
            return str(value.value).strip()
    return ""


def _header(path: Path, name: str) -> bytes:
    """The header's bytes. Raises `Trouble`."""
    if not _HEADER_NAME.fullmatch(name):
        raise Trouble(
            f"{path.name} is refused: it includes {name[:80]!r}, which is not the bare name of a header."
        )
    folder = path.resolve().parent
    for place in (folder, *list(folder.parents)[:_ABOVE]):
        found = place / name
        if found.is_file() and not found.is_symlink():
            if found.stat().st_size > HEADER_LIMIT:
                raise Trouble(f"{name}, which {path.name} includes, is larger than any header.")
            return found.read_bytes()
    raise Trouble(f"{path.name} includes {name}, which is not beside it nor above; put it there.")


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
