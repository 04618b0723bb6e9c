"""The way in: `investigator` opens the window, `investigator VERB …` works in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ui.cli.parser import parse
from ui.cli.run import run


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code is 0 for done, 1 for 'checked and found wanting', 2 for trouble."""
    return run(parse(sys.argv[1:] if argv is None else list(argv)))


if __name__ == "__main__":
    sys.exit(main())
