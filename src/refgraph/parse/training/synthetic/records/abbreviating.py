"""Short forms of the names of journals, as ISO 4 has them: "Phys. Rev. Lett."."""

from __future__ import annotations

import re

from refgraph.parse.training.synthetic.records.data import listed

_LISTS = listed("journals")
_LITTLE = frozenset(_LISTS["little"])
_KNOWN: dict[str, str] = _LISTS["words"]
_VOWELS = "aeiouyäöüáéíóúàèâêоаеиыуюяэё"


def abbreviated(journal: str, *, dots: bool = True) -> str:
    """Return the short form of the name of a journal.

    >>> abbreviated("Journal of the American Academy of Psychiatry"), abbreviated("Physical Review Letters", dots=False)
    ('J. Am. Acad. Psych.', 'Phys Rev Lett')
    """
    words = [word for word in re.split(r"[\s:,]+", journal) if word and word.lower() not in _LITTLE]
    if len(words) < 2:
        return journal
    short = " ".join(_short(word) for word in words)
    return short if dots else short.replace(".", "")


def _short(word: str) -> str:
    known = _KNOWN.get(word.lower())
    if known:
        return known if word[0].islower() else known[0].upper() + known[1:]
    if len(word) < 7 or not word.isalpha() or word.isupper():
        return word
    end = 4
    while end < len(word) - 2 and (word[end - 1] in _VOWELS or word[end] not in _VOWELS):
        end += 1
    return f"{word[:end]}." if end < len(word) - 2 else word
