from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import Report, ingest
from investigator.chain.source import ImportOptions


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None) as made:
        yield made


@pytest.fixture
def take_in(case: Case) -> Callable[..., Report]:
    """Import files as an analyst does."""

    def take(*paths: Path, **options: Any) -> Report:
        return ingest(case.store, open_sources(paths, ImportOptions(**options)))

    return take
