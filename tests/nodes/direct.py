"""Asks a real node call by call, for tests of what is asked of it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from investigator.chain.rpc.calls import Answer, Call, Refused
from investigator.progress import Tick, silent
from tests.nodes.anvil import Anvil, Refusal


class Direct:
    """A node whose answers are as `anvil` gives them; `asked` are the methods asked for."""

    def __init__(self, anvil: Anvil) -> None:
        self._anvil = anvil
        self.asked = list[str]()

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        self.asked += [call.method for call in calls]
        try:
            return [
                Answer(call, json.dumps(self._anvil.ask(call.method, *call.params)).encode())
                for call in calls
            ]
        except Refusal as refusal:
            raise Refused(str(refusal)) from refusal
