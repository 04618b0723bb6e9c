"""Where models lie: each a folder NAME.model with its numbers and its card, and nothing that can run.

The numbers are safetensors, the card is JSON; both are hostile until they have been checked. Free of torch.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import safetensors.numpy
from numpy.typing import NDArray
from safetensors import SafetensorError

from gnn.card import Card, read, sealed, written
from gnn.feature_names import ACCOUNT_FEATURES, FEATURES_VERSION, TRANSFER_FEATURES
from investigator.errors import Trouble

SHIPPED = Path(__file__).parent / "shelf_data"
SUFFIX = ".model"
NUMBERS, CARD = "model.safetensors", "card.json"
LARGEST, LARGEST_CARD = 64 * 2**20, 2**20
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Package:
    """A model as it lies on the shelf: its card, and its tensors by name."""

    card: Card
    tensors: dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Entry:
    """One folder on the shelf: its card, or in a sentence why it cannot be used."""

    path: Path
    card: Card | None
    trouble: str = ""


def packed(card: Card, tensors: dict[str, NDArray[np.generic]]) -> tuple[Package, bytes]:
    """A package whose card names the hash of its tensors, and the tensors as the file holds them."""
    plain = {name: np.ascontiguousarray(tensors[name]) for name in sorted(tensors)}
    numbers: bytes = safetensors.numpy.save(plain)
    named = msgspec.structs.replace(card, model_sha256=hashlib.sha256(numbers).hexdigest())
    return Package(sealed(named), plain), numbers


class Shelf:
    """The models in `folder`, which need not exist yet, and those shipped with the program."""

    def __init__(self, folder: Path, shipped: Path = SHIPPED) -> None:
        self.folder = folder
        self._shipped = shipped

    def list(self) -> tuple[Entry, ...]:
        """Everything that lies there, the shipped models first, then by name; damaged ones say why."""
        found = []
        for folder in (self._shipped, self.folder):
            places = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
            for path in places:
                try:
                    found.append(Entry(path, _card_of(path)))
                except Trouble as trouble:
                    found.append(Entry(path, None, str(trouble)))
        return tuple(found)

    def shipped(self) -> str:
        """The id of the model that came with the program. Raises `Trouble` if there is none."""
        for path in sorted(self._shipped.glob(f"*{SUFFIX}")):
            return path.name.removesuffix(SUFFIX)
        raise Trouble("No model came with this installation; train one or reinstall the program.")

    def find(self, ref: str | Path) -> Path:
        """The folder of the model with this id, or at this path, or the only one in the folder at this path.

        Raises `Trouble` if there is none, or no single one.
        """
        if isinstance(ref, str) and _ID.fullmatch(ref):
            for folder in (self.folder, self._shipped):
                if (path := folder / f"{ref}{SUFFIX}").is_dir():
                    return path
        if ref and (places := _models_at(Path(ref))):
            if len(places) == 1:
                return places[0]
            names = ", ".join(_shown(place.name) for place in places[:5])
            raise Trouble(f"There are several models in '{_shown(ref)}'; give one of: {names}.")
        known = ", ".join(e.path.name.removesuffix(SUFFIX) for e in self.list() if e.card) or "none"
        raise Trouble(f"There is no model '{_shown(ref)}'; give a folder or one of: {known}.")

    def load(self, ref: str | Path) -> Package:
        """Read and check a model. Raises `Trouble` for anything that is not whole, ours and of this version."""
        path = self.find(ref)
        card = _card_of(path)
        numbers = _bytes_of(path, NUMBERS, LARGEST)
        if hashlib.sha256(numbers).hexdigest() != card.model_sha256:
            raise Trouble(f"Model {path.name} is not the one that its card describes; get a fresh copy.")
        try:
            tensors = safetensors.numpy.load(numbers)
        except (SafetensorError, KeyError, ValueError, TypeError) as wrong:
            raise Trouble(f"The numbers of model {path.name} cannot be read: {wrong}.") from wrong
        return Package(card, tensors)

    def save(self, package: Package, folder: Path | None = None) -> Path:
        """Put a model on the shelf (or into `folder`), whole or not at all; its path, named by its id."""
        fresh, numbers = packed(package.card, package.tensors)
        if not _ID.fullmatch(fresh.card.id):
            raise Trouble(
                f"'{_shown(fresh.card.name)}' is no name for a model; use letters, digits, - and _."
            )
        if len(numbers) > LARGEST:
            raise Trouble(
                f"Model {fresh.card.name} is larger than {LARGEST >> 20} MB; train a smaller one."
            )
        where = folder or self.folder
        path = where / f"{fresh.card.id}{SUFFIX}"
        try:
            where.mkdir(parents=True, exist_ok=True)
            _put(where, path, numbers, written(fresh.card))
        except OSError as wrong:
            raise Trouble(f"The model cannot be written to {where}: {wrong.strerror or wrong}.") from wrong
        return path


def _models_at(path: Path) -> list[Path]:
    """The folder itself if it is a model's, else the models that lie in it."""
    try:
        if (path / CARD).exists() or (path.suffix == SUFFIX and path.is_dir()):
            return [path]
        return sorted(path.glob(f"*{SUFFIX}"))
    except (OSError, ValueError):
        return []


def _put(where: Path, path: Path, numbers: bytes, card: bytes) -> None:
    """Write beside the place and move there. A model that is there already has these numbers."""
    with tempfile.TemporaryDirectory(prefix=".model-", dir=where) as made:
        fresh = Path(made) / "new"
        fresh.mkdir()
        (fresh / NUMBERS).write_bytes(numbers)
        (fresh / CARD).write_bytes(card)
        if path.is_dir():
            shutil.rmtree(path)
        fresh.replace(path)


def _card_of(path: Path) -> Card:
    card = read(_bytes_of(path, CARD, LARGEST_CARD), path.name)
    if card.format != 1 or card.features_version != FEATURES_VERSION:
        raise Trouble(
            f"Model {path.name} knows features of version {card.features_version} and this program those of"
            f" version {FEATURES_VERSION}; train it anew."
        )
    names = tuple(f.name for f in ACCOUNT_FEATURES), tuple(f.name for f in TRANSFER_FEATURES)
    if (card.account_features, card.transfer_features) != names:
        raise Trouble(f"Model {path.name} wants other features than this program has; train it anew.")
    if not _ID.fullmatch(card.id):
        raise Trouble(f"Model {path.name} has no proper name on its card; get a fresh copy.")
    return card


def _bytes_of(path: Path, name: str, most: int) -> bytes:
    """A plain file in the model's own folder, of at most `most` bytes: no link, no pipe, no device."""
    file = path / name
    try:
        about = file.lstat()
        if not stat.S_ISREG(about.st_mode):
            raise Trouble(f"{name} of model {path.name} is not a plain file; get a fresh copy.")
        if about.st_size > most:
            raise Trouble(f"{name} of model {path.name} is larger than {most >> 20} MB and was not opened.")
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as wrong:
        raise Trouble(f"{name} of model {path.name} cannot be read: {wrong.strerror or wrong}.") from wrong


def _shown(ref: str | Path) -> str:
    return "".join(c if c.isprintable() else "?" for c in str(ref))[:100]
