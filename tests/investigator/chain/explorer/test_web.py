"""Each misbehaviour of an explorer ends in the right answer, or in one clear sentence."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest

from investigator.chain.explorer import web
from investigator.chain.explorer.endpoint import parse
from investigator.chain.explorer.lists import check_list, check_text
from investigator.chain.explorer.web import Refused, Web
from investigator.chain.rpc.patience import Patience
from investigator.chain.rpc.wording import Kind
from investigator.errors import Trouble
from investigator.progress import Cancelled, silent
from tests.nodes.explorer import Explorer, hung_up, refusal, served, silence, status, truncated

ROW = {"blockNumber": "5", "from": "0xa", "to": "0xb", "contractAddress": ""}
ASKED = {
    **{"module": "account", "action": "txlist", "address": "0xa", "startblock": "0", "endblock": "9"},
    **{"page": "1", "offset": "10"},
}
QUICK = Patience(first=0.001, most=0.002, longest=1.0, tries=3, slowly=4)


@pytest.fixture
def explorer() -> Iterator[Explorer]:
    with served(Explorer("", "eip155:5", {"txlist": [ROW]}, 9)) as made:
        yield made


@pytest.fixture
def line(explorer: Explorer) -> Iterator[Web]:
    made = Web(parse(explorer.uri, secrets=lambda name: "K3YK3Y"), QUICK)
    yield made
    made.close()


def ask(line: Web) -> object:
    return json.loads(line.ask(ASKED, check_list, silent))["result"]


@pytest.mark.parametrize(
    "fault",
    [
        refusal("Max rate limit reached"),
        refusal("Max calls per sec rate limit reached (900/sec)"),
        status(429, Retry_After="0"),
        status(429, x_ratelimit_reset="5"),
        status(503),
        status(500),
        truncated,
        hung_up,
        status(200, b"<html>busy</html>"),
    ],
)
def test_what_passes_is_asked_again(explorer: Explorer, line: Web, fault: object) -> None:
    explorer.faults += [fault, fault]  # type: ignore[list-item]
    assert ask(line) == [ROW]
    assert len(explorer.asked) == 3


@pytest.mark.parametrize(
    "fault, kind, words",
    [
        (
            refusal("Invalid API Key (#err2)|K3YK3Y"),
            Kind.SHUT,
            "does not let us in: Invalid API Key .*; put another key into .*INVESTIGATOR_KEY_127_0_0_1",
        ),
        (refusal("Max daily rate limit reached"), Kind.SHUT, "daily"),
        (refusal("Error! Missing Or invalid Action name"), Kind.UNSUPPORTED, "refuses: Error!"),
        (refusal(""), Kind.OTHER, "gives no reason"),
        (status(302, Location="http://127.0.0.1:1/"), Kind.OTHER, "has moved"),
        (status(403), Kind.SHUT, "HTTP 403"),
        (status(402, x_credits_remaining="0"), Kind.SHUT, "no credits left"),
        (status(404, b"Not found"), Kind.OTHER, "HTTP 404"),
        (
            status(200, b'{"status":"1","message":"OK","result":[{"blockNumber":"x"}]}'),
            Kind.OTHER,
            "cannot be read",
        ),
        (
            status(200, b'{"status":"2","message":"Some have not yet been processed","result":[]}'),
            Kind.BEHIND,
            "has not got all",
        ),
    ],
)
def test_what_stays_is_said_at_once(
    explorer: Explorer, line: Web, fault: object, kind: Kind, words: str
) -> None:
    explorer.faults.append(fault)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=words) as caught:
        ask(line)
    assert caught.value.setback.kind is kind
    assert len(explorer.asked) == 1
    assert "K3YK3Y" not in str(line.trouble(caught.value.setback.text))


def test_patience_ends(explorer: Explorer, line: Web) -> None:
    explorer.faults += [truncated] * 9
    with pytest.raises(Refused, match="no whole JSON"):
        ask(line)
    explorer.faults[:] = [status(429, Retry_After="3600")]
    with pytest.raises(Trouble, match="asks to wait for 3,600 seconds; pull again later"):
        ask(line)


def test_an_answer_without_end_is_not_read(
    explorer: Explorer, line: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LARGEST", 100)
    explorer.lists["txlist"] = [ROW] * 9
    with pytest.raises(Refused, match="more than") as caught:
        ask(line)
    assert caught.value.setback.kind is Kind.LARGE


def test_waiting_for_an_answer_can_be_cancelled(explorer: Explorer, line: Web) -> None:
    spoke, ticks = threading.Event(), list[int]()
    explorer.faults.append(silence(spoke))

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        ticks.append(done)
        if len(ticks) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        line.ask(ASKED, check_list, tick)
    assert not spoke.is_set()
    line.close()  # ends although the explorer has said nothing yet
    assert not spoke.is_set()
    spoke.set()


def test_nobody_there(explorer: Explorer) -> None:
    gone = Web(parse("explorer+http://127.0.0.1:9/api?chainid=1&apikey=K3YK3Y"), QUICK)
    with pytest.raises(Refused, match="cannot be reached") as caught:
        gone.ask(ASKED, check_list, silent)
    assert "K3YK3Y" not in repr(caught.value) + repr(caught.value.__context__) + repr(
        caught.value.__cause__
    )
    gone.close()


def test_answers_that_are_texts() -> None:
    assert check_text(b'{"jsonrpc":"2.0","result":"0x10"}') is None
    assert check_text(b'{"status":"1","message":"OK","result":"12"}') is None
    for body in (
        b'{"error":{"message":"no such method"}}',
        b'{"status":"0","result":"no"}',
        b'{"result":null}',
        b"{",
    ):
        assert check_text(body) is not None
