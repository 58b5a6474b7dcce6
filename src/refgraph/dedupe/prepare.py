"""Works to comparison records: everything that two records of one work may spell differently is levelled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from refgraph.dedupe.places import folded_container, is_preprint, noted_place
from refgraph.errors import InvalidValueError
from refgraph.model import Name, Organization, Role, Scheme, Work, parse_identifier
from refgraph.text.normal import fold
from refgraph.text.sounds import sound_key


class Person(NamedTuple):
    """A contributor, to compare by.

    Attributes:
        family: folded family name with its particles; the whole name of an organisation.
        given: folded given names or initials; the acronym of an organisation.
        sound: sound key of the family name.
    """

    family: str
    given: str
    sound: str


class Record(NamedTuple):
    """A work, to compare by: plain values only, so that records can become columns of any engine.

    Attributes:
        key: key of the work.
        type: CSL type.
        title: folded title without leading article and bracketed remarks.
        main: the part of ``title`` before a subtitle; the empty string where there is none.
        numbers: numbers in the title in order, Roman ones in digits.
        marks: what the title says the work is in relation to another ("erratum", "reply", "review").
        people: authors, or editors where there are no authors.
        truncated: the list of people goes on with "et al.".
        container: folded title of the container.
        year: year of publication, or None.
        volume: number of the volume; the empty string where there is none.
        issue: number of the issue, likewise.
        first: first page or article number; the empty string where there is none.
        last: last page in full ("215-32" has "232").
        edition: first number in the edition, or its folded text.
        dois: canonical DOIs.
        identifiers: other canonical identifiers as "scheme:value"; no URLs.
        preprint: it stands on a server of preprints and in no volume.
    """

    key: str
    type: str
    title: str
    main: str
    numbers: tuple[str, ...]
    marks: tuple[str, ...]
    people: tuple[Person, ...]
    truncated: bool
    container: str
    year: int | None
    volume: str
    issue: str
    first: str
    last: str
    edition: str
    dois: tuple[str, ...]
    identifiers: tuple[str, ...]
    preprint: bool


def prepare(works: Iterable[Work]) -> list[Record]:
    """Return the comparison record of every work, in the same order."""
    return [_record(work) for work in works]


def title_words(title: str) -> list[str]:
    """Return the words of a folded title that carry meaning, in order."""
    return [word for word in title.split() if word not in _SMALL_WORDS]


@lru_cache(maxsize=1 << 14)
def content_words(title: str) -> tuple[str, ...]:
    """Return the words of a folded title that carry meaning, as `title_words` does, and remember them."""
    return tuple(title_words(title))


def _record(work: Work) -> Record:
    text, printed_year = _cleaned(work.title or "")
    folded = fold(text)
    title, main = _title(text, folded)
    first, last = _pages(work.page or work.number or "")
    people, truncated = _people(work)
    dois, identifiers = _identifiers(work)
    year = work.year or printed_year or _year_in(work.container_title)
    volume, issue = _volume(work.volume or "", work.issue or "", year)
    container = folded_container(work.container_title or work.event_title or noted_place(work.note or ""))
    return Record(
        key=work.key,
        type=work.type,
        title=title,
        main=main,
        numbers=_numbers(folded),
        marks=_marks(text, folded),
        people=people,
        truncated=truncated,
        container=container,
        year=year,
        volume=volume,
        issue=issue,
        first=first,
        last=last,
        edition=_edition(work.edition or ""),
        dois=dois,
        identifiers=identifiers,
        preprint=not volume and is_preprint(container or fold(work.publisher or ""), dois, identifiers),
    )


# --- titles

# Of medical databases: "... impairment. [Chinese]", "... smear?. [Review] [20 refs]", "... [Erratum appears in ...]"
_REMARK = re.compile(r"[\s.]*\[[^\[\]]*\][\s.]*$")
_NOTICE = re.compile(
    r"[\s.]*\[?(?:published )?(?:erratum|correction|comment) (?:appears )?in[: ].*$", re.IGNORECASE | re.DOTALL
)
_ASIDE = re.compile(r"\s*\((?:[^\W\d_]+\s?){1,4}\)[\s.]*$")  # "Reading old hands (Tutorial)"
_WRAPPED = re.compile(r"^\s*\[(.+?)\]?[\s.]*$", re.DOTALL)
_DATED = re.compile(
    r"^(?P<before>[^(\[]{0,40}?)[(\[](?P<year>1[5-9]\d\d|20\d\d)[a-z]?[)\]][\s.,:]*(?=\S.{12})", re.DOTALL
)
_ARTICLE = re.compile(r"^(?:the|an?) ")
_SEPARATORS = (": ", ". ", "? ", "! ", " -", "\t", "\n")
"""One of these is in every ASCII text that `_SUBTITLE` finds something in."""
_SUBTITLE = re.compile(r"(?<=\S)(?:[:?!.]|\s[-–—])\s+(?=\S)")
_LOST = re.compile(r"(?<=[^\W\d_])[?\ufffd](?=[^\W\d_])|(?<![^\W\d_])[?\ufffd](?=[^\W\d_])")
_SMALL_WORDS = frozenset(
    "a an the on in of and or for to from at by with as is are its it into over der die das ein eine und von "
    "zu im mit fur le la les l un une des du de d et el los las en y del il lo gli i e di o v na po k s".split()
)


def _cleaned(text: str) -> tuple[str, int | None]:
    """Return a title without databases' remarks and without a year that a parser left at its start, and that year."""
    text = _found_again(text)
    lower = text.lower()
    if "erratum" in lower or "correction" in lower or "comment" in lower:
        text = _NOTICE.sub("", text)
    if "[" not in text and "(" not in text:
        return text, None
    wrapped = _WRAPPED.match(text)
    if wrapped:  # "[Translated title]." of PubMed
        text = wrapped[1]
    while (bare := _REMARK.sub("", text)) != text and bare.strip():
        text = bare
    dated = _DATED.match(text)  # "Heathershaw (2017). Dictators without ..."
    return (text[dated.end() :], int(dated["year"])) if dated else (text, None)


