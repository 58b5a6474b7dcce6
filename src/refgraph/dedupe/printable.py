"""Values of a bibliography on a screen: what would steer a terminal or turn the text round is shown, not obeyed."""

from __future__ import annotations

import re

# Control characters but tab and line feed, and the marks that embed, override or isolate a direction of writing.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return a text in which characters that steer are written as escapes.

    >>> printable("\x1b[2Jtitle")
    '\\x1b[2Jtitle'
    """
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
