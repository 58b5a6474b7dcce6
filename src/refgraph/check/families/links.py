"""I25x: web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.entry import Entry, replace_in, span_in
from refgraph.check.rule import Hit, entry_rule, field_rule
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Severity
from refgraph.model.schemes import is_valid

_WRAPPED = re.compile(
    r"\s*(?:\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}(?:\{.*\})?|<([^<>]*)>|\{(.*)\})\s*", re.DOTALL
)
_ESCAPE = re.compile(r"\\([_%&#~$])|\{\\?([_~#&%]|\\textasciitilde)\}|\\textasciitilde\s*(?:\{\})?|\\~\{\}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?")
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s{}]+|\bwww\.[\w-]+\.[\w./~%#?=&-]+", re.IGNORECASE)
_COMMAND = re.compile(r"\\(?:url|path|nolinkurl)\s*\{[^{}]*\}|\\href\s*\{[^{}]*\}(?:\s*\{[^{}]*\})?")
_ACCESSED = re.compile(
    r"access|visit|retriev|last check|consult|viewed|online since|zugriff|abgerufen|besucht|дата обращения"
    r"|accès|consulta|cited \d|seen on",
    re.IGNORECASE,
)


def _bare(value: str) -> str:
    found = _WRAPPED.fullmatch(value)
    text = next(each for each in found.groups() if each is not None) if found else value
    return _ESCAPE.sub(lambda each: (each[1] or each[2] or "~").replace("\\textasciitilde", "~"), text).strip()


@field_rule("I251", "url-syntax", Severity.WARNING, "url", works=True)
def url_syntax(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a url field that holds no web address.

    Why: the link is dead.
    Example: ``url = {www.example.org/report}`` (no scheme), ``url = {http:/example.org}``, an address with
    spaces in it.
    """
    value = _bare(field.value)
    if is_valid(value, "url"):
        return
    if re.search(r"\s", value) and all(is_valid(part.strip(",;"), "url") for part in value.split()):
        message = f"{field.name} holds several addresses"
    elif re.search(r"\s", value):
        message = f"the address has a space in it: {value!r}"
    elif not _SCHEME.match(value) and _BARE_HOST.fullmatch(value):
        message = f"the address has no scheme; https://{value} is probably meant"
    elif re.match(r"(?:urn|doi|hdl|info|mailto|file|git|ssh|s3|ark|swh|lens):\S|ark:/", value, re.IGNORECASE):
        return  # addresses that are no web addresses
    else:
        message = f"{value!r} is not a web address"
    yield Hit(message=message, span=span_in(field))


@field_rule(
    "I252",
    "url-in-field",
    Severity.WARNING,
    "title",
    "booktitle",
    "journal",
    "journaltitle",
    "author",
    "editor",
    "year",
    "howpublished",
)
def url_in_field(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    r"""Report a web address inside a title, journal, book title, name or publisher, or bare in howpublished.

    Why: it is printed as text, breaks at no line end and is no link. ``howpublished = {\url{...}}`` is how
    BibTeX's standard styles do it and is fine.
    Example: ``title = {A report, https://example.org/report.pdf}``.
    Fix: unsafe: ``\url{...}`` around a bare address in howpublished.
    """
    if "://" not in field.value and "www." not in field.value:
        return
    name = field.name.lower()
    text = field.value
    if name == "howpublished":
        text = _COMMAND.sub(lambda found: " " * len(found[0]), text)
    found = _ADDRESS.search(text)
    if found:
        hint = "put it in \\url{...} or in url" if name == "howpublished" else "it belongs in url"
        message = f"{field.name} holds a web address; {hint}"
        bare = name == "howpublished" and not set("{}\\") & set(found[0])
        fix = replace_in(field, f"\\url{{{found[0]}}}", found.span(), safe=False) if bare else None
        yield Hit(message=message, span=span_in(field, found), value=found[0], fix=fix)


@entry_rule("I253", "missing-urldate", Severity.INFO)
def missing_urldate(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report an online source without the day it was looked at.

    Why: a page changes; most styles want the date of access.
    Example: ``@online{...}`` with a url and no ``urldate``.
    """
    howpublished = entry.get("howpublished")
    online = entry.type in ("online", "www", "electronic") or (
        entry.type == "misc" and (entry.has("url") or "\\url" in howpublished or "://" in howpublished)
    )
    if not online or entry.has(
        "urldate", "urlaccessdate", "accessed", "lastaccessed", "lastchecked", "lastvisited", "doi", "eprint"
    ):
        return
    if not (entry.has("url") or "\\url" in howpublished or "://" in howpublished):
        return
    if not any(
        _ACCESSED.search(entry.get(name)) for name in ("note", "howpublished", "annote", "addendum", "url", "year")
    ):
        yield Hit(message="an online source without the date of access (urldate)", name="urldate", value="")
