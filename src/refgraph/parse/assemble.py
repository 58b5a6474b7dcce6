"""Labelled spans to a typed work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.model import (
    Contributor,
    Finding,
    Identifier,
    Reference,
    Role,
    Severity,
    Work,
    parse_identifier,
)
from refgraph.parse.dates import parse_date, year_suffix
from refgraph.parse.names import parse_names
from refgraph.parse.numbers import parse_edition, parse_number, parse_pages
from refgraph.parse.result import Field, Label, Parsed
from refgraph.parse.types import infer_type

_CONTAINER_LEAD = re.compile(r"(?:\b(?:In|Dans|En|Em|Nel)\b|//)\s*:?\s*$")
_AUTHOR_IS_PUBLISHER = re.compile(r"(?:the )?authors?|автор|autor(?:es)?|o autor", re.IGNORECASE)
_ROLES = {Label.AUTHOR: Role.AUTHOR, Label.EDITOR: Role.EDITOR, Label.TRANSLATOR: Role.TRANSLATOR}


def assemble(reference: Reference, fields: Sequence[Field]) -> Parsed:
    """Make a work of the labelled spans of a reference.

    Nothing is invented: a value of the work is the text of a span or a normal form of it, except the type, which
    is inferred, and a publisher printed as "Author".

    Args:
        reference: where the spans are from.
        fields: spans of ``reference.raw``, in order and without overlap.
    """
    texts = _texts(fields)
    kind = infer_type(_with_lead(reference.raw, fields, texts))
    contributors, truncated = _contributors(fields)
    values: dict[str, Any] = {name: value for name, value in _plain_values(texts).items() if value}
    findings: list[Finding] = []
    values |= _identifiers(texts, reference, findings)
    if _AUTHOR_IS_PUBLISHER.fullmatch(texts.get("publisher", "")) and contributors:
        values["publisher"] = contributors[0].text
    if "institution" in texts:
        values.setdefault("publisher", texts["institution"])
    suffix = year_suffix(texts.get("date", ""))
    work = Work(
        type=kind,
        contributors=contributors,
        truncated=truncated,
        issued=parse_date(texts.get("date", "")),
        accessed=parse_date(texts.get("accessed", "")),
        variables={"year-suffix": suffix} if suffix else {},
        **values,
    )
    return Parsed(reference, tuple(fields), work, tuple(findings))


def _texts(fields: Iterable[Field]) -> dict[str, str]:
    """Return the first text of each label, white space collapsed."""
    texts: dict[str, str] = {}
    for field in fields:
        texts.setdefault(field.label.value, " ".join(field.text.split()))
    return texts


def _with_lead(raw: str, fields: Iterable[Field], texts: Mapping[str, str]) -> dict[str, str]:
    """Add "container-follows-in" where "In" stands before the container or its editors."""
    marked = dict(texts)
    for field in fields:
        if field.label in {Label.CONTAINER, Label.EDITOR} and _CONTAINER_LEAD.search(raw[: field.start].rstrip()):
            marked["container-follows-in"] = "yes"
    return marked


def _contributors(fields: Iterable[Field]) -> tuple[tuple[Contributor, ...], tuple[Role, ...]]:
    contributors: list[Contributor] = []
    truncated: list[Role] = []
    for field in fields:
        role = _ROLES.get(field.label)
        if role is None:
            continue
        names = parse_names(field.text)
        contributors += [Contributor(agent=agent, role=role) for agent in names.agents]
        if names.truncated and role not in truncated:
            truncated.append(role)
    return tuple(contributors), tuple(truncated)


_PLAIN: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "title": ("title", str),
    "container": ("container_title", str),
    "series": ("collection_title", str),
    "volume": ("volume", parse_number),
    "issue": ("issue", parse_number),
    "pages": ("page", parse_pages),
    "publisher": ("publisher", str),
    "location": ("publisher_place", str),
    "edition": ("edition", parse_edition),
    "genre": ("genre", str),
    "note": ("note", str),
}
"""Label -> attribute of the work and the function that brings the text into its normal form."""


def _plain_values(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: normal(texts[label]) for label, (name, normal) in _PLAIN.items() if label in texts}


def _identifiers(texts: Mapping[str, str], reference: Reference, findings: list[Finding]) -> dict[str, Any]:
    """Return DOI, ISBN, URL and arXiv id; one that is not valid is kept as printed, with a finding."""
    values: dict[str, Any] = {}
    for scheme in ("doi", "isbn", "url"):
        if scheme in texts:
            values[scheme] = texts[scheme]
            checked = _checked(texts[scheme], scheme, reference, findings)
            if checked is not None and scheme != "isbn":
                values[scheme] = checked.value
    if "arxiv" in texts:
        checked = _checked(texts["arxiv"], "arxiv", reference, findings)
        if checked is not None:
            values["identifiers"] = (checked,)
        else:
            values["number"] = texts["arxiv"]
    return values


_CODES = {
    "doi": ("I201", "doi-syntax"),
    "isbn": ("I211", "isbn-checksum"),
    "url": ("I251", "url-syntax"),
    "arxiv": ("I241", "arxiv-syntax"),
}


def _checked(text: str, scheme: str, reference: Reference, findings: list[Finding]) -> Identifier | None:
    try:
        return parse_identifier(text, scheme)
    except InvalidValueError as error:
        code, slug = _CODES[scheme]
        findings.append(
            Finding(
                code=code,
                slug=slug,
                message=str(error),
                severity=Severity.WARNING,
                file=reference.source,
                field=scheme,
                value=text,
                span=(reference.start, reference.end),
            )
        )
        return None
