"""Documents to bibtexparser's and pybtex's own classes and back: what is written for them runs on our reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from refgraph.formats.bibtex.document import BibBlock, BibDocument, BibEntry
from refgraph.formats.bibtex.grammar import BLOCK_START
from refgraph.formats.bibtex.persons import NameParts, split_names
from refgraph.formats.bibtex.places import SourceText
from refgraph.formats.bibtex.reading import MONTHS, parse_document

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block
    from pybtex.database import BibliographyData, Person

_PERSONS = ("author", "editor")
_BARE = "no-enclosing"


def to_bibtexparser(document: BibDocument, *, raw: bool = False) -> Library:
    """Make bibtexparser's library of a document: its blocks in order, with their lines and texts.

    What bibtexparser cannot read (``@ article``, values joined by ``#``) is in it too; a broken entry is an entry with
    what can be read of it; of a repeated field the first is taken. An entry whose key was used before becomes a
    ``DuplicateBlockKeyBlock``, as bibtexparser has it.

    Args:
        document: the file.
        raw: values with their delimiters, macros not expanded, as bibtexparser's splitter gives them to its middleware;
            else resolved and bare, as its ``parse_string`` returns them.

    >>> to_bibtexparser(parse_document('@misc{k, month = jan # "~5"}')).entries[0]["month"]
    'jan~5'
    """
    from bibtexparser.library import Library

    source = SourceText(document.text)
    starts = [each.start for each in document.string_definitions]
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, BibEntry):
            blocks.append(_entry(block, raw=raw))
        elif block.kind == "string":
            place = bisect_right(starts, block.start)
            if place < len(starts) and starts[place] < block.end:
                blocks.append(_string(document, place, source, raw=raw))
        else:
            blocks.append(_other(document, block, source.place(block.start)[0] - 1))
    library = Library()
    library.add(blocks, fail_on_duplicate_key=False)
    return library


def from_bibtexparser(library: Library, *, raw: bool = False) -> BibDocument:
    """Make a document of bibtexparser's library, as it is after any middleware.

    Names that its middleware took apart are put together again; blocks that it could not read come with their text.

    Args:
        library: what bibtexparser read, or `to_bibtexparser` made.
        raw: the values have their delimiters.
    """
    pieces = [_text_of(block, raw=raw) for block in library.blocks]
    return parse_document("\n\n".join(piece for piece in pieces if piece) + "\n" if pieces else "")


def to_pybtex(document: BibDocument) -> BibliographyData:
    """Make pybtex's database of a document: values resolved, authors and editors as persons.

    Of entries whose keys differ in case only, and of repeated fields, the first is taken, as in BibTeX. Names are cut
    by refgraph, so a bad one raises nothing.
    """
    from pybtex.database import BibliographyData, Entry

    data = BibliographyData(preamble=list(document.preambles))
    for entry in document.entries:
        if entry.key in data.entries:
            continue
        values = entry.values
        persons = {
            role: [_person(parts) for parts in split_names(values.pop(role))] for role in _PERSONS if role in values
        }
        data.add_entry(entry.key, Entry(entry.type, fields=list(values.items()), persons=persons))
    return data


def from_pybtex(data: BibliographyData) -> BibDocument:
    """Make a document of pybtex's database."""
    pieces = [f"@preamble{{{{{each}}}}}" for each in data.preamble_list]
    for key, entry in data.entries.items():
        names = {role: " and ".join(map(_written_name, people)) for role, people in entry.persons.items()}
        fields = [*names.items(), *((name, value) for name, value in entry.fields.items() if name not in names)]
        pieces.append(_written(entry.type, key, [(name, "{" + value + "}") for name, value in fields]))
    return parse_document("\n\n".join(pieces) + "\n" if pieces else "")


def _entry(entry: BibEntry, *, raw: bool) -> Block:
    from bibtexparser.model import Entry, Field

    seen: set[str] = set()
    fields = []
    for each in entry.fields:
        if each.name.lower() not in seen:
            fields.append(Field(each.name, each.raw if raw else each.value, start_line=each.line - 1))
        seen.add(each.name.lower())
    return Entry(entry.type, entry.key, fields, start_line=entry.line - 1, raw=entry.raw)


def _string(document: BibDocument, place: int, source: SourceText, *, raw: bool) -> Block:
    from bibtexparser.model import String

    field = document.string_definitions[place]
    block = next(each for each in document.others if each.start < field.start < each.end)
    line = source.place(block.start)[0] - 1
    return String(field.name, field.raw if raw else field.value, line, document.text[block.start : block.end])


def _other(document: BibDocument, block: BibBlock, line: int) -> Block:
    from bibtexparser.model import ExplicitComment, ImplicitComment, Preamble

    text = document.text[block.start : block.end]
    if block.kind == "preamble":
        head = BLOCK_START.match(text)
        return Preamble(text[head.end() if head else 0 : -1].strip(), line, text)
    if block.kind == "comment":
        return ExplicitComment(text.partition("{")[2].rstrip("}").strip(), line, text)
    return ImplicitComment(text, line, text)


def _text_of(block: Block, *, raw: bool) -> str:
    from bibtexparser.model import Entry, ExplicitComment, ImplicitComment, Preamble, String

    if isinstance(block, Entry):
        fields = []
        for each in block.fields:
            bare = raw or each.enclosing == _BARE
            value = _value(each.value)
            fields.append((each.key, value if bare or _is_month(each.key, value) else "{" + value + "}"))
        return _written(block.entry_type, block.key, fields)
    if isinstance(block, String):
        return f"@string{{{block.key} = {block.value if raw else '{' + block.value + '}'}}}"
    if isinstance(block, Preamble):
        return f"@preamble{{{block.value}}}"
    if isinstance(block, ExplicitComment):
        return f"@comment{{{block.comment}}}"
    if isinstance(block, ImplicitComment):
        return str(block.comment)
    return block.raw or ""


def _is_month(name: str, value: str) -> bool:
    return name.lower() == "month" and value in MONTHS


def _value(value: Any) -> str:
    """Return a field's value as text: middleware makes lists of names and numbers of months."""
    if isinstance(value, list):
        return " and ".join(getattr(each, "merge_last_name_first", None) or str(each) for each in value)
    return str(value)


def _written(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    return "\n".join([f"@{kind}{{{key},", *(f"  {name} = {value}," for name, value in fields), "}"])


def _person(parts: NameParts) -> Person:
    from pybtex.bibtex.utils import split_tex_string
    from pybtex.database import Person

    person = Person()
    first = split_tex_string(parts.first)
    person.first_names, person.middle_names = first[:1], first[1:]
    person.prelast_names, person.last_names = split_tex_string(parts.von), split_tex_string(parts.last)
    person.lineage_names = split_tex_string(parts.jr)
    return person


def _written_name(person: Person) -> str:
    last = " ".join([*(person.prelast_names or ()), *(person.last_names or ())])
    first = " ".join([*(person.first_names or ()), *(person.middle_names or ())])
    parts = [last, " ".join(person.lineage_names), first] if person.lineage_names else [last, first]
    return ", ".join(parts) if first or person.lineage_names or person.prelast_names else last
