"""Peers that need an environment of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

HOME = Path(__file__).parent / ".peers"
ETHEREUM_ETL = "ethereum-etl==2.4.2"


def ethereum_etl() -> Path | None:
    """The program `ethereumetl`, installed on first use; `None` without a Python that it runs on.

    It needs Python 3.10 or older: a dependency of it calls a function that 3.11 removed.
    """
    folder = HOME / "ethereum-etl"
    program = folder / ("Scripts/ethereumetl.exe" if os.name == "nt" else "bin/ethereumetl")
    if program.exists():
        return program
    python = _old_python()
    if python is None:
        return None
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    pip = [str(program.with_name(program.name.replace("ethereumetl", "python"))), "-m", "pip"]
    subprocess.run(
        [*pip, "install", "--quiet", ETHEREUM_ETL, "setuptools<70"], check=True, capture_output=True
    )
    return program


def _old_python() -> str | None:
    """Python 3.10, 3.9 or 3.8, on the path or among pyenv's."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for name in ("3.10", "3.9", "3.8"):
        found = shutil.which(f"python{name}")
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
            return found
        for folder in sorted(versions.glob(f"{name}.*")):
            return str(folder / "bin" / "python")
    return None
