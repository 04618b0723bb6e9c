"""Where models lie: each a folder NAME.model with its numbers, its card and a signature, and nothing that can run.

The numbers are safetensors, card and signature JSON; all are hostile until they have been checked. Free of torch.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import safetensors.numpy
from numpy.typing import NDArray
from safetensors import SafetensorError

from gnn.card import Card, read, sealed, written
from gnn.feature_names import ACCOUNT_FEATURES, FEATURES_VERSION, TRANSFER_FEATURES
from gnn.signing import CARD, NUMBERS, SIGNATURE, Signature, checked, signed
from gnn.trust import PUBLISHERS, Keys, known_keys
from investigator.errors import Trouble
from investigator.settings import read_settings

__all__ = [
    "CARD",
    "LARGEST",
    "LARGEST_CARD",
    "NUMBERS",
    "SHIPPED",
    "SIGNATURE",
    "SUFFIX",
    "Entry",
    "Package",
    "Shelf",
    "packed",
    "put",
]

SHIPPED = Path(__file__).parent / "shelf_data"
SUFFIX = ".model"
LARGEST, LARGEST_CARD = 64 * 2**20, 2**20
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Package:
    """A model as it lies on the shelf: its card, and its tensors by name."""

    card: Card
    tensors: dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Entry:
    """One folder on the shelf: its card and who signed it, or in a sentence why it cannot be used."""

    path: Path
    card: Card | None
    trouble: str = ""
    signed: Signature | None = None

    @property
    def signed_by(self) -> str:
        """Who vouches for it."""
        return self.signed.who if self.signed else ""


def packed(card: Card, tensors: dict[str, NDArray[np.generic]]) -> tuple[Package, bytes]:
    """A package whose card names the hash of its tensors, and the tensors as the file holds them."""
    plain = {name: np.ascontiguousarray(tensors[name]) for name in sorted(tensors)}
    numbers: bytes = safetensors.numpy.save(plain)
    named = msgspec.structs.replace(card, model_sha256=hashlib.sha256(numbers).hexdigest())
    return Package(sealed(named), plain), numbers


class Shelf:
    """The models in `folder`, which need not exist yet, and those shipped with the program.

    `publishers` is the folder of the latter, and of the keys that their publishers sign with; `keys` are the
    user's.
    """

    def __init__(self, folder: Path, shipped: Path = SHIPPED, keys: Keys | None = None) -> None:
        self.folder = folder
        self.publishers = shipped
        self.keys = keys or Keys.of_user()

    def list(self) -> tuple[Entry, ...]:
        """Everything that lies there, the shipped models first, then by name, those of one name in the order in
        which they were made; damaged ones, and ones that nobody trusted signed, say why.
        """
        found = []
        for folder in (self.publishers, self.folder):
            places = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
            some = []
            for path in places:
                try:
                    card, text = _card_of(path)
                    some.append(Entry(path, card, signed=self._signature(path, text, card.model_sha256)))
                except Trouble as trouble:
                    some.append(Entry(path, None, str(trouble)))
            found += sorted(some, key=_version)
        return tuple(found)

    def shipped(self) -> str:
        """The id of the model that came with the program. Raises `Trouble` if there is none."""
        for path in sorted(self.publishers.glob(f"*{SUFFIX}")):
            return path.name.removesuffix(SUFFIX)
        raise Trouble("No model came with this installation; train one or reinstall the program.")

    def find(self, ref: str | Path) -> Path:
        """The folder of the model with this id, or at this path, or the only one in the folder at this path.

        Raises `Trouble` if there is none, or no single one.
        """
        if isinstance(ref, str) and _ID.fullmatch(ref):
            for folder in (self.folder, self.publishers):
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
        """Read and check a model. Raises `Trouble` for anything that is not whole, of this version, and signed by
        someone whom this user or the program trusts.
        """
        path = self.find(ref)
        package, text = _read(path)
        self._signature(path, text, package.card.model_sha256)
        return package

    def ready(self) -> Shelf:
        """The shelf itself, with a key to sign with at hand. Raises `Trouble`, before any work, if there is none."""
        self.keys.own(read_settings().examiner)
        return self

    def vouch(self, ref: str | Path) -> Path:
        """Sign a model that nobody has signed with this user's key. Raises `Trouble` if it is damaged or signed."""
        path = self.find(ref)
        package, text = _read(path)
        if (path / SIGNATURE).exists():
            raise Trouble(f"Model {path.name} is signed already; to take it, trust its key.")
        try:
            (path / SIGNATURE).write_bytes(self._sign(text, package.card.model_sha256))
        except OSError as wrong:
            raise Trouble(f"Model {path.name} cannot be signed: {wrong.strerror or wrong}.") from wrong
        return path

    def _sign(self, card: bytes, numbers_sha256: str) -> bytes:
        who = read_settings().examiner
        return signed(card, numbers_sha256, self.keys.own(who), who)

    def _signature(self, path: Path, card: bytes, numbers_sha256: str) -> Signature | None:
        """Who signed it; `None` for what came with a program that does not know its publishers' keys."""
        if not (path / SIGNATURE).exists():
            if (
                not known_keys(self.publishers / PUBLISHERS)
                and path.resolve().parent == self.publishers.resolve()
            ):
                return None
            raise Trouble(
                f"Model {path.name} is not signed; get a signed copy, or vouch for it if you know where it is"
                " from: investigator models --sign ID"
            )
        text = _bytes_of(path, SIGNATURE, LARGEST_CARD)
        return checked(text, card, numbers_sha256, self.trusted(), path.name)

    def trusted(self) -> dict[str, str]:
        """Public keys whose models are taken, each with its owner's name: the publishers' and the user's."""
        return known_keys(self.publishers / PUBLISHERS) | self.keys.trusted()

    def save(self, package: Package, folder: Path | None = None) -> Path:
        """Put a model on the shelf, whole or not at all, signed with this user's key; its path, named by its id.

        Into another `folder` it goes unsigned, for its publisher to sign.
        """
        fresh, numbers = packed(package.card, package.tensors)
        if not _ID.fullmatch(fresh.card.id):
            raise Trouble(
                f"'{_shown(fresh.card.name)}' is no name for a model; use letters, digits, - and _."
            )
        if len(numbers) > LARGEST:
            raise Trouble(
                f"Model {fresh.card.name} is larger than {LARGEST >> 20} MB; train a smaller one."
            )
        text = written(fresh.card)
        files = {NUMBERS: numbers, CARD: text}
        if folder is None:
            files[SIGNATURE] = self._sign(text, fresh.card.model_sha256)
        return put(folder or self.folder, fresh.card.id, files)


