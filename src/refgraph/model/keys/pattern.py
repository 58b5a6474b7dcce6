"""A pattern, read once, that makes the key of any number of works."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from refgraph.model.keys.language import Maker, is_text, parse
from refgraph.model.keys.template import check_template, fill_template, is_template
from refgraph.model.keys.words import safe
from refgraph.model.work import Work

DEFAULT_PATTERN = "(auth || veryshorttitle || 'anon').lower + (year || 'nd')"
"""The first author and the year; the first word of weight of the title where nobody is named: ``allison2018``."""


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """How keys are made of works.

    Attributes:
        text: the pattern as it was written.
    """

    text: str
    _alternatives: tuple[tuple[Maker, ...], ...] = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a pattern of the language, or one in the short form (``{author}{year}``).

        Raises:
            InvalidValueError: if it is no pattern; the span is the place.
            UnknownNameError: if it names a function, filter or field that does not exist.

        >>> KeyPattern.parse("auth.lower + shorttitle(2, 2) + year").key(Work(title="The rise of the West"))
        'RiseWest'
        """
        if is_template(text) or is_text(text):
            check_template(text)
            return cls(text, ((lambda work: fill_template(text, work),),))
        return cls(text, parse(text))

    def key(self, work: Work) -> str:
        """Return the key of one work, without regard to others: never empty, and one that BibTeX takes.

        Of the alternatives the first counts in which no part is empty; if there is none such, the first that gives
        anything; and if none does, the default pattern.
        """
        partial = ""
        for parts in self._alternatives:
            texts = [part(work) for part in parts]
            key = safe("".join(texts))
            if key and all(texts):
                return key
            partial = partial or key
        return partial or safe(fill_template("{author}{year}", work)) if self.text else "anon"


@lru_cache(maxsize=64)
def read_pattern(text: str) -> KeyPattern:
    """Return a pattern; one that was read before comes from memory."""
    return KeyPattern.parse(text)


def make_key(work: Work, pattern: str = DEFAULT_PATTERN) -> str:
    """Return the key of one work by a pattern, without regard to others; "anon" and "nd" stand for what is missing.

    Raises:
        InvalidValueError: if the pattern is none.
        UnknownNameError: if it names something that does not exist.
    """
    return read_pattern(pattern).key(work)
