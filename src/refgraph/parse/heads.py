"""The head of a reference: authors, date, title."""

from __future__ import annotations

import re

from refgraph.parse.draft import HIDDEN, Draft
from refgraph.parse.organizations import is_organization
from refgraph.parse.places import is_place
from refgraph.parse.result import Label
from refgraph.parse.words import ET_AL, PARTICLES, UNDATED

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƏȘȚА-ЯЁЄІЇҐӘҒҚҢӨҰҮҺ"
_PARTICLE = r"(?:(?:" + "|".join(sorted(map(re.escape, PARTICLES), key=len, reverse=True)) + r")\s|[dDl]['’]|[Dd]e\s|[Vv]an\s|[Vv]on\s)"
_FAMILY = rf"(?:{_PARTICLE})*(?:Mc|Mac|O['’]|al-|Al-|El-)?[{_UP}][\w'’ʻ]+(?:[-–‐‑\s](?:{_PARTICLE})?[{_UP}][\w'’ʻ]+){{0,2}}"
_INITIALS = rf"(?:[{_UP}][a-zà-ÿ]?\.[\s\u00a0-]*){{1,5}}(?:(?:{_PARTICLE})+)?"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?"
_LAST_FIRST = rf"{_FAMILY}(?:,?\s(?:Jr|Sr)\.?)?,\s*(?:{_INITIALS}|[{_UP}](?![\w'’])){_SUFFIX}"
_FIRST_LAST = rf"{_INITIALS}{_FAMILY}{_SUFFIX}"
_VANCOUVER = rf"{_FAMILY}\s[{_UP}]{{1,3}}(?:-[{_UP}])?(?![\w'’]){_SUFFIX}"
_STOPLESS = rf"{_FAMILY}\s{_INITIALS}"
_FULL = rf"{_FAMILY},\s[{_UP}][\w'’-]+(?:\s(?:[{_UP}]\.\s?)+|\s[{_UP}][\w'’-]+)?{_SUFFIX}"
_NATURAL = rf"(?:[{_UP}][\w'’-]+\s(?:[{_UP}]\.\s?)*){{1,2}}{_FAMILY}"
_UNIT = rf"(?:{_LAST_FIRST}|{_FIRST_LAST}|{_VANCOUVER}|{_STOPLESS})"
_JOIN = r"(?:\s*[,;]\s*(?:(?:&|and|und|et|y|e|и|och|og)\s+)?|\s+(?:&|and|und|et|y|e|и|та|och|og)\s+)"
_MORE = rf"(?:[\s,;]*{ET_AL})?"
_WITH_INITIALS = re.compile(rf"{_UNIT}(?:{_JOIN}{_UNIT})*{_MORE}")
_SPELLED_OUT = re.compile(rf"(?:{_FULL}|{_LAST_FIRST})(?:{_JOIN}(?:{_FULL}|{_NATURAL}|{_UNIT}))*{_MORE}")
_NATURAL_LIST = re.compile(rf"{_NATURAL}(?:{_JOIN}{_NATURAL})*{_MORE}(?=[,.:]\s)")
_YEAR = r"(?:1[4-9]\d\d|20\d\d)(?:\s?[–/-]\s?(?:\d{4}|\d\d))?[a-z]?"
_BRACKETED = re.compile(rf"[(\[]\s*(?P<date>(?:(?:c|ca)\.\s*)?{_YEAR}(?:[,;]?\s+[^()\[\]]{{1,40}})?|(?:[{_UP}][a-z]+\.?\s+)?(?:\d{{1,2}},?\s+)?{_YEAR}|{UNDATED}[a-z]?(?:-[a-z])?)\s*[)\]]", re.IGNORECASE)
_BARE_DATE = re.compile(rf"[\s.,:;]*(?P<date>{_YEAR}|{UNDATED})(?=[.,:;)]|\s)", re.IGNORECASE)
_EDITOR_MARK = re.compile(r"[\s,]*[(\[]?\b(?:eds?|editors?|hrsg|hg|orgs?|organizadore?s?|coords?|dirs?|comps?)\b\.?[)\]]?[\s.,:]*", re.IGNORECASE)
_QUOTES = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "‹": "›", "「": "」", "『": "』", "《": "》", "`": "'"}
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|vs|v|St|Mr|Mrs|Dr|No|Vol|vol|no|pp|ed|eds|cf|ca|Jr|Sr|Mt|Inc|Ltd|Co|Proc|Univ|Dept|Gen|Col|Bd|Nr|Hrsg|[A-Z]\.[A-Z])$")
_SENTENCE = re.compile(rf"[.?!。．](?=[\s{HIDDEN}]|$)|\s//\s|(?<=\w)\.\s*[–—-]\s|\s[–—]\s(?=[{_UP}][\w\s]+:)")
_TITLE_END = re.compile(rf",\s+(?=(?:in|In)[:\s][A-Z]|[A-Z][\w.\s&]{{2,60}}?,?\s+(?:vol\.?\s*)?\d+|vol\.|pp?\.|{HIDDEN})")
_TITLELESS = re.compile(rf"[\s,.;:]*(?P<journal>(?:[{_UP}][\w]*\.?\s?){{1,7}}(?:[A-H])?)[,\s]+(?:vol\.?\s*)?(?P<volume>[A-H]?\d{{1,4}}[A-H]?)\s*[,(:]")


