"""citeproc-js as an oracle and rival: a node process outside the package, asked over JSON lines."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

from refgraph.csl.styles import load_style
from refgraph.csl.styles.element import dump_xml

_ENTRY = re.compile(r'^\s*<div class="csl-entry">(.*)</div>\s*$', re.DOTALL)
_EDGE = re.compile(r"\s*(</?div[^>]*>)\s*")


class CiteprocJs:
    """A running citeproc-js."""

    def __init__(self, home: str, locales: str) -> None:
        """Start it.

        Args:
            home: folder in which `npm install citeproc` was done.
            locales: folder with locale files.
        """
        script = Path(__file__).parent / "citeproc_oracle.js"
        command = ["node", str(script), str(Path(home).resolve()), str(Path(locales).resolve())]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def bibliography(self, style: str, items: list[dict[str, Any]]) -> dict[str, Any]:
        """Return {"entries": [...], "cpu": seconds}, or {"error": ...}."""
        assert self._process.stdin
        assert self._process.stdout
        request = {"style": dump_xml(load_style(style).element), "items": items}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())  # type: ignore[no-any-return]


def normalized(entry: str) -> str:
    """Return an entry without its wrapper, entities resolved, white space at blocks and runs of it as one."""
    wrapped = _ENTRY.match(entry)
    text = html.unescape(wrapped[1] if wrapped else entry)
    return re.sub(r"\s+", " ", _EDGE.sub(r"\1", text)).strip()
