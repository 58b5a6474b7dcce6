"""I20x and I244: DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.changes import fields_before, without_field
from refgraph.check.entry import Entry, replace_in, span_in
from refgraph.check.rule import Hit, entry_rule, field_rule
from refgraph.check.written_ids import DOI, DOI_PREFIX, clean_doi, doi_in, without_trailing
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Severity

_TEST = re.compile(
    r"10\.(?:5555|1234|12345|0000|9999|99999|[xX]{2,9}|n{4}|N{4})(?:\.\w+)*/|10\.1000/(?:xyz|abc|foo|test"
    r"|example)",
    re.ASCII,
)
_PUBLISHER_LINK = re.compile(
    r"https?://[^\s{}/]+/(?:[\w./-]*/)?doi/(?:abs/|full/|pdf/|epdf/|book/|)(10\.\d{4,9}/[^\s{}\"?#]+)",
    re.IGNORECASE,
)


@field_rule("I201", "doi-syntax", Severity.ERROR, "doi", works=True)
def doi_syntax(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a doi field that holds no DOI.

    Why: it leads nowhere. A DOI is ``10.``, a registrant of four to nine digits, a slash and a suffix (DOI
    Handbook, 2.2); a short DOI is ``10/`` and a few letters.
    Example: ``doi = {10.1016}``, ``doi = {S0140-6736(20)31180-6}``.
    """
    value = clean_doi(field.value)
    several = re.split(r"[\s,;]+(?=(?:https?://\S*)?10\.\d{4})", value)
    if not DOI.fullmatch(value) and not _TEST.match(value):
        if all(DOI.fullmatch(clean_doi(each)) for each in several) and len(several) > 1:
            yield Hit(
                message=f"{field.name} holds {len(several)} DOIs; one entry is one work",
                field=field,
                severity=Severity.WARNING,
            )
            return
        message = f"{field.value.strip()!r} is not a DOI; expected 10.NNNN/suffix"
        yield Hit(message=message, span=span_in(field))


