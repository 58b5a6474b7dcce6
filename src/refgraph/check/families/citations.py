"""G801, G802, G808 to G810: manuscripts against their bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography, split_keys
from refgraph.check.changes import commented_out
from refgraph.check.manuscripts import CitedKey, Manuscript
from refgraph.check.rule import Hit, bibliography_rule, manuscript_rule
from refgraph.model.finding import Fix, Severity


def _other_case(key: str, bibliography: Bibliography) -> str | None:
    """Return a key of the bibliography that differs from one only in case."""
    entries = bibliography.by_lower_key.get(key.lower())
    return entries[0].key if entries else bibliography.items.get(key.lower())


def _unknown(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[CitedKey]:
    items = set(bibliography.items.values())
    if not (bibliography.entries or bibliography.documents or bibliography.other_keys or items):
        return  # nothing to look the keys up in; G810 says what is missing
    for each in manuscript.cited:
        if each.key not in items and not bibliography.knows(each.key):
            yield each


@manuscript_rule("G801", "cited-missing", Severity.ERROR)
def cited_missing(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    r"""Report a key that is cited but that no entry has.

    Why: the reader sees "[?]" or "(???)".
    Example: ``\cite{Nol:2005}`` where the entry is ``Noll:2005``.
    """
    for each in _unknown(manuscript, bibliography):
        if _other_case(each.key, bibliography):
            continue
        near = bibliography.near_keys.of(each.key)
        hint = f"; did you mean {near}?" if near else ""
        yield Hit(
            message=f"no entry has the cited key {each.key!r}{hint}",
            span=(each.start, each.end),
            key=each.key,
            value=each.key,
        )


@bibliography_rule("G802", "listed-uncited", Severity.WARNING)
def listed_uncited(bibliography: Bibliography) -> Iterator[Hit]:
    r"""Report an entry that no manuscript cites.

    Why: it is a leftover, or its citation was forgotten. Parents of crossref and xdata count as cited, and
    with ``\nocite{*}`` everything does. Only checked where manuscripts are given.
    Example: an entry that only an earlier version of the text cited.
    Fix: unsafe: it becomes a comment.
    """
    if not bibliography.manuscripts or any(each.cites_all for each in bibliography.manuscripts):
        return
    if not any(each.cited for each in bibliography.manuscripts):
        return  # a text without citations is a template, or of a kind that is not understood
    cited = bibliography.cited
    lowered = {key.lower() for key in cited}
    for entry in bibliography.entries:
        if entry.key in cited or entry.key in bibliography.containers or entry.type in ("xdata", "set"):
            continue
        if any(alias in cited for alias in split_keys(entry.get("ids"))):
            continue
        if entry.key.lower() not in lowered:
            message = f"{entry.key!r} is never cited"
            yield Hit(message=message, entry=entry, value=entry.key, fix=commented_out(entry))
    for manuscript in bibliography.manuscripts:
        if bibliography.printed(manuscript).is_numbered:
            continue  # M911 says which numbers are not called out
        for item in manuscript.items:
            if item.key not in cited:
                span = (item.start, item.end)
                yield Hit(
                    message=f"{item.key!r} is never cited",
                    file=manuscript.file,
                    span=span,
                    key=item.key,
                    value=item.key,
                )


@manuscript_rule("G808", "cite-case", Severity.ERROR)
def cite_case(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    r"""Report a cited key that fits an entry only when case is ignored.

    Why: LaTeX, biber and Pandoc tell the two apart.
    Example: ``\cite{cohn:2012}`` where the entry is ``Cohn:2012``.
    Fix: safe: the key as the entry has it.
    """
    for each in _unknown(manuscript, bibliography):
        right = _other_case(each.key, bibliography)
        if right:
            fix = Fix(start=each.start, end=each.end, replacement=right)
            span = (each.start, each.end)
            yield Hit(
                message=f"the key {each.key!r} is written {right!r}",
                span=span,
                key=each.key,
                value=each.key,
                fix=fix,
            )


@manuscript_rule("G809", "cite-repeated", Severity.INFO)
def cite_repeated(manuscript: Manuscript, _: Bibliography) -> Iterator[Hit]:
    r"""Report a key that one citation has twice.

    Why: it is printed twice.
    Example: ``\cite{a,b,a}``.
    Fix: safe: the second one goes, where nothing else is said of it.
    """
    seen: set[tuple[int, str]] = set()
    for each in manuscript.cited:
        if (each.group, each.key) in seen:
            span = (each.start, each.end)
            yield Hit(
                message=f"{each.key!r} is there twice in one citation",
                span=span,
                key=each.key,
                value=each.key,
                fix=_once(manuscript.text, each.start, each.end),
            )
        seen.add((each.group, each.key))


_KEY_BEFORE = re.compile(r",\s*\Z")
_KEY_BEHIND = re.compile(r"\s*[,}]")


def _once(text: str, start: int, end: int) -> Fix | None:
    """Return the fix that takes a repeated key out of a list with commas; where more is said of it, there is none."""
    before = _KEY_BEFORE.search(text[:start][-40:])
    if before is None or not _KEY_BEHIND.match(text, end):
        return None
    return Fix(start=start - len(before[0]), end=end, replacement="")


@manuscript_rule("G810", "bibliography-missing", Severity.ERROR)
def bibliography_missing(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    r"""Report a bibliography that a manuscript names but that is not there.

    Why: none of its entries can be cited. Names are looked up beside the main file, the file that says them,
    and in the current folder.
    Example: ``\bibliography{refs}`` without a file ``refs.bib``.
    """
    for each in manuscript.bibliographies:
        if (manuscript.file, each.key) in bibliography.missing:
            span = (each.start, each.end)
            yield Hit(message=f"there is no file {each.key!r}", span=span, key=each.key, value=each.key)
