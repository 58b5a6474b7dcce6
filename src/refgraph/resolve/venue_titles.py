"""Titles of venues in a form to compare by: what belongs to an event, a volume or a cataloguer is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from refgraph.text.normal import fold

# Articles, conjunctions and prepositions, which ISO 4 leaves out.
_SMALL = frozenset(
    "the an of and or for on in to by from with der die das dem den und fur zu zur zum im ein eine le la "
    "l de du d et en aux au pour sur un une el los las y del da dos das em para por il lo gli della delle dei "
    "degli di nel nella och av van het een voor dlya ze".split()
)
_PERHAPS_SMALL = frozenset("a am as at des les do e f i na o op po s ta te u v w z".split())
"""Small words of one language and abbreviations of another: "Am. J.", "Int. J. Des. Nat."."""
_ARTICLES = frozenset("the an der die das le la les el los las il lo gli l de het os as".split())
_MEDIUM = re.compile(
    r"^(?:online|print|printed|internet|electronic(?: resource)?|on ?line|cd rom|e ?book|ebook|web|text|"
    r"(?:19|20)\d\d(?: ?- ?(?:19|20)?\d\d)?)\.?$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.\-’']{1,11}$")
_PARALLEL = re.compile(r"\s=\s|\s//\s")
_TAIL = re.compile(r"\s*[/;]\s+|:\s+|\s[–—-]\s|(?<=[Ss]ection \w)[,.] |(?<=[Ss]eries \w)[,.] |(?<=[Pp]art \w)[,.] ")
_ELISION = re.compile(r"\b(?:l|d|dell|nell|all|dall|sull|un|qu)['’ʼ](?=\w)", re.IGNORECASE)
_SECTION = re.compile(r"\b(?:series|serie|ser|section|sect|sectio|part|pt) (?=\w{1,3}\b)")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_VOLUME = re.compile(
    r"[,;:.]?\s*\b(?:vol(?:ume|s)?|bd|band|t|tom|tome|issue|no|nr|part|том|вып|№)\b\.?\s*(?:\d+|[IVXLC]+)\b.*$",
    re.IGNORECASE,
)
_IN = re.compile(r"^\s*(?:in|to appear in)\s*:?\s+(?=[A-Z])")
_MEETING = re.compile(
    r"\b(?:conf(?:erence|erencia)?|conferences|symp(?:osium|osia)?|workshops?|wksp|congr(?:ess|eso|es)?|kongress|"
    r"meeting|colloqu(?:ium|e)|konferenz|tagung|konferents\w*|seminar|summit|school)\b"
)
_ORDINAL = re.compile(
    r"\b(?:\d+ ?(?:st|nd|rd|th|er|eme|ya|i|o)|(?:twenty|thirty|forty|fifty)? ?(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|twentieth|thirtieth)|"
    r"[ivxl]{2,})\b(?: annual\b)?"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|(?<=\w )\d\d$")
_PROCEEDINGS = re.compile(
    r"^(?:(?:conference )?(?:proceedings|proc|procs|actes|atti|actas|tagungsband|trudy|materialy)|"
    r"(?:papers|abstracts|transactions) (?:from|of))\b(?: (?:of|from|the|du|de|des|del|der))*"
)


class VenueTitle(NamedTuple):
    """The title of a venue, to compare by.

    Attributes:
        name: folded title, without what is set aside.
        variants: words of each form of the title as a whole, or of one of its parallel titles.
        mains: words of each form without subtitle and responsible body.
        acronyms: folded acronyms that stand in brackets.
        places: folded remarks in brackets, mostly places: "rome" in "Brevia (Rome)".
        event: number and year of a meeting; the empty string for others.
        script: True if it has letters of another script than Latin.
    """

    name: str
    variants: tuple[tuple[str, ...], ...]
    mains: tuple[tuple[str, ...], ...]
    acronyms: tuple[str, ...]
    places: tuple[str, ...]
    event: str
    script: bool


@lru_cache(maxsize=1 << 16)
def venue_title(text: str) -> VenueTitle:
    """Return the title of a venue in the form to compare by.

    >>> venue_title("Proceedings of the 3rd International Conference on Examples, 2001").name
    'international conference on examples'
    >>> venue_title("Вестник МГУ = Moscow University Herald").variants[1]
    ('vestnik', 'mgu')
    """
    acronyms: list[str] = []
    places: list[str] = []
    text = _ELISION.sub("", text)
    for remark in _BRACKETS.findall(text):
        _sort_remark(remark.strip(), acronyms, places)
    bare = _VOLUME.sub("", _BRACKETS.sub(" ", _IN.sub("", text))).strip(" .,;:/") or text
    parts = [part for part in _PARALLEL.split(bare) if fold(part)] or [bare]
    forms = list(dict.fromkeys((bare, *parts)))
    name, event = _without_event(_plain(bare))
    return VenueTitle(
        name=name,
        variants=_variants(forms),
        mains=_variants(main for part in parts if (main := _main(part))),
        acronyms=tuple(dict.fromkeys(acronyms)),
        places=tuple(dict.fromkeys(places)),
        event=event,
        script=any(ord(letter) > 0x24F and not 0x1E00 <= ord(letter) < 0x1F00 for letter in text if letter.isalpha()),
    )


def _variants(forms: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the words of titles: small words left out in all languages and in some, hyphens as gaps and as nothing."""
    found: dict[tuple[str, ...], None] = {}
    for form in forms:
        written = [form, form.replace("-", "")]
        if " " not in form:
            written.append(_HUMPS.sub(" ", form))  # "AncInd"
        for text in dict.fromkeys(written):
            name = _without_event(_plain(text))[0]
            for folded in dict.fromkeys((name, _SECTION.sub("", name))):
                found |= dict.fromkeys((_words(folded, _PERHAPS_SMALL), _words(folded, frozenset())))
    return tuple(words for words in found if words)


def _sort_remark(remark: str, acronyms: list[str], places: list[str]) -> None:
    """Put a remark in brackets where it belongs; "Online" and years belong nowhere."""
    folded = fold(remark)
    if not folded or _MEDIUM.match(remark):
        return
    if _ACRONYM.match(remark):
        acronyms.append(folded.replace(" ", ""))
    else:
        places.append(folded)


def _main(text: str) -> str:
    """Return the title without subtitle and responsible body, or the empty string."""
    found = _TAIL.search(text)
    return text[: found.start()] if found else ""


def _plain(text: str) -> str:
    words = fold(text).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def _without_event(folded: str) -> tuple[str, str]:
    """Return the name of a meeting without its number and year, and these; a journal stays as it is."""
    if not _MEETING.search(folded):
        return folded, ""
    marks = [*_ORDINAL.findall(folded), *_YEAR.findall(folded)]
    bare = " ".join(_YEAR.sub("", _ORDINAL.sub("", _PROCEEDINGS.sub("", folded))).split())
    bare = _PROCEEDINGS.sub("", bare).strip().removeprefix("the ").removeprefix("annual ")
    return bare or folded, " ".join(" ".join(mark.split()) for mark in marks)


def _words(folded: str, more: frozenset[str]) -> tuple[str, ...]:
    """Return the words that ISO 4 keeps; a single letter at the end is a section ("Physical Review A")."""
    words = folded.split()
    last = len(words) - 1
    kept = [
        word
        for place, word in enumerate(words)
        if (word not in _SMALL and word not in more) or (len(word) == 1 and place == last)
    ]
    return tuple(kept or words)
