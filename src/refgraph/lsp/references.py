"""References of entries as a style prints them, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from refgraph.check.bibliography import REFERENCE_FIELDS, split_keys
from refgraph.check.entry import Entry
from refgraph.errors import RefgraphError
from refgraph.formats.bibtex import library_of
from refgraph.lsp.files import Files
from refgraph.lsp.projects import Project
from refgraph.lsp.settings import Settings
from refgraph.model import Work
from refgraph.pipeline.rendering import DEFAULT_STYLE, render

_MOST_PARENTS = 20


def entries_by_key(files: Files, project: Project) -> dict[str, Entry]:
    """Return the entries of a project by key; of several with one key the first, aliases last."""
    state = tuple((path, files.stamp(path)) for path in project.bibliographies)

    def collect() -> dict[str, Entry]:
        entries = [entry for path in project.bibliographies for entry in files.entries(path)]
        found: dict[str, Entry] = {}
        for entry in entries:
            found.setdefault(entry.key, entry)
        for entry in entries:
            if entry.source.has_name("ids"):
                for alias in split_keys(entry.source.value("ids")):
                    found.setdefault(alias, entry)
        return found

    return files.cache.get(("by key", project.bibliographies), state, collect)


def work_of(entry: Entry, entries: Mapping[str, Entry]) -> Work:
    """Return the work of an entry, with what it inherits.

    Args:
        entry: of a bibliography.
        entries: all entries of the project by key.
    """
    if entry.work is not None:
        return entry.work
    family = [entry.source, *(each.source for each in _ancestors(entry, entries))]
    return library_of(replace(entry.document, entries=tuple(family), findings=())).works[0]


def _ancestors(entry: Entry, entries: Mapping[str, Entry]) -> Iterable[Entry]:
    """Return the entries that an entry refers to, and those that these refer to."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    while waiting and len(found) < _MOST_PARENTS:
        each = waiting.pop()
        for name in REFERENCE_FIELDS:
            for key in split_keys(each.source.value(name)):
                parent = entries.get(key)
                if parent is not None and parent is not entry and parent.key not in found:
                    found[parent.key] = parent
                    waiting.append(parent)
    return [each for each in found.values() if each.work is None]


def reference(work: Work, settings: Settings) -> str:
    """Return the reference of a work in Markdown; in the default style where the user's cannot be had."""
    for style, locale in ((settings.style, settings.locale), (DEFAULT_STYLE, None)):
        try:
            return render([work], style, "markdown", locale=locale, keys=[work.key]).strip()
        except (RefgraphError, OSError):
            continue
    return work.title or work.key


def link(work: Work) -> str:
    """Return a Markdown link to a work by its DOI, else its address; "" if it has neither."""
    if work.doi:
        return f"[doi:{work.doi}](https://doi.org/{work.doi})"
    return f"<{work.url}>" if work.url and work.url.startswith(("http://", "https://")) else ""


def described(entry: Entry, entries: Mapping[str, Entry], settings: Settings) -> str:
    """Return what is shown of an entry: reference, link, type and key."""
    work = work_of(entry, entries)
    text = reference(work, settings)
    linked = link(work)
    parts = [
        text,
        linked if linked and (work.doi or work.url or "") not in text else "",
        f"`@{entry.type}{{{entry.key}}}`",
    ]
    return "\n\n".join(part for part in parts if part)
