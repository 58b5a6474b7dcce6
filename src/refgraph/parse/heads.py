"""The head of a reference: authors, date, title."""

from __future__ import annotations

import re

from refgraph.parse.draft import HIDDEN, Draft
from refgraph.parse.organizations import is_organization
from refgraph.parse.places import is_place
from refgraph.parse.publishers import is_publisher
from refgraph.parse.result import Label
from refgraph.parse.words import CYRILLIC_PLACE, ET_AL, PARTICLES, RESPONSIBILITY, UNDATED

_UP = "[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚЀ-ЯҐӘҒҚҢӨҰҮҺ]"  # a capital; some small letters of Latin Extended-A are let in
_PARTICLE = (
    r"(?:(?:"
    + "|".join(sorted(map(re.escape, PARTICLES), key=len, reverse=True))
    + r")\s|[dDl]['’]|[Dd]e\s|[Vv]an\s|[Vv]on\s)"
)
_FAMILY = (
    rf"(?:{_PARTICLE})*(?:Mc|Mac|O['’]|al-|Al-|El-)?{_UP}[\w'’ʻ]+(?:[-–‐‑]\w+"
    rf"|\s(?:{_PARTICLE})?{_UP}[\w'’ʻ]+){{0,2}}"
)
_INITIAL = rf"{_UP}[^\W\d_]?\."
_INITIALS = rf"{_INITIAL}(?:[\s\u00a0-]*{_INITIAL}){{0,4}}(?:(?:\s(?:de|da|do|dos|von|van|der|di|la|du)\b)+)?"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?"
_LAST_FIRST = rf"{_FAMILY}(?:,?\s(?:Jr|Sr)\.?)?,\s*(?:{_INITIALS}|{_UP}(?![\w'’])){_SUFFIX}"
_FIRST_LAST = rf"{_INITIALS}[\s\u00a0]*{_FAMILY}{_SUFFIX}"
_VANCOUVER = rf"(?=[^\s,]*[a-zß-ÿа-я]){_FAMILY}\s{_UP}{{1,3}}(?:-{_UP})?(?![\w'’]){_SUFFIX}"
_STOPLESS = rf"{_FAMILY}\s{_INITIALS}"
_FULL = rf"{_FAMILY},\s{_UP}[\w'’-]+(?:(?:\s{_UP}\.)+|\s{_UP}[\w'’-]+)?{_SUFFIX}"
_NO_TITLE = (
    r"(?!(?:The|A|An|On|In|Of|For|La|Le|Les|El|Los|Las|Il|Lo|Der|Die|Das|Ein|Eine|L['’]|Zur|Zum|Über"
    r"|O|Os|As|How|What|Why|From|Toward|Towards)\b)"
)
_NATURAL = rf"{_NO_TITLE}(?:{_UP}[\w'’-]+\s(?:{_UP}\.?\s?(?=\W|{_UP}))*){{1,2}}{_NO_TITLE}{_FAMILY}"
_PLAIN_NATURAL = rf"{_NO_TITLE}{_UP}[\w'’-]{{2,}}\s{_FAMILY}"
_UNIT = rf"(?:{_LAST_FIRST}|{_FIRST_LAST}|{_STOPLESS}|{_VANCOUVER})"
_JOIN = r"(?:\s*[,;]\s*(?:(?:&|and|und|et|y|e|и|och|og)\s+)?|\s+(?:&|and|und|et|y|e|и|та|och|og)\s+)"
_MORE = rf"(?:[\s,;]*{ET_AL})?"
_WITH_INITIALS = re.compile(rf"{_UNIT}(?:{_JOIN}{_UNIT})*{_MORE}")
_SPELLED_OUT = re.compile(rf"(?:{_FULL}|{_LAST_FIRST})(?:{_JOIN}(?:{_FULL}|{_NATURAL}|{_UNIT}))*{_MORE}")
_NATURAL_LIST = re.compile(
    rf"{_NATURAL}(?:{_JOIN}{_NATURAL})*{_MORE}(?=[,.]\s)"
    rf"|{_PLAIN_NATURAL}(?:\s(?:and|und|et|&)\s{_PLAIN_NATURAL})?(?=:\s)"
)
_YEAR = r"(?:1[4-9]\d\d|20\d\d)(?:\s?[–/-]\s?(?:\d{4}|\d\d))?[a-z]?"
_BRACKETED = re.compile(
    (
        rf"[(\[]\s*(?P<date>(?:(?:c|ca)\.\s*)?{_YEAR}(?:[,;]?\s+[^()\[\]]{{1,40}})?"
        rf"|(?:{_UP}[a-z]+\.?\s+)?(?:\d{{1,2}},?\s+)?{_YEAR}|{UNDATED}[a-z]?(?:-[a-z])?)\s*[)\]]"
    ),
    re.IGNORECASE,
)
_BARE_DATE = re.compile(rf"[\s.,:;]*(?P<date>{_YEAR}|{UNDATED})(?=[.,:;)]|\s)", re.IGNORECASE)
_EDITOR_MARK = re.compile(
    r"[\s,]+[(\[]?(?:eds?|editors?|hrsg|hg|orgs?|organizadore?s?|coords?|dirs?|comps?)\b\.?[)\]]?[\s.,:]*",
    re.IGNORECASE,
)
_QUOTES = {
    "“": "”",
    "«": "»",
    "„": "“”",
    '"': '"',
    "‘": "’",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "`": "'",
}
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|vs|v|St|Mr|Mrs|Dr|No|Vol|vol|no|pp|ed|eds|cf|ca|Jr|Sr|Mt|Inc|Ltd|Co|Proc"
    r"|Univ|Dept|Gen|Col|Bd|Nr|Hrsg|cv|sp|spp|var|subsp|[A-Z]\.[A-Z])$"
)
_SENTENCE = re.compile(
    rf"[.?!。．](?=[\s{HIDDEN}]|$)|\s//\s|\s/\s(?={RESPONSIBILITY})|(?<=\w)\.\s*[–—-]\s|\s[–—]\s(?={_UP}[\w\s]+:)"
)
_TITLE_END = re.compile(
    rf",\s+(?=(?:in|In)[:\s][A-Z]|[A-Z][\w.\s&]{{2,60}}?,?\s+(?:vol\.?\s*)?\d+|vol\.|pp?\.|{HIDDEN})"
)
_CYRILLIC_IMPRINT = re.compile(rf"\s*(?:[–—-]\s*)?{CYRILLIC_PLACE}\s?:\s")
_DATED_BRACKET = re.compile(rf"\s[(\[](?=[^)\]]*{HIDDEN})")
_TITLELESS = re.compile(
    rf"[\s,.;:]*(?P<journal>(?:{_UP}[\w&]*\.?\s?){{1,7}}(?:[A-H])?)[,\s]+(?:vol\.?\s*)?(?P<volume>[A-H]?\d{{1,4}}[A-H]?)\s*[,(:{HIDDEN}]"
)


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
    marked = _EDITOR_MARK.match(text, end)
    end = marked.end() if marked else end
    _claim_names(draft, start, end)
    draft.head = end
    dated = _BRACKETED.match(text, len(text) - len(text[end:].lstrip(" .,:"))) or _BARE_DATE.match(text, end)
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
    if not bare or any(mark in bare for mark in '“”«»"„') or re.search(rf"\d|{HIDDEN}", bare):
        return False
    matched = _WITH_INITIALS.match(bare) or _SPELLED_OUT.match(bare)
    if matched and len(bare) - matched.end() <= 25:
        return True
    if is_organization(bare) and len(bare) < 150:
        return re.search(r"[a-z]{3,}\.\s+[A-Z]", bare) is None or len(bare) < 80
    words = bare.split()
    return len(words) <= 5 and all(
        word[0].isupper() or word in PARTICLES or word in {"&", "and"} or word.lower() in {"ugli", "ogli"}
        for word in words
    )


