from __future__ import annotations

import hashlib
import json

from investigator.chain.rpc.calls import Answer, Call
from investigator.chain.source import Batch
from investigator.chain.told import Told, ndjson
from investigator.progress import silent


def test_answers_are_kept_a_line_each_as_the_node_sent_them() -> None:
    answers = [
        Answer(Call("eth_chainId"), b'"0x1"'),
        Answer(Call("eth_getBlockByNumber", ("0x1", False)), b'{\n  "number":\r\n "0x1"}'),
    ]
    lines = [json.loads(line) for line in ndjson(answers).splitlines()]
    assert lines == [
        {"method": "eth_chainId", "params": [], "result": "0x1"},
        {"method": "eth_getBlockByNumber", "params": ["0x1", False], "result": {"number": "0x1"}},
    ]


def test_what_was_told_is_hashed_as_it_is_kept() -> None:
    told = Told("reorg", "node", {"chain": "eip155:1"}, b"abc", Batch())
    about = told.describe()
    assert about.sha256 == hashlib.sha256(b"".join(told.raw())).hexdigest()
    assert about.bytes == 3
    assert list(told.batches(silent)) == [Batch()]
