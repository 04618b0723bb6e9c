"""What a row of the table of actions is, and when one can be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.verbs import Verbs


@dataclass(frozen=True)
class State:
    """What there is to act on at this moment. `accounts` and `transfers` are how many are selected.

    `charts` are how many there are; `further` says that the one that is seen is not the first.
    """

    open: bool = False
    evidence: bool = False
    shown: int = 0
    accounts: int = 0
    transfers: int = 0
    seeds: int = 0
    scored: bool = False
    undo: bool = False
    redo: bool = False
    charts: int = 0
    further: bool = False
    beside: bool = False
    views: int = 0
    read_only: bool = False
    laying: bool = False


def always(state: State) -> bool:
    """Enabled at any time."""
    return True


def is_open(state: State) -> bool:
    """Enabled while a case is open."""
    return state.open


def has_evidence(state: State) -> bool:
    """Enabled once transfers are in the case."""
    return state.evidence


def has_chart(state: State) -> bool:
    """Enabled while something is on the chart."""
    return state.shown > 0


def has_accounts(state: State) -> bool:
    """Enabled while accounts are selected."""
    return state.accounts > 0


def has_selection(state: State) -> bool:
    """Enabled while accounts or transfers are selected."""
    return state.accounts + state.transfers > 0


def has_start(state: State) -> bool:
    """Enabled while there is something to expand from."""
    return state.accounts > 0 or state.seeds > 0


@dataclass(frozen=True)
class Action:
    """One verb. `shortcut` is in Qt's portable form; `help` is one sentence."""

    id: str
    text: str
    help: str
    shortcut: str
    icon: str
    group: str
    enabled_when: Callable[[State], bool]
    run: Callable[[Verbs], object]
