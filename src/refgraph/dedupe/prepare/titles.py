"""Titles, to compare by: without remarks and subtitles, with their numbers and what kind of note they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from refgraph.text.normal import breaks_off, fold, fold_all

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
_SUBTITLE = re.compile(r"(?<=\S)(?:[:?!.]|\s[-–—])\s+(?=\S)")
_LOST = re.compile(r"(?<=[^\W\d_])[?\ufffd](?=[^\W\d_])|(?<![^\W\d_])[?\ufffd](?=[^\W\d_])")


class Titles(NamedTuple):
    """What titles come to, a value for each.

    Attributes:
        titles: folded titles without leading article and bracketed remarks.
        mains: the parts before a subtitle; the empty string where there is none.
        numbers: numbers in the titles in order, Roman ones in digits.
        marks: what titles say the works are in relation to others ("erratum", "reply", "review").
        years: years that parsers have left at the start, or None.
        cut: a title ends with an ellipsis, and so goes on.
    """

    titles: list[str]
    mains: list[str]
    numbers: list[tuple[str, ...]]
    marks: list[tuple[str, ...]]
    years: list[int | None]
    cut: list[bool]


def read_titles(texts: Sequence[str]) -> Titles:
    """Return what titles come to; the rules for rare things are asked only where a letter or a word hints at them."""
    cleaned = [
        cleaned_title(text)
        if "(" in text
        or "[" in text
        or "?" in text
        or "\ufffd" in text
        or "erratum" in lower
        or "correction" in lower
        or "comment" in lower
        else (text, None)
        for text, lower in zip(texts, map(str.lower, texts), strict=True)
    ]
    bare = [text for text, _ in cleaned]
    folded = fold_all(bare)
    parted = [
        title_and_main(text, plain)
        if ": " in text
        or ". " in text
        or " -" in text
        or ")" in text
        or "? " in text
        or "! " in text
        or not text.isascii()
        or not text.isprintable()
        else (_without_article(plain), "")
        for text, plain in zip(bare, folded, strict=True)
    ]
    numbers = [
        () if plain.replace(" ", "").isalpha() and _NUMERALS.isdisjoint(plain.split()) else title_numbers(plain)
        for plain in folded
    ]
    marks = [
        title_marks(text, plain)
        if "(" in text
        or ")" in text
        or "]" in text
        or plain.partition(" ")[0] in _MARK_WORDS
        or plain.rpartition(" ")[2] in _END_WORDS
        else ()
        for text, plain in zip(bare, folded, strict=True)
    ]
    return Titles(
        [title for title, _ in parted],
        [main for _, main in parted],
        numbers,
        marks,
        [year for _, year in cleaned],
        [breaks_off(text) for text in bare],
    )


def cleaned_title(text: str) -> tuple[str, int | None]:
    """Return a title without databases' remarks and without a year that a parser left at its start, and that year."""
    text = found_again(text)
    lower = text.lower()
    if "erratum" in lower or "correction" in lower or "comment" in lower:
        text = _NOTICE.sub("", text)
    if "[" not in text and "(" not in text:
        return text, None
    dated = _DATED.match(text)  # "Heathershaw (2017). Dictators without ..."
    year = int(dated["year"]) if dated else None
    if dated:
        text = text[dated.end() :]
    elif wrapped := _WRAPPED.match(text):  # "[Translated title]." of PubMed
        text = wrapped[1]
    while (bare := _REMARK.sub("", text)) != text and bare.strip():
        text = bare
    return text, year


def found_again(text: str) -> str:
    """Return the text without the marks that stand for lost letters in it."""
    return _LOST.sub("", text) if "?" in text or "\ufffd" in text else text


def title_and_main(text: str, folded: str) -> tuple[str, str]:
    """Return the folded title and its part before the subtitle, from a cleaned title and its folded form."""
    bare = _ASIDE.sub("", text) if ")" in text else text
    if bare != text and bare.strip():
        text, folded = bare, fold(bare)
    found = _SUBTITLE.search(text)
    main = _without_article(fold(text[: found.start()])) if found else ""
    return _without_article(folded), main


def _without_article(folded: str) -> str:
    return _ARTICLE.sub("", folded) if folded.startswith(("the ", "a ", "an ")) else folded


ROMAN: dict[str, str] = {
    numeral: str(value)
    for value, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1
    )
}
_COUNTED = frozenset(
    "part parts volume vol number no section chapter book phase stage study paper report type series teil band "
    "partie tome parte tomo chast chapitre kapitel act class grade level".split())  # fmt: skip
NUMBER_WORDS: dict[str, str] = {
    **dict(zip("one two three four five six seven eight nine ten".split(), map(str, range(1, 11)), strict=True)),
    **dict(
        zip(
            "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
            map(str, range(1, 11)),
            strict=True,
        )
    ),
}
_NUMERALS = frozenset(ROMAN) | frozenset(NUMBER_WORDS)
DIGITS = re.compile(r"\d+")


def title_numbers(folded: str) -> tuple[str, ...]:
    """Return the numbers in a title: digits anywhere, Roman numerals and number words where they count something."""
    words = folded.split()
    found: list[str] = []
    for place, word in enumerate(words):
        counted = place > 0 and words[place - 1] in _COUNTED
        if not word.isalpha():
            found.extend(digits.lstrip("0") or "0" for digits in DIGITS.findall(word))
        elif word in ROMAN and (len(word) > 1 or counted or (place == len(words) - 1 and word != "x")):
            found.append(ROMAN[word])
        elif word in NUMBER_WORDS and (counted or (place + 1 < len(words) and words[place + 1] in _COUNTED)):
            found.append(NUMBER_WORDS[word])
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
_END_WORDS = frozenset({"reply", "replies", "response", "erratum", "corrigendum", "rejoinder"})
"""Last words of the texts that `_MARK_END` matches."""
_BRACKETED = re.compile(r"[\[(]([^\])]{4,40})[\])]\s*\W*$")


def title_marks(text: str, folded: str) -> tuple[str, ...]:
    """Return the kinds of note a title announces at its start, before a colon, or in brackets at its end."""
    head, separator, _ = text.partition(":")
    pieces = []
    if folded.partition(" ")[0] in _MARK_WORDS and text[2:3] != "-":  # "Re- conciling" was at the end of a line
        pieces.append(fold(head if separator else text[:60]))
    if (")" in text or "]" in text) and (bracketed := _BRACKETED.search(text)):
        pieces.append(fold(bracketed[1]))
    names = {name for piece in pieces for name in _announced(piece, separator)}
    if "(" in text and _CORRECTS.search(text):
        names.add("erratum")
    if folded.rpartition(" ")[2] in _END_WORDS and (end := _MARK_END.search(fold(text[-30:]))):
        names.add("reply" if "repl" in end[1] or "resp" in end[1] else "erratum")
    return tuple(sorted(names)) if names else ()


def _announced(piece: str, separator: str) -> list[str]:
    return [name for name, pattern in _MARK_START.items() if pattern.match(piece) and _is_mark(name, piece, separator)]


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