def _found_again(text: str) -> str:
    """Return the text without the marks that stand for lost letters in it."""
    return _LOST.sub("", text) if "?" in text or "\ufffd" in text else text


def _title(text: str, folded: str) -> tuple[str, str]:
    """Return the folded title and its part before the subtitle, from a cleaned title and its folded form."""
    bare = _ASIDE.sub("", text) if ")" in text else text
    if bare != text and bare.strip():
        text, folded = bare, fold(bare)
    may_have = not text.isascii() or any(map(text.__contains__, _SEPARATORS))
    found = _SUBTITLE.search(text) if may_have else None
    main = _without_article(fold(text[: found.start()])) if found else ""
    return _without_article(folded), main


def _without_article(folded: str) -> str:
    return _ARTICLE.sub("", folded) if folded.startswith(("the ", "a ", "an ")) else folded


_ROMAN: dict[str, str] = {
    numeral: str(value)
    for value, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1
    )
}
_COUNTED = frozenset(
    "part parts volume vol number no section chapter book phase stage study paper report type series teil band "
    "partie tome parte tomo chast chapitre kapitel act class grade level".split())  # fmt: skip
_NUMBER_WORDS: dict[str, str] = {
    **dict(zip("one two three four five six seven eight nine ten".split(), map(str, range(1, 11)), strict=True)),
    **dict(
        zip(
            "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
            map(str, range(1, 11)),
            strict=True,
        )
    ),
}
_NUMERALS = frozenset(_ROMAN) | frozenset(_NUMBER_WORDS)
_DIGITS = re.compile(r"\d+")


def _numbers(folded: str) -> tuple[str, ...]:
    """Return the numbers in a title: digits anywhere, Roman numerals and number words where they count something."""
    words = folded.split()
    if _NUMERALS.isdisjoint(words) and (not words or folded.replace(" ", "").isalpha()):
        return ()
    found: list[str] = []
    for place, word in enumerate(words):
        counted = place > 0 and words[place - 1] in _COUNTED
        if not word.isalpha():
            found.extend(digits.lstrip("0") or "0" for digits in _DIGITS.findall(word))
        elif word in _ROMAN and (len(word) > 1 or counted or (place == len(words) - 1 and word != "x")):
            found.append(_ROMAN[word])
        elif word in _NUMBER_WORDS and (counted or (place + 1 < len(words) and words[place + 1] in _COUNTED)):
            found.append(_NUMBER_WORDS[word])
    return tuple(found)


