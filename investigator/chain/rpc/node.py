"""A node: asked over JSON-RPC, patiently, as fast as it allows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from types import TracebackType
from typing import Any, Self

import msgspec

from investigator.chain.rpc.asking import Asking, Terms
from investigator.chain.rpc.calls import Answer, Call, Refused
from investigator.chain.rpc.crew import Crew
from investigator.chain.rpc.endpoint import Endpoint, parse
from investigator.chain.rpc.http_line import HttpLine
from investigator.chain.rpc.hush import Hush
from investigator.chain.rpc.ipc_line import IpcLine
from investigator.chain.rpc.line import Line
from investigator.chain.rpc.pace import Pace
from investigator.chain.rpc.patience import Patience
from investigator.errors import Trouble
from investigator.progress import Tick, silent

MOST = 1_000
"""Calls in a request that are ever asked at once."""

_WHOLE = 4  # times the time of silence: the most that one exchange may take


class Node:
    """A connection to a node; it may be used from several threads, and is closed by the one that opened it.

    Refusals of the node are `Refused` (`TooMuch`, `Unsupported`, `Pruned`); whatever else keeps it from
    answering is `Trouble`, after all patience. No secret of the address is in any of them.
    """

    def __init__(
        self,
        endpoint: Endpoint | str,
        *,
        timeout: float = 30.0,
        batch: int = 20,
        in_flight: int = 8,
        patience: Patience | None = None,
        seed: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ready a connection; nothing is sent yet.

        `timeout`: seconds of silence; `batch`: calls in a request, `in_flight`: requests at once, both at most.
        """
        self._endpoint = parse(endpoint) if isinstance(endpoint, str) else endpoint
        self._timeout = timeout
        self._hush = Hush(self._endpoint.clean)
        self._terms = Terms(
            name=self._endpoint.name,
            crew=Crew(self._dial, max(1, in_flight), self._endpoint.clean),
            pace=Pace(min(batch, MOST), in_flight),
            patience=patience or Patience(),
            limit=timeout * _WHOLE,
            random=Random(seed),
            clock=clock,
        )

    @property
    def name(self) -> str:
        """The endpoint without its secrets."""
        return self._endpoint.name

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint."""
        return self._endpoint

    @property
    def batch(self) -> int:
        """How many calls it takes in one request, as far as is known now."""
        return self._terms.pace.batch

    def ask(self, method: str, *params: Any, tick: Tick = silent) -> bytes:
        """The JSON text of the result of one call, as sent. Raises `Refused`, `Trouble`, `Cancelled`."""
        return next(self.ask_many([Call(method, params)], tick)).result

    def value(self, method: str, *params: Any, tick: Tick = silent) -> Any:
        """The result of one call. Raises `Refused`, `Trouble`, `Cancelled`."""
        raw = self.ask(method, *params, tick=tick)
        try:
            return msgspec.json.decode(raw)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            broken = True
        assert broken
        raise Trouble(f"The node {self.name} answers {method} with what is not JSON; try another node.")

    def ask_many(self, calls: Sequence[Call], tick: Tick = silent) -> Iterator[Answer]:
        """The answers in the order of `calls`, as they come; the first refusal is raised in its turn.

        `tick` is called at least every 0.2 s while waiting, with how many calls are answered.
        Raises `Refused` (its `call` says which), `Trouble`, `Cancelled`.
        """
        for outcome in self.try_many(calls, tick):
            if isinstance(outcome, Refused):
                raise outcome
            yield outcome

    def try_many(
        self, calls: Sequence[Call], tick: Tick = silent, patience: Patience | None = None
    ) -> Iterator[Answer | Refused]:
        """As `ask_many`, but a refusal stands in the place of its answer, and the rest goes on."""
        asking = Asking(replace(self._terms, patience=patience) if patience else self._terms, calls, tick)
        outcomes = asking.outcomes()
        try:
            for call, outcome in zip(calls, outcomes, strict=True):
                if isinstance(outcome, Trouble):
                    raise outcome
                yield outcome if isinstance(outcome, Refused) else Answer(call, outcome)
        finally:
            outcomes.close()

    def close(self) -> None:
        """Cut off what is under way and let the connections go."""
        self._terms.crew.close()
        self._hush.end()

    def __enter__(self) -> Self:
        """Use the node in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the node."""
        self.close()

    def _dial(self) -> Line:
        # What carries WebSockets is loaded only where there is one.
        if self._endpoint.kind == "ws":
            from investigator.chain.rpc.ws_line import WebSocketLine

            return WebSocketLine(self._endpoint, self._timeout)
        if self._endpoint.kind == "ipc":
            return IpcLine(self._endpoint, self._timeout)
        return HttpLine(self._endpoint, self._timeout)
