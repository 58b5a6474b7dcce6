"""Labelled spans to a typed work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from refgraph.model import Contributor, Date, Finding, Identifier, Reference, Role, Severity, Work
from refgraph.parse.assembly.contributors import field_contributors
from refgraph.parse.assembly.dates import parse_date, publication_status, split_original, year_suffix
from refgraph.parse.assembly.identifiers import (
    arxiv_of,
    doi_of,
    printed_isbns,
    printed_issn,
    read_identifier,
)
from refgraph.parse.assembly.languages import infer_language
from refgraph.parse.assembly.notes import MEDIA, Values, add_notes
from refgraph.parse.assembly.numbers import parse_edition, parse_number, parse_series, parse_volume, several_volumes
from refgraph.parse.assembly.pages import page_total, parse_pages
from refgraph.parse.assembly.reviews import reviewed
from refgraph.parse.assembly.types import infer_type, is_mark_of_kind
from refgraph.parse.result import Field, Label, Labelling, Parsed

_CONTAINER_LEAD = re.compile(r"(?:\b(?:In|Dans|En|Em|Nel|W|V|В|У|I)\b|//)\s*:?\s*$")
_LEAD_IN_CONTAINER = re.compile(r"(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m|[Nn]el|[Ww]|V|В)\s*:\s+|in\s+(?=[A-ZÄÖÜ])|//\s*")
_AUTHOR_IS_PUBLISHER = re.compile(r"(?:the )?authors?|автор|autor(?:es)?|o autor", re.IGNORECASE)
_BROKEN_WORD = re.compile(
    r"(?<=[^\W\d_]) ?- (?=[a-zà-ÿа-я])"
    r"(?!(?:und|and|et|y|e|u|oder|or|les|lès|sur|sous|en|de|la|le|du|am|an|der|aux|di|del|da)\b)"
)
_TAG = re.compile(r"</?\w+>")
_EDGES = " ,;:"
_NEAR = 14
"""Characters beside a number that may hold its unit."""


def assemble(reference: Reference, labelling: Labelling) -> Parsed:
    """Make a work of the labelled spans of a reference.

    Nothing is invented: a value of the work is the text of a span or a normal form of it, except its type, which is
    inferred, and a publisher printed as "Author". The language is inferred too, and told beside the work.

    Args:
        reference: where the spans are from.
        labelling: what was found in ``reference.raw``.
    """
    fields = labelling.fields
    texts = _texts(fields)
    contributors, truncated = field_contributors(fields)
    findings: list[Finding] = []
    values = _plain_values(texts, contributors)
    _add_numbers(values, texts, fields, reference.raw)
    _add_dates(values, texts)
    _add_identifiers(values, texts, reference, findings)
    if "genre" in texts and texts["genre"][0].casefold() in MEDIA:
        values["medium"] = texts["genre"][0]
    noted = add_notes(values, texts.get("note", ()), contributors)
    _add_review(values, texts)
    author = contributors[0] if contributors else None
    first = {label: found[0] for label, found in texts.items()}
    if _container_follows_in(reference.raw, fields):
        first["container-follows-in"] = "yes"
    kind = infer_type(first, by_body=author is not None and author.role is Role.AUTHOR and not author.is_person)
    work = Work(
        type=kind.type,
        contributors=contributors + noted[0],
        truncated=truncated + noted[1],
        **{name: value for name, value in values.items() if value},
    )
    return Parsed(
        reference,
        fields,
        work,
        tuple(findings),
        labelling.confidence,
        type_confidence=kind.confidence if fields else 0.0,
        language=_language(texts),
    )


def _language(texts: dict[str, list[str]]) -> str | None:
    title = texts.get("title")
    if not title:
        return None
    context = "" if title[0].isascii() else texts.get("publisher", texts.get("container", [""]))[0]
    return infer_language(title[0], context)


def _texts(fields: Iterable[Field]) -> dict[str, list[str]]:
    """Return the texts of each label, white space collapsed."""
    texts: dict[str, list[str]] = {}
    for field in fields:
        text = " ".join(field.text.split())
        if text:
            texts.setdefault(field.label, []).append(text)
    return texts


def _container_follows_in(raw: str, fields: Iterable[Field]) -> bool:
    """Return True where "In" stands before the container or its editors, or begins it."""
    for field in fields:
        if field.label is Label.CONTAINER or field.label is Label.EDITOR:
            before = raw[max(0, field.start - _NEAR) : field.start].rstrip()
            if before and before[-1] in "nslmvwVWВУI:/" and _CONTAINER_LEAD.search(before):
                return True
            if (
                field.label is Label.CONTAINER
                and field.text[:3].lower() in {"in:", "in "}
                and _LEAD_IN_CONTAINER.match(field.text)
            ):
                return field.text[2] == ":"
    return False


def _plain_values(texts: Mapping[str, list[str]], contributors: tuple[Contributor, ...]) -> Values:
    """Return what is taken over as it is printed; several places and publishers are joined with semicolons."""
    values: Values = {}
    for label, attribute, normal in _PLAIN:
        if label in texts:
            values[attribute] = normal(texts[label])
    publisher = values.get("publisher", "")
    if contributors and publisher and _AUTHOR_IS_PUBLISHER.fullmatch(publisher):
        values["publisher"] = contributors[0].text
    if "institution" in texts and not publisher:
        values["publisher"] = _joined(texts["institution"])
    return values


def _title(found: list[str]) -> str:
    return found[0].strip(_EDGES)


def _container(found: list[str]) -> str:
    return (
        _LEAD_IN_CONTAINER.sub("", found[0], count=1)
        if found[0][:1] in "iIdDeEnNwWVВ/" and _LEAD_IN_CONTAINER.match(found[0])
        else found[0].strip(_EDGES)
    )


def _joined(found: list[str]) -> str:
    """Join several values, each once; a word that a line break cut is made whole: "Mün - chen"."""
    whole = [(_BROKEN_WORD.sub("", text) if "- " in text else text).strip(_EDGES) for text in found]
    return "; ".join(dict.fromkeys(filter(None, whole)))


def _edition(found: list[str]) -> str:
    return parse_edition(found[0])


def _genre(found: list[str]) -> str:
    return "" if is_mark_of_kind(found[0]) or found[0].casefold() in MEDIA else found[0].strip(_EDGES)


_PLAIN: tuple[tuple[str, str, Callable[[list[str]], str]], ...] = (
    ("title", "title", _title),
    ("container", "container_title", _container),
    ("publisher", "publisher", _joined),
    ("location", "publisher_place", _joined),
    ("edition", "edition", _edition),
    ("genre", "genre", _genre),
)
"""Label, attribute of the work, and the function that brings the texts into their normal form."""


def _add_numbers(values: Values, texts: Mapping[str, list[str]], fields: Iterable[Field], raw: str) -> None:
    """Read volume, issue, series and pages; which of them a number is, what stands beside it tells too."""
    if "series" in texts:
        values["collection_title"], values["collection_number"] = parse_series(texts["series"][0])
    if "issue" in texts:
        values["issue"] = parse_number(texts["issue"][0])
    if "volume" not in texts and "pages" not in texts:
        return
    fields = tuple(fields)
    for place, field in enumerate(fields):
        if field.label is Label.VOLUME and "volume" not in values and "number_of_volumes" not in values:
            _add_volume(values, field, texts, raw)
            if values.get("volume") and _is_of_series(fields, place, raw) and not values.get("collection_number"):
                values["collection_number"] = values.pop("volume")
        elif field.label is Label.PAGES and ("page" not in values or "number_of_pages" not in values):
            _add_pages(values, field, texts, raw)


def _is_of_series(fields: tuple[Field, ...], place: int, raw: str) -> bool:
    """Return True for a number behind a series without a container, and for "volume 17 of" before one."""
    if place and fields[place - 1].label is Label.SERIES:
        return not any(field.label is Label.CONTAINER for field in fields)
    after = fields[place + 1] if place + 1 < len(fields) else None
    if after is None or after.label is not Label.SERIES:
        return False
    return after.text.startswith("of ") or raw[fields[place].end : after.start].strip() == "of"


def _add_volume(values: Values, field: Field, texts: Mapping[str, list[str]], raw: str) -> None:
    text = " ".join(field.text.split())
    if several_volumes(text, raw[field.end : field.end + _NEAR]):
        values["number_of_volumes"] = text
        return
    read = parse_volume(text, in_container="container" in texts and "issue" not in texts)
    values["volume"], values["number_of_volumes"] = read.volume, read.volumes
    if read.part:
        values["variables"] = {**values.get("variables", {}), "part-number": read.part}
    if read.issue and "issue" not in values:
        values["issue"] = read.issue
    if read.year and "date" not in texts:
        values["issued"] = Date.of(int(read.year))


def _add_pages(values: Values, field: Field, texts: Mapping[str, list[str]], raw: str) -> None:
    text = " ".join(field.text.split())
    near = raw[max(0, field.start - _NEAR) : field.start], raw[field.end : field.end + _NEAR]
    total = page_total(text, *near) if text[-1] not in "–-" else None
    if total and not (total.isdigit() and "container" in texts and ("volume" in texts or text[-1] > "\u2e80")):
        values.setdefault("number_of_pages", total)
    else:
        values.setdefault("page", parse_pages(text))


def _add_dates(values: Values, texts: Mapping[str, list[str]]) -> None:
    """Read the dates of this edition and of the first, of access, and whether the work is out."""
    dates = texts.get("date")
    if dates:
        text, original = split_original(dates[0])
        issued = parse_date(text)
        if len(dates) > 1 and _is_year(issued):
            issued = _with_month(issued, dates) or issued
        elif issued is None and len(dates) > 1:
            issued = parse_date(" ".join(dates))
        values["issued"] = issued
        values["original_date"] = parse_date(original) if original else None
        values["status"] = publication_status(text)
        suffix = year_suffix(text)
        if suffix:
            values["variables"] = {**values.get("variables", {}), "year-suffix": suffix}
    if "accessed" in texts:
        values["accessed"] = parse_date(texts["accessed"][0])


def _is_year(date: Date | None) -> bool:
    return date is not None and not date.is_range and date.start is not None and date.start.month is None


def _with_month(year: Date | None, dates: list[str]) -> Date | None:
    """Read "2005" and "September" as one date, if both are of one year."""
    whole = parse_date(" ".join(dates[:2]))
    same = whole is not None and year is not None and whole.year == year.year
    return whole if same and whole is not None and not (whole.end and whole.end.month is None) else None


Check = Callable[[str, str], Identifier | None]
"""Text and scheme -> identifier; None for one that is not valid, which gives a finding."""


def _add_identifiers(
    values: Values, texts: Mapping[str, list[str]], reference: Reference, findings: list[Finding]
) -> None:
    """Read DOI, ISBN, URL and arXiv ids; one that is not valid is kept as printed, with a finding."""
    if texts.keys().isdisjoint(_CODES):
        return

    def check(text: str, scheme: str) -> Identifier | None:
        return _checked(text, scheme, reference, findings)

    more: list[Identifier] = []
    for scheme in ("doi", "url"):
        for text in texts.get(scheme, ()):
            _add_identifier(values, more, scheme, text, check)
    for text in texts.get("isbn", ()):
        _add_isbn(values, more, text, check)
    for text in texts.get("arxiv", ()):
        found = check(text, "arxiv")
        if found is None:
            values.setdefault("number", text)
        elif found not in more:
            more.append(found)
    _add_from_address(values, more)
    if more:
        values["identifiers"] = tuple(more)


def _add_from_address(values: Values, more: list[Identifier]) -> None:
    """Take the DOI or arXiv id that the web address leads to."""
    url = values.get("url", "")
    if url and "doi" not in values and (doi := doi_of(url)):
        values["doi"] = doi
    if url and not more and (arxiv := arxiv_of(url)) and (found := read_identifier(arxiv, "arxiv")[0]):
        more.append(found)


def _add_identifier(values: Values, more: list[Identifier], scheme: str, text: str, check: Check) -> None:
    if scheme == "url" and text.startswith("10.") and "doi" not in values:
        scheme = "doi"
    found = check(text, scheme)
    value = text if found is None else found.value
    if scheme not in values:
        values[scheme] = value
    elif found is not None and found.value != values[scheme]:
        more.append(found)


def _add_isbn(values: Values, more: list[Identifier], text: str, check: Check) -> None:
    issn = printed_issn(text)
    if issn and "ISBN" not in text:
        values.setdefault("issn", issn)
        return
    for number in printed_isbns(text) or (text,):
        found = check(number, "isbn")
        if "isbn" not in values:
            values["isbn"] = number
        elif found is not None:
            more.append(found)


_CODES = {
    "doi": ("I201", "doi-syntax"),
    "isbn": ("I211", "isbn-checksum"),
    "url": ("I251", "url-syntax"),
    "arxiv": ("I241", "arxiv-syntax"),
}


def _checked(text: str, scheme: str, reference: Reference, findings: list[Finding]) -> Identifier | None:
    found, message = read_identifier(text, scheme)
    if found is None:
        code, slug = _CODES[scheme]
        findings.append(
            Finding(
                code=code,
                slug=slug,
                message=message,
                severity=Severity.WARNING,
                file=reference.source,
                field=scheme,
                value=text,
                span=(reference.start, reference.end),
            )
        )
    return found


def _add_review(values: Values, texts: Mapping[str, list[str]]) -> None:
    """Add the title of the work that is reviewed."""
    for label in ("title", "genre", "note"):
        title = reviewed(texts[label][0]) if label in texts else None
        if title:
            values["variables"] = {**values.get("variables", {}), "reviewed-title": title}
            return
