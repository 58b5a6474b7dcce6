"""The table of the documentation says what the catalogue says."""

import re

from refgraph.formats import FORMATS


def test_every_format_is_in_the_table(root):
    text = (root / "docs/reference/formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| ([^|]*) \| (yes|no) \| (yes|no) \| ([^|]*)\|", text, re.MULTILINE)
    found = {
        name: (title, reads == "yes", writes == "yes", re.findall(r"\.\w+", cell))
        for name, title, reads, writes, cell in rows
    }
    assert found == {
        each.name: (each.title, each.reads, each.writes, list(each.extensions)) for each in FORMATS.values()
    }
