"""Charts saved by GraphSense (`.gs`): base64 of JSON, packed by LZW into 32-bit numbers, little-endian.

Such a file names addresses, transactions and what the analyst wrote beside them; no amounts and no times. So
addresses become tags, and transactions are named, to be pulled.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from investigator import taxonomy
from investigator.address import BITCOIN, ETHEREUM, canonical
from investigator.chain import tables
from investigator.chain.source import KEPT_BAD_ROWS, BadRow, Batch, Description
from investigator.chain.tables import Fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick, silent

PACKED, UNPACKED = 64 << 20, 256 << 20
"""Bytes of such a file, and of what is in it: more is no chart."""

_STEP = 1 << 16
_CHAINS = {"eth": ETHEREUM, "btc": BITCOIN}
_UNTOLD = "a transaction without what it moved: pull it from a node or an explorer"


def unpack(codes: Sequence[int], most: int = UNPACKED, tick: Tick = silent) -> bytes:
    """Unpack LZW with an alphabet of 256 and codes that never run out. Raises `ValueError`, also beyond `most` bytes.

    An entry of its dictionary is what was written before and one byte more, so it stands in the output already.
    """
    out = bytearray()
    starts, lengths = list[int](), list[int]()
    for done, code in enumerate(codes):
        if done % _STEP == 0:
            tick(done, len(codes), "Unpacking")
        begin = len(out)
        if code < 256:
            out.append(code)
        elif code - 256 < len(starts):
            start = starts[code - 256]
            size = lengths[code - 256]
            if begin + size > most:
                raise ValueError("more than a chart can hold")
            if start + size > begin:  # the entry that is just being made: its last byte is its first
                out += out[start:begin]
                out.append(out[start])
            else:
                out += out[start : start + size]
        else:
            raise ValueError(f"a code that stands for nothing: {code}")
        if len(out) > most:
            raise ValueError("more than a chart can hold")
        starts.append(begin)
        lengths.append(len(out) - begin + 1)
    return bytes(out)


@dataclass
class Chart:
    """What a file tells. Of each address (network and text) what was written beside it."""

    name: str
    notes: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    labels: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    transactions: dict[tuple[str, str], None] = field(default_factory=dict)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def note(self, address: tuple[str, str], text: str) -> None:
        """Write something beside an address."""
        self.notes.setdefault(address, []).append(text)


class GraphSenseFile:
    """A saved chart. Raises `Trouble` when made if it is none."""

    def __init__(self, path: Path, mark: Fingerprint, tick: Tick = silent) -> None:
        self.path, self.mark = path, mark
        if mark.size > PACKED:
            raise Trouble(f"{path.name} is larger than {PACKED >> 20} MiB, which no GraphSense chart is.")
        try:
            self.chart = _chart(_payload(path.read_bytes(), tick))
        except (ValueError, IndexError, TypeError, KeyError, msgspec.MsgspecError, RecursionError) as error:
            raise Trouble(f"{path.name} is no chart of GraphSense that can be read: {error}.") from error

    def describe(self) -> Description:
        """The file, and the transactions that it names."""
        named = [f"{network}:{digest}" for network, digest in self.chart.transactions]
        request = {"chart": self.chart.name[:200], "addresses": len(self.chart.notes)}
        return Description(
            *("graphsense", self.path.name, request, self.mark.sha256, self.mark.size),
            pin={"transactions": named[:10_000]},
        )

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """A tag for each address. Transactions are set aside by name, since nothing is said of what they moved."""
        tick(0, None, f"Reading {self.path.name}")
        good, bad = list[dict[str, Any]](), list[BadRow]()
        for number, address in enumerate(self.chart.notes, start=1):
            try:
                good.append(self._tag(address))
            except ValueError as error:
                bad.append(BadRow(number, str(error), ":".join(address)[:500]))
        for line, (network, digest) in enumerate(self.chart.transactions, start=len(self.chart.notes) + 1):
            bad.append(BadRow(line, _UNTOLD, f"{network}:{digest}"[:500]))
        for reason, content in self.chart.remarks:
            bad.append(BadRow(0, reason, content[:500]))
        yield Batch(tags=tuple(good), bad=tuple(bad[:KEPT_BAD_ROWS]), bad_rows=len(bad))

    def _tag(self, address: tuple[str, str]) -> dict[str, Any]:
        label, category, source = self.chart.labels.get(address, ("", "unknown", ""))
        chart = f"GraphSense chart {self.chart.name!r}" if self.chart.name else "a GraphSense chart"
        return {
            "address": _account(*address),
            "label": label or "on a GraphSense chart",
            "category": category,
            "confidence": 50,
            "source": source or chart[:200],
            "note": "; ".join(dict.fromkeys(self.chart.notes[address]))[:2000],
            "claimed_on": "",
            "illicit": taxonomy.illicit(category),
        }


def _payload(packed: bytes, tick: Tick) -> list[Any]:
    if not packed or len(packed) % 4:
        raise ValueError("its size is no multiple of four")
    codes = np.frombuffer(packed, "<u4").tolist()
    try:
        text = base64.b64decode(unpack(codes, tick=tick), validate=True)
    except binascii.Error as error:
        raise ValueError("what is packed in it is no base64") from error
    found = msgspec.json.decode(text)
    if not isinstance(found, list) or not found or not isinstance(found[0], str):
        raise ValueError("it does not say what it is")
    return found


def _chart(payload: list[Any]) -> Chart:
    version = payload[0]
    if version == "pathfinder" and str(payload[1]) == "1":
        return _pathfinder(payload)
    if version.startswith("1.0."):
        return _overview(payload)
    raise ValueError(f"it is of version {str(payload[:2])[:60]}; open it in GraphSense and save it anew")


def _pathfinder(payload: list[Any]) -> Chart:
    """Name, addresses, transactions, annotations, and edges between addresses."""
    name, addresses, transactions, annotations = payload[2:6]
    chart = Chart(_text(name))
    for identity, _x, _y, start, *_ in addresses:
        chart.note(_key(identity), "starting point" if start else "on the chart")
    for identity, *_ in transactions:
        chart.transactions[_transaction(identity)] = None
    for first, second, told in payload[6] if len(payload) > 6 else []:
        digests = [_transaction(one) for one in told or []]
        chart.transactions.update(dict.fromkeys(digests))
        named = f" by {', '.join(digest for _, digest in digests[:20])}" if digests else ""
        chart.note(_key(first), f"joined to {_text(second[1])}{named}")
        chart.note(_key(second), f"joined to {_text(first[1])}{named}")
    for identity, label, *_ in annotations:
        key, text = _key(identity), _text(label)
        if key in chart.notes:
            chart.labels[key] = (text, "unknown", "")
        elif text:
            chart.remarks.append(
                ("a label of a transaction, not of an address", f"{':'.join(key)}: {text}")
            )
    return chart


def _overview(payload: list[Any]) -> Chart:
    """Addresses with tags, and clusters, of the graph before the Pathfinder."""
    chart = Chart("")
    for (network, _layer, address), _x, _y, *rest in payload[1]:
        _tagged(chart, (_text(network).lower(), _text(address)), rest[0] if rest else None)
    for (network, _layer, cluster), root, _x, _y, *rest in payload[2]:
        if root:
            key = (_text(network).lower(), _text(root))
            _tagged(chart, key, rest[1] if len(rest) > 1 else None)
            chart.note(key, f"root of GraphSense's cluster {_text(cluster)}")
    return chart


def _tagged(chart: Chart, key: tuple[str, str], tag: Any) -> None:
    chart.note(key, "on the chart")
    if tag:
        words = [_text(one) for one in tag] + ["", "", "", ""]
        concept = next((one for one in words[2:4] if one in taxonomy.CONCEPTS), "unknown")
        chart.labels[key] = (words[0], concept, words[1])


def _key(identity: Any) -> tuple[str, str]:
    network, text = identity
    return _text(network).lower(), _text(text)


def _transaction(identity: Any) -> tuple[str, str]:
    """A transaction without the place of a token (`_T`) or an internal transfer (`_I`) within it."""
    network, text = _key(identity)
    digest, mark, place = text.rpartition("_")
    return network, digest if digest and mark and place[:1] in {"T", "I"} else text


def _account(network: str, text: str) -> str:
    if network in _CHAINS:
        return canonical(text, _CHAINS[network])
    plain = "".join(character for character in network if character.isascii() and character.isalnum())[:32]
    return canonical(text, namespace=plain or "unknown")


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()[:1000]
