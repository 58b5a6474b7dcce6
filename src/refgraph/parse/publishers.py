"""Names of publishers."""

from __future__ import annotations

import re

_WORD = re.compile(
    (
        r"\b(?:press|verlag|publish\w*|publications?|books|editora|editorial|edições|éditions|editions"
        r"|издательство|изд-во|routledge|springer|elsevier|wiley|sage|brill|macmillan|penguin|harper"
        r"|norton|knopf|mcgraw|pearson|academic|blackwell|presses|edizioni|uitgeverij|förlag|birkhäuser"
        r"|gruyter|sons|house|company|& co|inc|ltd|gmbh|group|university|universit\w+)\b"
    ),
    re.IGNORECASE,
)


def is_publisher(text: str) -> bool:
    """Return True if the text has a word that only names of publishers have ("Press", "Verlag", "Routledge").

    >>> is_publisher("Oxford University Press"), is_publisher("Central Asian Survey")
    (True, False)
    """
    return bool(_WORD.search(text))