_MARKS = {
    "erratum": r"erratum|errata|corrigend(?:um|a)|corrections?|addendum|publishers? note",
    "retraction": r"retract(?:ed|ion)|withdrawn|expression of concern",
    "reply": r"(?:authors? )?(?:reply|replies|response|rejoinder)(?: (?:to|by|of)\b|$)|re|in reply",
    "comment": r"comments?(?: on\b|$)|commentary(?: on\b|$)|discussion(?: of\b|$)|letter(?: to\b|$)|invited commentary",
    "review": r"(?:book )?reviews? of|book reviews?",
}
# "Cells in culture (vol 36, pg 54, 2009)" of Web of Science, "Cells in culture (Cell (2009) 36 (54-60))" of Embase
_CORRECTS = re.compile(
    r"\(vol\.? \d+, pg? |\([^()]{4,80}\((?:19|20)\d\d\) ?\d+[^()]{0,8}\([a-z]?\d+[-–]?[a-z]?\d*\)\)", re.IGNORECASE
)
_MARK_START = {name: re.compile(rf"(?:{pattern})\b") for name, pattern in _MARKS.items()}
_MARK_END = re.compile(r"\b(author(?:s|s)? repl(?:y|ies)|authors? response|erratum|corrigendum|rejoinder)$")
_MARK_WORDS = frozenset(
    "erratum errata corrigendum corrigenda correction corrections addendum publisher publishers retracted retraction "
    "withdrawn expression author authors reply replies response rejoinder re in comment comments commentary "
    "discussion letter invited book review reviews".split()
)
"""First words of the texts that `_MARK_START` matches."""
_END_WORDS = ("repl", "respons", "errat", "corrig", "rejoinder")
_BRACKETED = re.compile(r"[\[(]([^\])]{4,40})[\])]\s*\W*$")
_YEAR = re.compile(r"(?<!\d)(?:1[89]\d\d|20\d\d)(?!\d)")


def _year_in(container: str | None) -> int | None:
    """Return the year that a container names, if it is one: "5th workshop on learning theory (1992) 341-352"."""
    years = set(_YEAR.findall(container or ""))
    return int(years.pop()) if len(years) == 1 else None


def _marks(text: str, folded: str) -> tuple[str, ...]:
    """Return the kinds of note a title announces at its start, before a colon, or in brackets at its end."""
    head, separator, _ = text.partition(":")
    pieces = []
    if folded.partition(" ")[0] in _MARK_WORDS:
        pieces.append(fold(head if separator else text[:60]))
    if (")" in text or "]" in text) and (bracketed := _BRACKETED.search(text)):
        pieces.append(fold(bracketed[1]))
    names = {
        name
        for piece in pieces
        for name, pattern in _MARK_START.items()
        if pattern.match(piece) and _is_mark(name, piece, separator)
    }
    if "(" in text and _CORRECTS.search(text):
        names.add("erratum")
    end = text[-30:].lower()
    if any(word in end for word in _END_WORDS) and _MARK_END.search(fold(end)):
        names.add("reply" if "repl" in end or "resp" in end else "erratum")
    return tuple(sorted(names))


def _is_mark(name: str, piece: str, separator: str) -> bool:
    """Tell "Correction: ..." and "Re: ..." from titles that only begin with such a word ("Correction of myopia")."""
    if name == "erratum":
        return (
            bool(separator)
            or piece.split(maxsplit=1)[0] in {"erratum", "errata", "corrigendum", "corrigenda"}
            or piece.startswith(("correction to", "corrections to", "addendum to"))
        )
    if name == "reply":
        return not piece.startswith("response to") if not separator else True
    return True


# --- names

