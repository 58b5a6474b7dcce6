"""Letters and digits that Unicode raises by themselves, as "²" and "ᵉ"."""

from __future__ import annotations

import re
import unicodedata

# The blocks that have them in the scripts of references: Latin-1, modifier letters, super- and subscripts, signs.
_RANGES = ((0xAA, 0xBB), (0x2B0, 0x2E5), (0x1D2C, 0x1D62), (0x2070, 0x2080), (0x2120, 0x2123), (0x3192, 0x31A0))

SUPERSCRIPTS = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for start, end in _RANGES
    for code in range(start, end)
    if unicodedata.decomposition(chr(code)).startswith("<super>")
}
"""Raised character -> what it is on the line."""

CHARACTERS = "".join(map(re.escape, SUPERSCRIPTS))
"""All of them, for use in the brackets of a pattern."""
