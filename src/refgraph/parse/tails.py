"""The tail of a reference: what it is in, its numbers, and who published it where."""

from __future__ import annotations

import re

from refgraph.parse.draft import HIDDEN, Draft
from refgraph.parse.organizations import is_organization
from refgraph.parse.places import is_place
from refgraph.parse.publishers import is_publisher
from refgraph.parse.result import Label
from refgraph.parse.words import CYRILLIC_PLACE, RESPONSIBILITY

_DASH = r"\s?(?:--?|[‐‑–—−])\s?"
_PAGE = r"[A-Za-z]{0,2}\d++[A-Za-z]?"
_PAGES = rf"(?:{_PAGE}{_DASH}{_PAGE}|{_PAGE}|[ivxlc]+{_DASH}[ivxlc]+)"
_VOLUME_WORD = r"(?:vol(?:ume|umen)?s?|bd|band|tomo?|т|том|v|jg)\b\.?\s*"
_ISSUE_WORD = r"(?<!\w)(?:no|nr|n|num|núm|№|issue|iss|heft|h|вып|n[°º])(?![^\W\d_])\.?\s*"
_PAGES_WORD = r"(?:pp?|pages?|pgs?|págs?|S|с|С|стр|ss)\b\.?\s*"
_NUMBERS = (
    re.compile(
        rf"(?P<volume>[A-Z]?\d+[A-Z]?(?:{_DASH}\d+)?)\s?\((?P<issue>[^()]{{1,20}})\)\s?[,:;]\s*(?:{_PAGES_WORD})?(?P<pages>{_PAGES})(?![\w/.]\d)",
        re.IGNORECASE,
    ),
    re.compile(
        (
            rf"\b{_VOLUME_WORD}(?P<volume>[A-Z]?\d+[A-Z]?"
            rf"|[IVXLC]+\b)[\s,.;:(]*(?:{_ISSUE_WORD}(?P<issue>\d+(?:{_DASH}\d+)?))?[\s,.;:)]*(?:[^\d{HIDDEN}]{{0,25}}?{_PAGES_WORD}(?P<pages>{_PAGES}))?"
        ),
        re.IGNORECASE,
    ),
    re.compile(r"(?<=[;,\s])(?P<volume>\d{1,4})\s?\((?P<issue>[\w\s–-]{1,12})\)"),
    re.compile(rf"(?<=[;,\s])(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)\s?:\s?(?P<pages>{_PAGES})(?![\w/]|\.\d)"),
    re.compile(
        rf"(?<=[\s,])(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?),\s?(?:{_ISSUE_WORD}(?P<issue>\d+),\s?)?(?:{_PAGES_WORD})?(?P<pages>{_PAGES})(?=[\s.,;(){HIDDEN}]|$)"
    ),
)
_AROUND_DATE = re.compile(
    rf"(?<=[\s,.A-Z])(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)[\s,]*{HIDDEN}+[\s,:.]*(?P<pages>{_PAGES})(?=[\s.,;({HIDDEN}]|$)"
)
_DOTTED = re.compile(
    rf"(?<=\s)(?P<volume>\d{{1,3}})\.(?P<issue>\d{{1,3}})[\s,]*{HIDDEN}+[\s,:]+(?P<pages>{_PAGES})(?=[\s.,;{HIDDEN}]|$)"
)
_PAGES_ALONE = re.compile(
    rf"[(,\s]?\b{_PAGES_WORD}(?P<pages>{_PAGES}(?:,\s?{_PAGES})*)\)?"
    rf"|(?<=[\s,:;])(?P<bare>\d{{1,5}}{_DASH}\d{{1,5}})(?=[.,;\s{HIDDEN}]|$)"
)
_ISSUE_ALONE = re.compile(rf"{_ISSUE_WORD}(?P<issue>\d+(?:{_DASH}\d+)?)", re.IGNORECASE)
_IN = re.compile(
    rf"(?:(?<=[.,;”\"’»?!){HIDDEN}]\s)|(?<=[{HIDDEN}”\"’»]))(?:[Ii]n|IN|[Dd]ans|En|Em|Nel"
    rf"|В)\s?:?\s+(?!(?:[Vv]itro|[Vv]ivo|[Ss]ilico)\b)(?=\S)|\b[Ii]n:\s+(?=\S)|//\s*"
)
_EDITORS_AFTER = re.compile(
    (
        rf"(?P<editors>[^{HIDDEN}()“”]{{3,200}}?)[\s,]*(?:\(\s*(?:eds?|editors?|hrsg|hg|orgs?"
        rf"|organizadore?s?|coords?|dirs?|comps?)\b\.?\s*\)|,?\s(?:[Ee]ds?|editors?|organizadores"
        rf"|Hrsg)\b\.?)[\s,.:]*"
    ),
    re.IGNORECASE,
)
_EDITED_BY = re.compile(
    (
        rf"[,(\s]*\b(?:edited by|ed\. by|hrsg\. v(?:on|\.)"
        rf"|(?<=[,(]\s)eds?\.)\s+(?P<editors>(?:[^{HIDDEN}()“”.,]|,(?!\s*(?:pp?\b|vol\b|\d))"
        rf"|(?<=\b[A-Z])\.|(?<=\b[A-Z]\.-[A-Z])\.)+)"
    ),
    re.IGNORECASE,
)
_TRANSLATED_BY = re.compile(
    (
        rf"[,(\s]*\b(?:translated by|transl?\. by|(?<=[,(]\s)trans\.|(?<=\()trans\.|übers\. v(?:on|\.)"
        rf"|tradução de|trad\. de|traducción de|traduit par|пер\. с "
        rf"\S+)\s+(?P<translators>[^{HIDDEN}()“”.;]*(?:\b[A-Z]\.[^{HIDDEN}()“”.;]*)*)"
    ),
    re.IGNORECASE,
)
_PLACE_PUBLISHER = re.compile(
    rf"(?:^|[\s.,;(–—{HIDDEN}])(?P<place>{CYRILLIC_PLACE}|(?:St\.\s)?[^\W\d_][^:.;(){HIDDEN}]{{1,50}}?(?:,\s[A-Z]\.\s?[A-Z]\.)?(?:\s\([A-Z]{{2,4}}\))?)\s?:\s(?P<publisher>[^\W\d_][^;:{HIDDEN}]{{1,80}}?)(?=\s*(?:[,;.)]\s*(?:[{HIDDEN}\[(]|\d|pp?\.|[A-Z]{{2,}}|$)|[;{HIDDEN}]|(?<!\b[A-Z])\.\s|\.?$))"
)
_SEGMENT = re.compile(rf"[^{HIDDEN}]+")


