"""The verifier as one file: its parts joined in order, so that it needs nothing but Python."""

from __future__ import annotations

import re
from importlib import resources

PARTS = ("edwards", "keccak", "secp", "trie", "container", "chain", "tables", "main")
"""The order in which the parts need each other."""
_OWN = re.compile(r"^from investigator\.[\w.]+ import (?:\([^)]*\)|[^\n(]*)\n", re.MULTILINE)
_STANDARD = re.compile(r"^(?:import \w+|from [\w.]+ import [^\n(]+)\n", re.MULTILINE)
_DOCSTRING = re.compile(r'\A"""(.*?)"""\n', re.DOTALL)

_HEAD = '''#!/usr/bin/env python3
"""{what}

What it does not check it says. A verifier that came with a package is only as honest as who made the package: take
this file from your own copy of Investigator, or read it; it is short.
"""

from __future__ import annotations

'''


def single_file() -> str:
    """The text of `verify.py`."""
    folder = resources.files("investigator.package") / "verifier"
    imports: set[str] = set()
    bodies, what = [], ""
    for name in PARTS:
        text = (folder / f"{name}.py").read_text(encoding="utf-8")
        said = _DOCSTRING.match(text)
        what = said.group(1).strip() if said else ""
        text = _DOCSTRING.sub("", text).replace("from __future__ import annotations\n", "")
        text = _OWN.sub("", text)
        imports |= set(_STANDARD.findall(text))
        body = _STANDARD.sub("", text).strip("\n")
        bodies.append(f"# {'-' * 100}\n# {chr(10).join(what.splitlines()[:1])}\n\n\n{body}\n")
    order = sorted(imports, key=lambda line: (line.startswith("from"), line))
    tail = 'if __name__ == "__main__":\n    sys.exit(main(sys.argv[1:]))\n'
    return _HEAD.format(what=what) + "".join(order) + "\n\n" + "\n\n".join(bodies) + "\n\n" + tail
