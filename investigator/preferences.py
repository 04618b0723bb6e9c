"""What an analyst prefers, in a TOML file of this user that people may edit: read whole, written whole or not at all.

Comments and what this version does not know stay in the file when it is written. Secrets never come into it: it
names the keys that lie in the system keyring (`Preferences.keys`).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from investigator import switches
from investigator.errors import Trouble

NAME = "preferences.toml"
LARGEST = 1 << 20
"""Bytes of a file that is read; a longer one is nobody's preferences."""

THEMES = ("system", "dark", "light")
UNITS = ("whole", "base")
TEXTS = (80, 90, 100, 110, 125, 150)
"""Sizes of text, in percent."""
PLACES = MappingProxyType(
    {
        "theme": ("theme",),
        "text": ("text",),
        "language": ("language",),
        "units": ("units",),
        "zone": ("zone",),
        "offline": ("safety", "offline"),
        "read_only": ("safety", "read_only"),
        "memory": ("memory", "on"),
        "sign": ("custody", "sign_at_end"),
        "key_file": ("custody", "key_file"),
        "sources": ("sources",),
        "keys": ("keys", "names"),
    }
)
"""Where each preference stands in the file: the names of its tables, then its own."""


@dataclass(frozen=True)
class Preferences:
    """What is preferred; anything not said is as here.

    `units` is how amounts are written: in `whole` units such as ETH, or in `base` units such as wei. `zone` is the
    IANA name of the zone beside UTC, '' the system's; `language` a code such as `de`, '' English. `sources` are
    nodes and explorers by name, without keys; `text` is the size of text in percent, one of `TEXTS`; `keys` the names of keys in the system keyring.
    `memory` is whether addresses are remembered across cases (`operations.remembering`), `sign` whether the journal is
    signed when a case is closed, by the key in `key_file`, or that of the keyring for ''.
    """

    theme: str = "system"
    language: str = ""
    units: str = "whole"
    zone: str = ""
    offline: bool = False
    read_only: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    text: int = 100
    memory: bool = False
    sign: bool = False
    key_file: str = ""


def take_effect(wanted: Preferences, *, anew: bool = False) -> None:
    """Have this process hold to what is preferred; the environment counts more, but for what is chosen `anew`."""
    switches.prefer(switches.OFFLINE, wanted.offline)
    switches.prefer(switches.READ_ONLY, wanted.read_only)
    switches.name(switches.ZONE, wanted.zone, anew=anew)
    switches.name(switches.UNITS, "" if wanted.units == "whole" else wanted.units, anew=anew)


def path_in(config: Path) -> Path:
    """The file, in the folder of this user's settings."""
    return config / NAME


def read(config: Path) -> tuple[Preferences, str]:
    """What is preferred, and what is wrong with the file in a sentence, '' for nothing.

    A file that cannot be read as TOML is set aside beside itself, whole; of one with a value that means nothing the
    rest counts.
    """
    path = path_in(config)
    try:
        with path.open("rb") as opened:
            text = opened.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise ValueError("it is too long")
        found = tomllib.loads(text.decode("utf-8"))
    except FileNotFoundError:
        return Preferences(), ""
    except OSError as error:
        return Preferences(), f"{path} cannot be read ({error.strerror}); the usual preferences are used."
    except (ValueError, RecursionError) as error:  # TOML's and UTF-8's own errors are ones
        return Preferences(), _set_aside(path, str(error))
    return _taken(found, path)


def _taken(found: Mapping[str, Any], path: Path) -> tuple[Preferences, str]:
    kept, wrong = Preferences(), list[str]()
    for name, place in PLACES.items():
        value: Any = found
        for part in place:
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is None:
            continue
        try:
            kept = replace(kept, **{name: checked(name, value)})
        except Trouble:
            wrong.append(".".join(place))
    if not wrong:
        return kept, ""
    what = ", ".join(wrong)
    return (
        kept,
        f"{path} says nothing that can be used for {what}; the usual is used there, the rest counts.",
    )


def _set_aside(path: Path, why: str) -> str:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.stem}.broken-{stamp}{path.suffix}")
    why = " ".join(why.split())[:120]
    try:
        path.rename(aside)
    except OSError:
        return f"{path} cannot be read ({why}); the usual preferences are used."
    return (
        f"{path.name} could not be read ({why}); it is kept as {aside}, and the usual preferences are used."
    )


def checked(name: str, value: object) -> Any:
    """The value as `Preferences` holds it. Raises `Trouble` for one that means nothing."""
    taken, meant = _MEANING[name]
    found = taken(value)
    if found is None:
        raise Trouble(f"{name} is {meant}, not {str(value)[:60]!r}.")
    return found


def _word(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 2000 and value.isprintable()


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _percent(value: object) -> int | None:
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
    return number if type(number) is int and number in TEXTS else None


def _path(value: object) -> str | None:
    return value if value == "" or _word(value) else None  # type: ignore[return-value]


def _language(value: object) -> str | None:
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def _zone(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return ZoneInfo(value).key if value else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _sources(value: object) -> dict[str, str] | None:
    fit = isinstance(value, Mapping) and all(map(_word, (*value, *value.values())))
    return dict(value) if fit and isinstance(value, Mapping) else None


def _keys(value: object) -> tuple[str, ...] | None:
    return (
        tuple(dict.fromkeys(value)) if isinstance(value, list | tuple) and all(map(_word, value)) else None
    )


def _one_of(known: tuple[str, ...]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in known else None


_LANGUAGE = re.compile(r"([a-z]{2,3}([_-][A-Za-z]{2,4})?)?")
_MEANING: Mapping[str, tuple[Callable[[object], Any], str]] = MappingProxyType(
    {
        "theme": (_one_of(THEMES), "system, dark or light"),
        "text": (_percent, f"one of {', '.join(map(str, TEXTS))}"),
        "units": (_one_of(UNITS), "whole or base"),
        "language": (_language, "a code such as en or de_CH"),
        "zone": (_zone, "the name of a time zone such as Europe/Zurich"),
        "offline": (_yes_or_no, "true or false"),
        **dict.fromkeys(("read_only", "memory", "sign"), (_yes_or_no, "true or false")),
        "key_file": (_path, "the path of a key file"),
        "sources": (_sources, "a table of names and addresses"),
        "keys": (_keys, "a list of names"),
    }
)


def write(config: Path, wanted: Preferences) -> None:
    """Keep the preferences: the file is the old one or the new one, whatever happens. Raises `Trouble`."""
    # reading needs no more than Python itself; writing keeps what people wrote between the values
    import tomlkit
    import tomlkit.exceptions

    path = path_in(config)
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, tomlkit.exceptions.TOMLKitError):
        document = tomlkit.document()
        document.add(
            tomlkit.comment("Preferences of Investigator. Keys of providers are in the system keyring.")
        )
    for name, place in PLACES.items():
        _put(document, place, _plain(getattr(wanted, name)))
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        config.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="\n") as opened:
            opened.write(tomlkit.dumps(document))
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Trouble(f"The preferences cannot be written to {path}: {error.strerror}.") from error


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value


def _put(document: Any, place: tuple[str, ...], value: Any) -> None:
    """Set a value where it differs from what stands there, so that the comment beside it stays."""
    *tables, last = place
    for table in tables:
        if not isinstance(document.get(table), Mapping):
            document[table] = {}
        document = document[table]
    if document.get(last) != value:
        document[last] = value


def names() -> tuple[str, ...]:
    """All preferences by name."""
    return tuple(one.name for one in fields(Preferences))
