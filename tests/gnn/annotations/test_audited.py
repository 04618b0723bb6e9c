"""What an audit found, as it travels: nothing that is unknown gets in, and it needs nothing slow to be read."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from gnn.annotations.audited import Audit, Suspect


def test_it_counts_what_is_probably_wrong_and_travels() -> None:
    one = Suspect(0, 7, True, 0.1, True, "Labelled illicit.")
    found = Audit((one, msgspec.structs.replace(one, likely=False)), (), {"train": {"illicit": 1}}, ())
    assert found.likely == 1
    assert msgspec.convert(msgspec.to_builtins(found), Audit) == found
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**msgspec.to_builtins(found), "more": 1}, Audit)


def test_reading_it_needs_neither_numba_nor_lightgbm() -> None:
    script = "import sys, gnn.client, gnn.casework, gnn.annotations.triage, gnn.annotations.lineage; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    slow = {"lightgbm", "torch", "sklearn", "gnn.features", "gnn.annotations.audit"}
    assert not slow & set(said.split())
