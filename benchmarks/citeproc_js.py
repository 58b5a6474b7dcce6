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
_SPACES = re.compile(r" ((?:<[^>]+>)+) ")
_HEAD = re.compile(r"(^|<div[^>]*>)((?:<(?!/?div)[^>]+>)+) ")
_TAIL = re.compile(r" ((?:<(?!/?div)[^>]+>)+)($|</?div)")
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
        return self._ask({"style": dump_xml(load_style(style).element), "items": items})

    def citations(
        self, style: str, items: list[dict[str, Any]], clusters: list[list[dict[str, Any]]]
    ) -> dict[str, Any]:
        """Return the same with one entry for each cluster of citeproc-js's cite objects."""
        return self._ask({"style": dump_xml(load_style(style).element), "items": items, "clusters": clusters})

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())  # type: ignore[no-any-return]


def normalized(entry: str) -> str:
    """Return an entry without its wrapper, entities resolved, white space as a browser shows it.

    None where a block begins or ends; of a run of it the first, also where an element begins or ends inside the run.
    """
    wrapped = _ENTRY.match(entry)
    text = html.unescape(wrapped[1] if wrapped else entry)
    text = re.sub(r"\s+", " ", _EDGE.sub(r"\1", text))
    while (shorter := _SPACES.sub(r" \1", text)) != text:
        text = shorter
    return _TAIL.sub(r"\1\2", _HEAD.sub(r"\1\2", text.strip()))
