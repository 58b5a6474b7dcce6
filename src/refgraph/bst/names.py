r"""BibTeX's functions on names: ``num.names$`` and ``format.name$``.

The rules are those of bibtex.web 0.99d, sections 382 to 420 and 426.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from refgraph.bst.letters import (
    ALPHA,
    LOWER_SPECIALS,
    SEPARATORS,
    UPPER_SPECIALS,
    WHITE,
    Letters,
    control_word,
)
from refgraph.bst.texts import group_end

_CACHED = 4096
_BRACE_OR_AND = re.compile(r"[{}]|(?<=[ \t])[aA][nN][dD](?=[ \t])")
_IS_ALPHA = re.compile(f"[{ALPHA}]")
_MOST_COMMAS = 2
_LONG = 3


class Split(NamedTuple):
    """The names of a list, how often braces were found unbalanced up to the end of each, and what stays open."""

    names: tuple[str, ...]
    unbalanced: tuple[int, ...]
    still_open: int = 0


class Parts(NamedTuple):
    """A name cut into tokens.

    Attributes:
        tokens: the words.
        separators: what stands before each token.
        spans: letter of a part ("f", "v", "l", "j") -> half-open span of its tokens.
        problems: what is wrong with the name.
        still_open: braces that are open at its end.
    """

    tokens: tuple[str, ...]
    separators: tuple[str, ...]
    spans: dict[str, tuple[int, int]]
    problems: tuple[str, ...]
    still_open: int


class Piece(NamedTuple):
    """A piece of a format of ``format.name$``: plain text (no ``part``) or what is printed for a part of a name.

    Attributes:
        before: text before the part, or the plain text.
        part: "f", "v", "l", "j"; "" for text in braces without a letter; None for plain text.
        full: whether tokens are printed whole.
        between: what stands between two tokens, or None for BibTeX's choice.
        after: text after the part.
    """

    before: str
    part: str | None = None
    full: bool = False
    between: str | None = None
    after: str = ""


class Format(NamedTuple):
    """A format of ``format.name$``, and what is wrong with it."""

    pieces: tuple[Piece, ...]
    problems: tuple[str, ...]


class Formatted(NamedTuple):
    """A formatted name, and what is wrong with it; a problem that begins with "Warning--" is only a warning."""

    text: str
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=_CACHED)
def split_names(text: str) -> Split:
    """Cut a list at each "and" between white space, outside braces.

    >>> split_names("Simon {and} Co. and others").names
    ('Simon {and} Co. ', ' others')
    """
    if not text:
        return Split((), ())
    names, counts = [], []
    start = depth = unbalanced = 0
    for found in _BRACE_OR_AND.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            unbalanced += depth == 0
            depth -= depth > 0
        elif depth == 0:
            names.append(text[start : found.start()])
            counts.append(unbalanced)
            start = found.end()
    if start < len(text):
        names.append(text[start:])
        counts.append(unbalanced + (depth > 0))
    return Split(tuple(names), tuple(counts), depth)


@lru_cache(maxsize=_CACHED)
def format_name(text: str, number: int, template: str, letters: Letters) -> Formatted:
    r"""Format one name of a list.

    Args:
        text: names joined by "and".
        number: which name, from 1.
        template: the format, such as ``{vv~}{ll}{, jj}{, f.}``.
        letters: which letters have case.

    >>> from refgraph.bst.letters import BYTES
    >>> format_name("Ludwig van Beethoven", 1, "{vv~}{ll}{, jj}{, f.}", BYTES).text
    'van Beethoven, L.'
    """
    problems = []
    names, unbalanced, still_open = split_names(text)
    if number > 0:
        read = min(number, len(names))
        problems += [f'Warning--"{text}" isn\'t a brace-balanced string'] * (unbalanced[read - 1] if read else 0)
    if number > len(names):
        missing = "There is no name in" if number == 1 else f"There aren't {number} names in"
        problems.append(f'{missing} "{text}"')
    # A number below one reads no name, so that all of the text minus an "and" would be left; BibTeX prints nothing.
    name = names[min(number, len(names)) - 1] if names and number > 0 else ""
    parts = split_name(name, letters, still_open if number >= len(names) else 0)
    problems += [problem.format(number=number, text=text) for problem in parts.problems]
    compiled = compile_format(template)
    problems += compiled.problems
    return Formatted(_Printer(parts).run(compiled), tuple(problems))


@lru_cache(maxsize=_CACHED)
def split_name(name: str, letters: Letters, still_open: int = 0) -> Parts:
    """Cut one name into first names, particle, last names and "Jr" part.

    BibTeX does not forget braces that are open at the end of the list: the first brace of the last name then opens one
    more, so that it takes all that follows into its token.
    """
    stripped = name.rstrip(WHITE + SEPARATORS)
    problems = []
    while stripped.endswith(","):
        problems.append('Name {number} in "{text}" has a comma at the end')
        stripped = stripped[:-1].rstrip(WHITE + SEPARATORS)
    scan = _Tokens(stripped.lstrip(WHITE + SEPARATORS), still_open)
    problems += scan.problems
    tokens, separators = tuple(scan.tokens), tuple(scan.separators[: len(scan.tokens)])
    spans = _spans(tokens, separators, scan.commas, letters)
    return Parts(tokens, separators, spans, tuple(problems), scan.still_open)


class _Tokens:
    """The tokens of a name, and how many of them stand before each comma."""

    def __init__(self, name: str, still_open: int) -> None:
        self.still_open = still_open
        self.tokens: list[str] = []
        self.separators: list[str] = [" "]
        self.commas: list[int] = []
        self.problems: list[str] = []
        self.starting = True
        place, end = 0, len(name)
        while place < end:
            sign = name[place]
            stop = place + 1
            if sign == ",":
                self._comma()
            elif sign == "{":
                stop, self.still_open = group_end(name, stop, self.still_open + 1)
                self._add(name[place:stop])
            elif sign == "}":
                self.problems.append('Name {number} of "{text}" isn\'t brace balanced')
                self._add("")
            elif sign in WHITE or sign in SEPARATORS:
                if not self.starting:
                    self.separators[len(self.tokens)] = " " if sign in WHITE else sign
                self.starting = True
            else:
                self._add(sign)
            place = stop

    def _add(self, text: str) -> None:
        if self.starting:
            self.tokens.append(text)
            self.separators.append(" ")
        else:
            self.tokens[-1] += text
        self.starting = False

    def _comma(self) -> None:
        if len(self.commas) == _MOST_COMMAS:
            self.problems.append('Too many commas in name {number} of "{text}"')
        else:
            self.commas.append(len(self.tokens))
            self.separators[len(self.tokens)] = ","
        self.starting = True


def _spans(
    tokens: tuple[str, ...], separators: tuple[str, ...], commas: list[int], letters: Letters
) -> dict[str, tuple[int, int]]:
    count = len(tokens)
    if commas:
        end, jr_end = commas[0], commas[-1]
        von_end = _von_end(tokens, 0, end, letters)
        return {"f": (jr_end, count), "v": (0, von_end), "l": (von_end, end), "j": (end, jr_end)}
    for start in range(count - 1):
        if _is_von(tokens[start], letters):
            von_end = _von_end(tokens, start, count, letters)
            return {"f": (0, start), "v": (start, von_end), "l": (von_end, count), "j": (count, count)}
    start = max(count - 1, 0)
    while start > 0 and separators[start] == "-":
        start -= 1
    return {"f": (0, start), "v": (start, start), "l": (start, count), "j": (count, count)}


def _von_end(tokens: tuple[str, ...], start: int, end: int, letters: Letters) -> int:
    """Return where the particle ends: after its last token in small letters, before the last token of all."""
    von_end = end - 1
    while von_end > start and not _is_von(tokens[von_end - 1], letters):
        von_end -= 1
    return von_end


def _is_von(token: str, letters: Letters) -> bool:
    """Tell whether the first letter of a token outside braces, or in a special character, is a small one."""
    place, end = 0, len(token)
    while place < end:
        sign = token[place]
        if letters.is_upper(sign):
            return False
        if letters.is_lower(sign):
            return True
        place += 1
        if sign == "{":
            if place + 2 < end and token[place] == "\\":
                return _is_von_special(token, place + 1, letters)
            place = group_end(token, place)[0]
    return False


def _is_von_special(token: str, place: int, letters: Letters) -> bool:
    word = control_word(token, place)
    if word in LOWER_SPECIALS:
        return True
    if word in UPPER_SPECIALS:
        return False
    place += len(word)
    for sign in token[place : group_end(token, place)[0]]:
        if letters.is_upper(sign):
            return False
        if letters.is_lower(sign):
            return True
    return False


@lru_cache(maxsize=_CACHED)
def compile_format(template: str) -> Format:
    """Cut a format into its pieces."""
    pieces: list[Piece] = []
    problems: list[str] = []
    unbalanced = f'Warning--"{template}" isn\'t a brace-balanced string'
    place = 0
    for_text = re.compile(r"[^{}]+")
    while place < len(template):
        sign = template[place]
        if sign == "{":
            stop, open_braces = group_end(template, place + 1)
            if open_braces:
                problems += [*_letters_of(template[place + 1 : stop])[1], unbalanced]
            else:
                piece, wrong = _piece(template[place + 1 : stop - 1])
                pieces += [piece] if piece else []
                problems += wrong
            place = stop
        elif sign == "}":
            problems.append(unbalanced)
            place += 1
        else:
            found = for_text.match(template, place)
            assert found is not None
            pieces.append(Piece(found[0]))
            place = found.end()
    return Format(
        tuple(pieces),
        tuple(
            f'The format string "{template}" has an illegal brace-level-1 letter' if each == "letter" else each
            for each in problems
        ),
    )


def _letters_of(inside: str) -> tuple[tuple[int, int] | None, list[str]]:
    """Return the span of the part's letter or double letter at brace level 1, and a problem for each other letter."""
    span: tuple[int, int] | None = None
    problems = []
    place = depth = 0
    while place < len(inside):
        sign = inside[place]
        place += 1
        depth += (sign == "{") - (sign == "}")
        if depth or sign == "}" or not _IS_ALPHA.match(sign):
            continue
        if span is not None or sign.lower() not in "fvlj":
            problems.append("letter")
            span = span or (place - 1, place)
            continue
        if inside[place : place + 1].lower() == sign.lower():
            place += 1
            span = (place - 2, place)
        else:
            span = (place - 1, place)
    return span, problems


