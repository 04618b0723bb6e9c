"""What each account feature says in an analyst's words, with its numbers back in whole units and times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from gnn.features import QUICK
from investigator.records import Clock

SPANS = ((86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute"), (1.0, "second"))


@dataclass(frozen=True)
class Facts:
    """One account's features in plain numbers; `gap` is the graph's usual gap on its `clock`."""

    values: Mapping[str, float]
    gap: float
    clock: Clock

    def n(self, name: str) -> int:
        """A `log count` as the count it was."""
        return round(float(np.expm1(self.values[name])))

    def counted(self, name: str, one: str, many: str = "") -> str:
        """A `log count` with its noun in the right number."""
        return counted(self.n(name), one, many)

    def part(self, name: str) -> str:
        """A share in words or per cent; neither nothing nor everything is claimed by rounding."""
        percent = 100.0 * self.values[name]
        if percent in {0.0, 100.0}:
            return "none" if percent == 0.0 else "all"
        if percent < 1.0:
            return "under 1 %"
        return "over 99 %" if percent > 99.0 else f"{percent:.0f} %"

    def times(self, name: str) -> str:
        """A `log amount` in usual amounts."""
        return told(float(np.expm1(self.values[name])) / 1000.0) + " times the usual amount"

    def span(self, name: str) -> str:
        """A `log gaps` on the case's clock."""
        return span(float(np.expm1(self.values[name])) * self.gap, self.clock)

    def at_once(self) -> str:
        """How long 'at once' is in this graph."""
        return span(QUICK * self.gap, self.clock)


def told(number: float) -> str:
    """Two digits, in full: 0.012, 4.7, 41, 5,300."""
    if number >= 100.0:
        digits = 10 ** (len(str(int(number))) - 2)
        return f"{round(number / digits) * digits:,}"
    text = f"{number:.2g}"
    return f"{float(text):.8f}".rstrip("0").rstrip(".") if "e" in text else text