def _names_end(text: str, start: int) -> int | None:
    """Return where the names at the head end, or None if it does not begin with names."""
    natural = _NATURAL_LIST.match(text, start)
    for pattern in (_WITH_INITIALS, _SPELLED_OUT, _NATURAL_LIST):
        found = pattern.match(text, start)
        if found and natural and pattern is _WITH_INITIALS and _is_longer(natural, found):
            found = natural  # "John R. Davies, Stephen V. Coggeshall" is no "John R."
        if found and re.match(rf"\s*(?:[.,:;(\[“\"«„‘–—]|{_UP}|\d|{HIDDEN}|$)", text[found.end() :]):
            return found.end()
    sentence = next(
        (cut for cut in _SENTENCE.finditer(text, start) if not _ABBREVIATED.search(text[start : cut.start()])),
        None,
    )
    if sentence and is_organization(text[start : sentence.start()]) and sentence.start() - start < 120:
        return sentence.start()
    return None


def _is_longer(natural: re.Match[str], found: re.Match[str]) -> bool:
    """Return True for "John R. Davies" before "John R.", but not for "Серік А. Жол", a name and a title."""
    several = re.search(_JOIN, natural[0]) is not None
    return natural.end() > found.end() and (several or natural[0][0] < "\u0370")


def title(draft: Draft) -> None:
    """Find the title: what is quoted behind the head, or the first sentence there."""
    text = draft.open_text
    start = draft.head
    while start < len(text) and text[start] in " .,:;)\u00a0" + HIDDEN:
        start += 1
    if not re.search(r"[^\W_]", text[start:]):
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
    if not re.match(r"[.?!]\s+[^\W\d_]", text[end:]):
        end = _imprint(draft, start, end)
    draft.claim(Label.TITLE, start, end)
    draft.head = end


