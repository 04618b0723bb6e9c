"""The file itself: a zip that may come from anybody, read within bounds, and the manifest that names all it holds."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST, MANIFEST_SIGNATURE = "manifest.json", "manifest.sig.json"
MARK = b"sha256:"
"""What the comment of the zip begins with; the hash of all bytes before the comment follows."""
MOST_FILES, MOST_TIMES, MOST_BYTES = 20_000, 300, 1 << 40
LONGEST_LINE, LARGEST_SMALL = 1 << 28, 1 << 26
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,3}")

BROKEN: tuple[type[Exception], ...] = (
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError, OSError),
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
)
"""What reading something hostile can raise."""


@dataclass(frozen=True)
class Finding:
    """Something that does not fit: the table or file, the row where one can be named, and why."""

    where: str
    row: int | None
    reason: str


def canonical_text(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Container:
    """An open package. Raises `ValueError` or `zipfile.BadZipFile` for a file that is none, or breaks the bounds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip = zipfile.ZipFile(path)
        try:
            self.names = self._checked_names(path.stat().st_size)
            self.manifest: dict[str, Any] = json.loads(self.small(MANIFEST))
            if not isinstance(self.manifest, dict) or not isinstance(self.manifest.get("files"), dict):
                raise ValueError("its manifest is none")
        except BaseException:
            self._zip.close()
            raise

    def _checked_names(self, size: int) -> dict[str, zipfile.ZipInfo]:
        found: dict[str, zipfile.ZipInfo] = {}
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise ValueError(f"it has {len(infos):,} files; {MOST_FILES:,} are the most")
        for info in infos:
            if info.filename in found:
                raise ValueError(f"it has two files called {info.filename!r}")
            parts = info.filename.split("/")
            if not _FILE_NAME.fullmatch(info.filename) or ".." in parts or len(info.filename) > 200:
                raise ValueError(f"it has a file with a name that no package has: {info.filename[:80]!r}")
            mode = info.external_attr >> 16
            if stat.S_IFMT(mode) not in {0, stat.S_IFREG} or info.flag_bits & 0x1:
                raise ValueError(f"{info.filename} is not a plain file")
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise ValueError(f"{info.filename} is packed in a way that no package is")
            found[info.filename] = info
        total = sum(info.file_size for info in infos)
        if total > min(MOST_BYTES, MOST_TIMES * size + LARGEST_SMALL):
            raise ValueError(f"it would unpack to {total:,} bytes, which is more than its size allows")
        return found

    def small(self, name: str) -> bytes:
        """A file that is read at once, of at most `LARGEST_SMALL` bytes; b'' if there is none."""
        if name not in self.names:
            return b""
        if self.names[name].file_size > LARGEST_SMALL:
            raise ValueError(f"{name} is larger than {LARGEST_SMALL:,} bytes")
        return self._zip.read(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file, some at a time."""
        with self._zip.open(name) as opened:
            while piece := opened.read(1 << 20):
                yield piece

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a file; none if there is no such file."""
        if name not in self.names:
            return
        with self._zip.open(name) as opened:
            while line := opened.readline(LONGEST_LINE):
                if not line.endswith(b"\n"):
                    raise ValueError("a line has no end")
                yield line[:-1].decode("utf-8")

    def rows(self, name: str) -> Iterator[Any]:
        """The lines of a file, each as the JSON that it is."""
        for line in self.lines(name):
            yield json.loads(line)

    def close(self) -> None:
        """Let the file go."""
        self._zip.close()


def check_container(package: Container) -> Iterator[Finding]:
    """The checksum over the whole file, the manifest's own, and each file against the manifest."""
    for reason in _whole_file(package.path):
        yield Finding("package", None, reason)
    told = package.manifest
    bare = canonical_text({**told, "checksum": ""}).encode()
    if sha256_of(bare) != told.get("checksum") or canonical_text(told).encode() != package.small(MANIFEST):
        yield Finding(MANIFEST, None, "the manifest does not match its checksum")
    beside = {MANIFEST, MANIFEST_SIGNATURE}
    for name in sorted((set(package.names) | set(told["files"])) - beside):
        try:
            said = told["files"].get(name)
            if said is None or name not in package.names:
                reason = "the manifest does not name this file" if said is None else "the file is missing"
                yield Finding(name, None, reason)
                continue
            hashed, size = hashlib.sha256(), 0
            for piece in package.pieces(name):
                hashed.update(piece)
                size += len(piece)
            if (hashed.hexdigest(), size) != (said["sha256"], said["bytes"]):
                yield Finding(name, None, "the file does not match the manifest")
        except BROKEN as wrong:
            yield Finding(name, None, f"the file cannot be read: {wrong}")


def _whole_file(path: Path) -> Iterator[str]:
    size, hashed = path.stat().st_size, hashlib.sha256()
    end = len(MARK) + 64
    with path.open("rb") as opened:
        left = size - end
        while left > 0 and (piece := opened.read(min(left, 1 << 20))):
            hashed.update(piece)
            left -= len(piece)
        if opened.read(end) != MARK + hashed.hexdigest().encode():
            yield "the file does not match the checksum at its end"