def put(where: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Write the files of a model beside its place and move them there, in place of one that is there already.

    Raises `Trouble` if they cannot be written.
    """
    path = where / f"{name}{SUFFIX}"
    try:
        where.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".model-", dir=where) as made:
            fresh = Path(made) / "new"
            fresh.mkdir()
            for file, content in files.items():
                (fresh / file).write_bytes(content)
            if path.is_dir():
                shutil.rmtree(path)
            fresh.replace(path)
    except OSError as wrong:
        raise Trouble(f"The model cannot be written to {where}: {wrong.strerror or wrong}.") from wrong
    return path


def _version(entry: Entry) -> tuple[bool, str, str, str]:
    """By name, then by time; what cannot be read comes last."""
    if entry.card is None:
        return True, "", "", entry.path.name
    return False, entry.card.name, entry.card.created, entry.path.name


def _read(path: Path) -> tuple[Package, bytes]:
    """The model in a folder, whole and of this version, and its card as the file has it."""
    card, text = _card_of(path)
    numbers = _bytes_of(path, NUMBERS, LARGEST)
    if hashlib.sha256(numbers).hexdigest() != card.model_sha256:
        raise Trouble(f"Model {path.name} is not the one that its card describes; get a fresh copy.")
    try:
        tensors = safetensors.numpy.load(numbers)
    except (SafetensorError, KeyError, ValueError, TypeError) as wrong:
        raise Trouble(f"The numbers of model {path.name} cannot be read: {wrong}.") from wrong
    return Package(card, tensors), text


def _models_at(path: Path) -> list[Path]:
    """The folder itself if it is a model's, else the models that lie in it."""
    try:
        if (path / CARD).exists() or (path.suffix == SUFFIX and path.is_dir()):
            return [path]
        return sorted(path.glob(f"*{SUFFIX}"))
    except (OSError, ValueError):
        return []


def _card_of(path: Path) -> tuple[Card, bytes]:
    text = _bytes_of(path, CARD, LARGEST_CARD)
    card = read(text, path.name)
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
    return card, text


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