def editors(draft: Draft) -> None:
    """Find "In A. B. Editor (Ed.)," before the container, and editors and translators named after a title."""
    for pattern, label, group in (
        (_EDITED_BY, Label.EDITOR, "editors"),
        (_TRANSLATED_BY, Label.TRANSLATOR, "translators"),
    ):
        found = pattern.search(draft.open_text, draft.head)
        if found and len(found[group]) < 120:
            draft.claim(label, *found.span(group), hide_from=found.start())
    opening = _IN.search(draft.open_text, max(draft.head - 1, 0))
    if opening is None:
        return
    draft.hide(*opening.span())
    draft.container_from = opening.end()
    found = _EDITORS_AFTER.match(draft.open_text, opening.end())
    if found and not draft.has(Label.EDITOR):
        draft.claim(Label.EDITOR, *found.span("editors"), hide_to=found.end())
        draft.container_from = found.end()


def volume_issue_pages(draft: Draft) -> None:
    """Find volume, issue and pages behind the title, in the first of the usual arrangements that is there."""
    for pattern in (_DOTTED, *_NUMBERS, _AROUND_DATE):
        found = pattern.search(draft.open_text, draft.head)
        if found is None or _is_year(found["volume"]):
            continue
        parts = found.groupdict()
        for name, label in (("volume", Label.VOLUME), ("issue", Label.ISSUE), ("pages", Label.PAGES)):
            if parts.get(name):
                draft.claim(label, *found.span(name))
        draft.numbers_at = found.start()
        break
    if not draft.has(Label.PAGES):
        found = _PAGES_ALONE.search(draft.open_text, draft.head)
        if found:
            draft.claim(
                Label.PAGES,
                *found.span("pages" if found["pages"] else "bare"),
                hide_from=found.start(),
                hide_to=found.end(),
            )
            draft.numbers_at = min(draft.numbers_at or len(draft.raw), found.start())
    if not draft.has(Label.ISSUE):
        found = _ISSUE_ALONE.search(draft.open_text, draft.head)
        if found:
            draft.claim(Label.ISSUE, *found.span("issue"), hide_from=found.start())


