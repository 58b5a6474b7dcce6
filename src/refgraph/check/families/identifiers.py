"""I21x to I243: ISBN, ISSN, ORCID, arXiv, PMID and PMCID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.changes import renamed
from refgraph.check.entry import Entry, replace_in, span_in
from refgraph.check.rule import Hit, entry_rule, field_rule
from refgraph.check.written_ids import MAY_NAME_ARXIV, arxiv_date, arxiv_numbers, is_arxiv
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Severity
from refgraph.model.schemes import is_valid, isbn13, isbn_check_digit, issn_check_digit, mod_11_2

_DASHES = re.compile(r"[\s‐‑‒–—−-]")
_ISBN_PREFIX = re.compile(r"(?i)^(?:urn:)?isbn(?:[- ]?1[03])?[:\s]*")
_QUALIFIER = re.compile(
    r"\([^()]*\)|\b(?:pbk|hbk|hardcover|paperback|print|online|electronic|ebook|e-book|pdf|cloth|hc|pb"
    r"|v\. ?\d)\b\.?:?",
    re.IGNORECASE,
)


def _isbns(value: str) -> list[tuple[str, str]]:
    """Return each ISBN in a value as written and in bare digits."""
    text = _QUALIFIER.sub(" ", value.strip().strip("{}"))
    parts = [part for part in re.split(r"\s*(?:[,;/|]|\band\b|\\newline)\s*", text) if part.strip()]
    found = []
    for part in parts:
        part = _ISBN_PREFIX.sub("", part.strip())  # noqa: PLW2901 - only a prefix goes
        bare = _DASHES.sub("", part).upper().rstrip(".")
        # "978-3-540-30301-5 978-3-540-23957-4": several with only a space between
        several = re.fullmatch(r"(97[89]\d{10}|\d{9}[\dX])((?:97[89]\d{10}|\d{9}[\dX])+)", bare)
        if several:
            words = part.split()
            found += (
                [(word, _DASHES.sub("", word).upper()) for word in words] if len(words) > 1 else [(part.strip(), bare)]
            )
        else:
            found.append((part.strip(), bare))
    return found


@field_rule("I211", "isbn-checksum", Severity.ERROR, "isbn", works=True)
def isbn_checksum(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report an ISBN whose check digit is wrong (ISO 2108).

    Why: a digit is wrong, or two are swapped, so the number leads to no book or to another one.
    Example: ``isbn = {978-3-7643-7791-6}``; with these twelve digits it would end in 5.
    """
    for written, bare in _isbns(field.value):
        if re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", bare) and isbn_check_digit(bare[:-1]) != bare[-1]:
            message = (
                f"check digit of the ISBN {written} is wrong: {bare[:-1]} would end in {isbn_check_digit(bare[:-1])}"
            )
            yield Hit(message=message, span=span_in(field, written), value=written)