def counted(count: int, one: str, many: str = "") -> str:
    """'1 account', '41 accounts', '5,300 accounts'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def span(length: float, clock: Clock) -> str:
    """A time on the clock: '20 minutes', '3 steps', 'less than one block'."""
    if clock is Clock.UTC:
        for size, noun in SPANS:
            if length >= 1.5 * size:
                return counted(round(length / size), noun)
        return "1 second" if length >= 0.5 else "less than one second"
    noun = "step" if clock is Clock.STEP else "block"
    return counted(round(length), noun) if length >= 0.5 else f"less than one {noun}"


Phrase = Callable[[Facts], str]


def _spread(verb: str) -> Phrase:
    def phrase(f: Facts) -> str:
        spread = float(np.expm1(f.values[f"{verb}_spread"]))
        kind = "hardly differ" if spread < 0.1 else "differ" if spread < 1.0 else "differ widely"
        return f"amounts {verb} {kind} (by {told(100 * spread)} % of their mean)"

    return phrase


def _burstiness(verb: str) -> Phrase:
    def phrase(f: Facts) -> str:
        value = f.values[f"{verb}_burstiness"]
        kind = "in bursts" if value > 0.2 else "like clockwork" if value < -0.4 else "at irregular times"
        return f"{verb} {kind} (burstiness {value:.1f})"

    return phrase


def _side(verb: str, other: str, towards: str) -> dict[str, Phrase]:
    """The phrases of one direction: `verb` is sent or received, `other` a counterparty."""

    def say(name: str, phrase: Phrase, least: int = 1) -> tuple[str, Phrase]:
        return (
            f"{verb}_{name}",
            lambda f: phrase(f) if (count := f.n(f"{verb}_transfers")) >= least else few(verb, count),
        )

    def count(f: Facts, name: str, one: str) -> str:
        return f.counted(f"{verb}_{name}", one)

    return dict(
        [
            say("transfers", lambda f: f"{verb} {count(f, 'transfers', 'transfer')}"),
            say("partners", lambda f: f"{verb} {towards} {count(f, 'partners', 'account')}"),
            say("sum", lambda f: f"{verb} {f.times(f'{verb}_sum')} in all"),
            say("mean", lambda f: f"{verb} {f.times(f'{verb}_mean')} on average"),
            say("largest", lambda f: _extreme(f, verb, "largest")),
            say("smallest", lambda f: _extreme(f, verb, "smallest")),
            say("spread", _spread(verb), 2),
            say("round", lambda f: f"{f.part(f'{verb}_round')} of the amounts {verb} are round"),
            say("equal", lambda f: f"{f.part(f'{verb}_equal')} of the amounts {verb} occur more than once"),
            say("gap", lambda f: f"{f.span(f'{verb}_gap')} between transfers {verb}, typically", 2),
            say("burstiness", _burstiness(verb), 3),
            say("flurry", lambda f: f"{verb} up to {count(f, 'flurry', 'transfer')} within {f.at_once()}"),
            say("concentration", lambda f: _concentration(f, verb, other)),
            say("repeats", lambda f: f"{verb} {count(f, 'repeats', 'transfer')} {towards} one {other}"),
            say("repeats_at_once", lambda f: _at_once(f, verb, f"{towards} one {other}")),
            say(
                "partner_degree",
                lambda f: f"{other}s with about {count(f, 'partner_degree', 'transfer')} each",
            ),
            say(
                "partner_degree_most",
                lambda f: f"a {other} with {count(f, 'partner_degree_most', 'transfer')}",
            ),
            say(
                "partner_fresh",
                lambda f: f"{f.part(f'{verb}_partner_fresh')} of its {other}s are hardly used",
            ),
        ]
    )


def few(verb: str, count: int) -> str:
    """'sent nothing', 'received only once'."""
    return f"{verb} nothing" if not count else f"{verb} only {'once' if count == 1 else 'twice'}"


def _extreme(f: Facts, verb: str, which: str) -> str:
    return f"its {which} {'payment' if verb == 'sent' else 'receipt'} is {f.times(f'{verb}_{which}')}"


def _at_once(f: Facts, verb: str, whom: str) -> str:
    return f"{verb} {f.counted(f'{verb}_repeats_at_once', 'transfer')} {whom} within {f.at_once()}"


def _concentration(f: Facts, verb: str, other: str) -> str:
    """HHI as its reciprocal: the number of equal counterparties that would give the same."""
    value = f.values[f"{verb}_concentration"]
    if not value:
        return f"nothing of value {verb}"
    alike = 1.0 / value
    return (
        f"all value {verb} by way of one {other}"
        if alike < 1.05
        else (f"value {verb} as evenly as over {told(alike)} equal {other}s")
    )


def _passed_on(f: Facts) -> str:
    if not f.n("received_transfers"):
        return "received nothing"
    arrived = f.counted("received_partners", "account")
    if not f.values["passed_on"]:
        return f"received from {arrived} and passed nothing on"
    share = f.part("passed_on").replace("all", "everything")
    return f"received from {arrived} and passed {share} on, after {f.span('holding')} on average"


def _holding(f: Facts) -> str:
    held = f"held what came in for {f.span('holding')} on average"
    return held if f.n("received_transfers") else "received nothing"


def _lag(f: Facts) -> str:
    lag = f"passed matching amounts on after {f.span('matched_lag')} on average"
    return lag if f.n("matched_times") else "passed nothing on whole"


def _balance(f: Facts) -> str:
    value = f.values["balance"]
    if value in {-1.0, 1.0}:
        return "only ever received" if value > 0 else "only ever sent"
    if abs(value) < 0.05:
        return "sent about as much as it received"
    if value > 0:
        return f"sent {told(100.0 * (1.0 - value) / (1.0 + value))} % of what it received"
    return f"sent {told((1.0 - value) / (1.0 + value))} times what it received"


def _rounds(f: Facts) -> str:
    rounds = f"on {f.counted('round_trips', 'short cycle')} of payments, whatever the amounts"
    return rounds if f.n("round_trips") else "on no short cycle of payments"


def _cycle(f: Facts) -> str:
    if not f.n("cycles"):
        return "on no cycle of nearly equal amounts"
    legs = round(f.values["cycle_length"])
    return f"on {f.counted('cycles', 'cycle')} of nearly equal amounts, the shortest of {legs} legs"


def _between(name: str, some: str, none: str) -> Phrase:
    """`some` with the number of intermediaries, where there is more than one."""
    return lambda f: some.format(f.n(name)) if f.n(name) > 1 else none


def _times(name: str, some: str, none: str) -> Phrase:
    return lambda f: some.format(f.counted(name, "time")) if f.n(name) else none


PHRASES: Mapping[str, Phrase] = MappingProxyType(
    {
        **_side("sent", "receiver", "to"),
        **_side("received", "sender", "from"),
        "reciprocity": lambda f: f"{f.part('reciprocity')} of its counterparties are paid and pay",
        "passed_on": _passed_on,
        "holding": _holding,
        "lifetime": lambda f: f"active for {f.span('lifetime')}",
        "balance": _balance,
        "gathered": _times(
            "gathered", "several receipts left as one payment, {}", "did not collect and forward"
        ),
        "split": _times(
            "split", "a receipt left in several payments, {}", "did not split what it received"
        ),
        "matched_out": lambda f: (
            f"{f.part('matched_out')} of the outflow repeats the amount of a receipt before it"
        ),
        "matched_in": lambda f: (
            f"{f.part('matched_in')} of the inflow left again in nearly the same amount"
        ),
        "matched_times": _times(
            "matched_times", "passed a receipt on almost whole, {}", "passed nothing on whole"
        ),
        "matched_lag": _lag,
        "chain": lambda f: f"on a chain of {f.counted('chain', 'leg')} of nearly equal amounts",
        "cycles": _cycle,
        "cycle_length": _cycle,
        "round_trips": _rounds,
        "scatters": _between(
            "scatters",
            "scattered money that one account gathered again from {} others",
            "scattered nothing",
        ),
        "gathers": _between(
            "gathers",
            "gathered through {} accounts what one account had scattered",
            "gathered nothing scattered",
        ),
        "relays": _between(
            "relays",
            "one of {} accounts between the same payer and payee",
            "not one of many between two accounts",
        ),
    }
)
