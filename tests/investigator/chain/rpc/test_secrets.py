"""Secrets of an address are nowhere: not in what is shown, not in errors and what hangs on them, not in the log."""

from __future__ import annotations

import base64
import logging
import ssl
import traceback
from collections.abc import Callable, Iterator

import pytest

from investigator.chain.rpc.endpoint import parse
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.patience import Patience
from investigator.chain.rpc.probe import probe
from investigator.errors import Trouble
from investigator.progress import silent
from tests.nodes import misbehaviour as bad
from tests.nodes.chain import Chain
from tests.nodes.server import serving
from tests.nodes.sockets import over_websocket

SECRETS = ("annasecret", "pa55wörd", "PATHkey0123456789", "QUERYkey0123456789")
ENCODED = base64.b64encode(f"{SECRETS[0]}:{SECRETS[1]}".encode()).decode()
QUICK = Patience(first=0.01, most=0.02, tries=3)


def planted(uri: str) -> str:
    scheme, host = uri.split("://")
    return f"{scheme}://{SECRETS[0]}:pa55w%C3%B6rd@{host}/v3/{SECRETS[2]}?apikey={SECRETS[3]}"


def clean(*texts: str) -> bool:
    return not [one for text in texts for one in (*SECRETS, ENCODED, "pa55w%C3%B6rd") if one in text]


def everything_of(error: BaseException) -> Iterator[str]:
    """What an error says, with all that hangs on it, whether it is shown by default or not."""
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield from (str(one), repr(one), repr(one.args), "".join(traceback.format_exception(one)))
        todo += [one.__cause__, one.__context__]


def logged(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """What was logged, but for what the node of the test itself says."""
    for record in caplog.records:
        if record.name != "websockets.server":
            yield from (record.getMessage(), str(record.__dict__), str(record.exc_text))


FAULTS: dict[str, Callable[[], bad.Fault]] = {
    "drops": lambda: bad.drops(bad.ALWAYS),
    "hangs": lambda: bad.hangs(bad.ALWAYS),
    "truncated": lambda: bad.truncated(bad.ALWAYS),
    "401": lambda: bad.garbage(bad.ALWAYS, f"bad key {SECRETS[2]}".encode(), 401),
    "302": lambda: bad.too_many_requests(bad.ALWAYS, status=302),
    "echo": lambda: bad.says(
        -32000, f"invalid key {SECRETS[3]} for {SECRETS[0]} at /v3/{SECRETS[2]}?apikey={SECRETS[3]}"
    ),
    "echo of another kind": lambda: bad.says(-1, f"{SECRETS[2]} {ENCODED}"),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("websocket", [False, True])
def test_errors_and_logs_hold_no_secret(
    name: str, websocket: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(Chain(), FAULTS[name]()) as served, over_websocket(served) as other:
        node = Node(planted(other if websocket else served.uri), timeout=0.1, patience=QUICK)
        with node, pytest.raises(Exception) as caught:  # noqa: PT011 - a refusal or trouble, by fault
            node.ask("eth_chainId")
    assert clean(*everything_of(caught.value))
    assert clean(node.name, repr(node), str(node), repr(node.endpoint), str(vars(node.endpoint).keys()))
    assert clean(*logged(caplog))


def test_a_node_that_is_not_there_keeps_them_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for scheme in ("http", "https", "ws", "wss"):
        node = Node(planted(f"{scheme}://127.0.0.1:9"), patience=QUICK)
        with node, pytest.raises(Trouble) as caught:
            node.ask("eth_chainId")
        assert clean(*everything_of(caught.value))
    assert clean(*logged(caplog))


def test_they_are_sent_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(Chain()) as served, Node(planted(served.uri)) as node:
        node.ask("eth_chainId")
        assert served.headers[0]["Authorization"] == f"Basic {ENCODED}"
    assert any(record.name.startswith("urllib3") for record in caplog.records)
    assert clean(caplog.text)


def test_the_libraries_log_as_before_afterwards() -> None:
    talker = logging.getLogger("urllib3.connectionpool")
    before = list(talker.filters)
    with Node(planted("http://127.0.0.1:9")):
        assert len(talker.filters) == len(before) + 1
    assert talker.filters == before


def test_errors_in_the_log_are_cleaned_whole(caplog: pytest.LogCaptureFixture) -> None:
    with Node(planted("http://127.0.0.1:9")):
        try:
            raise ssl.SSLError(f"at /v3/{SECRETS[2]}")
        except ssl.SSLError:
            logging.getLogger("asyncio").exception("lost %s", SECRETS[3])
    assert "SSLError" in caplog.text
    assert clean(caplog.text)


def test_what_was_found_of_a_node_holds_none() -> None:
    fault = bad.says(-1, f"no {SECRETS[2]}", "web3_clientVersion")
    with serving(Chain(), fault) as served, Node(planted(served.uri), patience=QUICK) as node:
        assert clean(repr(probe(node, silent)))


def test_addresses_that_are_refused_are_not_repeated() -> None:
    for uri in (f"ftp://{SECRETS[0]}@h", f"https://h:{SECRETS[2]}/", f"{SECRETS[2]}"):
        with pytest.raises(Trouble) as caught:
            parse(uri)
        assert clean(*everything_of(caught.value))


def test_no_login_is_taken_from_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w", encoding="utf-8") as file:
        file.write("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", netrc)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(Chain()) as served, Node(served.uri) as node:
        node.ask("eth_chainId")
        assert "Authorization" not in served.headers[0]
