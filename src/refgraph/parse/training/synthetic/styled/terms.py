"""The words that styles put beside a value, in all languages: "eds.", "Aufl.", "s. d."."""

from __future__ import annotations

import re
from functools import cache

from refgraph.csl.styles import load_locale
from refgraph.parse.training.synthetic.styled.data import styled_lists

_LANGUAGES: list[str] = styled_lists("terms")["locales"]
_MORE: dict[str, list[str]] = styled_lists("terms")["more"]


@cache
def after(*names: str) -> re.Pattern[str]:
    """Return what finds one of some terms right behind a value, in brackets or not; group 1 is all of it."""
    return re.compile(rf"(\s*[,،、;]?\s*[(\[（［]?\s*(?:{_alternatives(names)})(?!\w)\.?\s*[)\]）］]?)", re.IGNORECASE)


@cache
def before(*names: str) -> re.Pattern[str]:
    """Return what finds one of some terms right before a value; group 1 is all of it."""
    return re.compile(rf"(?<!\w)((?:{_alternatives(names)})(?!\w)\.?:?\s*)$", re.IGNORECASE)


@cache
def anywhere(*names: str) -> re.Pattern[str]:
    """Return what finds one of some terms in a text; group 1 is the term."""
    return re.compile(rf"(?<!\w)({_alternatives(names)})(?!\w)", re.IGNORECASE)


def _alternatives(names: tuple[str, ...]) -> str:
    words: set[str] = set()
    for name in names:
        words |= _words(name)
    return "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(words, key=len, reverse=True))


@cache
def _words(name: str) -> frozenset[str]:
    """Return all forms of a term in all languages, in lower case."""
    found = set(_MORE.get(name, ()))
    for language in _LANGUAGES:
        locale = load_locale(language)
        for terms in () if locale is None else locale.children:
            if terms.tag == "terms":
                for term in terms.children:
                    if term.attributes.get("name") == name and term.attributes.get("form") != "verb-short":
                        found |= {text for part in (term, *term.children) if (text := part.text.strip().lower())}
    return frozenset(found | {text.rstrip(".") for text in found if len(text) > 2})
