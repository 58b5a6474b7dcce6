"""One entry as the rules see it: own and inherited fields, names taken apart, places in the file."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from refgraph.check.names import WrittenName, family_and_given, name_texts, split_names
from refgraph.formats.bibtex.document import BibDocument, BibEntry
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix
from refgraph.text.ascii import to_ascii
from refgraph.text.latex import latex_to_unicode

if TYPE_CHECKING:
    from refgraph.model.work import Work

_SPACE = re.compile(r"\s+")
_NO_WORD = re.compile(r"[^a-z0-9\s]")
_NOT_ALNUM = re.compile(r"[^a-z0-9]")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


class Entry:
    """An entry of a .bib file, or a work under BibTeX field names.

    Its values are always there; fields with their places are made when somebody asks for them, and can be forgotten
    again, so that a hundred thousand entries fit into memory.

    Attributes:
        source: the entry as written.
        document: the file it stands in.
        inherited: fields that come from crossref or xdata parents, by lower-case name.
        work: the work it was made from, where it comes from no .bib file.
    """

    def __init__(self, source: BibEntry, document: BibDocument, work: Work | None = None) -> None:
        self.source = source
        self.document = document
        self.work = work
        self.inherited: dict[str, BibField] = {}
        self._fields: dict[str, BibField] | None = None
        self._can_forget = not source.is_placed

    @property
    def fields(self) -> dict[str, BibField]:
        """Return the first field of each name that has a value, by lower-case name."""
        if self._fields is None:
            self._fields = self.source.first_fields()
        return self._fields

    def forget_fields(self) -> None:
        """Forget the fields where they can be read from the file's text again when somebody asks for them."""
        if self._can_forget:
            self._fields = None
            self.source.forget_places()

    @property
    def key(self) -> str:
        """Return the cite key as written."""
        return self.source.key

    @property
    def type(self) -> str:
        """Return the entry type in lower case."""
        return self.source.type

    def field(self, name: str) -> BibField | None:
        """Return the entry's own or inherited field of this lower-case name."""
        own = self.fields.get(name) if self.source.has_name(name) else None
        return own or self.inherited.get(name)

    def get(self, *names: str) -> str:
        """Return the value of the first of these fields that is there, own or inherited, or the empty string."""
        for name in names:
            value = self.source.value(name)
            if not value or value.isspace():
                found = self.field(name)  # another field of this name may have a value, or a parent
                value = found.value if found is not None else ""
            if value:
                return value
        return ""

    def has(self, *names: str) -> bool:
        """Return True if one of these fields is there, own or inherited."""
        return any(bool(self.get(name)) for name in names)

    def own(self, *names: str) -> list[BibField]:
        """Return those of these fields that stand in the entry itself."""
        fields = self._fields
        if fields is None:
            if not any(self.source.has_name(name) for name in names):
                return []
            fields = self.fields
        return [fields[name] for name in names if name in fields]

    def names(self, field: str = "author") -> tuple[WrittenName, ...]:
        """Return the names in a name field, own or inherited."""
        value = self.get(field)
        return split_names(value) if value else ()

    @cached_property
    def year(self) -> int | None:
        """Return the year of publication as a number, or None."""
        found = _YEAR.search(self.get("date", "year")) or _YEAR.search(self.get("year"))
        return int(found[1]) if found else None

    @cached_property
    def title(self) -> str:
        """Return the title as plain text."""
        return plain(self.get("title"))

    def title_words(self) -> list[str]:
        """Return the words of the title in bare letters and digits, for comparing."""
        return _NO_WORD.sub("", to_ascii(self.title.replace("&", " and ")).lower()).split()

    @cached_property
    def title_key(self) -> str:
        """Return the title in bare letters and digits, for comparing."""
        return "".join(self.title_words())

    @cached_property
    def journal(self) -> str:
        """Return the journal as plain text."""
        return plain(self.get("journal", "journaltitle"))

    @cached_property
    def first_family(self) -> str:
        """Return the first author's (else editor's) family name in bare letters."""
        names = name_texts(self.get("author")) or name_texts(self.get("editor"))
        return person_key(*family_and_given(names[0]))[0] if names else ""


@lru_cache(maxsize=8192)
def plain(value: str) -> str:
    r"""Return a LaTeX value as plain text on one line: commands decoded, braces gone.

    >>> plain(r'The {DNA} of  M{\"u}ller')
    'The DNA of Müller'
    """
    if "\\" in value or "$" in value:
        value = latex_to_unicode(value)
    value = value.replace("{", "").replace("}", "").replace("~", " ")
    return _SPACE.sub(" ", value).strip()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the letters and digits of a text in lower-case ASCII, for comparing.

    >>> fold("Müller-Lüdenscheidt 2")
    'mullerludenscheidt2'
    """
    return _NOT_ALNUM.sub("", to_ascii(text).lower())


_MARKUP = re.compile(r"[\\${}~]")


def _bare(name: str) -> str:
    letters = name.rstrip(".")
    return letters.lower() if letters.isascii() and letters.isalpha() else fold(plain(name))


@lru_cache(maxsize=65536)  # one person wrote many works
def person_key(family: str, given: str) -> tuple[str, tuple[str, ...]]:
    """Return the family name and the words of the given names, in bare letters and digits, for comparing."""
    return _bare(family), tuple(map(_bare, (plain(given) if _MARKUP.search(given) else given).split()))


def inner(field: BibField) -> tuple[int, str] | None:
    """Return where a field's content begins in the file, and the content as it stands there; None for a join or macro.

    For ``{Text}`` and ``"Text"`` that is what is between the delimiters, for ``2018`` the whole; a macro has none.
    """
    if len(field.raw) >= 2 and field.raw[1:-1] == field.value:
        return field.value_start + 1, field.raw[1:-1]
    if field.raw and field.raw == field.value and not field.macros:
        return field.value_start, field.raw
    return None


def span_in(field: BibField, piece: str | re.Match[str] | tuple[int, int] | None = None) -> tuple[int, int] | None:
    """Return the place of a piece of a field's value in the file's text.

    Args:
        field: the field.
        piece: a text that occurs in the value, a match in it, or a half-open span of it; None for the whole
            value.

    Returns:
        The span; that of the whole value where the piece cannot be placed; None for a work without a file.
    """
    if field.line < 1:
        return None
    whole = (field.value_start, field.end)
    content = inner(field)
    if piece is None or content is None:
        return whole
    if isinstance(piece, str):
        at = content[1].find(piece)
        inside = (at, at + len(piece)) if at >= 0 else None
    else:
        inside = piece.span() if isinstance(piece, re.Match) else piece
    return (content[0] + inside[0], content[0] + inside[1]) if inside and inside[0] < inside[1] else whole


def replace_in(
    field: BibField, replacement: str, span: tuple[int, int] | None = None, *, safe: bool = True
) -> Fix | None:
    """Return the fix that puts a text in the place of a field's content, or of a span of it.

    Returns:
        None where the value is joined with ``#`` or comes from no file, so that it cannot be changed in one
        place.
    """
    content = inner(field) if field.line > 0 else None
    if content is None:
        return None
    start, end = span or (0, len(content[1]))
    return Fix(start=content[0] + start, end=content[0] + end, replacement=replacement, safe=safe)
