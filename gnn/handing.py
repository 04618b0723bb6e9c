"""Models handed on: one zip file with the three files of a model, and back onto a shelf, checked before it is there."""

from __future__ import annotations

import contextlib
import re
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

from gnn.shelf import CARD, LARGEST, LARGEST_CARD, NUMBERS, SIGNATURE, SUFFIX, Shelf, put
from investigator.errors import Trouble

LIMITS = {NUMBERS: LARGEST, CARD: LARGEST_CARD, SIGNATURE: LARGEST_CARD}
ROOM = 2**20
"""What the zip itself may add."""
LONGEST_LIST = 4096
"""Bytes of the zip's list of its contents."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def export(shelf: Shelf, ref: str | Path, file: Path) -> None:
    """Write a model into a zip file. The same model makes the same bytes.

    Raises `Trouble` if it is damaged or unsigned, or the file cannot be written or is there already.
    """
    shelf.load(ref)
    path = shelf.find(ref)
    if not (path / SIGNATURE).exists():
        raise Trouble(
            f"Model {path.name} is not signed, so nobody would take it; it came with the program."
        )
    try:
        with file.open("xb") as opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as packed:
            for name in LIMITS:
                packed.writestr(
                    zipfile.ZipInfo(name, _EPOCH), (path / name).read_bytes(), zipfile.ZIP_DEFLATED
                )
    except FileExistsError as wrong:
        raise Trouble(f"There is a file {file} already; choose another name.") from wrong
    except OSError as wrong:
        with contextlib.suppress(OSError):
            file.unlink()
        raise Trouble(f"The model cannot be written to {file}: {wrong.strerror or wrong}.") from wrong


def take_in(shelf: Shelf, file: Path, *, unsigned: bool = False) -> Path:
    """Put the model in a zip file onto the shelf; its path there.

    With `unsigned`, one that nobody has signed is taken too, and signed with the user's own key: they vouch for
    it. Raises `Trouble` for anything but the three files of a whole model that someone trusted has signed.
    """
    files = _unpacked(file, unsigned)
    with tempfile.TemporaryDirectory(prefix="investigator-") as made:
        # checked as any other model is, before it lies where models are looked for
        aside = Shelf(Path(made), shelf.publishers, shelf.keys)
        path = put(Path(made), re.sub(r"[^A-Za-z0-9._-]", "_", file.stem)[:60], files)
        if unsigned and SIGNATURE not in files:
            aside.vouch(path)
            files[SIGNATURE] = (path / SIGNATURE).read_bytes()
        card = aside.load(path).card
    there = shelf.folder / f"{card.id}{SUFFIX}"
    if there.exists():
        raise Trouble(f"Model {card.id} lies on the shelf already.")
    return put(shelf.folder, card.id, files)


def _unpacked(file: Path, unsigned: bool) -> dict[str, bytes]:
    """The three files, each read up to its limit and no further, whatever the zip promises."""
    try:
        if file.stat().st_size > sum(LIMITS.values()) + ROOM:
            raise Trouble(f"{file} is larger than any model and was not opened.")
        _check_directory(file)
        with zipfile.ZipFile(file) as packed:
            names = [info.filename for info in packed.infolist()]
            wanted = set(LIMITS) - ({SIGNATURE} if unsigned and SIGNATURE not in names else set())
            if len(names) != len(wanted) or set(names) != wanted:
                raise Trouble(_not_three(file, names))
            return {info.filename: _bounded(packed, info, file) for info in packed.infolist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as wrong:
        raise Trouble(f"{file} is no zip file that can be read; get a fresh copy.") from wrong
    except OSError as wrong:
        raise Trouble(f"{file} cannot be read: {wrong.strerror or wrong}.") from wrong


def _check_directory(file: Path) -> None:
    """Refuse a long list of contents before it is read into memory: its length stands at the very end."""
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - 42))
        end = opened.read()
    plain = len(end) == 42 and end[20:24] == b"PK\5\6" and end[40:] == b"\0\0" and end[:4] != b"PK\6\7"
    if not plain or struct.unpack("<L", end[32:36])[0] > LONGEST_LIST:
        raise Trouble(f"{file} is no zip file of one model; get a fresh copy.")


def _not_three(file: Path, names: list[str]) -> str:
    if sorted(names) == sorted((NUMBERS, CARD)):
        return (
            f"The model in {file} is not signed; get a signed copy, or vouch for it if you know where it is"
            " from: investigator models --import FILE --allow-unsigned"
        )
    return f"{file} does not hold exactly {NUMBERS}, {CARD} and {SIGNATURE}, and was not taken."


def _bounded(packed: zipfile.ZipFile, info: zipfile.ZipInfo, file: Path) -> bytes:
    limit = LIMITS[info.filename]
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Trouble(f"{info.filename} in {file} is packed in a way that is not taken.")
    with packed.open(info) as opened:
        content = opened.read(limit + 1)
    if len(content) > limit:
        raise Trouble(f"{info.filename} in {file} is larger than {limit >> 20} MB and was not taken.")
    return content
