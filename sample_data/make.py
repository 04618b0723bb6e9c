"""Write the story of the Northwind drain, or check that the files at hand are what this writes.

python sample_data/make.py            write sample_data/northwind/
python sample_data/make.py --check    say whether the files there are the same, byte for byte
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from analyst import analysis, public_labels
from crowd import live, settle
from ledger import BLOCK, FIRST_BLOCK, START, UNIT, World
from loot import steal
from sidelines import go_round, poison

HERE = Path(__file__).resolve().parent
SEED = 20260302
TRANSFERS = ("hash", "block", "time", "from", "to", "asset", "amount", "log_index")
LABELS = ("address", "label", "category", "confidence", "source", "note")


def tell() -> dict[str, str]:
    """The whole story: file names and their contents."""
    world = World(random.Random(SEED))
    town = settle(world)
    live(world, town)
    loot = steal(world, town)
    sides = go_round(world, town)
    poison(world, town, sides)
    world.run()
    files = {
        "transfers.csv": _table(TRANSFERS, _transfers(world)),
        "labels.csv": _table(LABELS, public_labels(world, town, loot)),
        "truth.csv": _table(("account", "role", "illicit"), _truth(world)),
        "opening.csv": _table(("account", "asset", "amount"), _opening(world)),
        "annotations.json": json.dumps(analysis(world, town, loot), indent=1, ensure_ascii=False) + "\n",
    }
    return {**files, "README.md": _readme(files)}


def _table(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _transfers(world: World) -> list[tuple[object, ...]]:
    return [
        (
            row.hash,
            FIRST_BLOCK + (row.time - START) // BLOCK,
            datetime.fromtimestamp(row.time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            row.source,
            row.target,
            row.asset,
            _decimal(row.amount),
            "" if row.log < 0 else row.log,
        )
        for row in sorted(world.rows, key=lambda row: (row.time, row.order))
    ]


def _decimal(amount: int) -> str:
    whole, rest = divmod(amount, UNIT)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


def _truth(world: World) -> list[tuple[object, ...]]:
    seen = dict.fromkeys(account for row in world.rows for account in (row.source, row.target))
    return [(account, world.roles[account], int(account in world.illicit)) for account in sorted(seen)]


def _opening(world: World) -> list[tuple[object, ...]]:
    return [
        (account, asset, _decimal(amount)) for (account, asset), amount in sorted(world.opening.items())
    ]


def _readme(files: dict[str, str]) -> str:
    accounts = files["truth.csv"].count("\n") - 1
    crooks = sum(line.endswith(",1") for line in files["truth.csv"].splitlines())
    hashes = "\n".join(
        f"| `{name}` | {text.count(chr(10)) - (name.endswith('.csv')):,} | "
        f"`{hashlib.sha256(text.encode()).hexdigest()}` |"
        for name, text in files.items()
    )
    story = (HERE / "story.md").read_text(encoding="utf-8")
    return (
        story.replace("{transfers}", f"{files['transfers.csv'].count(chr(10)) - 1:,}")
        .replace("{accounts}", f"{accounts:,}")
        .replace("{crooks}", f"{crooks:,}")
        .replace("{hashes}", hashes)
    )


def main(arguments: list[str]) -> int:
    """Write or check; 1 if a file differs."""
    folder = HERE / "northwind"
    files = {name: text.encode() for name, text in tell().items()}
    if arguments == ["--check"]:
        different = [
            n for n, raw in files.items() if not (folder / n).is_file() or (folder / n).read_bytes() != raw
        ]
        sys.stdout.write(
            f"different: {', '.join(different)}\n" if different else "all files are the same\n"
        )
        return int(bool(different))
    folder.mkdir(exist_ok=True)
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
        sys.stdout.write(f"{name}: {len(raw):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
