"""Files in known layouts, opened together: each tells the others what they need to know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from investigator.chain.layouts.known import Known
from investigator.chain.layouts.layout import Layout, LayoutFile
from investigator.chain.source import ImportOptions
from investigator.chain.tables import Fingerprint
from investigator.data.queries import chain_facts
from investigator.data.store import Store
from investigator.progress import Tick


def opened(
    found: Sequence[tuple[Path, Fingerprint, Layout]],
    options: ImportOptions,
    tick: Tick,
    store: Store | None,
) -> list[LayoutFile]:
    """The files as sources, those first that tell of what others need. Raises `Trouble`."""
    known: dict[str, Known] = {}
    sources = [LayoutFile(path, options, mark, layout) for path, mark, layout in found]
    sources.sort(key=lambda source: (source.layout.order, source.path.name, str(source.path)))
    decimals = chain_facts.decimals(store) if store is not None and sources else {}
    for source in sources:
        if source.chain not in known:
            about = known[source.chain] = Known(decimals=decimals, said=options.decimals)
            if store is not None:
                about.times.add(*chain_facts.block_times(store, source.chain))
        source.known = known[source.chain]
    unnamed = {source.chain for source in sources if "hash" in source.columns and not source.hashed}
    for source in sources:
        source.learn(tick, names=source.chain in unnamed)
    if store is not None:
        for chain in unnamed:
            known[chain].names.add(*chain_facts.transaction_names(store, chain))
    return sources
