"""Identifiers and addresses that nobody gave out, but that look as if."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits

from anyascii import anyascii

from refgraph.parse.training.synthetic.records.data import listed

_LISTS = listed("addresses")
_ENDINGS = {language: tuple(found) for language, found in _LISTS["domains"].items()}
_FILES, _SEGMENTS, _FIELDS, _PREFIXES, _DOIS, _PATHS, _CODES = (
    tuple(_LISTS[name])
    for name in ("files", "segments", "arxiv_fields", "doi_prefixes", "doi_forms", "paths", "report_numbers")
)


def slug(rng: Random, text: str, most: int = 7) -> str:
    """Return the first words of a text as they stand in addresses.

    >>> from random import Random
    >>> slug(Random(1), "Über Čapek & Co.")
    'uber-capek-co'
    """
    words = re.findall(r"[a-z0-9]+", anyascii(text[:80]).lower())
    return rng.choice(("-", "-", "-", "_", "")).join(words[: rng.randint(2, most)])


def doi(rng: Random, year: int, journal: str) -> str:
    """Return a DOI in one of the forms of publishers."""
    letters = "".join(re.findall(r"\b[a-z]", anyascii(journal).lower()))[:5] or "abc"
    values = {"letters": letters, "capitals": letters.upper(), "year": str(year), "yy": f"{year % 100:02}"}
    prefix = rng.choice(_PREFIXES) if rng.random() < 0.8 else filled(rng, rng.choice(("####", "#####")), {})
    return f"10.{prefix}/{filled(rng, rng.choice(_DOIS), values)}"


def url(rng: Random, language: str, title: str, site: str, year: int) -> str:
    """Return an address of a page."""
    host = (
        re.sub(r"[^a-z0-9]+", rng.choice(("", "-")), anyascii(site).lower()).strip("-")[: rng.randint(4, 22)].strip("-")
        or "site"
    )
    ending = rng.choice(_ENDINGS.get(language, _ENDINGS["en"]) if rng.random() < 0.75 else _ENDINGS["en"])
    scheme = rng.choice(
        ("https://www.", "https://www.", "https://", "https://", "http://www.", "http://www.", "http://", "www.")
    )
    return f"{scheme}{host}.{ending}{_path(rng, title, year)}"


def _path(rng: Random, title: str, year: int) -> str:
    words = slug(rng, title) or "page"
    values = {
        "year": str(year),
        "month": f"{rng.randint(1, 12):02}",
        "day": f"{rng.randint(1, 28):02}",
        "words": words,
        "Words": words.title(),
        "begin": words[:12],
        "segment": rng.choice(_SEGMENTS),
        "other": rng.choice(_SEGMENTS),
        "file": rng.choice(_FILES),
    }
    return filled(rng, rng.choice(_PATHS), values)


def filled(rng: Random, form: str, values: Mapping[str, str]) -> str:
    """Return a form with its slots filled, a figure for every "#" and a letter for every "@".

    >>> from random import Random
    >>> filled(Random(1), "{year}/@-###", {"year": "1999"})
    '1999/e-914'
    """
    text = re.sub("[#@]", lambda mark: rng.choice(digits if mark.group() == "#" else ascii_lowercase), form)
    return text.format_map(values)


def isbn(rng: Random) -> str:
    """Return an ISBN of 10 or 13 figures with a right check digit, with hyphens or none."""
    group = rng.choice(
        (
            "0",
            "1",
            "2",
            "3",
            "5",
            "7",
            "84",
            "88",
            "90",
            "91",
            "601",
            "605",
            "80",
            "83",
            "85",
            "963",
            "9965",
            "966",
            "975",
        )
    )
    publisher = str(rng.randint(10, 99999))
    title = "".join(rng.choice("0123456789") for _ in range(9 - len(group) - len(publisher)))
    body = group + publisher + title
    if rng.random() < 0.45:
        total = sum((10 - at) * int(digit) for at, digit in enumerate(body))
        check = "0123456789X"[-total % 11]
        return rng.choice((f"{group}-{publisher}-{title}-{check}", body + check))
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate("978" + body))
    check = str(-total % 10)
    return rng.choice((f"978-{group}-{publisher}-{title}-{check}", f"978{body}{check}", f"978-{body}{check}"))


def arxiv(rng: Random, year: int) -> tuple[str, str]:
    """Return number and field of a preprint: "1405.1234", "cs.CL"; in the old form the number has the field too."""
    field = rng.choice(_FIELDS)
    month = rng.randint(1, 12)
    if year < 2008:
        field = field.partition(".")[0]
        return f"{field}/{year % 100:02}{month:02}{rng.randint(1, 999):03}", field
    width = 4 if year < 2015 else 5
    version = rng.choice(("", "", "", "v1", "v2"))
    return f"{year % 100:02}{month:02}.{rng.randint(1, 10**width - 1):0{width}}{version}", field


def patent_number(rng: Random) -> str:
    """Return the number of a patent."""
    country = rng.choice(
        ("US", "U.S. Patent No.", "EP", "WO", "DE", "JP", "US Patent", "CN", "RU", "GB", "US Patent No.")
    )
    figures = f"{rng.randint(1000000, 11999999):,}" if rng.random() < 0.5 else str(rng.randint(1000000, 11999999))
    return f"{country} {figures}{rng.choice(('', '', ' B1', ' A1', 'B2', ' C2'))}"


def code(rng: Random) -> str:
    """Return a number of a report: "WP-12/05", "2013-020"."""
    letters = "".join(rng.choice(ascii_uppercase) for _ in range(rng.randint(2, 4)))
    return filled(rng, rng.choice(_CODES), {"letters": letters, "year": str(rng.randint(1990, 2024))})