@field_rule("I202", "doi-prefix", Severity.WARNING, "doi")
def doi_prefix(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a doi field that holds an address or "doi:" before the DOI.

    Why: styles add the resolver's address themselves, so that the link is broken.
    Example: ``doi = {https://doi.org/10.1000/182}``; ``10.1000/182`` would do.
    Fix: safe: the bare DOI.
    """
    found = DOI_PREFIX.match(field.value)
    value = clean_doi(field.value)
    if found and DOI.fullmatch(value):
        yield Hit(
            message=f"{field.name} holds more than the DOI {value}",
            span=span_in(field, found),
            fix=replace_in(field, value),
        )


@entry_rule("I203", "url-repeats-doi", Severity.INFO, "url")
def url_repeats_doi(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a url that only repeats the DOI.

    Why: many styles print both.
    Example: ``doi = {10.1000/182}, url = {https://doi.org/10.1000/182}``.
    Fix: safe: the url goes, since the DOI says the same.
    """
    for field in entry.own("url"):
        doi = doi_in(field.value)
        if doi and "doi" in entry.fields and doi.lower() == clean_doi(entry.fields["doi"].value).lower():
            yield Hit(message=f"{field.name} only repeats the DOI", field=field, fix=without_field(entry, field))


_ELSEWHERE = ("url", "note", "howpublished", "annote", "eprint", "ee", "link", "pages", "journal", "publisher")


@entry_rule("I204", "doi-elsewhere", Severity.WARNING, *_ELSEWHERE)
def doi_elsewhere(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a DOI in another field of an entry that has no doi field.

    Why: programs that look for the DOI do not find it. Where the address is the publisher's own it is only a
    note.
    Example: ``url = {https://doi.org/10.1000/182}`` without ``doi``.
    Fix: safe: a doi field is put before the field, which stays.
    """
    if entry.has("doi"):
        return
    for field in entry.own(*_ELSEWHERE):
        doi = doi_in(field.value)
        if doi and DOI.fullmatch(doi):
            fix = fields_before(entry, field, {"doi": doi})
            yield Hit(message=f"{field.name} holds the DOI {doi}; it belongs in doi", field=field, value=doi, fix=fix)
            return
        found = _PUBLISHER_LINK.search(field.value)
        if found:
            doi = without_trailing(found[1])
            message = f"{field.name} names the DOI {doi}; it belongs in doi"
            yield Hit(message=message, field=field, value=doi, severity=Severity.INFO)
            return


@field_rule("I205", "doi-trailing", Severity.WARNING, "doi", works=True)
def doi_trailing(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    r"""Report a DOI with a full stop, comma or bracket at its end, or with LaTeX escapes in it.

    Why: it leads nowhere. The doi field is verbatim: BibLaTeX and most BibTeX styles want the bare ``_``, not
    ``\_``.
    Example: ``doi = {10.1111/iep.12062)}``, ``doi = {10.1038\/msb.2011.22}``, ``doi = {10.1000/182.}``.
    Fix: safe: the bare DOI.
    """
    bare = DOI_PREFIX.sub("", field.value.strip())
    value = clean_doi(field.value)
    if bare != value and DOI.fullmatch(value) and bare.strip("{}") != value:
        what = (
            "a LaTeX escape"
            if "\\" in bare
            else f"{bare[len(value) :]!r} at its end"
            if bare.startswith(value)
            else "stray marks"
        )
        yield Hit(message=f"the DOI has {what}; expected {value}", span=span_in(field), fix=replace_in(field, value))


@field_rule("I206", "doi-test-prefix", Severity.ERROR, "doi", works=True)
def doi_test_prefix(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a DOI with a prefix that is for tests or examples.

    Why: 10.5555 is Crossref's test prefix (and the ACM's mark for works without a DOI), 10.1234 and 10.xxxx
    are placeholders: none of them leads to a work.
    Example: ``doi = {10.5555/12345678}``.
    """
    value = clean_doi(field.value)
    found = _TEST.match(value)
    if found:
        yield Hit(
            message=f"the DOI {value} has the test or placeholder prefix {found[0].split('/')[0]}",
            span=span_in(field),
        )


_NAMING = ("doi", "eprint", "arxivid", "url", "journal", "volume", "note", "number")


@entry_rule("I244", "id-disagree", Severity.ERROR, *_NAMING, "howpublished")
def id_disagree(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report two identifiers of one entry that name different things.

    Why: one of them leads to another work.
    Example: ``doi = {10.48550/arXiv.1706.03762}, eprint = {1810.04805}``; ``doi`` and a doi.org address that
    differ.
    """
    arxiv: dict[str, BibField] = {}
    for field in entry.own(*_NAMING):
        number = _arxiv_number(entry, field)
        if number:
            arxiv.setdefault(number, field)
    if len(arxiv) > 1:
        (first, _field), (second, other) = list(arxiv.items())[:2]
        yield Hit(
            message=f"{_field.name} names arXiv {first}, {other.name} names arXiv {second}",
            field=other,
            value=second,
        )
    doi = clean_doi(entry.get("doi")).lower()
    linked = [(each, (doi_in(each.value) or "").lower()) for each in entry.own("url", "howpublished")]
    for field, other_doi in linked:
        if doi.startswith("10.") and other_doi.startswith("10.") and not _are_related(_core(doi), _core(other_doi)):
            yield Hit(message=f"doi is {doi}, but {field.name} leads to {other_doi}", field=field, value=other_doi)
    for field in entry.own("url"):
        stable = re.search(r"jstor\.org/stable/(\d+)", field.value)
        if stable and doi.startswith("10.2307/") and doi[8:].isdigit() and stable[1] != doi[8:]:
            message = f"doi is {doi}, but {field.name} leads to number {stable[1]} of JSTOR"
            yield Hit(message=message, field=field, value=stable[1])


_ARXIV_NUMBER = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf)/|[:.\s]\s*(?:arxiv:)?)|abs/)((?:\d{4}\.\d{4,5})"
    r"|(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}))",
    re.IGNORECASE,
)
_BARE_ARXIV = re.compile(
    r"\s*(?:arxiv:)?((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}))(?:v\d+)?\s*(?:\[.*\])?\s*",
    re.IGNORECASE,
)


def _arxiv_number(entry: Entry, field: BibField) -> str | None:
    name = field.name.lower()
    if name in ("eprint", "arxivid"):
        said = entry.get("archiveprefix", "eprinttype").lower()
        found = _BARE_ARXIV.fullmatch(field.value) if said in ("", "arxiv") else None
    else:
        found = None if field.value.isdigit() else _ARXIV_NUMBER.search(field.value)
    return found[1].lower() if found else None


def _are_related(one: str, other: str) -> bool:
    """Return True for one DOI, a chapter's and its book's, or two versions of one deposit."""
    return one.startswith(other) or other.startswith(one) or (one + other).count("/zenodo.") == 2


def _core(doi: str) -> str:
    """Return a DOI without what publishers' addresses append or percent-encode."""
    from urllib.parse import unquote

    return re.sub(r"(?:/(?:full|abstract|pdf|epdf|meta|summary))?/?$", "", unquote(doi)).lower()
