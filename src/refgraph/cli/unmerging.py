"""A merged work taken apart in files: entries come back as they were written, and the decisions say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph.cli.streams import say
from refgraph.dedupe.decisions_file import DecisionsFile
from refgraph.dedupe.merge import merge
from refgraph.dedupe.restoring import find_merged, only_here, put_back, restore_all
from refgraph.dedupe.sources import Sources, Written
from refgraph.errors import UnreadableFileError
from refgraph.formats import FORMATS, find_format, read, write
from refgraph.formats.bibtex import bibtex_keys
from refgraph.model import Library, Work
from refgraph.text.decoding import read_text
from refgraph.text.files import write_text

if TYPE_CHECKING:
    from refgraph.dedupe import Decision, DedupeResult


@dataclass(frozen=True, slots=True)
class Unmerged:
    """What came of taking a work apart.

    Attributes:
        result: the run in which it is apart.
        work: the merged work as it was.
        members: keys of the records it was made of.
        written: how the records that are works of their own again stand in their .bib files, by key.
        added: the decisions that keep them apart.
        dropped: the decisions that said otherwise.
    """

    result: DedupeResult
    work: Work
    members: tuple[str, ...]
    written: dict[str, Written]
    added: tuple[Decision, ...]
    dropped: tuple[Decision, ...]


def unmerge(result: DedupeResult, sources: Sources, key: str, member: str | None, merged: Path | None) -> Unmerged:
    """Take a work apart.

    Args:
        result: a run.
        sources: what it has read.
        key: key of the merged work, as it stands in a merged file or in the sources.
        member: the one record to take out; None for all.
        merged: a merged file, which may also name records (``ids``) that this run keeps apart already.

    Raises:
        UnknownNameError: if there is no such work or record.
        ConfigurationError: if the work was not merged from others.
    """
    if key not in result.aliases:  # as BibTeX has it
        key = next((each for each, name in bibtex_keys(result.library).items() if name == key), key)
    members = together = result.members_of(key)
    if merged is not None and _is_bibtex(merged):
        entry = find_merged(_utf8(merged), members, str(merged))
        members = tuple(dict.fromkeys([*members, *(each for each in entry.keys if each in result.original)]))
    apart = len(together) == 1 and len(members) > 1
    after = result if apart else result.unmerge(key, member)
    single = {each.id for each in after.clusters if len(each.members) == 1}
    return Unmerged(
        result=after,
        work=merge([result.original[each] for each in members]).work,
        members=tuple(each for each in result.original.keys if each in members),
        written={each: sources.written[each] for each in members if each in single and each in sources.written},
        added=tuple(each for each in after.decisions if each not in result.decisions),
        dropped=tuple(each for each in result.decisions if each not in after.decisions),
    )


def write_decisions(unmerged: Unmerged, path: Path | None) -> None:
    """Write the decisions that the next run needs to the decisions file, or print them where there is none."""
    if path is None:
        for each in unmerged.added:
            print(each.text)
        if unmerged.added:
            say("Without these lines in a decisions file (--decisions) the next run merges the works again.")
        return
    remarks = {each.line: "unmerged" for each in unmerged.dropped if each.line}
    DecisionsFile(path).revise(remarks, unmerged.added)
    for each in unmerged.dropped:
        say(f"{path}: line {each.line} is a comment now: {each.text}")
    for each in unmerged.added:
        say(f"{path}: {each.text}")


def write_whole(unmerged: Unmerged, output: str) -> None:
    """Write the whole library; what is a work of its own again is written as in its .bib file."""
    library = unmerged.result.library
    if not _is_bibtex(output):
        write(library, output)
        return
    text = find_format("bibtex").dumps(library)
    write_text(output, restore_all(text, library, unmerged.written, unmerged.written))


def write_in_place(unmerged: Unmerged, merged: Path, output: str | Path) -> None:
    """Put the records back into a merged file, the rest of which stays as it is, byte for byte if it is a .bib file.

    Args:
        unmerged: the work that was taken apart.
        merged: the merged file.
        output: where to write, which may be the same file.

    Raises:
        UnknownNameError: if the merged file does not have the work.
        UnreadableFileError: if it cannot be read or is not UTF-8.
    """
    result = unmerged.result
    keys = list(dict.fromkeys(result.key_of(each) for each in unmerged.members))
    works = [result.library[key] for key in keys]
    if _is_bibtex(merged):
        entry = find_merged(_utf8(merged), sorted(unmerged.members), str(merged))
        changed = only_here(entry, unmerged.work)
        write_text(output, put_back(entry, works, unmerged.written))
        for each in changed:
            say(f"{merged}: the merged entry {entry.entry.key!r} was changed by hand and is gone; it had {each}")
        return
    library = read(merged)
    write(_replaced(library, unmerged.members, Library(works=tuple(works))), output)


def _replaced(library: Library, members: Sequence[str], works: Library) -> Library:
    """Return a library with works in the place of the one that stands for them."""
    place = next((key for key in sorted(members) if key in library), "")
    there = library[place].key
    back = [work for work in works if work.key == there or work.key not in library]
    return replace(library, works=tuple(new for old in library for new in (back if old.key == there else [old])))


def _is_bibtex(path: str | Path) -> bool:
    return Path(path).suffix.lower() in FORMATS["bibtex"].extensions


def _utf8(path: Path) -> str:
    decoded = read_text(path)
    if decoded.encoding != "utf-8" or not decoded.certain:
        raise UnreadableFileError("is not plain UTF-8", path=path, hint="save it as UTF-8 first")
    return decoded.text
