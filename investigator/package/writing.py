"""Writing a package: every row as a line of JSON, a manifest of all files, and the file that checks them.

The same case gives the same bytes: files stand in a fixed order and carry no time.
"""

from __future__ import annotations

import hashlib
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.custody.statement import Statement
from investigator.data import answers, grafts, ledger, packing
from investigator.data.connection import Db
from investigator.data.evidence import EVIDENCE
from investigator.data.ledger import GENESIS, Line, canonical
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.package.marking import is_above
from investigator.package.redacting import Redaction
from investigator.package.single import single_file
from investigator.package.verifier.container import MANIFEST, MANIFEST_SIGNATURE, MARK
from investigator.progress import Tick, silent
from investigator.settings import TOOL

ALL, EXHIBITS = "all", "exhibits"
Models = Mapping[str, Mapping[str, bytes]]

_README = """A case of Investigator, handed over to be checked.

Check it:  python verify.py {name}     (Python 3.11 or newer, nothing to install; --json for machines)
Read it:   investigator open {name}    (read-only)

manifest.json         every file with its size and SHA-256; the comment at the end of the zip is the SHA-256 of the rest
manifest.sig.json     if the examiner signed the package: statement and signature over the manifest's hash
journal.jsonl         what was done, line by line; each names the hash of the one before. 'withheld' is the SHA-256 of a
                      body that is not handed over: of such a line only its hash is bound, by its neighbours and signatures;
                      'shape' is where in the tree of steps it leads, as who made the package says
evidence/*.jsonl      ["digest",[row]]: the digest is the first half of SHA-256 over the row as it stands there;
                      ["digest",null,id,acquisition] is a row that was left out. Who guesses a short row can test the guess
seal.jsonl            SHA-256 over the digests of the rows of an acquisition, 65,536 ids at a time
acquisition.jsonl     where evidence came from; the journal repeats each seal
answers/              raw answers, named by their SHA-256
score*.jsonl, lesson*.jsonl, models/   what models said, what taught them, and they themselves
signature.jsonl, time_stamp.jsonl, grafted_line.jsonl   who vouches, since when, and lines of other copies
"""


@dataclass(frozen=True)
class Part:
    """What is handed over: 'all' or 'exhibits' (`kept` rows by table), and up to which marking `level` ('' for any)."""

    part: str = ALL
    level: str = ""
    kept: Mapping[str, set[int]] | None = None


@dataclass(frozen=True)
class Packed:
    """A package that was written; `withheld` lines and `left_out` rows are in it by their hashes alone."""

    path: Path
    sha256: str
    files: int
    lines: int
    withheld: int
    rows: int
    left_out: int
    signed: bool


