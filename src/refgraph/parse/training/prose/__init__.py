"""What stands in documents and is no reference: sentences, captions, headings, table rows, lone addresses."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, LabelledSpan

_NAMES = (
    *("Smith", "García", "Müller", "Rossi", "Silva", "Dubois", "Kowalski", "Novák", "Yılmaz", "Иванов", "Сейітов"),
    *("王", "田中", "김", "Nielsen", "van Dijk", "O’Brien", "Papadopoulos", "Nagy", "Ahmed", "Okafor", "Cohen"),
)
_COLUMNS = ("\t", " | ", "  ", ";", " ", ", ")
_HOSTS = ("un.org", "who.int", "gov.kz", "worldbank.org", "bbc.co.uk", "uni-koeln.de", "lemonde.fr", "ria.ru", "x.edu")
_PATHS = (
    "about-us",
    "en/reports",
    "news/today",
    "index.php?id=3",
    "docs/a_b.pdf",
    "wiki/History",
    "2019/05/story.html",
)


@cache
def _phrases() -> Mapping[str, Any]:
    text = (resources.files("refgraph.parse.training.prose") / "phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def prose(rng: Random) -> Iterator[Example]:
    """Yield lines that a parser meets beside references, without end; lone DOIs and addresses are labelled as such.

    Args:
        rng: what everything is drawn from.
    """
    while True:
        kind = rng.choices(tuple(_KINDS), weights=tuple(_KINDS.values()))[0]
        yield kind(rng)


def _sentences(rng: Random) -> Example:
    language, phrases = rng.choice(list(_phrases().items()))
    count = rng.choice((1, 1, 1, 2, 2, 3, 4))
    text = " ".join(_filled(rng, phrases, rng.choice(phrases["sentences"])) for _ in range(count))
    return Example(raw=_worn(rng, text), spans=(), source="prose/sentence", lang=language)


def _label(rng: Random) -> Example:
    language, phrases = rng.choice(list(_phrases().items()))
    text = _filled(rng, phrases, rng.choice(phrases["labels"]))
    return Example(raw=text.upper() if rng.random() < 0.15 else text, spans=(), source="prose/label", lang=language)


def _row(rng: Random) -> Example:
    _, phrases = rng.choice(list(_phrases().items()))
    cells = [
        rng.choice(
            (f"{rng.random() * 100:.{rng.randrange(3)}f}", str(rng.randrange(2500)), rng.choice(phrases["things"]))
        )
        for _ in range(rng.randrange(2, 9))
    ]
    return Example(raw=rng.choice(_COLUMNS).join(cells), spans=(), source="prose/row")


def _address(rng: Random) -> Example:
    text = f"{rng.choice(('http://', 'https://', 'https://www.', 'www.'))}{rng.choice(_HOSTS)}/{rng.choice(_PATHS)}"
    lead = rng.choice(("", "", "", "URL: ", "Available at ", "See "))
    return _alone(lead, text, Label.URL)


def _doi(rng: Random) -> Example:
    text = f"10.{rng.randrange(1000, 99999)}/{rng.choice(('j.', 's', '', 'x'))}{rng.randrange(10**4, 10**9)}"
    return _alone(rng.choice(("", "", "doi:", "DOI: ", "https://doi.org/", "http://dx.doi.org/")), text, Label.DOI)


def _alone(lead: str, text: str, label: Label) -> Example:
    raw = lead + text
    return Example(raw=raw, spans=(LabelledSpan(label, len(lead), len(raw)),), source=f"prose/{label.value}")


_KINDS: Mapping[Callable[[Random], Example], int] = {_sentences: 50, _label: 20, _row: 15, _address: 8, _doi: 7}


def _filled(rng: Random, phrases: Mapping[str, Any], pattern: str) -> str:
    text = pattern
    for slot, draw in (
        ("{thing}", lambda: rng.choice(phrases["things"])),
        ("{name}", lambda: rng.choice(_NAMES)),
        ("{year}", lambda: str(rng.randrange(1850, 2026))),
        ("{number}", lambda: str(rng.randrange(1, rng.choice((12, 100, 2000))))),
    ):
        while slot in text:
            text = text.replace(slot, draw(), 1)
    return text[:1].upper() + text[1:]


def _worn(rng: Random, text: str) -> str:
    """Cut a text off at a word, at times: lines of a page begin and end anywhere."""
    words = text.split(" ")
    if len(words) > 6 and rng.random() < 0.2:
        return " ".join(words[: rng.randrange(4, len(words))])
    if len(words) > 8 and rng.random() < 0.15:
        return " ".join(words[rng.randrange(1, len(words) - 5) :])
    return text
