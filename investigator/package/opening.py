"""Opening a package: it is checked, unpacked to a place of its own, and read there; nothing in it can be changed."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from investigator.data import answers, unpacking
from investigator.data.evidence import EVIDENCE
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.package.redacting import Reading
from investigator.package.verifier.container import BROKEN, Container
from investigator.package.verifier.main import examine_package
from investigator.package.verifier.tables import row_of
from investigator.progress import Tick, silent

SUFFIX = ".zip"
_STAND_INS: dict[str, Any] = {
    "account": lambda number, acquisition: [number, acquisition, f"withheld:{number}"],
    "asset": lambda number, acquisition: [number, acquisition, None, f"withheld/{number}", "withheld"],
}
"""Rows that others refer to by their number: in place of one that was left out stands one that says so."""


def is_package(path: Path) -> bool:
    """Whether a file is to be taken for a package, by its name."""
    return path.suffix.lower() == SUFFIX


class PackageStore(Store):
    """The unpacked case of a package, which is gone when it is closed. `package` is the copy that was unpacked."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.package = folder, folder / name
        super().__init__(folder / f"{Path(name).stem}.case", read_only=True)

    def close(self) -> None:
        """Let the case go, and remove what was unpacked."""
        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)


def open_package(path: Path, tick: Tick = silent) -> PackageStore:
    """The case in a package, read-only. Raises `Trouble` if the package does not verify."""
    if not path.is_file():
        raise Trouble(f"There is no package {path}.")
    folder = Path(tempfile.mkdtemp(prefix="investigator-package-"))
    try:
        copy = folder / path.name
        shutil.copyfile(path, copy)
        tick(0, None, f"Checking {path.name}")
        problems, _, _ = examine_package(copy)
        if problems:
            row = "" if problems[0].row is None else f", row {problems[0].row}"
            raise Trouble(
                f"{path.name} does not verify ({problems[0].where}{row}: {problems[0].reason}); ask for it anew."
            )
        _unpack(copy, folder / f"{path.stem}.case", tick)
        return PackageStore(folder, path.name)
    except OSError as wrong:
        shutil.rmtree(folder, ignore_errors=True)
        raise Trouble(f"{path.name} cannot be unpacked: {wrong.strerror or wrong}.") from wrong
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _unpack(copy: Path, target: Path, tick: Tick) -> None:
    package = Container(copy)
    store = Store(target, create=True)
    try:
        with store.transaction() as db:
            for done, table in enumerate(EVIDENCE):
                tick(done, len(EVIDENCE), f"Unpacking {table.name.replace('_', ' ')} rows")
                unpacking.put_evidence(db, table.name, _rows(package, table.name))
            for name in ("acquisition", "seal", "signature", "time_stamp", "score_run", "lesson"):
                unpacking.put_objects(db, name, package.rows(f"{name}.jsonl"))
            for name in ("score", "cluster_score", "lesson_label"):
                unpacking.put_arrays(db, name, package.rows(f"{name}.jsonl"))
            reading = Reading()
            lines = (asdict(reading.line(row)) for row in package.rows("journal.jsonl"))
            unpacking.put_objects(db, "journal", lines)
            taken = (
                {"stretch": row["stretch"], **asdict(reading.grafted(row))}
                for row in package.rows("grafted_line.jsonl")
            )
            unpacking.put_objects(db, "grafted_line", taken)
            for name in (one for one in package.names if one.startswith("answers/")):
                answers.keep_raw(db, name[8:], package.pieces(name), lambda: None)
    except BROKEN as wrong:
        raise Trouble(f"{copy.name} can be verified, but not opened: {wrong}.") from wrong
    finally:
        store.close()
        package.close()


def _rows(package: Container, name: str) -> Iterator[Any]:
    for line in package.lines(f"evidence/{name}.jsonl"):
        _, number, acquisition, text = row_of(line)
        if text is not None:
            yield json.loads(text)
        elif name in _STAND_INS:
            yield _STAND_INS[name](number, acquisition)