def _piece(inside: str) -> tuple[Piece | None, list[str]]:
    span, problems = _letters_of(inside)
    if problems:
        return None, problems
    if span is None:
        return Piece(inside, ""), []
    start, end = span
    between = None
    after = inside[end:]
    if after.startswith("{"):
        stop = group_end(after, 1)[0]
        between, after = after[1 : stop - 1], after[stop:]
    return Piece(inside[:start], inside[start].lower(), end - start > 1, between, after), []


class _Printer:
    """Prints a name; remembers the braces it has counted open, since BibTeX does not forget them between two parts."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.depth = parts.still_open

    def run(self, template: Format) -> str:
        out = ""
        for piece in template.pieces:
            if piece.part is None:
                out += piece.before
                continue
            start, end = self.parts.spans[piece.part] if piece.part else (0, 1)
            if start == end:
                continue
            before = len(out)
            out += piece.before + (self._tokens(piece, start, end) if piece.part else "") + piece.after
            if out.endswith("~"):
                out = self._discretionary(out, before)
        return out

    def _discretionary(self, out: str, start: int) -> str:
        """Make a space of a tie at the end if enough stands before it; two ties are one that stays."""
        out = out[:-1]
        if out.endswith("~"):
            return out
        return out + (" " if self._is_long(out[start:]) else "~")

    def _is_long(self, text: str) -> bool:
        """Tell whether a text has three characters; a special character counts one, a brace as well."""
        count = place = 0
        while place < len(text) and count < _LONG:
            sign = text[place]
            place += 1
            if sign == "{":
                self.depth += 1
                if self.depth == 1 and text.startswith("\\", place):
                    place, self.depth = group_end(text, place + 1)
            elif sign == "}":
                self.depth -= 1
            count += 1
        return count >= _LONG

    def _tokens(self, piece: Piece, start: int, end: int) -> str:
        """Print the tokens of a part, whole or the first letter of each."""
        out = ""
        for place in range(max(start, 0), end):
            token = self.parts.tokens[place]
            out += token if piece.full else _initial(token)
            if place < end - 1:
                out += self._between(piece, place + 1, end, out)
        return out

    def _between(self, piece: Piece, place: int, end: int, out: str) -> str:
        """Return what stands before a token."""
        if piece.between is not None:
            return piece.between
        stop = "" if piece.full else "."
        separator = self.parts.separators[place]
        if separator in SEPARATORS:
            return stop + separator
        return stop + ("~" if place == end - 1 or not self._is_long(piece.before + out + stop) else " ")


def _initial(token: str) -> str:
    """Return the first letter of a token, or its first special character."""
    place, end = 0, len(token)
    while place < end:
        sign = token[place]
        if _IS_ALPHA.match(sign):
            return sign
        if sign == "{" and token.startswith("\\", place + 1):
            return token[place : group_end(token, place + 2)[0]]
        place += 1
    return ""