@dataclass
class _Bench:
    zip: zipfile.ZipFile
    part: Part
    redaction: Redaction
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: int = 0
    withheld: int = 0
    rows: int = 0
    bare: int = 0
    secret: int = 0

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file and note its hash; one without content is left out."""
        hashed, size = hashlib.sha256(), 0
        left = iter(pieces)
        first = next(left, b"")
        if not first:
            return
        with self.zip.open(_plain(name), "w", force_zip64=True) as opened:
            while first:
                hashed.update(first)
                size += len(first)
                opened.write(first)
                first = next(left, b"")
        self.files[name] = {"bytes": size, "sha256": hashed.hexdigest()}


def write_package(
    store: Store,
    path: Path,
    part: Part,
    models: Models,
    key: ExaminerKey | None,
    who: str,
    tick: Tick = silent,
) -> Packed:
    """Write a package to `path`, in place of one that is there. Raises `Trouble` if it cannot be written."""
    try:
        with tempfile.TemporaryDirectory(prefix=".package-", dir=path.parent) as folder:
            fresh = Path(folder) / "package.zip"
            with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as opened, store.reading() as db:
                opened.comment = MARK + b"0" * 64
                bench = _Bench(opened, part, Redaction(part.level, _every(db)))
                _fill(bench, store, db, models, tick, path.name)
                _close(bench, db, key, who)
            _stamp(fresh)
            digest = _sha256(fresh)
            fresh.replace(path)
    except OSError as wrong:
        raise Trouble(f"The package cannot be written to {path}: {wrong.strerror or wrong}.") from wrong
    counts = (len(bench.files), bench.lines, bench.withheld, bench.rows, bench.bare)
    return Packed(path, digest, *counts, key is not None)


def _plain(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


def _fill(bench: _Bench, store: Store, db: Db, models: Models, tick: Tick, name: str) -> None:
    bench.put("README.txt", [_README.format(name="FILE.zip").encode()])
    bench.put("verify.py", [single_file().encode()])
    bench.put("journal.jsonl", _journal(bench, ledger.lines(db)))
    bench.put("grafted_line.jsonl", _grafted(bench, db))
    for done, table in enumerate(EVIDENCE):
        tick(done, len(EVIDENCE), f"Packing {table.name.replace('_', ' ')} rows into {name}")
        bench.put(f"evidence/{table.name}.jsonl", _evidence(bench, db, table.name, tick))
    for table_name in ("acquisition", "seal", "signature", "time_stamp"):
        bench.put(f"{table_name}.jsonl", _ended(packing.object_lines(db, table_name)))
    if bench.part.part == ALL and not bench.secret:
        # a figure that was drawn for a report shows labels, withheld ones too
        for sha256 in packing.answers_kept(db, acquired=bool(bench.withheld)):
            tick(0, None, "Packing raw answers")
            bench.put(f"answers/{sha256}", answers.answer(store, sha256))
    if _with_scores(bench):
        for table_name in ("score_run", "lesson"):
            bench.put(f"{table_name}.jsonl", _ended(packing.object_lines(db, table_name)))
        for table_name in packing.ARRAYS:
            bench.put(f"{table_name}.jsonl", _ended(packing.array_lines(db, table_name)))
        for model, files in sorted(models.items()):
            for file, content in sorted(files.items()):
                bench.put(f"models/{model}/{file}", [content])


def _with_scores(bench: _Bench) -> bool:
    """Scores go out whole or not at all: their seal covers them all, and their reasons speak of what is withheld."""
    return bench.part.part == ALL and not bench.secret and not bench.withheld


def _journal(bench: _Bench, lines: Iterable[Line]) -> Iterator[bytes]:
    for line in lines:
        bench.lines += 1
        yield (canonical(_told(bench, line)) + "\n").encode()


def _every(db: Db) -> Iterator[Line]:
    """All lines, those of other copies too."""
    yield from ledger.lines(db)
    yield from (line for lines in grafts.stretches(db).values() for line in lines)


def _told(bench: _Bench, line: Line) -> dict[str, Any]:
    said = bench.redaction.told(line)
    bench.withheld += "withheld" in said
    return said


def _grafted(bench: _Bench, db: Db) -> Iterator[bytes]:
    for name, lines in grafts.stretches(db).items():
        for line in lines:
            yield (canonical({"stretch": name, **_told(bench, line)}) + "\n").encode()


def _evidence(bench: _Bench, db: Db, name: str, tick: Tick) -> Iterator[bytes]:
    kept = None if bench.part.kept is None else bench.part.kept.get(name, set())
    hidden: Callable[[str], bool] = lambda text: is_above(text, bench.part.level)  # noqa: E731
    for number, (line, secret) in enumerate(packing.evidence_lines(db, name, kept, hidden)):
        if number % packing.ROWS == 0:
            tick(number, None, f"Packing {name.replace('_', ' ')} rows")
        bare = line[34:41] == '",null,'
        bench.rows, bench.bare, bench.secret = (
            bench.rows + (not bare),
            bench.bare + bare,
            bench.secret + secret,
        )
        yield (line + "\n").encode()


def _ended(lines: Iterable[str]) -> Iterator[bytes]:
    return ((line + "\n").encode() for line in lines)


def _close(bench: _Bench, db: Db, key: ExaminerKey | None, who: str) -> None:
    """The manifest, and the signature over it."""
    lines = list(ledger.lines(db))
    if not lines:
        raise Trouble("The case's journal is empty; there is nothing to hand over.")
    first, last = lines[0], lines[-1]
    out = [] if bench.part.part == ALL and not bench.secret else ["raw_answer"]
    out += [] if _with_scores(bench) else ["lesson", "score"]
    out += ["figure"] if bench.withheld or "raw_answer" in out else []
    told: dict[str, Any] = {
        **{"what": "Investigator hand-over package", "format": 1, "tool": TOOL, "case": first.hash},
        **{
            "head": {"seq": last.seq, "hash": last.hash},
            "part": bench.part.part,
            "level": bench.part.level,
        },
        **{"left_out": sorted(out), "files": bench.files, "checksum": ""},
    }
    told["checksum"] = hashlib.sha256(canonical(told).encode()).hexdigest()
    text = canonical(told).encode()
    bench.zip.writestr(_plain(MANIFEST), text)
    if key is None:
        return
    said = Statement(
        case=f"package:{first.hash}",
        first=1,
        last=last.seq,
        root=hashlib.sha256(text).hexdigest(),
        head=last.hash,
        previous=GENESIS,
        who=who,
        tool=TOOL,
        signed_at=last.done_at // 1_000_000,
        scheme=key.scheme,
        key=key.public,
    )
    signed = canonical({"statement": said.text(), "signature": key.sign(said)})
    bench.zip.writestr(_plain(MANIFEST_SIGNATURE), signed.encode())


def _stamp(path: Path) -> None:
    """Put the hash of all bytes before the comment into the comment."""
    end = path.stat().st_size - 64
    hashed = _sha256(path, end - len(MARK))
    with path.open("r+b") as opened:
        opened.seek(end)
        opened.write(hashed.encode())


def _sha256(path: Path, upto: int | None = None) -> str:
    hashed, left = hashlib.sha256(), path.stat().st_size if upto is None else upto
    with path.open("rb") as opened:
        while left > 0 and (piece := opened.read(min(left, 1 << 20))):
            hashed.update(piece)
            left -= len(piece)
    return hashed.hexdigest()
