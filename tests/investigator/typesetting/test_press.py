"""The process that sets pages, from the program's end: it is gone afterwards, however it went."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from threading import Event
from typing import Literal

import pytest

from investigator.errors import Trouble
from investigator.progress import Cancelled
from investigator.typesetting import press
from investigator.typesetting.press import Job, set_pages

TEMPLATE = '#set document(title: "t")\n#set page(width: 90mm, height: 50mm)\n'
PAGES = "#let told = json(bytes(sys.inputs.report))\n#told.text\n#context [#metadata(counter(page).final().first()) <pages>]"


def job(folder: Path, body: str = PAGES, form: Literal["pdf", "png"] = "pdf") -> Job:
    (folder / "a.typ").write_text(TEMPLATE + body, encoding="utf-8")
    return Job(
        folder / "a.typ", '{"text": "Grüße → *b* #panic()"}'.encode(), 1_700_000_000, form, ("a-2a",), 40
    )


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that the press starts."""
    found: list[subprocess.Popen[bytes]] = []

    class Kept(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            found.append(self)

    monkeypatch.setattr(press.subprocess, "Popen", Kept)
    return found


def test_the_same_job_gives_the_same_pages_and_says_what_it_does(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]]
) -> None:
    notes: list[str] = []
    first = set_pages(job(tmp_path), (4, 5), lambda done, total=None, note="": notes.append(note))
    assert set_pages(job(tmp_path)) == first
    assert first.pages == 1
    assert first.parts[0].startswith(b"%PDF")
    assert list(dict.fromkeys(notes)) == ["Starting the typesetter", "Laying out pages", "Writing 1 pages"]
    assert [one.returncode is None for one in processes] == [False, False]


def test_pictures_are_one_for_each_page(tmp_path: Path) -> None:
    printed = set_pages(job(tmp_path, "a\n#pagebreak()\nb", "png"))
    assert [part[:4] for part in printed.parts] == [b"\x89PNG"] * 2


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
def test_cancel_is_heard_while_pages_are_set(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]], stop: type[BaseException]
) -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if note == "Laying out pages":
            raise stop

    body = "#for n in range(3000000) [#n ]"
    with pytest.raises(stop):
        set_pages(job(tmp_path, body), tick=tick)
    assert processes[0].returncode is not None


def test_it_does_not_take_for_ever(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    with pytest.raises(Trouble, match="take too long"):
        set_pages(job(tmp_path), command=(sys.executable, "-c", "import time; time.sleep(99)"), longest=0.2)
    assert processes[0].returncode is not None


@pytest.mark.parametrize(
    "does, said",
    [
        ("raise SystemExit('out of it')", "broke off .out of it."),
        ("import os; os._exit(7)", "broke off .exit code 7."),
        ("print('no JSON')", "broke off"),
        ("print('{}')", "broke off"),
        ("print('[]')", "broke off"),
        ('print(\'{"parts": [9], "pages": 1}\')', "broke off"),
    ],
)
def test_a_process_that_breaks_off_is_one_sentence(tmp_path: Path, does: str, said: str) -> None:
    with pytest.raises(Trouble, match=said):
        set_pages(job(tmp_path), command=(sys.executable, "-c", does))


def test_it_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INVESTIGATOR_KEY_EXAMINER_SIGNING", "INVESTIGATOR_PASSPHRASE", "INVESTIGATOR_EXAMINER"):
        monkeypatch.setenv(name, "known")
    monkeypatch.delenv("INVESTIGATOR_HOME", raising=False)  # another test's
    does = (
        "import os; raise SystemExit(str(sorted(one for one in os.environ if one[:12] == 'INVESTIGATOR')))"
    )
    with pytest.raises(Trouble, match=r"broke off \(\['INVESTIGATOR_EXAMINER'\]\)"):
        set_pages(job(tmp_path), command=(sys.executable, "-c", does))


def test_what_cannot_be_set_or_started_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"cannot be set: .*gone wrong.*; look at"):
        set_pages(job(tmp_path, '#panic("gone wrong")'))
    with pytest.raises(Trouble, match="cannot be started"):
        set_pages(job(tmp_path), command=(str(tmp_path / "none"),))


@pytest.mark.skipif(sys.platform == "win32", reason="a process is asked for by signal 0")
def test_it_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    """The program is killed and can clear up nothing."""
    made = job(tmp_path, "#for n in range(3000000) [#n ]")
    program = textwrap.dedent(f"""
        import subprocess, sys
        from pathlib import Path
        from investigator.typesetting import press
        begun = subprocess.Popen
        def told(*args, **kwargs):
            one = begun(*args, **kwargs)
            print(one.pid, flush=True)
            return one
        press.subprocess.Popen = told
        def tick(done, total=None, note=""):
            print(note, flush=True)
        press.set_pages(press.Job(Path({str(made.template)!r}), b"{{}}", 0), tick=tick)
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        while "Laying out" not in parent.stdout.readline():
            pass
        parent.kill()
    _gone(child)


def _gone(pid: int) -> None:
    """Wait until there is no such process; the time-out of the tests is the bound."""
    watch = Path(f"/proc/{pid}/stat")
    while True:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if watch.exists() and watch.read_text().rpartition(")")[2].split()[0] == "Z":
            return  # dead, and only not yet taken note of by its new parent
        Event().wait(0.05)
