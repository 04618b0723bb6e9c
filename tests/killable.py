"""Work in a process of its own that may be killed at any moment; it begins at once, with all that it needs loaded."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from investigator.cases.case import Case
from investigator.operations.acquiring import PullOptions, pull


def killed_pull(path: Path, uri: str, addresses: Sequence[str], options: PullOptions, after: float) -> None:
    """Pull into the case at `path`, and kill that `after` seconds."""
    ways = multiprocessing.get_all_start_methods()
    way = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
    if "forkserver" in ways:
        way.set_forkserver_preload([__name__])  # loaded once for all that are killed
    told, tell = way.Pipe(duplex=False)
    process = way.Process(target=_pull, args=(tell, path, uri, addresses, options))
    process.start()
    tell.close()
    with told:
        assert told.recv() == "begin"
        time.sleep(after)
        process.kill()
        process.join()
    process.close()


def _pull(tell: Connection, path: Path, uri: str, addresses: Sequence[str], options: PullOptions) -> None:
    with Case.open(path) as case:
        tell.send("begin")
        pull(case, uri, addresses, options)
