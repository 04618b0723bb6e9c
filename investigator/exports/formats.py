"""All formats by name: what each is called, what its files end in, and who writes it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from investigator.errors import Trouble
from investigator.exports.content import Content


@dataclass(frozen=True)
class Format:
    """A format of exports. `write` puts one or several files beside `path`, and says which."""

    name: str
    title: str
    suffix: str
    write: Callable[[Content, Path], list[Path]]


def _late(module: str, function: str) -> Callable[[Content, Path], list[Path]]:
    """Writers bring libraries of their own, which are not paid for before they are wanted."""

    def write(content: Content, path: Path) -> list[Path]:
        from importlib import import_module

        made: list[Path] = getattr(import_module(f"investigator.exports.{module}"), function)(content, path)
        return made

    return write


FORMATS: tuple[Format, ...] = (
    Format("csv", "CSV, all columns, exact", ".csv", _late("tables", "write_csv")),
    Format("parquet", "Parquet, all columns, exact", ".parquet", _late("tables", "write_parquet")),
    Format("graphml", "GraphML", ".graphml", _late("graphs", "write_graphml")),
    Format("gexf", "GEXF, for Gephi", ".gexf", _late("graphs", "write_gexf")),
    Format("stix", "STIX 2.1", ".stix.json", _late("stix", "write_stix")),
    Format("case", "CASE/UCO, JSON-LD", ".case.jsonld", _late("case_uco", "write_case")),
    Format("tagpack", "TagPack of your labels", ".tagpack.yaml", _late("tagpack", "write_tagpack")),
    Format("gs", "GraphSense chart", ".gs", _late("graphsense", "write_gs")),
    Format("misp", "MISP event", ".misp.json", _late("misp", "write_misp")),
    Format("ftm", "FollowTheMoney", ".ftm.jsonl", _late("ftm", "write_ftm")),
    Format("goaml", "goAML, a draft", ".goaml.xml", _late("goaml", "write_goaml")),
)


def named(name: str) -> Format:
    """The format of a name. Raises `Trouble` if there is none."""
    found = next((one for one in FORMATS if one.name == name), None)
    if found is None:
        raise Trouble(f"There is no format '{name}'; there are {', '.join(one.name for one in FORMATS)}.")
    return found


def write(content: Content, form: Format, path: Path) -> list[Path]:
    """Write an export, whole or not at all; which files it came to. Raises `Trouble` if it cannot be written."""
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as folder:
            made = form.write(content, Path(folder) / path.name)
            return [Path(shutil.move(os.fspath(one), path.with_name(one.name))) for one in made]
    except OSError as wrong:
        raise Trouble(
            f"{path} cannot be written: {wrong.strerror or wrong}; choose another place."
        ) from wrong
