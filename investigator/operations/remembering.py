"""Which addresses were in other cases of this user: opt-in, on this machine alone, and without anything of a case.

An address *occurs* in a case if its evidence has it; it was *looked at* if it is on a chart, or the analyst has marked
it: as a seed, by a label, note, colour or bookmark, in a finding, as an exhibit. What is kept are keyed digests
(BLAKE2b) of addresses and of cases. Nothing of it is in reports, exports or packages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from investigator.address import chain_of
from investigator.cases.case import Case
from investigator.cases.facts import Facts, account_of, transfer_of
from investigator.data import custody
from investigator.data.memory import Index, KnownCase, OtherKey, Unreadable, wipe
from investigator.data.queries import accounts, transfers
from investigator.errors import Trouble
from investigator.operations import memory_key
from investigator.package.opening import PackageStore
from investigator.progress import Tick, silent

FILE = "memory.sqlite"
BATCH = 20_000
"""Addresses that are noted at once."""
LOST = (
    "The key of the memory of addresses is gone, or the keyring is locked, so that nothing in it can be read; unlock it, or"
    " build the memory again: investigator memory rebuild CASE…"
)
DAMAGED = "The memory of addresses was damaged, and was begun anew; it fills again as cases are opened."


@dataclass(frozen=True)
class Seen:
    """In how many other cases an address was looked at, and in how many it only occurs, of `others` in all.

    `looked_in` and `occurs_in` are names of those whose files are known to lie where they lay.
    """

    looked: int
    occurs: int
    others: int
    looked_in: tuple[str, ...] = ()
    occurs_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Memory:
    """The memory in a folder, as its key opens it. Good on any thread."""

    folder: Path
    key: bytes = field(repr=False)

    @property
    def index(self) -> Index:
        """The file that it is kept in."""
        return Index(self.folder / FILE, self._digest("check", ""))

    def of_address(self, address: str) -> bytes:
        """The digest of an address; one of an EVM chain is the same on every such chain."""
        evm = chain_of(address).startswith("eip155:")
        return self._digest("address", address.rpartition(":")[2] if evm else address)

    def of_place(self, path: Path) -> bytes:
        """The digest of where a file lies."""
        return self._digest("place", str(path.resolve()))

    def of_case(self, case: Case) -> bytes:
        """The digest of a case, the same for all its copies."""
        with case.store.reading() as db:
            return self._digest("case", "".join(custody.line_hashes(db, 1, 1)))

    def _digest(self, what: str, text: str) -> bytes:
        person = what.encode()
        return hashlib.blake2b(text.encode(), key=self.key, digest_size=16, person=person).digest()


def start(folder: Path) -> Memory:
    """The memory, begun where there is none yet. Raises `Trouble` if its key is gone or can be kept nowhere."""
    if (folder / FILE).is_file() and memory_key.find(folder) is None:
        raise Trouble(LOST)
    memory = Memory(folder, memory_key.find(folder) or memory_key.make(folder))
    try:
        memory.index.cases()
    except OtherKey as wrong:
        raise Trouble(LOST) from wrong
    except Unreadable:
        wipe(folder / FILE)  # it fills again as cases are opened
        memory.index.cases()
    return memory


@contextmanager
def _readable(memory: Memory) -> Iterator[None]:
    """Turn what cannot be read into `Trouble`; an index that is damaged is thrown away."""
    try:
        yield
    except OtherKey as wrong:
        raise Trouble(LOST) from wrong
    except Unreadable as wrong:
        wipe(memory.folder / FILE)
        raise Trouble(DAMAGED) from wrong


def end(folder: Path) -> None:
    """Delete the memory and its key. Raises `Trouble` where that cannot be done."""
    wipe(folder / FILE)
    memory_key.forget(folder)


def remember(memory: Memory, case: Case, tick: Tick = silent) -> bool:
    """Note what is new in a case since it was last noted; False for one that is not to be remembered.

    Raises `Trouble` where the memory cannot be used, or `Cancelled`; what was noted until then stays.
    """
    path = case.store.path
    if path is None or isinstance(case.store, PackageStore):
        return False
    with _readable(memory):
        known = memory.index.keep_case(memory.of_case(case), memory.of_place(path))
        if not known.excluded:
            _looked(memory, known, case)  # little, and what the analyst did: so first
            _occurring(memory, known, case, tick)
    return not known.excluded


def _occurring(memory: Memory, known: KnownCase, case: Case, tick: Tick) -> None:
    """Accounts are only ever added, so those are new that come after what is known, if the last one is still that."""
    at = known.accounts
    last = accounts.from_number(case.store, at - 1, 1) if at else []
    if at and [memory.of_address(one) for one in last] != [known.tail]:
        at = 0
    while some := accounts.from_number(case.store, at, BATCH):
        digests = [memory.of_address(one) for one in some]
        at += len(some)
        memory.index.add(known, digests, at, digests[-1])
        tick(at, None, "Remembering addresses")


def _looked(memory: Memory, known: KnownCase, case: Case) -> None:
    digests = sorted({memory.of_address(one) for one in looked_at(case)})
    every = hashlib.blake2b(b"".join(digests), key=memory.key, digest_size=16).digest()
    if every != known.looked:
        memory.index.look(known, digests, every)


def looked_at(case: Case) -> set[str]:
    """The addresses that are on a chart, or marked by the analyst."""
    facts, store = case.facts, case.store
    shown = set(facts.shown).union(*(chart.accounts for chart in facts.charts.values()))
    moved = [one for one in map(transfer_of, facts.basket) if one is not None]
    moved += [int(one) for finding in facts.findings.values() for one in finding.transfers]
    ends = {str(end) for row in transfers.by_id(store, moved) for end in (row.sender, row.receiver)}
    return ends.union(accounts.named(store, shown).values(), _marked(facts))


def _marked(facts: Facts) -> Iterable[str]:
    yield from facts.seeds
    for held in (facts.labels, facts.notes, facts.colours, facts.bookmarks):
        yield from held
    yield from (one for finding in facts.findings.values() for one in finding.accounts)
    yield from (one for one in map(account_of, facts.basket) if one is not None)


def seen(memory: Memory, address: str, own: Case | None = None, files: Sequence[Path] = ()) -> Seen:
    """In how many cases an address was seen, but for `own`; those that lie at one of `files` are named.

    Raises `Trouble` where the memory cannot be used.
    """
    here = memory.of_case(own) if own is not None else b""
    with _readable(memory):
        cases = [one for one in memory.index.cases() if not one.excluded and one.name != here]
        others = {one.id for one in cases}
        looked, occurs = (found & others for found in memory.index.seen(memory.of_address(address)))
    places = {memory.of_place(path): path.stem for path in files if path.is_file()}
    names = {one.id: places[one.place] for one in cases if one.place in places and one.place}
    only = occurs - looked
    told = (tuple(sorted(names[one] for one in some if one in names)) for some in (looked, only))
    return Seen(len(looked), len(only), len(others), *told)


def forget(memory: Memory, case: Case) -> None:
    """Forget a case, and remember it no more until `recall`."""
    _set(memory, case, excluded=True)


def recall(memory: Memory, case: Case, tick: Tick = silent) -> None:
    """Remember a case, even one that was to be forgotten."""
    _set(memory, case, excluded=False)
    remember(memory, case, tick)


def _set(memory: Memory, case: Case, *, excluded: bool) -> None:
    if case.store.path is None:
        raise Trouble("A case in memory is remembered nowhere.")
    with _readable(memory):
        known = memory.index.keep_case(memory.of_case(case), memory.of_place(case.store.path))
        if known.excluded or excluded:
            memory.index.exclude(known, excluded)


def rebuild(folder: Path, files: Sequence[Path], tick: Tick = silent) -> tuple[Memory, list[str]]:
    """Begin the memory anew with a new key, from these case files, and say in a sentence each what could not be read."""
    end(folder)
    memory, wrong = start(folder), list[str]()
    for done, path in enumerate(files):
        tick(done, len(files), f"Remembering {path.name}")
        try:
            with Case.open(path, read_only=True) as case:
                remember(memory, case, lambda *_: tick(done, len(files), f"Remembering {path.name}"))  # noqa: B023
        except Trouble as trouble:
            wrong.append(str(trouble))
    return memory, wrong
