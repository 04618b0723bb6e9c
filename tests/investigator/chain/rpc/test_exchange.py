from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.rpc.calls import Call
from investigator.chain.rpc.exchange import Outcome, body, exchange, outcomes, plain
from investigator.chain.rpc.line import Broke, Reply, Setback
from investigator.chain.rpc.wording import Kind

TWO = [Call("eth_blockNumber"), Call("eth_getLogs", ({"a": [None]},))]


def told(text: str, count: int = 2, status: int = 200, wait: float | None = None) -> list[Outcome]:
    return outcomes(
        Reply(text.encode(), status, wait), TWO[:count], 7, lambda words: words.replace("SECRET", "…")
    )


def kinds(found: list[Outcome]) -> list[Kind | bytes]:
    return [one.kind if isinstance(one, Setback) else one for one in found]


def test_calls_are_asked_by_number() -> None:
    assert msgspec.json.decode(body(TWO, 7)) == [
        {"jsonrpc": "2.0", "id": 7, "method": "eth_blockNumber", "params": []},
        {"jsonrpc": "2.0", "id": 8, "method": "eth_getLogs", "params": [{"a": [None]}]},
    ]
    assert msgspec.json.decode(body(TWO[:1], 1))["id"] == 1


def test_results_are_kept_byte_for_byte_in_the_order_of_the_calls() -> None:
    text = '[{"jsonrpc":"2.0","id":8,"result":[ 1,2.50 ]}, {"id":7,"result": null,"more":{}}]'
    assert told(text) == [b"null", b"[ 1,2.50 ]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"id":7,"result":1}]', [b"1", Kind.BROKEN]),  # missing
        ('[{"id":7,"result":1},{"id":9,"result":2}]', [b"1", Kind.BROKEN]),  # wrong
        ('[{"id":7,"result":1},{"id":"8","result":2}]', [b"1", Kind.BROKEN]),
        ('[{"id":7,"result":1},{"id":7,"result":2},{"id":8,"result":3}]', [Kind.BROKEN, b"3"]),  # double
        ('[{"id":7,"result":1},{"id":8}]', [b"1", Kind.BROKEN]),  # neither
        ('[{"id":7,"result":1},{"id":8,"error":{"code":-32601,"message":"no"}}]', [b"1", Kind.UNSUPPORTED]),
        (
            '[{"id":7,"error":{"code":-32600,"message":"batch too large"}}]',
            [Kind.BATCH, Kind.BROKEN],
        ),  # Geth
        (
            '[{"id":null,"error":{"code":-32000,"message":"batch limit 1 exceeded"}}]',
            [Kind.BATCH, Kind.BATCH],
        ),
        ('{"id":null,"error":{"code":-32600,"message":"Invalid Request"}}', [Kind.BATCH, Kind.BATCH]),
        ('{"id":null,"error":{"code":429,"message":"Too many requests"}}', [Kind.RATE, Kind.RATE]),
        ('{"id":7,"result":1}', [Kind.BROKEN, Kind.BROKEN]),
        ('[{"id":7,"result":1},{"id":8,"resu', [Kind.BROKEN, Kind.BROKEN]),  # truncated
        ("[1,null]", [Kind.BROKEN, Kind.BROKEN]),
        ("[" * 100_000, [Kind.BROKEN, Kind.BROKEN]),
        ("", [Kind.BROKEN, Kind.BROKEN]),
    ],
)
def test_nothing_is_taken_for_the_answer_to_another_question(
    text: str, expected: list[Kind | bytes]
) -> None:
    assert kinds(told(text)) == expected


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["id", "result", "error", "code", "message", "data"]) | st.text(), inner)))  # fmt: skip
def test_whatever_json_comes_is_an_outcome(value: object) -> None:
    for text in (msgspec.json.encode(value), msgspec.json.encode({"id": 7, "error": value})):
        for outcome in outcomes(Reply(text), TWO, 7, str):
            assert isinstance(outcome, bytes | Setback)


@pytest.mark.parametrize(
    ("status", "count", "kind"),
    [(413, 2, Kind.LARGE), (429, 1, Kind.RATE), (502, 1, Kind.BROKEN), (401, 1, Kind.SHUT), (404, 1, Kind.SHUT),
     (400, 2, Kind.BATCH)],
)  # fmt: skip
def test_a_page_says_no_more_than_its_status(status: int, count: int, kind: Kind) -> None:
    found = told("<html>", count, status, 3.0)
    assert kinds(found) == [kind] * count
    assert {one.wait for one in found if isinstance(one, Setback)} == {3.0}


def test_the_words_of_an_error_are_shown_without_secrets_on_one_line() -> None:
    found = told('{"id":7,"error":{"code":1,"message":"your key SECRET\\n is \\u001b[31m odd"}}', 1)
    assert found == [Setback(Kind.OTHER, "says 'your key … is [31m odd'")]


def test_what_is_said_beside_the_message_counts_too() -> None:
    text = '{"id":7,"error":{"code":-32602,"message":"invalid params","data":{"x":"range 9 is bigger than range limit 2"}}}'
    assert kinds(told(text, 1)) == [Kind.LARGE]
    text = '{"id":7,"error":{"code":-32005,"message":"rate limited","data":{"rate":{"backoff_seconds":30,"x":1}}}}'
    assert told(text, 1) == [Setback(Kind.RATE, "says 'rate limited'", 30.0)]


def test_a_line_that_breaks_fails_all_its_calls() -> None:
    class Dead:
        def exchange(self, body: bytes) -> Reply:
            raise Broke(Setback(Kind.SLOW, "did not answer"))

        def cut(self) -> None: ...
        def close(self) -> None: ...

    assert kinds(exchange(Dead(), TWO, 1, str)) == [Kind.SLOW, Kind.SLOW]


def test_plain_words_are_short() -> None:
    assert len(plain("a" * 10_000)) == 301
    assert plain("a\u202eb\x00c") == "a b c"
