"""The CSL type of a work, from what its reference says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from refgraph.parse.organizations import is_organization

Texts = Mapping[str, str]
"""Label -> text of the first field with it; "container-follows-in" is set where "In" leads the container."""

_NEWSPAPER = re.compile(
    r"\b(?:times|post|guardian|tribune|gazette|herald|telegraph|journal-constitution|observer"
    r"|independent|globe|courier|chronicle|daily|zeitung|le monde"
    r"|el país|el pais|folha|estado de s|clar[ií]n|la nación|repubblica|corriere|news|newspaper"
    r"|reuters|bloomberg|the hill|politico|economist|magazine|blog"
    r"|газета|известия|правда|коммерсант|ведомости|wall street journal|financial times)\b",
    re.IGNORECASE,
)
_MAGAZINE = re.compile(
    r"\b(?:magazine|economist|new yorker|time|newsweek|spiegel|atlantic|diplomat|foreign policy|wired)\b", re.IGNORECASE
)
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc\.|conference|conf\.|symposium|symp\.|workshop|congress|kongress|anais"
    r"|actas|тезисы|материалы конференции|конференци)",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:ph\.?\s?d|doctoral|doctorate|master'?s|m\.?\s?sc|dissertation|thesis|tese|dissertação"
    r"|tesis|thèse|habilitation|diss\.|диссертаци|дис\.|автореф)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:technical report|tech\. rep|report|working paper|white paper|discussion paper|policy brief"
    r"|outlook|update|framework|factsheet|fact sheet|bulletin|strategy|guidelines|survey|plan"
    r"|relatório|informe|rapport|bericht|доклад|отч[её]т)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:speech|address|remarks|keynote|lecture|statement|discurso|rede|выступление|речь|сөйлеген "
    r"сөзі)\b\s+(?:at|to|before|on|by|delivered|in|na|no|auf|на|в)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:act of \d{4}|act \d{4}|\bact, \d{4}|law no|lei n|decree|decreto|directive \d|regulation "
    r"\(e[cu]\)|gesetz|закон|указ президента|постановление|қаулы|заңы|code of)\b",
    re.IGNORECASE,
)
_CASE = re.compile(r"\S+ v(?:s|ersus)?\.? [A-Z]\S+")
_PATENT = re.compile(r"\b(?:patent|us \d[,\d]{6,}|ep ?\d{7}|wo ?\d{4}/\d+)\b", re.IGNORECASE)
_DATASET = re.compile(r"\[(?:data ?set|database|computer software|software)\]", re.IGNORECASE)
_PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|ssrn|preprint|osf|zenodo)\b", re.IGNORECASE)
_STANDARD = re.compile(r"\b(?:ISO(?:/IEC)?|IEC|ANSI|DIN|ГОСТ|ASTM|IEEE Std|RFC)\s?[A-Z]?\s?\d{2,}")
_REPORTING_BODY = re.compile(
    r"\b(?:cent(?:er|re)|institut\w*|agency|ministry|bank|organi[sz]ation|commission|department"
    r"|office|council|think tank|foundation|unctad|undp|oecd|unesco|who|imf|rand)\b",
    re.IGNORECASE,
)
_BOOK_PUBLISHER = re.compile(
    r"\b(?:press|verlag|publish\w*|books|editora|editorial|éditions|издательство|routledge|springer"
    r"|elsevier|wiley|sage|brill|macmillan|gallimard)\b",
    re.IGNORECASE,
)


def infer_type(texts: Texts) -> str:
    """Return the CSL type of a work.

    Args:
        texts: label -> text of the first field with it, as the labeller gave them.
    """
    return next((kind for holds, kind in RULES if holds(texts)), "document")


def _in(pattern: re.Pattern[str], *labels: str) -> Callable[[Texts], bool]:
    return lambda texts: any(pattern.search(texts.get(label, "")) for label in labels)


def _all(*tests: Callable[[Texts], bool]) -> Callable[[Texts], bool]:
    return lambda texts: all(test(texts) for test in tests)


def _has(*labels: str) -> Callable[[Texts], bool]:
    return lambda texts: any(label in texts for label in labels)


def _no(*labels: str) -> Callable[[Texts], bool]:
    return lambda texts: not any(label in texts for label in labels)


def _by_organization(texts: Texts) -> bool:
    return is_organization(texts.get("author", ""))


def _is_report(texts: Texts) -> bool:
    """Return True for what a body issues: its author is one, or its publisher is one and no book publisher."""
    publisher = texts.get("publisher", "")
    if _BOOK_PUBLISHER.search(publisher) and not (_by_organization(texts) and _REPORT.search(texts.get("title", ""))):
        return False
    if _by_organization(texts):
        return True
    return bool(_REPORTING_BODY.search(publisher))


def _periodical(texts: Texts) -> bool:
    """Return True for a container with the marks of a journal: volume, issue or pages."""
    return bool(texts.get("volume") or texts.get("issue") or texts.get("pages"))


def _part_of_book(texts: Texts) -> bool:
    """Return False for "In: Zeitschrift 12 (1998), S. 3-9", which only looks like a part of a book."""
    return "volume" not in texts or any(label in texts for label in ("editor", "publisher", "location"))


def _dated_to_the_day(texts: Texts) -> bool:
    return bool(re.search(r"[^\W\d_]{3,}.*\d|\d.*[^\W\d_]{3,}|\d[./-]\d", texts.get("date", "")))


RULES: tuple[tuple[Callable[[Texts], bool], str], ...] = (
    (_in(_DATASET, "genre", "title"), "dataset"),
    (_in(_PATENT, "genre", "note"), "patent"),
    (_in(_THESIS, "genre", "note", "publisher", "institution"), "thesis"),
    (_all(_in(_SPEECH, "title", "genre"), _no("volume", "pages")), "speech"),
    (_all(_in(_PROCEEDINGS, "container"), _no("issue")), "paper-conference"),
    (_all(_has("container"), _has("container-follows-in"), _no("issue"), _part_of_book), "chapter"),
    (_all(_has("container"), _has("editor")), "chapter"),
    (_all(_has("arxiv"), _no("volume")), "article"),
    (_all(_in(_PREPRINT, "container", "publisher"), _no("volume")), "article"),
    (_all(_has("container"), _in(_MAGAZINE, "container"), _no("volume")), "article-magazine"),
    (_all(_has("container"), _in(_NEWSPAPER, "container"), _no("volume")), "article-newspaper"),
    (_all(_has("container"), _periodical), "article-journal"),
    (_all(_has("container"), _has("publisher", "location")), "chapter"),
    (_all(_has("container"), _dated_to_the_day), "article-newspaper"),
    (_all(_has("container"), _has("doi")), "article-journal"),
    (_all(_has("container"), _has("url")), "webpage"),
    (_has("container"), "article-journal"),
    (_in(_CASE, "title"), "legal_case"),
    (_in(_LEGAL, "title", "genre"), "legislation"),
    (_in(_STANDARD, "title", "genre", "note"), "standard"),
    (_all(_in(_REPORT, "genre"), _has("title")), "report"),
    (_all(_is_report, _has("publisher", "location", "institution")), "report"),
    (_has("publisher", "edition", "isbn"), "book"),
    (_all(_by_organization, _in(_REPORT, "title")), "report"),
    (_has("url"), "webpage"),
    (_all(_has("volume"), _has("pages")), "article-journal"),
    (_has("location"), "book"),
)
"""(test, CSL type), the first that holds decides: kinds named outright, then parts of something, then wholes."""
