"""What can be typed after `pack`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.cli.arguments import add_case


def pack_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `pack` takes."""
    add_case(command)
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write it (default: CASE.zip)"
    )
    command.add_argument(
        "--part",
        choices=["all", "exhibits"],
        default="all",
        help="the whole case, or of its evidence only what the exhibits rest on (default: all)",
    )
    command.add_argument(
        "--exhibit",
        type=int,
        action="append",
        metavar="N",
        help="of the exhibits only this one, by its number; may be given several times",
    )
    command.add_argument(
        "--count", action="store_true", help="say what would be handed over and withheld, and write nothing"
    )
    command.add_argument(
        "--redact",
        choices=["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"],
        default="",
        metavar="LEVEL",
        help="withhold labels and notes whose text is marked higher, such as 'TLP:RED', up to LEVEL: "
        "CLEAR, GREEN, AMBER, AMBER+STRICT or RED",
    )
    command.add_argument(
        "--sign", action="store_true", help="sign the package by the examiner's key of the keyring"
    )
    command.add_argument(
        "--file", type=Path, metavar="FILE", help="sign it by this key file; its passphrase is asked for"
    )
