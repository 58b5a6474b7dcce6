"""Griffe extension: show the doctests of a docstring as code.

The Google style knows examples only under an "Examples:" heading. Our doctests stand in the text of a
docstring, where Markdown would read ``>>>`` as a quotation.
"""

import re
from typing import Any

import griffe

_BLOCK = re.compile(r"(?m)^>>> .*(?:\n.+)*")


class DoctestBlocks(griffe.Extension):
    """Put a code fence around every doctest that starts in the first column of a docstring."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of one module, class, function or attribute."""
        if obj.docstring:
            obj.docstring.value = _BLOCK.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)
