"""The words for pages, chapters and other locators in English and in the language of a manuscript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from refgraph.csl.styles import load_locale, locale_chain
from refgraph.csl.styles.element import Element
from refgraph.documents.callouts import ENGLISH_TERMS, LABELS

_LABELS = {**{label: label for label in LABELS}, "sub verbo": "sub-verbo", "article": "article-locator"}


@lru_cache(maxsize=16)
def locator_terms(language: str | None) -> Mapping[str, str]:
    """Return casefolded words for kinds of locators, of English and of a language, whose words come first.

    Args:
        language: a language tag; None for English alone.

    >>> locator_terms("de-AT")["kap."], locator_terms("de-AT")["pp."]
    ('chapter', 'page')
    """
    terms = dict(ENGLISH_TERMS)
    if language:
        for name in reversed(locale_chain(language)):
            locale = load_locale(name)
            if locale is not None:
                terms |= dict(_terms(locale))
    return terms


def _terms(locale: Element) -> Iterator[tuple[str, str]]:
    for group in locale.children:
        for term in group.children if group.tag == "terms" else ():
            label = _LABELS.get(term.attributes.get("name", ""))
            if label is not None and not term.attributes.get("form", "").startswith("verb"):
                for text in (term.text, *(form.text for form in term.children)):
                    if text and text.strip():
                        yield text.strip().casefold(), label
