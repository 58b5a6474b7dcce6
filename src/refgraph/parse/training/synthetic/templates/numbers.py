"""Invented numbers of a reference: pages, volumes, identifiers, addresses."""

from __future__ import annotations

import random
from collections.abc import Sequence

from refgraph.parse.training.synthetic.templates.coining import coined

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_TOPS = ("com", "org", "net", "edu", "gov", "info", "eu", "int", "io")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def roman(number: int) -> str:
    """Return a number in Roman digits.

    >>> roman(14), roman(149)
    ('XIV', 'CXLIX')
    """
    out = ""
    for value, digits in _ROMAN:
        out += digits * (number // value)
        number %= value
    return out


def volume(rng: random.Random) -> str:
    """Return a volume number, mostly small."""
    return str(rng.choice((rng.randint(1, 20), rng.randint(1, 60), rng.randint(1, 180), rng.randint(100, 999))))


def issue(rng: random.Random) -> str:
    """Return an issue number."""
    kind = rng.random()
    if kind < 0.72:
        return str(rng.randint(1, 12))
    if kind < 0.84:
        first = rng.randint(1, 11)
        return f"{first}{rng.choice(('-', '–', '/', '/'))}{first + 1}"
    if kind < 0.97:
        return str(rng.randint(10, 400))
    return rng.choice(("S1", "Suppl. 1", "Suppl", "Special Issue", "Pt 2", "3A", "S2"))


def year(rng: random.Random) -> int:
    """Return a year, mostly of these days."""
    kind = rng.random()
    if kind < 0.7:
        return rng.randint(1990, 2025)
    return rng.randint(1945, 1992) if kind < 0.9 else rng.randint(1780, 1945)


def pages(rng: random.Random, dash: str) -> str:
    """Return a range of pages, or one page."""
    first = rng.choice((rng.randint(1, 60), rng.randint(1, 400), rng.randint(1, 400), rng.randint(200, 2400)))
    last = first + rng.choice((rng.randint(1, 9), rng.randint(4, 30), rng.randint(4, 60)))
    kind = rng.random()
    if kind < 0.06:
        return str(first)
    if kind < 0.08:
        return f"{first}, {last}"
    if kind < 0.11 and first > 100 and first // 100 == last // 100:
        return f"{first}{dash}{last % 100:02}"
    if kind < 0.13:
        return f"{roman(first % 40 + 1).lower()}{dash}{roman(first % 40 + 9).lower()}"
    if kind < 0.15:
        return f"{first}{dash}{last}, {last + 2}{dash}{last + 5}"
    return f"{first}{dash}{last}"


def doi(rng: random.Random) -> str:
    """Return a DOI."""
    prefix = f"10.{rng.choice((rng.randint(1000, 1200), rng.randint(1001, 9999), rng.randint(10000, 59999)))}"
    letters = "".join(rng.choice(_LETTERS) for _ in range(rng.randint(2, 6)))
    number = rng.randint(1, 999999)
    tail = rng.choice((
        f"{letters}.{rng.randint(1990, 2025)}.{number}",
        f"s{rng.randint(10000, 49999)}-{rng.randint(10, 25):03}-{number:05}-{rng.choice('0123456789x')}",
        f"{number}",
        f"{letters}{number}",
        f"{rng.randint(1000, 2999)}-{number % 9999:04}-{rng.randint(2005, 2025)}-{number % 40}-{rng.randint(1, 6)}",
        f"j.{letters}.{rng.randint(1990, 2025)}.{rng.randint(1, 12):02}.{rng.randint(1, 150):03}",
        f"{letters.upper()}{rng.randint(10, 99)}.{number}",
        f"978-{rng.randint(0, 9)}-{rng.randint(100, 999)}-{number:06}-{rng.randint(0, 9)}_{rng.randint(1, 40)}",
        f"{letters}/{letters[:2]}{number:06}",
    ))  # fmt: skip
    return f"{prefix}/{tail}"


def url(rng: random.Random, names: Sequence[str], country: str = "") -> str:
    """Return a web address with coined words in it."""
    host = ".".join(_word(rng, names) for _ in range(rng.choice((1, 1, 2))))
    top = country if country and rng.random() < 0.7 else rng.choice(_TOPS)
    scheme = rng.choice(("http://", "https://", "https://", "http://", "")) + rng.choice(("www.", "www.", ""))
    steps = [_step(rng, names) for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4)))]
    ends = ("", "", "/", ".html", ".pdf", ".htm", f".php?id={rng.randint(1, 99999)}") if steps else ("", "/")
    end = rng.choice(ends)
    return (scheme or "www.") + "/".join([f"{host}.{top}", *steps]) + end


def _word(rng: random.Random, names: Sequence[str]) -> str:
    """Return a lower-case word."""
    return (coined(rng, names) or rng.choice(names)).lower().replace(" ", "-").replace("'", "")


def _step(rng: random.Random, names: Sequence[str]) -> str:
    """Return a part of a path."""
    return rng.choice((
        lambda: _word(rng, names),
        lambda: str(rng.randint(1, 99999)),
        lambda: f"{rng.randint(1998, 2025)}/{rng.randint(1, 12):02}",
        lambda: "-".join(_word(rng, names) for _ in range(rng.randint(2, 5))),
        lambda: rng.choice(("article", "view", "en", "index.php", "docs", "wp-content", "node", "news", "files")),
    ))()  # fmt: skip


def isbn(rng: random.Random) -> str:
    """Return an ISBN; its check digit need not be right."""
    group, block, number = rng.randint(0, 9), rng.randint(10, 99999), rng.randint(10, 9999)
    out = f"978-{group}-{block}-{number}-{rng.randint(0, 9)}"
    return rng.choice((out, out.removeprefix("978-"), out.replace("-", "")))


def arxiv(rng: random.Random) -> str:
    """Return an arXiv identifier."""
    if rng.random() < 0.4:
        kind = rng.choice(("hep-th", "hep-ph", "astro-ph", "math.AG", "cond-mat", "quant-ph", "gr-qc", "math"))
        return f"{kind}/{rng.randint(92, 107) % 100:02}{rng.randint(1, 12):02}{rng.randint(1, 700):03}"
    out = f"{rng.randint(7, 25):02}{rng.randint(1, 12):02}.{rng.randint(1, 20000):05}"
    return rng.choice((out, f"arXiv:{out}", f"arXiv:{out}v{rng.randint(1, 5)}"))
