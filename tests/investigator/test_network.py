from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from investigator import switches
from investigator.chain.explorer.endpoint import Explorer
from investigator.chain.explorer.web import Web
from investigator.chain.rpc.endpoint import parse
from investigator.chain.rpc.http_line import HttpLine
from investigator.chain.rpc.ipc_line import IpcLine
from investigator.chain.rpc.ws_line import WebSocketLine
from investigator.chain.stamping.post import ask
from investigator.errors import Trouble
from investigator.network import offline, permit
from investigator.progress import silent


@pytest.fixture
def listener() -> Iterator[str]:
    """Somebody on this machine who would take a call, and how to reach them."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(switches.OFFLINE, "1")


@pytest.mark.parametrize(
    "value, is_off", [("", False), ("0", False), ("no", False), ("1", True), ("yes", True)]
)
def test_the_switch_stands_in_the_environment(
    value: str, is_off: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(switches.OFFLINE, value)
    assert offline() is is_off


def test_online_everything_goes_through(listener: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(switches.OFFLINE, raising=False)
    permit()
    host, _, port = listener.partition(":")
    socket.create_connection((host, int(port)), timeout=5).close()


@pytest.mark.usefixtures("cut_off")
def test_offline_no_library_gets_out_by_itself(listener: str) -> None:
    host, _, port = listener.partition(":")
    with pytest.raises(Trouble, match="offline"):
        socket.create_connection((host, int(port)), timeout=5)
    with pytest.raises(Trouble, match="offline"):
        socket.getaddrinfo("example.org", 443)
    with pytest.raises(Trouble, match="offline"), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sent:
        sent.sendto(b"x", (host, int(port)))
    with pytest.raises(Trouble, match="offline"):
        requests.get(f"http://{listener}/", timeout=5)


@pytest.mark.usefixtures("cut_off")
def test_offline_every_way_to_a_source_says_so(listener: str, tmp_path: Path) -> None:
    for line in (
        HttpLine(parse(f"http://{listener}"), 5),
        WebSocketLine(parse(f"ws://{listener}"), 5),
        IpcLine(parse(f"ipc:{tmp_path}/geth.ipc"), 5),
    ):
        with pytest.raises(Trouble, match="offline"):
            line.exchange(b"{}")
        line.close()
    web = Web(Explorer("here", f"http://{listener}/api", "etherscan", "eip155:1", local=True))
    with pytest.raises(Trouble, match="offline"):
        web.ask({"module": "account"}, lambda _body: None, silent)
    web.close()
    with pytest.raises(Trouble, match="offline"):
        ask(f"http://{listener}/tsa", b"", {})


@pytest.mark.usefixtures("cut_off")
@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no such sockets here")
def test_offline_sockets_of_this_machine_stay_open(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as caller:
        server.bind(str(tmp_path / "s"))
        server.listen()
        caller.connect(str(tmp_path / "s"))
        assert caller.sendmsg([b"x"]) == 1
