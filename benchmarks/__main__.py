"""`make bench`: our figures beside the peers', measured in the same run."""

from __future__ import annotations

import importlib
import math
import sys

MODULES = (
    "bench_start",
    "bench_import",
    "bench_pull",
    "bench_graph",
    "bench_layout",
    "bench_reach",
    "bench_trace",
    "bench_patterns",
    "bench_entities",
    "bench_score",
    "bench_train",
    "bench_labels",
    "bench_chart",
    "bench_window",
    "bench_report",
)


def main() -> None:
    """Print one table for each area; with --quick, smaller sizes."""
    quick = "--quick" in sys.argv
    chosen = [name for name in MODULES if name in sys.argv or not set(sys.argv) & set(MODULES)]
    for name in chosen:
        print(f"\n{name.removeprefix('bench_')}")
        print(f"  {'what':52} {'ours':>12} {'peer':>12} {'ratio':>8}  peer is")
        for row in importlib.import_module(f"benchmarks.{name}").rows(quick):
            known = not math.isnan(row.peer)
            peer = f"{row.peer:,.4g} {row.unit}" if known else ""
            ratio = f"{row.peer / row.ours:.2f}" if known and row.ours else ""
            print(
                f"  {row.what:52} {f'{row.ours:,.4g} {row.unit}':>12} {peer:>12} {ratio:>8}  {row.peer_name}"
            )


if __name__ == "__main__":
    main()
