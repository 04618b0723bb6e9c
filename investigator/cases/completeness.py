"""The completeness certificate of an account: what proves that nothing is missing, computed from evidence alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from investigator.cases import balancing
from investigator.cases.balancing import Check, Span
from investigator.data.queries import completeness as queries
from investigator.data.queries.completeness import Covered, Said
from investigator.data.store import Store
from investigator.progress import Tick, silent
from investigator.records import Address, Certified

KINDS = ("native", "internal", "token")
"""What has to be covered for an account to be whole."""

_WHAT = {"native": "transactions", "internal": "internal transfers", "token": "token transfers"}


@dataclass(frozen=True)
class Certificate:
    """What is proved about an account over a span of blocks.

    It is complete if every check passed, failed if one of them failed, and unproven where a check that matters
    was not possible. A second provider is welcome, and not needed.
    """

    address: Address
    chain: str
    span: Span | None
    checks: tuple[Check, ...]

    @property
    def outcome(self) -> Literal["complete", "failed", "unproven"]:
        """All checks together."""
        if any(check.outcome == "failed" for check in self.checks):
            return "failed"
        needed = [check for check in self.checks if check.name != "second provider"]
        return "complete" if needed and all(check.outcome == "passed" for check in needed) else "unproven"


def outcomes(store: Store, tick: Tick = silent) -> dict[Address, Certified]:
    """What the certificates of all accounts that were pulled by themselves come to."""
    wanted, found = pulled(store), dict[Address, Certified]()
    for done, (chain, address) in enumerate(wanted):
        tick(done, len(wanted), "Checking that accounts are complete")
        found[address] = Certified[certificate(store, chain, address).outcome.upper()]
    return found


def pulled(store: Store) -> list[tuple[str, Address]]:
    """Chain and address of the accounts that were pulled by themselves."""
    return [(chain, Address(address)) for chain, address in queries.pulled(store)]


def certificate(store: Store, chain: str, address: Address) -> Certificate:
    """Every check on an account, over the blocks from the first to the last that were looked at for it."""
    rows = queries.covered(store, chain, address)
    spans = {kind: joined(row for row in rows if row.what == kind) for kind in KINDS}
    known = spans["native"] or spans["token"] or spans["internal"]
    if not known:
        nothing = Check(
            "coverage", "not possible", "No blocks were looked at for this account: pull it first."
        )
        return Certificate(address, chain, None, (nothing,))
    span = known[0][0], known[-1][1]
    said, counts = queries.balances(store, chain, address), queries.nonces(store, chain, address)
    internal = not gaps(spans["internal"], span)
    checks = [
        *(_coverage(kind, rows, spans[kind], span) for kind in KINDS),
        _nonces(store, chain, address, span, counts),
        *balancing.balances(store, chain, address, span, said, internal=internal),
        _traces(store, chain, rows, internal),
        _finality(store, chain, span),
        _second(said, counts),
    ]
    return Certificate(address, chain, span, tuple(checks))


def joined(rows: Iterable[Covered]) -> list[Span]:
    """The same blocks in as few stretches as possible, in order."""
    found: list[Span] = []
    for first, last in sorted((row.first, row.last) for row in rows):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def gaps(spans: list[Span], span: Span) -> list[Span]:
    """The stretches of a span that these leave out."""
    found, at = list[Span](), span[0]
    for first, last in spans:
        if first > at:
            found.append((at, min(first - 1, span[1])))
        at = max(at, last + 1)
    return [*found, (at, span[1])] if at <= span[1] else found


def _blocks(span: Span) -> str:
    return f"block {span[0]:,}" if span[0] == span[1] else f"blocks {span[0]:,} to {span[1]:,}"


def _coverage(kind: str, rows: list[Covered], spans: list[Span], span: Span) -> Check:
    some = [row for row in rows if row.what == kind]
    methods = ", ".join(sorted({row.method.replace("+", " and ") for row in some}))
    held = tuple(sorted({row.acquisition for row in some}))
    left, name = gaps(spans, span), f"{kind} coverage"
    if not some:
        partial = sorted({row.what.partition(":")[2] for row in rows if row.what.startswith(f"{kind}:")})
        only = f" but for {len(partial)} tokens" if partial else ""
        return Check(name, "not possible", f"No source was asked for {_WHAT[kind]}{only}.")
    if left:
        named = "; ".join(_blocks(one) for one in left[:3]) + ("; …" if len(left) > 3 else "")
        return Check(name, "failed", f"Not looked at for {_WHAT[kind]}: {named}.", acquisitions=held)
    return Check(
        name,
        "passed",
        f"All {_WHAT[kind]} of {_blocks(span)} were looked for ({methods}).",
        acquisitions=held,
    )


def _nonces(store: Store, chain: str, address: str, span: Span, told: list[Said]) -> Check:
    """Every nonce between both ends of the span belongs to one transaction that is held."""
    name, have = "nonce continuity", queries.sent(store, chain, address, *span)
    begin, end = balancing.at_start(told, span), balancing.at_end(told, span)
    held = tuple(sorted({one.acquisition for one in (begin, end) if one is not None}))
    if not have and queries.is_contract(
        store, address
    ):  # its nonce counts the contracts that it created (EIP-161)
        return Check(
            name, "passed", "It is a contract, which sends no transactions of its own.", acquisitions=held
        )
    if begin is None or end is None:
        missing = _holes(have)
        if missing:
            return Check(name, "failed", f"Transactions with the nonces {_named(missing)} are missing.")
        return Check(
            name, "not possible",
            "The source did not tell how many transactions were sent before and after; "
            f"those held ({len(have):,}) follow one another.",
        )  # fmt: skip
    wanted = set(range(begin.value, end.value))
    missing = sorted(wanted - set(have))
    extra = sorted(set(have) - wanted)
    if missing or extra:
        said = f"Transactions with the nonces {_named(missing)} are missing" if missing else ""
        more = f"nonces {_named(extra)} do not belong into the span" if extra else ""
        return Check(
            name, "failed", "; ".join(filter(None, (said, more))) + ".", len(missing) or None, acquisitions=held
        )  # fmt: skip
    if not wanted:
        return Check(name, "passed", "No transaction was sent.", acquisitions=held)
    return Check(
        name, "passed", f"Every transaction that was sent is held: {len(wanted):,}.", acquisitions=held
    )


def _holes(nonces: list[int]) -> list[int]:
    if not nonces or nonces[-1] - nonces[0] > 10_000_000:
        return []
    return sorted(set(range(nonces[0], nonces[-1] + 1)) - set(nonces))


def _named(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [str(a) if a == b else f"{a}-{b}" for a, b in runs[:5]]
    return ", ".join(texts) + (", …" if len(runs) > 5 else "")


def _traces(store: Store, chain: str, rows: list[Covered], internal: bool) -> Check:
    some = [row for row in rows if row.what == "internal"]
    held = tuple(sorted({row.acquisition for row in some}))
    if internal:
        methods = ", ".join(sorted({row.method.replace("+", " and ") for row in some}))
        return Check("traces", "passed", f"Internal transfers were seen by {methods}.", acquisitions=held)
    words = queries.node_words(store, chain)
    able = [one for one in words if any(one.get(name) for name in _TRACERS)]
    if words and not able:
        why = "the node offers no traces; a node with trace_block or debug_traceBlockByNumber would"
    else:
        why = "they were not asked for in all blocks"
    return Check("traces", "not possible", f"Internal transfers cannot be shown to be whole: {why}.")


_TRACERS = ("trace_block", "trace_filter", "debug_trace", "ots")


def _finality(store: Store, chain: str, span: Span) -> Check:
    known = queries.last_final(store, chain)
    if known is None:
        return Check("finality", "not possible", "No source told which blocks are final.")
    number, acquisition = known
    if span[1] <= number:
        return Check("finality", "passed", f"Block {span[1]:,} is final.", acquisitions=(acquisition,))
    return Check(
        "finality", "not possible",
        f"Blocks from {number + 1:,} on were not final when that was last asked: pull again later.",
        acquisitions=(acquisition,),
    )  # fmt: skip


def _second(said: list[Said], counts: list[Said]) -> Check:
    """Whether endpoints that were asked the same say the same."""
    name, compared = "second provider", 0
    for told in (said, counts):
        first: dict[tuple[int, str], Said] = {}
        for one in told:
            other = first.setdefault((one.block, one.asset), one)
            compared += other.endpoint != one.endpoint
            if other.value != one.value and other.endpoint != one.endpoint:
                what = "a balance" if told is said else "the number of transactions sent"
                return Check(
                    name, "failed",
                    f"{other.endpoint} and {one.endpoint} differ about {what} after block {one.block:,}.",
                    one.value - other.value, one.asset, (other.acquisition, one.acquisition),
                )  # fmt: skip
    if not compared:
        return Check(name, "not possible", "Only one source was asked; pull again and name a second one.")
    return Check(name, "passed", f"Two sources agree in {compared:,} figures.")
