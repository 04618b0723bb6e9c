"""`config`: what is preferred, and where that is kept."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any

from investigator.chain.keyless import keyless
from investigator.errors import Trouble
from investigator.preferences import PLACES, Preferences, checked, path_in, read, write
from investigator.settings import read_settings
from ui.cli.output import answer, say

SPOKEN = {".".join(place): name for name, place in PLACES.items()}
"""Preferences by their place in the file; each goes by its own name, too."""
_SWITCHES = frozenset({"offline", "read_only", "sign"})


def config_(args: argparse.Namespace) -> int:
    """Say or set preferences."""
    config = read_settings().config
    if args.what == "path":
        answer({"path": str(path_in(config))}) if args.json else say(str(path_in(config)))
        return 0
    kept, _said = read(config)  # what is wrong with the file was said at the start
    if args.what == "set":
        kept = _set(kept, args.name, args.value)
        write(config, kept)
    gone = args.what == "set" and not args.value and bool(_source(args.name))
    shown = _shown(kept, "sources" if gone else args.name)
    if args.json:
        answer(shown)
        return 0
    for name, value in shown.items():
        say(f"{name} = {json.dumps(value, ensure_ascii=False)}" if not args.name else _bare(value))
    return 0


def _bare(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shown(kept: Preferences, name: str) -> dict[str, Any]:
    whole = {spoken: _plain(getattr(kept, own)) for spoken, own in SPOKEN.items()}
    if not name:
        return whole
    source = _source(name)
    if source:
        if source not in kept.sources:
            raise Trouble(f"No source is called {source}.")
        return {name: kept.sources[source]}
    return {name: _plain(getattr(kept, _own(name)))}


def _set(kept: Preferences, name: str, value: str | None) -> Preferences:
    if value is None:
        raise Trouble("Say which preference and what it is to be: investigator config set theme dark")
    source = _source(name)
    if source:
        sources = {**kept.sources, source: value} if value else {**kept.sources}
        if not value:
            sources.pop(source, None)
        elif not keyless(value):
            raise Trouble(
                f"{source} is no address, or may hold a key; write {{NAME}} for a key in the system keyring."
            )
        return replace(kept, sources=checked("sources", sources))
    own = _own(name)
    if own == "memory":
        raise Trouble("The memory is begun or deleted as well: investigator memory on, or off.")
    if own in {"sources", "keys"}:
        raise Trouble(
            "Name one source: investigator config set sources.home http://127.0.0.1:8545"
            if own == "sources"
            else "Keys are kept in the system keyring; add them in the preferences."
        )
    meant: object = {"true": True, "false": False}.get(value.lower(), value) if own in _SWITCHES else value
    return replace(kept, **{own: checked(own, meant)})


def _source(name: str) -> str:
    table, _, source = name.partition(".")
    return source if table == "sources" else ""


def _own(name: str) -> str:
    own = SPOKEN.get(name, name)
    if own not in PLACES:
        raise Trouble(f"There is no preference {name}; there are {', '.join(SPOKEN)}.")
    return own


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else list(value) if isinstance(value, tuple) else value