def _quote_end(text: str, start: int) -> int | None:
    """Return where the quotation that opens at ``start`` closes: the first closing mark before a break."""
    closing = _QUOTES[text[start]]
    ends = [place for place in range(start + 2, len(text)) if text[place] in closing]
    for end in ends:
        if text[end - 1] in ".,?!" or re.match(r"[\s.,;:(\[]|$", text[end + 1 :]):
            if text[end] == "’" and text[end + 1 : end + 2].isalpha():
                continue
            return end
    return None


def _title_end(text: str, start: int) -> int:
    """Return where a title ends: at the first full stop, or before the journal, bracket or field that follows it."""
    cut = next((cut for cut in _SENTENCE.finditer(text, start) if _ends_sentence(text, start, cut)), None)
    end = cut.start() if cut else len(text)
    comma = _TITLE_END.search(text, start + 10, end)
    if comma and (cut is None or not text[cut.end() :].strip(" " + HIDDEN)):
        end = comma.start()
    bracket = _DATED_BRACKET.search(text, start + 5, end)
    if bracket:
        return bracket.start()
    hidden = text.find(HIDDEN, start, end)
    return hidden if hidden > start + 8 else end


def _ends_sentence(text: str, start: int, cut: re.Match[str]) -> bool:
    """Return False for the stop of an abbreviation, and for a mark behind which the title goes on."""
    before = text[start : cut.start()]
    if _CYRILLIC_IMPRINT.match(text, cut.end()):
        return True
    if cut[0] == "." and (_ABBREVIATED.search(before) or re.match(r"\.\s+[a-zа-я]", text[cut.start() :])):
        return False
    return len(before) >= 4 and not (cut[0] in "?!" and _goes_on(text, cut.end()))


def _goes_on(text: str, place: int) -> bool:
    """Return True if behind "?" or "!" the title goes on: with words, and neither place and publisher nor numbers."""
    following = next((cut.start() for cut in _SENTENCE.finditer(text, place)), None)
    if following is None:
        return False
    piece = text[place:following].strip()
    rest = text[following + 1 :].strip(" ." + HIDDEN)
    return bool(rest) and len(piece.split()) > 2 and not re.search(rf"[:\d{HIDDEN}]", piece) and not is_publisher(piece)


def _imprint(draft: Draft, start: int, end: int) -> int:
    """Part publisher and place from a title that only commas divide: "Title, Kluwer Academic Publishers, Boston"."""
    while (comma := draft.raw.rfind(",", start + 5, end)) > 0:
        piece = draft.raw[comma + 1 : end].strip(" .,")
        if is_place(piece) and not draft.has(Label.LOCATION):
            draft.claim(Label.LOCATION, comma + 1, end)
        elif is_publisher(piece) and not draft.has(Label.PUBLISHER):
            draft.claim(Label.PUBLISHER, comma + 1, end)
        elif piece:
            break
        end = comma
    return end


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


_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Fev|Abr|Mai|Ago|Set|Out|Dez|Ene|Dic|янв|фев"
    r"|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[a-zà-ÿа-я]{0,8}\.?"
)
_LONG_DATE = re.compile(
    (
        rf"[(\[]?(?P<date>(?:\d{{1,2}}(?:st|nd|rd"
        rf"|th)?(?:\s?[-–]\s?\d{{1,2}})?\s+(?:de\s+)?)?{_MONTH}(?:\s?[-/–]\s?{_MONTH})?(?:\s+\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?,)?\s+(?:de\s+)?{_YEAR}|{_YEAR}\s+{_MONTH}(?:\s+\d{{1,2}}(?!\d))?)[)\]]?"
    ),
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"[(\[]?(?<![\w:/–-])(?P<date>{_YEAR})(?=\s*(?:[.,;:)\]{HIDDEN}]|$))(?!:\d|[–-]\d)[)\]]?")
