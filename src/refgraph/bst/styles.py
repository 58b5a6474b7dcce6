"""pybtex's own styles (plain, unsrt, alpha, unsrtalpha), fed with works instead of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pybtex.database import BibliographyData, Entry, Person
from pybtex.plugin import find_plugin
from pybtex.richtext import Text
from pybtex.style.template import FieldIsMissing, join, node, sentence

from refgraph.bst.outputs import Item, Span
from refgraph.formats.bibtex.entries import SPELLING, write_entry
from refgraph.model.names import Agent, Organization
from refgraph.model.schemes import Scheme
from refgraph.model.work import Work
from refgraph.text.ascii import to_ascii
from refgraph.text.latex import latex_to_unicode

_MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip
_STYLES = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "tt": "code", "sup": "sup", "sub": "sub"}
_PERSONS = ("author", "editor")
_VERBATIM = frozenset({"url", "doi", "eprint"})
# pybtex reads its values as LaTeX, but not well: signs that mean something there pass through it in disguise.
_SHIELDS = {ord(sign): chr(0xE000 + place) for place, sign in enumerate("\\{}$&%#_~^`'\"")}
_UNSHIELDED = {ord(shield): chr(sign) for sign, shield in _SHIELDS.items()}
_NAMED = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "asciigrave": "`"}
_NAMED |= {"braceleft": "{", "braceright": "}"}
_ESCAPED = re.compile(r"\\([{}$&%#_])|\\text(" + "|".join(_NAMED) + r")(?:\{\}|\s+|(?![A-Za-z]))")
_OTHERS = "others"


def format_works(works: tuple[Work, ...], style: str) -> list[Item]:
    """Return the entries of a bibliography, sorted and labelled by the style."""
    data = BibliographyData({work.key: _entry(work) for work in works})
    formatted = _style(style)().format_bibliography(data, [work.key for work in works])
    backend = _Spans()
    return [
        Item(each.key, str(each.label).translate(_UNSHIELDED), tuple(_joined(each.text.render(backend))))
        for each in formatted
    ]


def titles_keep_capitals(work: Work, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields with braces around a title, unless the title was written with braces of its own."""
    spelled = work.as_written.get(SPELLING) or {}
    title = fields.get("title", "")
    if not title or "{" in str(spelled.get("title", "")):
        return dict(fields)
    return {**fields, "title": "{" + title + "}"}


def _entry(work: Work) -> Any:
    written = write_entry(work)
    fields = titles_keep_capitals(work, written.fields)
    fields["month"] = _MONTHS.get(fields.get("month", ""), fields.get("month", ""))
    if not any(each.scheme is Scheme.ARXIV for each in work.identifiers):  # pybtex takes every eprint for an arXiv id
        fields.pop("eprint", None)
    persons = {}
    for role in _PERSONS:
        names = [_person(each.agent) for each in work.by_role(role)]
        if names:
            persons[role] = [*names, Person(last=_OTHERS)] if role in work.truncated else names
    plain = {
        name: value if name in _VERBATIM else _shielded(value)
        for name, value in fields.items()
        if value and name not in {*_PERSONS, "crossref"}
    }
    return Entry(written.type if written.type != "conference" else "inproceedings", fields=plain, persons=persons)


def _person(agent: Agent) -> Any:
    if isinstance(agent, Organization) or agent.literal:
        return Person(last="{" + agent.text.translate(_SHIELDS) + "}")
    particles = " ".join(part for part in (agent.dropping_particle, agent.non_dropping_particle) if part)
    parts = {"first": agent.given, "prelast": particles, "last": agent.family, "lineage": agent.suffix}
    return Person(**{name: (part or "").translate(_SHIELDS) for name, part in parts.items()})


def _shielded(value: str) -> str:
    """Return a LaTeX value for pybtex: Unicode, braces that group, and nothing else that it could take for LaTeX."""
    text = _ESCAPED.sub(lambda found: (found[1] or _NAMED[found[2]]).translate(_SHIELDS), value)
    text = latex_to_unicode(text, keep_braces=True)
    return text.translate({sign: shield for sign, shield in _SHIELDS.items() if chr(sign) not in "{}"})


