"""Where training stands, kept on disk so that it can go on after a break: tensors and JSON, nothing that runs."""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.torch
import torch
from safetensors import SafetensorError
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

TENSORS, NUMBERS = "standing.safetensors", "standing.json"
LARGEST = 2**20


@dataclass
class Standing:
    """A net on its way: `best` on validation so far, `kept` the weights then, `since` epochs ago."""

    net: nn.Module
    optimizer: Optimizer
    schedule: LRScheduler
    rng: np.random.Generator
    epoch: int = 0
    best: float = -np.inf
    since: int = 0
    kept: dict[str, Tensor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept = self.kept or copy.deepcopy(self.net.state_dict())

    def judge(self, score: float, epochs: int) -> None:
        """Keep the weights if `score` is the best, `epochs` after the last look."""
        self.since = 0 if score > self.best else self.since + epochs
        if score > self.best:
            self.best, self.kept = score, copy.deepcopy(self.net.state_dict())


@dataclass(frozen=True)
class Checkpoint:
    """The folder that one training keeps its standing in; it need not exist yet."""

    folder: Path

    def keep(self, standing: Standing) -> None:
        """Write it down, whole or not at all."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".standing-", dir=self.folder.parent) as made:
            fresh = Path(made) / "new"
            fresh.mkdir()
            safetensors.torch.save_file(_tensors(standing), fresh / TENSORS)
            (fresh / NUMBERS).write_text(json.dumps(_numbers(standing)), "utf-8")
            shutil.rmtree(self.folder, ignore_errors=True)
            fresh.replace(self.folder)

    def resume(self, standing: Standing) -> bool:
        """Go on from what is there, if it is whole and of this very net; whether it was."""
        try:
            tensors = safetensors.torch.load_file(self.folder / TENSORS)
            text = (self.folder / NUMBERS).read_bytes()
            if len(text) > LARGEST:
                return False
            _go_on(standing, tensors, json.loads(text))
        except (OSError, SafetensorError, KeyError, ValueError, TypeError, RuntimeError):
            return False
        return True

    def forget(self) -> None:
        """Training has ended."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _tensors(standing: Standing) -> dict[str, Tensor]:
    found = {f"net.{name}": value for name, value in standing.net.state_dict().items()}
    found |= {f"kept.{name}": value for name, value in standing.kept.items()}
    for number, state in standing.optimizer.state_dict()["state"].items():
        found |= {f"moments.{number}.{name}": torch.as_tensor(value) for name, value in state.items()}
    found["chance"] = torch.get_rng_state()
    return {name: value.contiguous().clone() for name, value in found.items()}


def _numbers(standing: Standing) -> dict[str, Any]:
    plain = standing.schedule.state_dict()
    return {
        "epoch": standing.epoch,
        "best": standing.best,
        "since": standing.since,
        "chance": standing.rng.bit_generator.state,
        "schedule": {key: value for key, value in plain.items() if isinstance(value, int | float | list)},
        "rates": [group["lr"] for group in standing.optimizer.param_groups],
        "betas": [list(group["betas"]) for group in standing.optimizer.param_groups],
    }


def _go_on(standing: Standing, tensors: dict[str, Tensor], numbers: dict[str, Any]) -> None:
    """Everything is read before anything is changed."""
    parts = {
        name: {
            key.removeprefix(f"{name}."): value for key, value in tensors.items() if key.startswith(name)
        }
        for name in ("net", "kept")
    }
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        if key.startswith("moments."):
            _, number, name = key.split(".", 2)
            state.setdefault(int(number), {})[name] = value
    epoch, best, since = int(numbers["epoch"]), float(numbers["best"]), int(numbers["since"])
    rng = np.random.default_rng(0)
    rng.bit_generator.state = numbers["chance"]
    standing.net.load_state_dict(parts["net"])
    groups = standing.optimizer.state_dict()["param_groups"]
    for group, rate, betas in zip(groups, numbers["rates"], numbers["betas"], strict=True):
        group["lr"], group["betas"] = rate, tuple(betas)
    standing.optimizer.load_state_dict({"state": state, "param_groups": groups})
    standing.schedule.load_state_dict(numbers["schedule"])
    torch.set_rng_state(tensors["chance"])
    standing.rng, standing.kept = rng, parts["kept"]
    standing.epoch, standing.best, standing.since = epoch, best, since
