"""What CSL 1.0.2 allows where: elements, their attributes and values (after its schema, csl.rnc).

And three attributes of its extension CSL-M, for styles of multilingual lists: `locale` of `layout`, `suppress-min` and
`suppress-max` of `name`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind

VERSIONS = frozenset({"1.0", "1.0.1", "1.0.2"})
"""Schemas say "1.0" for all of them, styles in the wild name the others too."""


class Values(NamedTuple):
    """What an attribute may hold.

    Attributes:
        words: the values; None for free text.
        several: whether several of the words may stand there, apart by blanks.
        pattern: what a value looks like where it is none of the words, or None.
    """

    words: frozenset[str] | None
    several: bool = False
    pattern: re.Pattern[str] | None = None


class Place(NamedTuple):
    """An element where it stands.

    Attributes:
        attributes: name to what it may hold.
        children: tag to the name of the place that it opens.
        one_of: attributes of which it must have one.
    """

    attributes: dict[str, Values]
    children: dict[str, str]
    one_of: tuple[str, ...] = ()


_TEXT = "TEXT"
_YES_NO = "true false"
_NUMBER = "NUMBER"
_AFFIXES = {"prefix": _TEXT, "suffix": _TEXT}
_DISPLAY = {"display": "block left-margin right-inline indent"}
_CASE = {"text-case": "lowercase uppercase capitalize-first capitalize-all title sentence"}
_FONT = {
    "font-style": "italic normal oblique",
    "font-variant": "normal small-caps",
    "font-weight": "normal bold light",
    "text-decoration": "none underline",
    "vertical-align": "baseline sup sub",
}
_PRECEDES = "contextual always never after-inverted-name"
_NAME = {
    "and": "text symbol",
    "delimiter-precedes-et-al": _PRECEDES,
    "delimiter-precedes-last": _PRECEDES,
    "et-al-min": _NUMBER,
    "et-al-use-first": _NUMBER,
    "et-al-subsequent-min": _NUMBER,
    "et-al-subsequent-use-first": _NUMBER,
    "et-al-use-last": _YES_NO,
    "initialize": _YES_NO,
    "initialize-with": _TEXT,
    "name-as-sort-order": "first all",
    "sort-separator": _TEXT,
}
_INHERITED = _NAME | {"names-delimiter": _TEXT, "name-delimiter": _TEXT, "name-form": "long short count"}
_CONDITIONS = {
    "disambiguate": _YES_NO,
    "is-numeric": "* VARIABLES",
    "is-uncertain-date": "* DATES",
    "locator": "* LOCATORS",
    "position": "* first subsequent ibid ibid-with-locator near-note",
    "type": "* TYPES",
    "variable": "* VARIABLES",
}
_LABEL = _AFFIXES | _FONT | _CASE | {"plural": "always never contextual", "strip-periods": _YES_NO}
_FORMS = "long verb short verb-short symbol"
_DATE_PART = _FONT | _CASE | _AFFIXES
_DATE_PART |= {
    "name": "day month year",
    "form": "numeric numeric-leading-zeros ordinal long short",
    "range-delimiter": _TEXT,
    "strip-periods": _YES_NO,
}
_RENDERING = "names date label text number choose group"
_PERSON = {"author": "person", "contributor": "person", "translator": "person"}
_IN_ENGLISH = {"lang": _TEXT}

_PLACES: dict[str, tuple[dict[str, str], str | dict[str, str], str]] = {
    "style": (
        {
            "class": "in-text note",
            "default-locale": _TEXT,
            "version": _TEXT,
            "demote-non-dropping-particle": "never sort-only display-and-sort",
            "initialize-with-hyphen": _YES_NO,
            "page-range-format": "expanded minimal minimal-two chicago chicago-15 chicago-16",
        }
        | _INHERITED,
        "info locale macro citation bibliography",
        "",
    ),
    "info": (
        {},
        {tag: tag for tag in "category link".split()}
        | dict.fromkeys("id issn eissn issnl published updated".split(), "plain")
        | dict.fromkeys("rights summary title title-short".split(), "worded")
        | _PERSON,
        "",
    ),
    "category": ({"citation-format": "author author-date label note numeric", "field": "FIELDS"}, "", ""),
    "link": ({"href": _TEXT, "rel": "self template documentation independent-parent"} | _IN_ENGLISH, "", ""),
    "plain": ({}, "", ""),
    "worded": ({"license": _TEXT} | _IN_ENGLISH, "", ""),
    "person": ({}, dict.fromkeys("name email uri".split(), "plain"), ""),
    "locale": (
        {"lang": _TEXT, "version": _TEXT},
        {"info": "info", "style-options": "style-options", "date": "locale-date", "terms": "terms"},
        "",
    ),
    "style-options": ({"limit-day-ordinals-to-day-1": _YES_NO, "punctuation-in-quote": _YES_NO}, "", ""),
    "locale-date": (
        {"form": "text numeric", "delimiter": _TEXT} | _FONT | _CASE,
        "date-part",
        "form",
    ),
    "terms": ({}, "term", ""),
    "term": (
        {
            "name": "TERMS",
            "form": _FORMS,
            "gender": "masculine feminine",
            "gender-form": "masculine feminine",
            "match": "last-digit last-two-digits whole-number",
        },
        {"single": "plain", "multiple": "plain"},
        "name",
    ),
    "macro": ({"name": _TEXT}, _RENDERING, "name"),
    "citation": (
        {
            "cite-group-delimiter": _TEXT,
            "collapse": "citation-number year year-suffix year-suffix-ranged",
            "year-suffix-delimiter": _TEXT,
            "after-collapse-delimiter": _TEXT,
            "disambiguate-add-names": _YES_NO,
            "disambiguate-add-givenname": _YES_NO,
            "disambiguate-add-year-suffix": _YES_NO,
            "givenname-disambiguation-rule": "all-names all-names-with-initials primary-name"
            " primary-name-with-initials by-cite",
            "near-note-distance": _NUMBER,
        }
        | _INHERITED,
        "sort layout",
        "",
    ),
    "bibliography": (
        {
            "hanging-indent": _YES_NO,
            "entry-spacing": _NUMBER,
            "line-spacing": _NUMBER,
            "second-field-align": "flush margin",
            "subsequent-author-substitute": _TEXT,
            "subsequent-author-substitute-rule": "complete-all complete-each partial-each partial-first",
        }
        | _INHERITED,
        "sort layout",
        "",
    ),
    "layout": ({"delimiter": _TEXT, "locale": _TEXT} | _AFFIXES | _FONT, _RENDERING, ""),
    "sort": ({}, "key", ""),
    "key": (
        {
            "variable": "VARIABLES",
            "macro": _TEXT,
            "names-min": _NUMBER,
            "names-use-first": _NUMBER,
            "names-use-last": _YES_NO,
            "sort": "ascending descending",
        },
        "",
        "variable macro",
    ),
    "names": (
        {"variable": "* NAMES", "delimiter": _TEXT} | _AFFIXES | _DISPLAY | _FONT,
        {"name": "name", "et-al": "et-al", "label": "names-label", "substitute": "substitute"},
        "variable",
    ),
    "name": (
        _NAME
        | {"form": "long short count", "delimiter": _TEXT, "suppress-min": _NUMBER, "suppress-max": _NUMBER}
        | _AFFIXES
        | _FONT,
        "name-part",
        "",
    ),
    "name-part": ({"name": "family given"} | _AFFIXES | _FONT | _CASE, "", "name"),
    "et-al": ({"term": "'et-al' 'and others'"} | _FONT, "", ""),
    "names-label": (_LABEL | {"form": _FORMS}, "", ""),
    "substitute": ({}, _RENDERING, ""),
    "date": (
        {
            "variable": "DATES",
            "date-parts": "year-month-day year-month year",
            "form": "text numeric",
            "delimiter": _TEXT,
        }
        | _AFFIXES
        | _DISPLAY
        | _FONT
        | _CASE,
        "date-part",
        "variable",
    ),
    "date-part": (_DATE_PART, "", "name"),
    "text": (
        {
            "macro": _TEXT,
            "term": "TERMS",
            "form": _FORMS,
            "plural": _YES_NO,
            "value": _TEXT,
            "variable": "STANDARD",
            "quotes": _YES_NO,
            "strip-periods": _YES_NO,
        }
        | _AFFIXES
        | _DISPLAY
        | _FONT
        | _CASE,
        "",
        "macro term value variable",
    ),
    "number": (
        {"variable": "NUMBERS", "form": "numeric ordinal long-ordinal roman"} | _AFFIXES | _DISPLAY | _FONT | _CASE,
        "",
        "variable",
    ),
    "label": (_LABEL | {"variable": "NUMBERS", "form": "long short symbol"}, "", "variable"),
    "group": ({"delimiter": _TEXT} | _AFFIXES | _DISPLAY | _FONT, _RENDERING, ""),
    "choose": ({}, {"if": "if", "else-if": "if", "else": "else"}, ""),
    "if": (_CONDITIONS | {"match": "all any none"}, _RENDERING, " ".join(_CONDITIONS)),
    "else": ({}, _RENDERING, ""),
}

_FIELDS = (
    "anthropology astronomy biology botany chemistry communications engineering generic-base geography geology history"
    " humanities law linguistics literature math medicine philosophy physics political_science psychology science"
    " social_science sociology theology zoology"
)
_LOCATORS = (
    "act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus page"
    " paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume"
)
_OTHER_TERMS = (
    "chapter-number citation-number collection-number edition first-reference-note-number number number-of-pages"
    " number-of-volumes page-first printing editortranslator accessed ad advance-online-publication album and anonymous"
    " at audio-recording bc bce by ce circa cited et-al film forthcoming from henceforth ibid in internet letter"
    " loc-cit no-place no-publisher on online op-cit original-work-published personal-communication podcast"
    " podcast-episode preprint radio-broadcast radio-series radio-series-episode reference retrieved review-of scale"
    " special-issue special-section television-broadcast television-series television-series-episode video"
    " working-paper open-quote close-quote open-inner-quote close-inner-quote page-range-delimiter colon comma"
    " semicolon season-01 season-02 season-03 season-04"
)
_TERMS_OF_SEVERAL_WORDS = ("and others", "available at", "in press", "no date", "presented at")
_NUMBERED_TERM = re.compile(r"ordinal(?:-\d\d)?|long-ordinal-(?:0[1-9]|10)|month-(?:0[1-9]|1[0-2])")


@cache
def places() -> dict[str, Place]:
    """Return every place by its name; "style" and "locale" are the roots."""
    vocabulary = _vocabulary()
    return {
        name: Place(
            {attribute: _values(spec, vocabulary) for attribute, spec in attributes.items()},
            children if isinstance(children, dict) else {tag: tag for tag in children.split()},
            tuple(one_of.split()),
        )
        for name, (attributes, children, one_of) in _PLACES.items()
    }


@cache
def known_tags() -> frozenset[str]:
    """Return every element that CSL has anywhere."""
    return frozenset(tag for place in places().values() for tag in place.children) | {"style", "locale"}


def _vocabulary() -> dict[str, Values]:
    kinds = {kind: [name for name, each in CSL_VARIABLES.items() if each is kind] for kind in Kind}
    terms = [*CSL_TYPES, *_LOCATORS.split(), *_OTHER_TERMS.split(), *_TERMS_OF_SEVERAL_WORDS, *kinds[Kind.NAME]]
    return {
        _TEXT: Values(None),
        _NUMBER: Values(frozenset(), pattern=re.compile(r"\s*-?\d+\s*")),
        "VARIABLES": Values(frozenset(CSL_VARIABLES)),
        "NAMES": Values(frozenset(kinds[Kind.NAME])),
        "DATES": Values(frozenset(kinds[Kind.DATE])),
        "NUMBERS": Values(frozenset(kinds[Kind.NUMBER])),
        "STANDARD": Values(frozenset([*kinds[Kind.STANDARD], *kinds[Kind.NUMBER]])),
        "TYPES": Values(frozenset(CSL_TYPES)),
        "LOCATORS": Values(frozenset(_LOCATORS.split())),
        "FIELDS": Values(frozenset(_FIELDS.split())),
        "TERMS": Values(frozenset(terms), pattern=_NUMBERED_TERM),
    }


def _values(spec: str, vocabulary: dict[str, Values]) -> Values:
    """Read a cell: "*" says that several may stand there, capitals name a set, quotes hold a value with a blank."""
    several = spec.startswith("* ")
    spec = spec.removeprefix("* ")
    found = vocabulary.get(spec)
    if found is None:
        found = Values(frozenset(spec[1:-1].split("' '") if spec.startswith("'") else spec.split()))
    return found._replace(several=several)
