"""One contact with a node or an explorer, from its first question to its last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from investigator.address import canonical, chain_of
from investigator.chain import assets
from investigator.chain.abilities import Abilities
from investigator.chain.node.ways import SCAN
from investigator.chain.pull import contact, reorg, tokens
from investigator.chain.pull.hops import expand_hops
from investigator.chain.pull.judging import HopOptions
from investigator.chain.pull.looking import asking
from investigator.chain.pull.opening import Opened, opened
from investigator.chain.pull.prefetch import Finish
from investigator.chain.pull.pulling import Pulled, pull_units
from investigator.chain.pull.span import assets_of, span_of
from investigator.chain.rpc.calls import Refused
from investigator.chain.source import Source
from investigator.chain.supplier import Unit, Want
from investigator.data.queries import sources
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address

UNSAID = 10_000
"""Blocks that are read one by one without anybody having said which."""


@dataclass(frozen=True)
class Plan:
    """What is to be pulled, and from whom."""

    source: Opened
    found: Abilities
    want: Want
    warnings: tuple[str, ...] = ()

    def units(self, addresses: tuple[Address, ...]) -> Sequence[Unit]:
        """The parts of a pull of these accounts, or of everything if there are none."""
        return self.source.supplier.units(replace(self.want, addresses=addresses), self.found)


def plan(
    source: Opened, addresses: Sequence[str], span: tuple[str, str], names: tuple[str, ...], tick: Tick
) -> Plan:
    """Probe an endpoint and make exact what is wanted. Raises `Trouble` for what it cannot give, and `Cancelled`."""
    found = source.supplier.abilities(tick)
    named = tuple(dict.fromkeys(_address(text, found) for text in addresses))
    first, last, warnings = span_of(*span, found)
    want = Want(found.chain, named, first, last, assets_of(names, found.chain))
    made = Plan(source, found, want, warnings)
    if not any(span) and last - first >= UNSAID:
        if not named:
            raise Trouble(
                "Say which blocks to pull, such as --blocks latest-1000:latest, or name an account."
            )
        if any(unit.method == SCAN for unit in made.units(named)):
            raise Trouble(
                f"{found.endpoint} has no index of transactions by account, so that all {last + 1:,} blocks would "
                "have to be read; say which, such as --blocks latest-10000:latest, or ask another node."
            )
    return made


def _address(text: str, found: Abilities) -> Address:
    try:
        address = canonical(text, found.chain)
    except ValueError as error:
        raise Trouble(f"{text[:60]} cannot be pulled: {error}.") from error
    if chain_of(address) != found.chain:
        raise Trouble(f"{text[:90]} is not an account on {found.chain}, the chain of {found.endpoint}.")
    return address


@dataclass(frozen=True)
class Brought:
    """What a contact brought: the accounts that were pulled, what came of it, and what there is to say."""

    addresses: tuple[Address, ...]
    pulled: Pulled
    warnings: tuple[str, ...]


def _lacking(made: Plan) -> list[str]:
    """What an endpoint has no way to give, in sentences."""
    want = made.want
    whats = {what.partition(":")[0] for unit in made.units(want.addresses) for what in unit.what.split(",")}
    coin = not want.assets or assets.coin(want.chain)[0] in want.assets
    found = list[str]()
    if coin and "internal" not in whats:
        found.append(f"Internal transfers are not covered: {made.found.endpoint} offers no traces.")
    if "token" not in whats and any(key != assets.coin(want.chain)[0] for key in want.assets or ("",)):
        found.append(f"Token transfers are not covered: {made.found.endpoint} offers no logs.")
    return found


class Session:
    """Carries out a plan."""

    def __init__(self, store: Store, made: Plan, tick: Tick) -> None:
        self._store = store
        self._plan = made
        self._tick = tick
        self._pulled = Pulled()
        self._warnings = list(made.warnings)

    def run(self, options: HopOptions, second: str = "") -> Brought:
        """Pull, hop by hop, and ask what accounts hold. Raises `Trouble` or `Cancelled`; what was kept stays."""
        try:
            self._begin()
            addresses = self._all(options)
            self._end(addresses, second)
        except Refused as refusal:
            raise Trouble(f"The pull cannot go on: {refusal}.") from refusal
        return Brought(addresses, self._pulled, tuple(dict.fromkeys(self._warnings)))

    def _begin(self) -> None:
        """See what became of the chain since the last time, and what is final now, before anything is pulled."""
        store, found, asked = self._store, self._plan.found, self._plan.source.asked
        if asked is not None:
            gone = reorg.check(store, asked, found.chain, self._tick)
            if found.final is not None:
                reorg.ask_final(store, asked, found.chain, self._tick)
            if gone is not None:
                counts = ", ".join(f"{count:,} of {name}" for name, count in gone.rows.items())
                self._warnings.append(
                    f"A reorganisation from block {gone.first:,} on replaced rows of this case ({counts}); they are "
                    "kept, and out of every chart."
                )
        contact.keep_abilities(store, found, self._tick)
        self._warnings += _lacking(self._plan)

    def _all(self, options: HopOptions) -> tuple[Address, ...]:
        """Pull, and who was pulled."""
        want, asked = self._plan.want, self._plan.source.asked
        if not want.addresses:
            self._pull((), 1)
            return ()
        where = replace(options, assets=want.assets, first=want.first, last=want.last)
        look = asking(asked, want.last) if asked else None
        return expand_hops(self._store, self._pull, want.addresses, where, look, self._tick)

    def _end(self, addresses: tuple[Address, ...], second: str) -> None:
        """Ask what accounts hold, and whether others say the same."""
        asked = self._plan.source.asked
        if asked is not None and addresses:
            self._warnings += contact.keep_holdings(
                self._store, asked, self._plan.found, addresses, self._tick
            )
            self._probe_tokens()
        if second:
            self._compare(second, addresses)

    def _pull(self, addresses: tuple[Address, ...], hop: int) -> None:
        del hop
        source = self._plan.source
        units = self._plan.units(addresses)
        done = pull_units(self._store, source.supplier, units, self._finish(), source.workers, self._tick)
        self._pulled = self._pulled.plus(done)
        self._warnings += done.warnings

    def _finish(self) -> Finish | None:
        """Has a node describe the tokens of each unit, as far as it answers such questions."""
        asked = self._plan.source.asked
        if asked is None:
            return None
        describing = tokens.Describing(asked, [one.key for one in sources.assets(self._store)])

        def finish(source: Source, tick: Tick) -> Source:
            try:
                return describing(source, tick)
            except Refused:  # a node without eth_call: tokens go by their contracts
                return source

        return finish

    def _probe_tokens(self) -> None:
        asked = self._plan.source.asked
        assert asked is not None
        try:
            lying = tokens.probe(self._store, asked, self._plan.found.chain, self._tick)
        except Refused:
            return
        if lying:
            self._warnings.append(
                f"{len(lying):,} tokens told of transfers that moved nothing; they are flagged as suspect."
            )

    def _compare(self, second: str, addresses: Sequence[Address]) -> None:
        mine = self._plan.source.asked
        other = opened(second)
        try:
            if mine is None or other.asked is None:
                raise Trouble(
                    "A second provider has to be a node, and so has the first; leave --second out."
                )
            theirs = other.supplier.abilities(self._tick)
            self._warnings += contact.compare(
                self._store,
                (mine, self._plan.found),
                (other.asked, theirs),
                addresses,
                self._plan.want.last,
                self._tick,
            )
        finally:
            other.supplier.close()
