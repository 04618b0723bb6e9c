"""What can be typed after `key`, `sign`, `stamp`, `verify` and `replay`."""

from __future__ import annotations

import argparse
from pathlib import Path

_JSON = "answer in JSON on standard output, for machines"
_FILE = "a key file; its passphrase is asked for, or taken from INVESTIGATOR_PASSPHRASE"


def key_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `key` takes."""
    command.add_argument("--new", action="store_true", help="make a key, and keep it in the system keyring")
    command.add_argument("--scheme", choices=("Ed25519", "EIP-712"), default="Ed25519", help="kind of key")
    command.add_argument("--file", type=Path, metavar="FILE", help=_FILE)
    command.add_argument("--json", action="store_true", help=_JSON)


def sign_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `sign` takes."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument("--file", type=Path, metavar="FILE", help=_FILE)
    command.add_argument("--json", action="store_true", help=_JSON)


def stamp_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `stamp` takes."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument(
        "--authority", metavar="URL", help="who is asked: a service of RFC 3161, or a calendar"
    )
    command.add_argument(
        "--kind", choices=("rfc3161", "opentimestamps"), default="rfc3161", help="kind of time stamp"
    )
    command.add_argument("--roots", type=Path, metavar="PEM", help="the authority's root certificates")
    command.add_argument(
        "--upgrade", action="store_true", help="ask calendars what they have committed to Bitcoin since"
    )
    command.add_argument("--json", action="store_true", help=_JSON)


def verify_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `verify` takes."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file, or a package (.zip)")
    command.add_argument(
        "--key",
        action="append",
        metavar="KEY",
        help="a public key that may have signed; where given, no other may (may be given again)",
    )
    command.add_argument("--json", action="store_true", help=_JSON)


def replay_arguments(command: argparse.ArgumentParser) -> None:
    """Add what `replay` takes."""
    command.add_argument("case", type=Path, metavar="CASE", help="the case file")
    command.add_argument("--json", action="store_true", help=_JSON)
