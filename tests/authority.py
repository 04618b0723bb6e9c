"""A time-stamping authority of one's own: keys and answers by OpenSSL, served on the loopback."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CONFIG = """
[tsa]
default_tsa = it
[it]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True, timeout=240)


def make(folder: Path, name: str = "Court Clock") -> Path:
    """An authority in `folder`; its root certificate comes back. Skips where there is no OpenSSL."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make an authority with")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "tsa.cnf")
    openssl(
        folder,
        *("req", "-x509", *key, "-extensions", "root", "-days", "30"),
        *("-subj", f"/CN={name} Root", "-keyout", "root.key", "-out", "root.pem"),
    )
    openssl(folder, "req", *key, "-subj", f"/CN={name}", "-keyout", "tsa.key", "-out", "tsa.csr")
    openssl(
        folder,
        *("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"),
        *("-days", "30", "-extfile", "tsa.cnf", "-extensions", "stamper", "-out", "tsa.pem"),
    )
    return folder / "root.pem"


def reply(folder: Path, query: bytes, *, chain: bool = False) -> bytes:
    """What the authority in `folder` answers, with the `chain` of its certificates or only the last of them."""
    (folder / "query").write_bytes(query)
    openssl(
        folder,
        *(
            "ts",
            "-reply",
            "-config",
            "tsa.cnf",
            "-section",
            "it",
            "-queryfile",
            "query",
            "-signer",
            "tsa.pem",
        ),
        *("-inkey", "tsa.key", "-out", "answer", *(("-chain", "root.pem") if chain else ())),
    )
    return (folder / "answer").read_bytes()


@contextmanager
def served(respond: Callable[[str, bytes], tuple[int, bytes]]) -> Iterator[str]:
    """Serve `respond(path, body)` on the loopback; the address comes back."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, answer = respond(self.path, self.rfile.read(int(self.headers.get("Content-Length", 0))))
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def stamping(folder: Path) -> Iterator[str]:
    """The authority in `folder`, to be asked at the address that comes back."""
    with served(lambda _path, body: (200, reply(folder, body))) as url:
        yield url
