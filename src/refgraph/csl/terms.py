"""Terms, date formats and options of a language, with what the style overrides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from refgraph.csl.styles.element import Element
from refgraph.csl.words.richtext import QuoteStyle

_FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


class Term(NamedTuple):
    """A term in one form.

    Attributes:
        single, multiple: singular and plural.
        gender: "masculine", "feminine" or "" of the noun.
        match: for ordinals: "last-digit", "last-two-digits", "whole-number" or "".
    """

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


class DateFormat(NamedTuple):
    """A localised date: its parts in order and the delimiter between them."""

    parts: tuple[Element, ...]
    delimiter: str


class Locale(NamedTuple):
    """A language as the engine uses it.

    Attributes:
        language: the tag asked for ("en-US").
        terms: (name, form, gender form) to term.
        dates: "text" and "numeric" formats.
        punctuation_in_quote: whether commas and periods go inside closing quotation marks.
        limit_day_ordinals: whether only the first of a month is written as an ordinal.
        quotes: opening and closing marks, outer then inner.
    """

    language: str
    terms: Mapping[tuple[str, str, str], Term]
    dates: Mapping[str, DateFormat]
    punctuation_in_quote: bool
    limit_day_ordinals: bool

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str | None:
        """Return a term, falling back over its forms (CSL 1.0.2, "Terms"); None where it is not defined."""
        found = self.find_term(name, form, gender)
        if found is None:
            return None
        return found.multiple if plural else found.single

    def find_term(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        """Return the term with its forms, or None."""
        wanted: str | None = form
        while wanted is not None:
            found = self.terms.get((name, wanted, gender)) or (self.terms.get((name, wanted, "")) if gender else None)
            if found is not None:
                return found
            wanted = _FORM_FALLBACK.get(wanted)
        return None

    @property
    def quotes(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the outer and the inner pair of quotation marks."""
        return (
            (self.term("open-quote") or "“", self.term("close-quote") or "”"),
            (self.term("open-inner-quote") or "‘", self.term("close-inner-quote") or "’"),
        )

    @property
    def quote_style(self) -> QuoteStyle:
        """Return which quotation marks in fields become marks of this language."""
        opening, closing = self.quotes[0]
        return QuoteStyle(opening.strip(), closing.strip())

    @property
    def english(self) -> bool:
        """Tell whether the language is English."""
        return self.language[:2].lower() == "en"


def merge_locales(language: str, files: Iterable[Element], overrides: Iterable[Element]) -> Locale:
    """Return a language from its locale files and a style's own `locale` elements.

    Args:
        language: the tag asked for.
        files: locale files, the most specific first.
        overrides: `locale` elements of the style, in file order; those of other languages are left out here.
    """
    terms: dict[tuple[str, str, str], Term] = {}
    dates: dict[str, DateFormat] = {}
    options: dict[str, str] = {}
    for element in [*reversed(list(files)), *_fitting(language, overrides)]:
        _merge(element, terms, dates, options)
    return Locale(
        language,
        terms,
        dates,
        options.get("punctuation-in-quote") == "true",
        options.get("limit-day-ordinals-to-day-1") == "true",
    )


def _fitting(language: str, overrides: Iterable[Element]) -> list[Element]:
    """Return the overrides for a language, the most specific last."""
    base = language.split("-", maxsplit=1)[0].lower()
    ranked = []
    for number, element in enumerate(overrides):
        tag = element.attributes.get("lang", "").lower()
        rank = {"": 0, base: 1, language.lower(): 2}.get(tag)
        if rank is not None:
            ranked.append((rank, number, element))
    return [element for _, _, element in sorted(ranked, key=lambda row: row[:2])]


def _merge(
    element: Element, terms: dict[tuple[str, str, str], Term], dates: dict[str, DateFormat], options: dict[str, str]
) -> None:
    for child in element.children:
        if child.tag == "terms":
            _merge_terms(child, terms)
        elif child.tag == "date":
            parts = tuple(part for part in child.children if part.tag == "date-part")
            dates[child.attributes.get("form", "")] = DateFormat(parts, child.attributes.get("delimiter", ""))
        elif child.tag == "style-options":
            options.update(child.attributes)


def _merge_terms(element: Element, terms: dict[tuple[str, str, str], Term]) -> None:
    if any(child.attributes.get("name", "").startswith("ordinal") for child in element.children):
        # ordinals are one set: a language or style that defines any replaces all (CSL 1.0.2, "Ordinal Suffixes")
        for key in [key for key in terms if key[0].startswith("ordinal")]:
            del terms[key]
    own = {(child.attributes.get("name", ""), child.attributes.get("form", "long")) for child in element.children}
    # a language that has a term in one gender has it in all: the others of the fallback are gone
    for key in [key for key in terms if key[:2] in own]:
        del terms[key]
    for child in element.children:
        if child.tag != "term":
            continue
        attributes = child.attributes
        parts = {part.tag: _unfolded(part.text) for part in child.children}
        single = parts.get("single", "" if child.children else _unfolded(child.text))
        name = attributes.get("name", "")
        key = (name, attributes.get("form", "long"), attributes.get("gender-form", ""))
        terms[key] = Term(
            single, parts.get("multiple", single), attributes.get("gender", ""), attributes.get("match", "")
        )


def _unfolded(text: str) -> str:
    """Return a term's text; line ends and indentation of the file are no part of it."""
    return " ".join(text.split("\n")).strip() if "\n" in text else text
