"""What a pattern can say about a work: each function takes the work and its arguments and returns text, "" for none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from refgraph.model.contributor import Contributor
from refgraph.model.keys.words import bare, is_small, split_words, weighty_words
from refgraph.model.names import Agent, Name
from refgraph.model.work import Work

Argument = str | int


class Function(NamedTuple):
    """A function of the language.

    Attributes:
        call: takes the work (a filter: the text), then the arguments by name.
        parameters: names of the arguments in order, with the values they have when they are not given; their types
            are the types that are accepted.
        about: what it gives, for help texts.
    """

    call: Callable[..., str]
    parameters: Mapping[str, Argument]
    about: str


def _responsible(work: Work) -> tuple[Contributor, ...]:
    return work.authors or work.editors or work.contributors


def short_name(agent: Agent) -> str:
    """Return the family name, the acronym of a body, or its first three words of weight; letters and digits only."""
    if isinstance(agent, Name):
        return bare(agent.full_family)
    words = [word for part in agent.name.split() if (word := bare(part)) and not is_small(part)]
    return bare(agent.acronym or "") or "".join(words[:3]) or bare(agent.name)


def _families(contributors: tuple[Contributor, ...]) -> list[str]:
    return [name for each in contributors if (name := short_name(each.agent))]


def _nth(names: list[str], number: int, letters: int) -> str:
    name = names[number - 1] if 1 <= number <= len(names) else ""
    return name[:letters] if letters else name


def _several(names: list[str], n: int, sep: str, etal: str) -> str:
    shown = names[:n] if n else names
    return sep.join([*shown, *([etal] if etal and len(names) > len(shown) else [])])


def _auth(work: Work, n: int, m: int) -> str:
    return _nth(_families(_responsible(work)), m, n)


def _auth_et_al(work: Work, sep: str) -> str:
    names = _families(_responsible(work))
    return sep.join(names) if len(names) < 3 else names[0] + sep + "EtAl"


def _authors_alpha(work: Work) -> str:
    names = _families(_responsible(work))
    if len(names) == 1:
        return names[0][:3]
    return "".join([name[:1] for name in names[:3]]) + ("+" if len(names) > 3 else "")


def _last(names: list[str]) -> str:
    return names[-1] if names else ""


def _title_words(work: Work, n: int, m: int) -> str:
    words = weighty_words(work.title_short or work.title or "")[:n]
    return " ".join([word[:1].upper() + word[1:] if place < m else word for place, word in enumerate(words)])


def year_text(work: Work) -> str:
    """Return the year; "bc" before one before our era; "" where there is none."""
    year = None if work.issued is None else work.issued.year
    return "" if year is None else str(year).replace("-", "bc")


def _month(work: Work) -> str:
    point = None if work.issued is None else work.issued.start or work.issued.end
    return "" if point is None or point.month is None else f"{point.month:02d}"


def _initials(text: str) -> str:
    return "".join([word[0] for word in weighty_words(text)])


def _journal_abbreviation(work: Work) -> str:
    short = work.container_title_short
    return "".join([bare(word) for word in split_words(short)]) if short else _initials(work.container_title or "")


def _page(work: Work, place: int) -> str:
    numbers = split_words((work.page or "").replace(",", " "))
    return bare(numbers[place]) if numbers else ""


PARTS: dict[str, Function] = {
    "auth": Function(
        _auth, {"n": 0, "m": 1}, "family name of the m-th author (editor, if there is no author), n letters"
    ),
    "authors": Function(
        lambda work, n, sep, etal: _several(_families(_responsible(work)), n, sep, etal),
        {"n": 0, "sep": "", "etal": "EtAl"},
        "family names of the first n authors (0: all), then etal if there are more",
    ),
    "authEtAl": Function(_auth_et_al, {"sep": ""}, 'one or two family names, or the first and "EtAl"'),
    "authLast": Function(lambda work: _last(_families(_responsible(work))), {}, "family name of the last author"),
    "authorsAlpha": Function(_authors_alpha, {}, 'as the style "alpha" has it: "Knu", "ABC", "ABC+"'),
    "editor": Function(
        lambda work, n, m: _nth(_families(work.editors), m, n), {"n": 0, "m": 1}, "family name of the m-th editor"
    ),
    "editors": Function(
        lambda work, n, sep, etal: _several(_families(work.editors), n, sep, etal),
        {"n": 0, "sep": "", "etal": "EtAl"},
        "family names of the first n editors",
    ),
    "editorLast": Function(lambda work: _last(_families(work.editors)), {}, "family name of the last editor"),
    "title": Function(lambda work: work.title or "", {}, "the title, all of it"),
    "shorttitle": Function(
        _title_words, {"n": 3, "m": 0}, "the first n words of weight of the title, the first m of them with a capital"
    ),
    "veryshorttitle": Function(_title_words, {"n": 1, "m": 0}, "as shorttitle, one word"),
    "year": Function(year_text, {}, 'year of publication, "bc44" before our era'),
    "shortyear": Function(lambda work: year_text(work)[-2:], {}, "its last two digits"),
    "month": Function(_month, {}, "month of publication, two digits"),
    "journal": Function(lambda work: work.container_title or "", {}, "title of the journal or book it is in"),
    "journalAbbr": Function(_journal_abbreviation, {}, "its abbreviation, or the initials of its words of weight"),
    "series": Function(lambda work: work.collection_title or "", {}, "title of the series"),
    "publisher": Function(lambda work: work.publisher or "", {}, "publisher"),
    "volume": Function(lambda work: work.volume or "", {}, "volume"),
    "issue": Function(lambda work: work.issue or "", {}, "issue"),
    "edition": Function(lambda work: work.edition or "", {}, "edition"),
    "firstpage": Function(lambda work: _page(work, 0), {}, "first page"),
    "lastpage": Function(lambda work: _page(work, -1), {}, "last page"),
    "doi": Function(lambda work: work.doi or "", {}, "DOI"),
    "isbn": Function(lambda work: work.isbn or "", {}, "ISBN"),
    "type": Function(lambda work: work.type, {}, 'type in CSL\'s words: "article-journal"'),
    "language": Function(lambda work: work.language or "", {}, "language"),
    "keyword": Function(
        lambda work, n: work.keywords[n - 1] if 0 < n <= len(work.keywords) else "", {"n": 1}, "the n-th keyword"
    ),
    "key": Function(lambda work: work.key, {}, "the key it has"),
}
"""Name -> function of a work."""
