"""Facts that go together, told in one sentence: what came in and left again, equal amounts, one side's dealings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import MappingProxyType

from gnn.phrases import PHRASES, Facts

_ARRIVED = ("received_partners", "received_transfers", "received_flurry")
_LEFT = ("passed_on", "holding")
_MATCHED = ("chain", "matched_times", "matched_lag", "matched_in", "matched_out")
_FANS = ("scatters", "gathers", "relays")
_SIDE = MappingProxyType(
    {
        "whom": ("partners", "transfers", "concentration", "repeats"),
        "amounts": ("sum", "mean", "largest", "smallest", "spread", "round", "equal"),
        "rhythm": ("flurry", "repeats_at_once", "gap", "burstiness"),
        "others": ("partner_degree", "partner_degree_most", "partner_fresh"),
    }
)


def grouped(names: Collection[str]) -> list[tuple[str, ...]]:
    """The features, each with those that it makes one sentence with, in the order of `_TOPICS`."""
    left = list(names)
    found = []
    if set(_LEFT) & set(left):
        found.append(tuple(name for name in (*_ARRIVED, *_LEFT) if name in left))
    for topic in _TOPICS:
        taken = {name for some in found for name in some}
        some = tuple(name for name in topic if name in left and name not in taken)
        if some:
            found.append(some)
    taken = {name for some in found for name in some}
    return found + [(name,) for name in left if name not in taken]


def story(facts: Facts, names: Sequence[str]) -> str:
    """One sentence's worth of words for features that `grouped` put together."""
    if len(names) > 1:
        if set(_LEFT) & set(names):
            return _passage(facts, names)
        if set(names) <= set(_MATCHED):
            return _equal_amounts(facts, names)
        if set(names) <= set(_FANS):
            return _fans(facts, names)
        for verb in ("received", "sent"):
            if names[0].startswith(verb):
                return joined(_one_side(facts, names, verb))
    return joined([PHRASES[name](facts) for name in names])


def joined(phrases: Sequence[str]) -> str:
    """Different phrases as one, a verb that the first begins with said once."""
    different = list(dict.fromkeys(phrases))
    text = different[0]
    verb = text.split(" ", 1)[0] + " "
    for phrase in different[1:]:
        if verb in ("sent ", "received ") and phrase.startswith(verb):
            text += ", " + phrase.removeprefix(verb)
        else:
            text += "; " + phrase
    return text


def _passage(f: Facts, names: Collection[str]) -> str:
    """As in 'received from 41 accounts within 20 minutes and passed 98 % on'."""
    receipts, flurry = f.n("received_transfers"), f.n("received_flurry")
    if not receipts:
        return "received nothing"
    told = f"received from {f.counted('received_partners', 'account')}"
    if "received_transfers" in names and receipts > f.n("received_partners"):
        told = f"received {f.counted('received_transfers', 'transfer')} {told.removeprefix('received ')}"
    if "received_flurry" in names and flurry > 1:
        at_once = f"within {f.at_once()}"
        told += f" {at_once}" if flurry == receipts else f", up to {flurry:,} of them {at_once},"
    if not f.values["passed_on"]:
        return f"{told} and passed nothing on"
    share = f.part("passed_on").replace("all", "everything")
    after = f" after {f.span('holding')} on average" if "holding" in names else ""
    return f"{told} and passed {share} on{after}"


def _equal_amounts(f: Facts, names: Collection[str]) -> str:
    """As in 'on a chain of 7 legs of nearly equal amounts, passed 3 receipts on almost whole'."""
    times = f.n("matched_times")
    told = [PHRASES["chain"](f)] if "chain" in names and f.n("chain") > 1 else []
    if times:
        after = f" after {f.span('matched_lag')} on average" if "matched_lag" in names else ""
        told.append(f"passed {f.counted('matched_times', 'receipt')} on almost whole{after}")
    elif {"matched_times", "matched_lag"} & set(names):
        told.append("passed nothing on whole")
    for name in ("matched_in", "matched_out"):
        if name in names and (f.values[name] or not told):
            told.append(PHRASES[name](f))
    return ", ".join(told) or PHRASES["chain"](f)


def _fans(f: Facts, names: Collection[str]) -> str:
    """Only what there is; where there is nothing, that."""
    some = [PHRASES[name](f) for name in _FANS if name in names and f.n(name) > 1]
    return joined(some) if some else "in no scatter and gather"


def _one_side(f: Facts, names: Sequence[str], verb: str) -> list[str]:
    """The phrases of one direction; least and most, and usual and most, in one."""
    told = {name.removeprefix(f"{verb}_"): PHRASES[name](f) for name in names}
    if not f.n(f"{verb}_transfers"):
        return list(told.values())
    if {"smallest", "largest"} <= told.keys():
        least = f.times(f"{verb}_smallest").split(" ")[0]
        told["largest"] = f"{verb} between {least} and {f.times(f'{verb}_largest')} at a time"
        del told["smallest"]
    if {"partner_degree", "partner_degree_most"} <= told.keys():
        most = f.n(f"{verb}_partner_degree_most")
        told["partner_degree"] += f", one with {most:,}" if most > f.n(f"{verb}_partner_degree") else ""
        del told["partner_degree_most"]
    return list(told.values())


_TOPICS: tuple[tuple[str, ...], ...] = (
    _MATCHED,
    ("cycles", "cycle_length", "round_trips"),
    ("gathered", "split"),
    _FANS,
    *(tuple(f"{verb}_{name}" for name in some) for verb in ("received", "sent") for some in _SIDE.values()),
)
