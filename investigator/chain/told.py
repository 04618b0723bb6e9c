"""What a contact with a node told beside the pull itself, as a source of evidence in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from investigator.chain.rpc.calls import Answer
from investigator.chain.source import Batch, Description
from investigator.progress import Tick


@dataclass(frozen=True)
class Told:
    """A source whose raw answer and whose facts are at hand."""

    kind: str
    name: str
    request: Mapping[str, Any]
    answer: bytes
    batch: Batch
    pin: Mapping[str, Any] = field(default_factory=dict)

    def describe(self) -> Description:
        """What this is."""
        digest = hashlib.sha256(self.answer).hexdigest()
        return Description(self.kind, self.name, self.request, digest, len(self.answer), self.pin)

    def raw(self) -> Iterator[bytes]:
        """The answer, whole."""
        yield self.answer

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The facts, at once."""
        tick(0, None, f"Keeping {self.name}")
        yield self.batch


def ndjson(answers: Iterable[Answer]) -> bytes:
    """Answers as lines of JSON: method, params, and the result as the node sent it, on one line."""
    return b"".join(piece for answer in answers for piece in line(answer))


def line(answer: Answer) -> tuple[bytes, bytes, bytes]:
    """An answer as a line of JSON, in pieces."""
    asked = {"method": answer.call.method, "params": list(answer.call.params)}
    head = json.dumps(asked, ensure_ascii=False, separators=(",", ":")).encode()
    result = answer.result
    if b"\n" in result or b"\r" in result:  # a line break in JSON is white space, never part of a text
        result = b" ".join(result.splitlines())
    return head[:-1] + b',"result":', result, b"}\n"