def authors_and_date(draft: Draft) -> None:
    """Find the authors at the head, and the date if it follows them."""
    start = draft.head
    text = draft.open_text
    bracketed = _BRACKETED.search(text, start)
    if bracketed and _could_be_names(text[start : bracketed.start()]):
        _claim_names(draft, start, bracketed.start())
        draft.claim(Label.DATE, *bracketed.span("date"), hide_to=bracketed.end())
        draft.head = bracketed.end()
        return
    end = _names_end(text, start)
    if end is None:
        return
    _claim_names(draft, start, end)
    draft.head = end
    marked = _EDITOR_MARK.match(text, end)
    place = marked.end() if marked else end
    dated = _BRACKETED.match(text, len(text[:place]) + len(text[place:]) - len(text[place:].lstrip(" .,:"))) or _BARE_DATE.match(text, place)
    draft.head = place
    if dated:
        draft.claim(Label.DATE, *dated.span("date"), hide_to=dated.end())
        draft.head = dated.end()


def _claim_names(draft: Draft, start: int, end: int) -> None:
    marked = list(_EDITOR_MARK.finditer(draft.raw, start, end))
    if marked and marked[-1].end() == end:
        draft.claim(Label.EDITOR, start, marked[-1].start(), hide_to=end)
    else:
        draft.claim(Label.AUTHOR, start, end)


def _could_be_names(text: str) -> bool:
    """Return True for the text before a bracketed date that holds names and nothing else."""
    bare = text.strip(" .,")
    if not bare or any(mark in bare for mark in "“”«»\"„") or re.search(rf"\d|{HIDDEN}", bare):
        return False
    matched = _WITH_INITIALS.match(bare) or _SPELLED_OUT.match(bare)
    if matched and len(bare) - matched.end() <= 25:
        return True
    if is_organization(bare) and len(bare) < 150:
        return re.search(r"[a-z]{3,}\.\s+[A-Z]", bare) is None or len(bare) < 80
    words = bare.split()
    return len(words) <= 5 and all(word[0].isupper() or word in PARTICLES or word in {"&", "and"} or word.lower() in {"ugli", "ogli"} for word in words)


def _names_end(text: str, start: int) -> int | None:
    """Return where the names at the head end, or None if it does not begin with names."""
    for pattern in (_WITH_INITIALS, _SPELLED_OUT, _NATURAL_LIST):
        found = pattern.match(text, start)
        if found and re.match(rf"\s*(?:[.,:;(\[“\"«„‘–—]|[{_UP}]|\d|{HIDDEN}|$)", text[found.end() :]):
            return found.end()
    sentence = next((cut for cut in _SENTENCE.finditer(text, start) if not _ABBREVIATED.search(text[start : cut.start()])), None)
    if sentence and is_organization(text[start : sentence.start()]) and sentence.start() - start < 120:
        return sentence.start()
    return None


def title(draft: Draft) -> None:
    """Find the title: what is quoted behind the head, or the first sentence there."""
    text = draft.open_text
    start = draft.head
    while start < len(text) and text[start] in " .,:;)\u00a0" + HIDDEN:
        start += 1
    if start >= len(text):
        return
    if text[start] in _QUOTES:
        end = _quote_end(text, start)
        if end is not None:
            draft.claim(Label.TITLE, start + 1, end, hide_to=end + 1)
            draft.quoted_title = True
            draft.head = end + 1
            return
    if draft.has(Label.AUTHOR) and _TITLELESS.match(text, start):
        draft.head = start
        return
    end = _title_end(text, start)
    if text[end : end + 1] in {"?", "!"}:
        end += 1
    draft.claim(Label.TITLE, start, end)
    draft.head = end


def _quote_end(text: str, start: int) -> int | None:
    """Return where the quotation that opens at ``start`` closes: the last mark before a break, as titles hold quotations too."""
    closing = _QUOTES[text[start]]
    ends = [place for place in range(start + 2, len(text)) if text[place] in closing]
    for end in ends:
        if text[end - 1] in ".,?!" or re.match(r"[\s.,;:(\[]|$", text[end + 1 :]):
            if text[end] == "’" and text[end + 1 : end + 2].isalpha():
                continue
            return end
    return None


def _title_end(text: str, start: int) -> int:
    for cut in _SENTENCE.finditer(text, start):
        before = text[start : cut.start()]
        if cut[0] == "." and (_ABBREVIATED.search(before) or re.match(r"\.\s+[a-zа-я]", text[cut.start() :])):
            continue
        if len(before) < 4:
            continue
        break
    else:
        cut = None  # type: ignore[assignment]
    end = cut.start() if cut else len(text)
    comma = _TITLE_END.search(text, start + 10, end)
    if comma and not cut:
        end = comma.start()
    hidden = text.find(HIDDEN, start, end)
    return hidden if hidden > start + 8 else end


def late_date(draft: Draft) -> None:
    """Find the date that does not follow the authors: the last year that is still open."""
    if draft.has(Label.DATE):
        return
    found = None
    for pattern in (_LONG_DATE, _YEAR_ALONE):
        found = next(iter(reversed(list(pattern.finditer(draft.open_text, draft.head)))), None)
        if found:
            break
    if found is None:
        found = _YEAR_ALONE.search(draft.open_text)
    if found:
        draft.claim(Label.DATE, *found.span("date"), hide_from=found.start(), hide_to=found.end())


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Fev|Abr|Mai|Ago|Set|Out|Dez|Ene|Dic|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[a-zà-ÿа-я]{0,8}\.?"
_LONG_DATE = re.compile(rf"[(\[]?(?P<date>(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\s+(?:de\s+)?)?{_MONTH}(?:\s?[-/–]\s?{_MONTH})?(?:\s+\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?,)?\s+(?:de\s+)?{_YEAR}|{_YEAR}\s+{_MONTH}(?:\s+\d{{1,2}}(?!\d))?)[)\]]?", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"[(\[]?(?<![\w:/–-])(?P<date>{_YEAR})(?![\w:/]|[–-]\d)[)\]]?")
__all__ = ["authors_and_date", "is_place", "late_date", "title"]