def _is_year(text: str) -> bool:
    return re.fullmatch(r"1[6-9]\d\d|20[0-3]\d", text) is not None


def container(draft: Draft) -> None:
    """Find what holds the work: behind "In", or the text before volume and pages."""
    if draft.container_from is not None:
        start, end = _sentence(draft, draft.container_from)
        draft.claim(Label.CONTAINER, start, end)
        return
    if draft.numbers_at is None or not (draft.has(Label.VOLUME) or draft.has(Label.ISSUE)):
        return
    before = draft.open_text[draft.head : draft.numbers_at]
    piece = next(
        (found for found in reversed(list(_SEGMENT.finditer(before))) if re.search(r"[^\W\d_]{2}", found[0])),
        None,
    )
    if piece is None:
        return
    start, end = draft.head + piece.start(), draft.head + piece.end()
    parts = [
        found for found in re.finditer(r"[^,.]+(?:\.(?!\s+[A-Z][a-z]{3,}))?", draft.raw[start:end]) if found[0].strip()
    ]
    last = parts[-1] if parts else None
    if last and len(parts) > 1 and is_place(last[0].strip(" .")):
        draft.claim(Label.LOCATION, start + last.start(), start + last.end())
        end = start + last.start()
    cut = max(
        (found.end() for found in re.finditer(r"(?<=[a-zà-ÿ)]{6})\.\s+(?=[A-Z])|[?!]\s+", draft.raw[start:end])),
        default=0,
    )
    draft.claim(Label.CONTAINER, start + cut, end)


def _sentence(draft: Draft, start: int) -> tuple[int, int]:
    """Return the span from ``start`` to the end of the sentence or of the open text."""
    text = draft.open_text
    while start < len(text) and text[start] in " .,:" + HIDDEN:
        start += 1
    found = re.compile(
        rf"(?<=[^\W\d_]{{3}})[.,](?=\s+[A-Z][^.,:]*:\s)|(?<=[\w)]{{5}})\.(?=[\s{HIDDEN}]|$)|(?<=\s\d\d)\.(?=\s+[A-Z])|\.(?=\s*$)"
        rf"|{HIDDEN}|\s\(|,\s(?=\(|pp?\.|vol)|\s/\s(?={RESPONSIBILITY})"
    ).search(text, start)
    return start, found.start() if found else len(text)


def place_and_publisher(draft: Draft) -> None:
    """Find "Place: Publisher" behind the title."""
    for found in _PLACE_PUBLISHER.finditer(draft.open_text, max(draft.head - 1, 0)):
        place = found["place"].strip(" ,")
        if is_place(place) or (len(place.split()) <= 3 and not is_organization(place)):
            draft.claim(Label.LOCATION, *found.span("place"))
            draft.claim(Label.PUBLISHER, *found.span("publisher"))
            return


def leftovers(draft: Draft) -> None:
    """Name what is left behind the title, sentence by sentence: a publisher, a place, or what holds a quoted title."""
    text = draft.open_text
    for piece in _SEGMENT.finditer(text, draft.head):
        for found in re.finditer(r"[^\s.,;:][^;]*?(?:(?<=[\w)”’]{3})\.(?=\s|$)|;|$)", piece[0]):
            _name(draft, piece.start() + found.start(), piece.start() + found.end())


def _name(draft: Draft, start: int, end: int) -> None:
    bare = draft.raw[start:end].strip(" .,;:()[]")
    if not re.search(r"[^\W\d_]{2}", bare) or len(bare) > 120:
        return
    if is_place(bare):
        if not draft.has(Label.LOCATION):
            draft.claim(Label.LOCATION, start, end)
        return
    comma = re.search(r",\s*(?P<place>[^,]+(?:,\s*[A-Z]{2})?)$", bare)
    if (is_publisher(bare) or is_organization(bare)) and not draft.has(Label.PUBLISHER):
        if comma and is_place(comma["place"]):
            cut = draft.raw.index(comma[0], start)
            draft.claim(Label.LOCATION, cut + 1, end)
            end = cut
        draft.claim(Label.PUBLISHER, start, end)
    elif (draft.quoted_title or draft.has(Label.PAGES)) and not draft.has(Label.CONTAINER, Label.PUBLISHER):
        draft.claim(Label.CONTAINER, start, end)
    elif not draft.has(Label.CONTAINER, Label.PUBLISHER) and bare[0].isupper() and len(bare.split()) <= 4:
        draft.claim(Label.PUBLISHER, start, end)