_ET_AL = re.compile(r"\b(?:et\.? ?al\b\.?|and others\b|и др\b\.?)", re.IGNORECASE)
_AND = re.compile(r"(?:^|\s+)(?:&|and|und|et|и)\s+(?!al\b)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:^| )(?:jr|sr|ii|iii|iv)$")
_PARTICLES = frozenset("von van der den de del della di da dos du la le ter ten zu zur vom al el bin ibn st".split())


def _people(work: Work) -> tuple[tuple[Person, ...], bool]:
    named = work.contributors
    for each in named:
        if each.role is not Role.AUTHOR:
            named = work.authors or work.editors or named
            break
    people: list[Person] = []
    for each in named:
        for person in _persons(each.agent):
            if people and not people[-1].given and _is_initials(person):  # "Cooley, A." was split at the comma
                people[-1] = people[-1]._replace(given=f"{person.given} {person.family}".strip())
            else:
                people.append(person)
    return tuple(people), bool(work.truncated) or (bool(named) and _says_others(named[-1].agent))


def _says_others(agent: Name | Organization) -> bool:
    """Tell whether a name ends in "et al."."""
    if isinstance(agent, Name) and agent.literal is None:
        parts = f"{agent.family} {agent.given}".lower()
        if "et" not in parts and " o" not in parts and parts.isascii():  # most names are not searched
            return False
    return _ET_AL.search(agent.text) is not None


def _is_initials(person: Person) -> bool:
    return len(person.family) == 1 and all(len(word) == 1 for word in person.given.split())


def _persons(agent: Name | Organization) -> Iterable[Person]:
    """Return who a contributor is; one name that was never split may hold two ("A. & Heathershaw")."""
    if isinstance(agent, Name) and agent.literal is None:
        particles = agent.dropping_particle or agent.non_dropping_particle
        name, sound = _family((agent.full_family if particles else agent.family) or "")
        return (Person(name, _given(agent.given or ""), sound),) if name else ()
    if isinstance(agent, Organization) and (agent.acronym or _is_body(agent.name)):
        return filter(None, (_organization(agent.name, agent.acronym),))
    return filter(None, map(_split_name, _AND.split(agent.text)))  # exports have persons, too, as names not split


@lru_cache(maxsize=1 << 16)
def _is_body(name: str) -> bool:
    from refgraph.parse.assembly.organizations import is_organization

    return is_organization(name)


def _named(family: str, given: str) -> Person | None:
    name, sound = _family(family)
    return Person(name, _given(given), sound) if name else None


@lru_cache(maxsize=1 << 17)
def _family(text: str) -> tuple[str, str]:
    """Return a folded family name and its sound key."""
    name = _SUFFIX.sub("", fold(_found_again(_ET_AL.sub("", text))))
    return name, sound_key(name)


@lru_cache(maxsize=1 << 17)
def _given(text: str) -> str:
    return _SUFFIX.sub("", fold(_found_again(text)))


@lru_cache(maxsize=4096)
def _organization(name: str, acronym: str | None) -> Person | None:
    folded = fold(name)
    return Person(folded, fold(acronym or ""), folded) if folded else None


@lru_cache(maxsize=65536)
def _split_name(text: str) -> Person | None:
    """Split a name that is given as one string: "Tokayev, K. J.", "K. J. Tokayev", "Tokayev KJ"."""
    text = _LOST.sub("", _ET_AL.sub("", text)).strip(" ,;.")
    if "," in text:
        family, _, given = text.partition(",")
        return _named(family, given)
    words = _SUFFIX.sub("", fold(text)).split()
    if not words:
        return None
    initials_last = len(words) > 1 and len(words[0]) > 2 and len(words[-1]) <= 2 and words[-1] not in _PARTICLES
    if initials_last:
        cut = next(place for place, word in enumerate(words) if place and len(word) <= 2)
        return _named(" ".join(words[:cut]), " ".join(words[cut:]))
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in _PARTICLES:
        cut -= 1
    return _named(" ".join(words[cut:]), " ".join(words[:cut]))


# --- numbers, containers, identifiers