@field_rule("I212", "isbn-format", Severity.WARNING, "isbn", works=True)
def isbn_format(entry: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report an isbn field whose value is not one ISBN of 10 or 13 digits.

    Why: a number of another length is no ISBN; of several numbers in one field only the first is found, if
    any.
    Example: ``isbn = {3-540-69113}`` (nine digits), ``isbn = {9783540303015, 9783540239574}``.
    Fix: unsafe: of the old and the new number of one book the new one; an ISSN goes into ``issn``.
    """
    found = _isbns(field.value)
    bad = [(written, bare) for written, bare in found if not re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", bare)]
    for written, bare in bad:
        fix = None
        if is_valid(bare, "issn") and len(bare) == 8:
            message = f"{written} is an ISSN; it belongs in issn"
            fix = renamed(field, "issn") if len(found) == 1 and not entry.has("issn") else None
        elif re.fullmatch(r"[\dX]+", bare):
            message = f"{written} has {len(bare)} digits; an ISBN has 10, or 13 beginning with 978 or 979"
        else:
            message = f"{written!r} is not an ISBN"
        yield Hit(message=message, span=span_in(field, written), value=written, fix=fix)
    if len(found) > 1 and not bad:
        message = f"{field.name} holds {len(found)} ISBNs; one entry is one edition"
        new = [written for written, bare in found if len(bare) == 13]
        are_one = len(new) == 1 and len({isbn13(bare) for _, bare in found}) == 1
        yield Hit(message=message, span=span_in(field), fix=replace_in(field, new[0], safe=False) if are_one else None)


def _issns(value: str) -> list[tuple[str, str]]:
    text = re.sub(r"(?i)\b[ep]?-?issn(?:-l)?\b[:\s]*", " ", _QUALIFIER.sub(" ", value.strip().strip("{}")))
    parts = [part.strip() for part in re.split(r"[,;/|]|\band\b|\s+(?=\d{4}-?\d{3}[\dXx])", text) if part.strip()]
    return [(part, _DASHES.sub("", part).upper().rstrip(".")) for part in parts]


@field_rule("I221", "issn-checksum", Severity.ERROR, "issn", "eissn", works=True)
def issn_checksum(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report an ISSN whose check digit is wrong (ISO 3297).

    Why: the number leads to no journal or to another one.
    Example: ``issn = {0378-595X}``; with these seven digits it would end in 5.
    """
    for written, bare in _issns(field.value):
        if re.fullmatch(r"\d{7}[\dX]", bare) and issn_check_digit(bare[:-1]) != bare[-1]:
            message = (
                f"check digit of the ISSN {written} is wrong: {bare[:-1]} would end in {issn_check_digit(bare[:-1])}"
            )
            yield Hit(message=message, span=span_in(field, written), value=written)


@field_rule("I222", "issn-format", Severity.WARNING, "issn", "eissn", works=True)
def issn_format(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report an issn field that is not written NNNN-NNNC.

    Why: ISO 3297 writes an ISSN in two groups with a hyphen. Missing hyphens, and print and online ISSN
    together, are only noted.
    Example: ``issn = {1234}``, ``issn = {03785955}``.
    Fix: safe: the hyphen and the capital X.
    """
    found = _issns(field.value)
    for written, bare in found:
        if re.fullmatch(r"97[89]\d{10}", bare):
            continue  # an ISBN: E132
        if not re.fullmatch(r"\d{7}[\dX]", bare):
            yield Hit(
                message=f"{written!r} is not an ISSN; expected NNNN-NNNC",
                span=span_in(field, written),
                value=written,
            )
        elif written != f"{bare[:4]}-{bare[4:]}":
            right = f"{bare[:4]}-{bare[4:]}"
            fix = replace_in(field, right) if len(found) == 1 and entry.work is None else None
            # Databases export eight bare digits; whoever reads them knows what is meant.
            mild = Severity.INFO if written == bare else None
            message = f"the ISSN {written} is written {right}"
            yield Hit(message=message, span=span_in(field, written), value=written, severity=mild, fix=fix)
    if len(found) > 1:
        message = f"{field.name} holds {len(found)} ISSNs (print and online)"
        yield Hit(message=message, span=span_in(field), severity=Severity.INFO)


_ORCID = re.compile(r"(?<![\d-])(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dXx])(?![\d-])")
_ORCID_LINK = re.compile(r"orcid(?:\.org)?[/:\s]", re.IGNORECASE)


@entry_rule("I231", "orcid-checksum", Severity.ERROR)
def orcid_checksum(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report an ORCID iD whose check digit is wrong (ISO 7064, MOD 11-2).

    Why: it leads to nobody or to another person.
    Example: ``orcid = {0000-0002-1825-0098}``; with these digits it would end in 7.
    """
    for name, field in entry.fields.items():
        if "orcid" not in name and not ("orcid" in field.value.lower() and _ORCID_LINK.search(field.value)):
            continue
        for found in _ORCID.finditer(field.value):
            bare = "".join(found.groups()).upper()
            check = mod_11_2(bare[:-1])
            if check != bare[-1]:
                message = f"check digit of the ORCID iD {found[0]} is wrong: it would end in {check}"
                yield Hit(message=message, field=field, span=span_in(field, found), value=found[0])


@entry_rule("I241", "arxiv-syntax", Severity.ERROR, *MAY_NAME_ARXIV, works=True)
def arxiv_syntax(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report an arXiv number that cannot be one.

    Why: it leads nowhere. Since April 2007 the numbers are YYMM.NNNN, since 2015 YYMM.NNNNN; before,
    archive/YYMMNNN.
    Example: ``eprint = {2313.01234}`` (month 13), ``eprint = {2305.9}``, ``eprint = {9901001}`` (no archive).
    """
    seen = set()
    for field, number in arxiv_numbers(entry):
        if number not in seen and not is_arxiv(number):
            seen.add(number)
            message = f"{number!r} is not an arXiv number; expected YYMM.NNNNN or archive/YYMMNNN"
            yield Hit(message=message, field=field, span=span_in(field, number), value=number)


@entry_rule("I242", "arxiv-year", Severity.WARNING, *MAY_NAME_ARXIV, works=True)
def arxiv_year(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report an arXiv number that does not fit the entry's year.

    Why: either is wrong. A preprint has the year of its number, or a little later one after a revision; a
    published work may be years younger than its preprint, but is seldom older.
    Example: ``journal = {arXiv preprint arXiv:2305.01234}, year = {2019}``.
    """
    if entry.year is None:
        return
    journal = entry.get("journal", "journaltitle", "booktitle").lower()
    is_preprint = not journal or "arxiv" in journal or journal.startswith("corr")
    for field, number in arxiv_numbers(entry):
        date = arxiv_date(number)
        if date is None or not is_arxiv(number):
            continue
        gap = entry.year - date[0]
        if (is_preprint and (gap < 0 or gap > 3)) or gap < -1 or gap > 10:
            message = f"the arXiv number {number} is of {date[0]}-{date[1]:02}, the entry of {entry.year}"
            yield Hit(message=message, field=field, span=span_in(field, number), value=number)
            return


@field_rule("I243", "pmid-syntax", Severity.ERROR, "pmid", "pmcid", "pmc", "pubmed", works=True)
def pmid_syntax(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a PMID that is not digits, or a PMCID that is not PMC and digits.

    Why: it leads nowhere.
    Example: ``pmid = {PMC3049418}``, ``pmcid = {3049418x}``.
    """
    scheme = "pmid" if field.name.lower() in ("pmid", "pubmed") else "pmcid"
    value = field.value.strip().strip("{}").rstrip(".;,")
    if scheme == "pmcid" and value.isdigit():
        return  # the field's name says PMC already
    if not is_valid(value, scheme):
        expected = "digits" if scheme == "pmid" else "PMC and digits"
        yield Hit(message=f"{value!r} is not a {scheme.upper()}; expected {expected}", span=span_in(field))
