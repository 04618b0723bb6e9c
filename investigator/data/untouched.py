"""Case files of others, read without a byte of them changing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from investigator.data.migrate import Older
from investigator.data.store import Store
from investigator.errors import Trouble


@contextmanager
def untouched(path: Path) -> Iterator[Store]:
    """Yield the case in a file, read-only; one of an older version from a copy that is brought up to date.

    Raises `Trouble` as a `Store` does, or where there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="investigator-", ignore_cleanup_errors=True) as folder:
        try:
            store = Store(path, read_only=True)
        except Older:
            store = Store(_copied(path, Path(folder)), read_only=False)
        try:
            yield store
        finally:
            store.close()


def _copied(path: Path, folder: Path) -> Path:
    """A copy of the file, and of the log beside it that a program that was ended left there."""
    try:
        for name in (path.name, f"{path.name}.wal"):
            if path.with_name(name).is_file():
                shutil.copyfile(path.with_name(name), folder / name)
    except OSError as wrong:
        raise Trouble(f"{path.name} cannot be copied to be read: {wrong.strerror or wrong}.") from wrong
    return folder / path.name
