"""What a person or a machine sets once: frozen, read at the start and passed in."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from investigator import __version__

TOOL = f"investigator {__version__}"


@dataclass(frozen=True)
class Settings:
    """Who works here and where per-user things live."""

    examiner: str
    models: Path
    config: Path


def read_settings() -> Settings:
    """Read the settings of this user; `INVESTIGATOR_EXAMINER` and `INVESTIGATOR_HOME` take precedence."""
    home = os.environ.get("INVESTIGATOR_HOME")
    data = Path(home) if home else Path(platformdirs.user_data_dir("investigator", appauthor=False))
    config = Path(home) if home else Path(platformdirs.user_config_dir("investigator", appauthor=False))
    return Settings(examiner=_examiner(), models=data / "models", config=config)


def _examiner() -> str:
    named = os.environ.get("INVESTIGATOR_EXAMINER", "").strip()
    if named:
        return named[:200]
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list, as in some containers
        return "examiner"
