"""Noise in single characters: scanners, keyboards, encodings, typesetting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

from refgraph.parse.training.examples import Example
from refgraph.parse.training.synthetic.noise.data import look_alikes
from refgraph.parse.training.synthetic.noise.edits import Edit, edited

_LOOK_ALIKE = look_alikes()
_TWINS = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_BACK = {twin: letter for letter, twin in _TWINS.items()}
_QUOTES = ('""', "“”", "''", "‘’", "«»", "„“", "„”", "``", "‹›", "″″", "“““", "「」", "‚‘")
_QUOTED = re.compile('["“”„«»‘‹›「」『』]')
_DASHES = ("-", "–", "—", "‐", "‑", "−", "--", " - ", " – ", "~", "/")
_RANGE = re.compile(r"(?<=\d)[-–—‑](?=\d)")
_DASH = re.compile(r"[-–—‑−‐]+")
_BREAK = re.compile(r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})")
_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.)")
_BLANK = re.compile(r" ")
_MARK = re.compile(r"(?<=\w)[.,;:](?= )")


def _some(rng: Random, found: list[Edit], least: int, share: float) -> list[Edit]:
    """Return some of the possible edits, at least so many if there are."""
    return rng.sample(found, min(len(found), max(least, round(len(found) * share))))


def ocr_slips(rng: Random, example: Example) -> Example:
    """Read some characters for others that look like them."""
    places = [at for at, letter in enumerate(example.raw) if letter in _LOOK_ALIKE]
    wanted = rng.sample(places, min(len(places), 1 + int(len(places) * rng.choice((0.0, 0.01, 0.02, 0.04)))))
    return edited(example, [Edit(at, at + 1, rng.choice(_LOOK_ALIKE[example.raw[at]])) for at in wanted])


def mistyped(rng: Random, example: Example) -> Example:
    """Swap, drop or double a letter or two."""
    places = [match.start() for match in _BREAK.finditer(example.raw)]
    edits = []
    for at in rng.sample(places, min(len(places), rng.randint(1, 2))):
        pair = example.raw[at - 1 : at + 1]
        edits.append(Edit(at - 1, at + 1, rng.choice((pair[::-1], pair[0], pair[0] + pair))))
    return edited(example, edits)


def other_quotes(rng: Random, example: Example) -> Example:
    """Print all quotation marks in another way."""
    kind = rng.choice(_QUOTES)
    edits = []
    for number, match in enumerate(_QUOTED.finditer(example.raw)):
        edits.append(Edit(match.start(), match.end(), kind[0] if number % 2 == 0 else kind[-1]))
    return edited(example, edits)


def lost_quotes(rng: Random, example: Example) -> Example:
    """Drop all quotation marks, or one of them."""
    found = [Edit(*match.span(), "") for match in _QUOTED.finditer(example.raw)]
    return edited(example, found if rng.random() < 0.85 or not found else [rng.choice(found)])


def other_dashes(rng: Random, example: Example) -> Example:
    """Print ranges, or all dashes, with another dash."""
    pattern = _RANGE if rng.random() < 0.7 else _DASH
    dash = rng.choice(_DASHES if pattern is _RANGE else _DASHES[:7])
    return edited(example, [Edit(*match.span(), dash) for match in pattern.finditer(example.raw)])


def plain_letters(_rng: Random, example: Example) -> Example:
    """Strip the accents."""
    return edited(example, [
        Edit(at, at + 1, plain)
        for at, letter in enumerate(example.raw)
        if letter > "\x7f" and (plain := _without_marks(letter)) != letter
    ])  # fmt: skip


def _without_marks(letter: str) -> str:
    if not unicodedata.name(letter, "").startswith(("LATIN", "GREEK")):
        return letter
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)) or letter


def loose_accents(_rng: Random, example: Example) -> Example:
    """Print accents as characters of their own, before or behind the letter, as old PDF files do."""
    edits = []
    for at, letter in enumerate(example.raw):
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) == 2 and parts[1] in _SPACING:
            edits.append(Edit(at, at + 1, f"{_SPACING[parts[1]]}{parts[0]}"))
    return edited(example, edits)


_SPACING = {"\u0308": "¨", "\u0301": "´", "\u0300": "`", "\u0302": "ˆ", "\u0303": "˜", "\u030c": "ˇ", "\u0327": "¸"}


def mixed_scripts(rng: Random, example: Example) -> Example:
    """Write some Latin letters with Cyrillic ones that look the same, or the other way round."""
    table = _BACK if sum("а" <= letter <= "я" for letter in example.raw) > 8 else _TWINS
    places = [at for at, letter in enumerate(example.raw) if letter in table]
    wanted = rng.sample(places, min(len(places), rng.randint(1, 8)))
    return edited(example, [Edit(at, at + 1, table[example.raw[at]]) for at in wanted])


def broken_words(rng: Random, example: Example) -> Example:
    """Break words as at the end of a line: "refer- ence", "refer-ence", "refer ence"."""
    places = [match.start() for match in _BREAK.finditer(example.raw)]
    mark = rng.choice(("- ", "-", "- ", "\u00ad", " - ", "¬ ", " ", "-\n"))
    wanted = rng.sample(places, min(len(places), rng.randint(1, 3)))
    return edited(example, [Edit(at, at, mark) for at in wanted])


def wide_blanks(rng: Random, example: Example) -> Example:
    """Double blanks, or print others: no-break, thin, tabulator."""
    blank = rng.choice(("  ", "  ", "   ", "\u00a0", "\u2009", "\t", "\u3000", " \u00a0"))
    found = [Edit(*match.span(), blank) for match in _BLANK.finditer(example.raw)]
    return edited(example, _some(rng, found, 1, rng.choice((0.1, 0.4, 1.0))))


def tight(rng: Random, example: Example) -> Example:
    """Drop blanks: between initials, behind marks, or some of all."""
    pattern: re.Pattern[str] = rng.choice((_INITIALS, _INITIALS, _BEHIND_MARK, _BLANK))
    found = [Edit(*match.span(), "") for match in pattern.finditer(example.raw)]
    if pattern is _BLANK:
        return edited(example, _some(rng, found, 1, rng.choice((0.02, 0.1, 0.3))))
    return edited(example, found)


_BEHIND_MARK = re.compile(r"(?<=[.,;:]) ")


def loose_marks(rng: Random, example: Example) -> Example:
    """Put blanks before marks, as some PDF readers do: "Phys . Rev ., 12 ,"."""
    found = [Edit(match.start(), match.start(), " ") for match in _MARK.finditer(example.raw)]
    return edited(example, _some(rng, found, 1, rng.choice((0.3, 0.6, 1.0))))


_JOINED = {"fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}


def joined_letters(_rng: Random, example: Example) -> Example:
    """Print "fi", "fl", "ff" as one character."""
    found = re.finditer("fi|fl|ff", example.raw)
    return edited(example, [Edit(*match.span(), _JOINED[match.group()]) for match in found])


CHARACTERS: tuple[tuple[Callable[[Random, Example], Example], float], ...] = (
    (ocr_slips, 3.0), (mistyped, 1.5), (other_quotes, 4.0), (lost_quotes, 4.0), (other_dashes, 6.0),
    (plain_letters, 2.5), (loose_accents, 0.7), (mixed_scripts, 0.6), (broken_words, 2.5), (wide_blanks, 1.5),
    (tight, 3.0), (loose_marks, 1.5), (joined_letters, 0.3),
)  # fmt: skip
"""Functions of this module and how often each is drawn."""