@cache
def _style(name: str) -> Any:
    """Return pybtex's style with two things mended: "et al.", and works that lack a field the style requires."""
    base = find_plugin("pybtex.style.formatting", name)

    class Style(base):  # type: ignore[misc, valid-type] # found at run time
        missing: frozenset[str] = frozenset()

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            if self.default_sorting_style == "author_year_title":
                self.sort = _sorted

        def format_names(self, role: str, as_sentence: bool = True) -> Any:  # noqa: FBT001, FBT002 - pybtex's signature
            formatted = _names(role)
            return sentence[formatted] if as_sentence else formatted

        def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
            self.missing = frozenset()
            while True:
                try:
                    return super().format_entry(label, entry, bib_data)
                except FieldIsMissing as error:
                    self.missing |= {error.field_name}
                    if error.field_name not in _PERSONS:
                        entry.fields[error.field_name] = ""

    return Style


def _sorted(entries: Iterable[Any]) -> list[Any]:
    """Sort by names, year and title; pybtex would put names in braces last."""
    return sorted(entries, key=_sort_key)


def _sort_key(entry: Any) -> tuple[str, str, str]:
    persons = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [
        "  ".join(" ".join(part) for part in (each.prelast_names, each.last_names, each.first_names))
        for each in persons
    ]
    texts = ("   ".join(names), entry.fields.get("year", ""), entry.fields.get("title", ""))
    name, year, title = (to_ascii(latex_to_unicode(text)).casefold() for text in texts)
    return name or title, year, title


@node  # type: ignore[untyped-decorator, unused-ignore] # pybtex has no types
def _names(children: Any, context: Mapping[str, Any], role: str) -> Any:  # noqa: ARG001 - pybtex calls nodes so
    """Format a list of names: "A, B, and C" or "A, B, et al."."""
    entry, style = context["entry"], context["style"]
    persons = entry.persons.get(role, [])
    if not persons:
        if role in style.missing:
            return Text()
        raise FieldIsMissing(role, entry)
    goes_on = persons[-1].last_names == [_OTHERS]
    named = [style.format_name(person, style.abbreviate_names) for person in (persons[:-1] if goes_on else persons)]
    if goes_on:
        return (
            join(sep=", ")[[*named, "et al."]].format_data(context)
            if len(named) > 1
            else join(sep=" ")[[*named, "et al."]].format_data(context)
        )
    return join(sep=", ", sep2=" and ", last_sep=", and ")[named].format_data(context)


class _Spans:
    """What pybtex's rich text asks of a backend; its texts are lists of spans."""

    RenderType = list
    symbols: Mapping[str, list[Span]] = {
        "ndash": [Span("–")],
        "newblock": [Span(" ")],
        "nbsp": [Span("\N{NO-BREAK SPACE}")],
    }

    def format_str(self, text: str) -> list[Span]:
        return [Span(text.translate(_UNSHIELDED))]

    def format_protected(self, spans: list[Span]) -> list[Span]:
        return spans

    def format_tag(self, tag: str, spans: list[Span]) -> list[Span]:
        return [Span(text, style or _STYLES.get(tag, ""), url) for text, style, url in spans]

    def format_href(self, url: str, spans: list[Span], external: object = None) -> list[Span]:  # noqa: ARG002
        return [Span(text, style, url) for text, style, _ in spans]

    def render_sequence(self, rendered: list[list[Span]]) -> list[Span]:
        return [span for spans in rendered for span in spans]


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Join neighbours of one style."""
    text, *rest = "", "", ""
    for span in spans:
        if [span.style, span.url] == rest:
            text += span.text
            continue
        if text:
            yield Span(text, *rest)
        text, *rest = span
    if text:
        yield Span(text, *rest)