_PAGE = re.compile(r"(?P<prefix>[a-z]*)(?P<number>\d+)[a-z]?", re.IGNORECASE)
_PLAIN_PAGES = re.compile(r"([1-9]\d*)(?:[-–]([1-9]\d*))?")
_HEADLESS = re.compile(r"\s*[A-Za-z]+-\d+\s*")
_PAGE_WORDS = re.compile(r"\b(?:pp?|pages?|pgs?|seiten?|art|article|no|стр|с|s)\.?\s+(?=[a-z]*\d)", re.IGNORECASE)


def _pages(text: str) -> tuple[str, str]:
    """Return first and last page; a shortened last page is filled up from the first, "Suppl-29" has lost its first."""
    if not text or _HEADLESS.fullmatch(text):
        return "", ""
    if plain := _PLAIN_PAGES.fullmatch(text):
        first, last = plain[1], plain[2] or plain[1]
        return first, first[: max(0, len(first) - len(last))] + last
    found = [each for each in _PAGE.finditer(_PAGE_WORDS.sub("", text)) if each["number"].strip("0")]
    if not found:
        return "", ""
    first = found[0]["number"].lstrip("0")
    prefix = found[0]["prefix"].lower()
    prefix = "" if prefix in {"p", "pp"} else prefix
    last = found[1]["number"].lstrip("0") if len(found) > 1 else first
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return prefix + first, prefix + last


def _volume(volume: str, issue: str, year: int | None) -> tuple[str, str]:
    """Return volume and issue; "39(2)" in the volume is both, and a volume that is the year is none."""
    number, part = _part(volume), _part(issue)
    if not part and "(" in volume and len(parts := _DIGITS.findall(volume)) > 1:
        part = parts[1]
    return "" if number == str(year) else number, part


_COUNT = re.compile(r"(?<![\de])\d{1,4}(?!\d)")  # not "e70933" and its like, which are article numbers


def _part(text: str) -> str:
    """Return the number of a volume or issue, Roman ones in digits; words ("online", "May", "Ph.D.") are left out."""
    if text.isdecimal() and len(text) < 5:
        return text.lstrip("0") or "0"
    found = _COUNT.search(text) if text else None
    return (found[0].lstrip("0") or "0") if found else _ROMAN.get(fold(text), "")


def _edition(text: str) -> str:
    if not text:
        return ""
    folded = fold(text)
    found = _DIGITS.search(folded)
    return found[0] if found else _NUMBER_WORDS.get(folded.partition(" ")[0], folded)


_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>;]+")
_NUMBERED = re.compile(r"[\d][\d\s‐‑–-]{6,16}[\dXx]")
_TRACKED = (("pmid", Scheme.PMID), ("pmcid", Scheme.PMCID))


def _identifiers(work: Work) -> tuple[tuple[str, ...], tuple[str, ...]]:
    dois = {
        _clean_doi(found) for text in (work.doi, work.url) if text and "10." in text for found in _DOI.findall(text)
    }
    others: set[str] = set()
    for field, scheme in _TRACKED:
        value = getattr(work, field)
        if value:
            others |= _parsed(value, scheme)
    if work.isbn:  # fields of reference managers hold ISSNs among the ISBNs; an ISSN names the journal, not the work
        others |= {each for text in _NUMBERED.findall(work.isbn) for each in _parsed(text, Scheme.ISBN)}
    for each in work.identifiers:
        if each.scheme is Scheme.DOI:
            dois.add(_clean_doi(each.canonical))
        elif each.scheme not in {Scheme.URL, Scheme.ISSN, Scheme.ORCID, Scheme.ISNI}:
            others.add(f"{each.scheme}:{each.canonical}")
    return tuple(sorted(dois)), tuple(sorted(others))


def _clean_doi(text: str) -> str:
    """Return a DOI in lower case without what sentences and resolvers leave at its end."""
    return text.lower().replace("%2f", "/").rstrip(".,)]}'").partition("?")[0]


@lru_cache(maxsize=4096)
def _parsed(text: str, scheme: Scheme) -> frozenset[str]:
    try:
        return frozenset({f"{scheme}:{parse_identifier(text, scheme).canonical}"})
    except InvalidValueError:
        return frozenset()
