"""S0xx: what the reader noticed, keys, and characters that break in LaTeX or in the file itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from refgraph.check.bibliography import Bibliography
from refgraph.check.changes import rekeyed, without_field
from refgraph.check.data import word_set
from refgraph.check.entry import Entry, inner, replace_in, span_in
from refgraph.check.rule import Hit, bibliography_rule, entry_rule, file_rule
from refgraph.formats.bibtex.document import BibDocument
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix, Severity


def _noticed(document: BibDocument, code: str) -> Iterator[Hit]:
    """Yield what the reader of the file noticed under a code."""
    for each in document.findings:
        if each.code == code:
            yield Hit(
                message=each.message,
                span=each.span,
                line=each.line,
                key=each.key,
                name=each.field,
                value=each.value if code != "S001" else None,
                severity=each.severity,
            )


@file_rule("S001", "unparsable-block", Severity.ERROR)
def unparsable_block(document: BibDocument, _: Bibliography) -> Iterator[Hit]:
    """Report a block that cannot be parsed.

    Why: BibTeX skips the rest of such an entry, often without the author noticing; the other entries are read
    all the same.
    Example: a closing brace is missing, or there is no comma between two fields.
    """
    yield from _noticed(document, "S001")


@file_rule("S002", "missing-key", Severity.ERROR)
def missing_key(document: BibDocument, _: Bibliography) -> Iterator[Hit]:
    """Report an entry without a key.

    Why: it can never be cited.
    Example: ``@article{, title = {...}}``.
    """
    yield from _noticed(document, "S002")


@file_rule("S003", "duplicate-field", Severity.ERROR)
def duplicate_field(document: BibDocument, _: Bibliography) -> Iterator[Hit]:
    """Report a field that an entry has twice.

    Why: programs differ in which one they take.
    Example: an entry with ``year = 2018`` and ``year = 2019``.
    """
    yield from _noticed(document, "S003")


@file_rule("S004", "undefined-string", Severity.ERROR)
def undefined_string(document: BibDocument, _: Bibliography) -> Iterator[Hit]:
    """Report a macro that no loaded file defines.

    Why: BibTeX takes it as empty, so the value is lost.
    Example: ``journal = jgr`` without ``@string{jgr = ...}``; or braces that were forgotten: ``month =
    March``.
    """
    yield from _noticed(document, "S004")


@file_rule("S005", "duplicate-string", Severity.WARNING)
def duplicate_string(document: BibDocument, _: Bibliography) -> Iterator[Hit]:
    """Report an @string that is defined twice with different values.

    Why: what an entry gets depends on where it stands in the file.
    Example: ``@string{jf = "Journal of Finance"}`` and later ``@string{jf = "J. Forestry"}``.
    """
    yield from _noticed(document, "S005")


_OF_A_WORK = frozenset("year month date doi url isbn issn eprint crossref urldate".split())


@entry_rule("S006", "empty-field", Severity.WARNING)
def empty_field(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a field with an empty value.

    Why: it says that something is known which is not, and some programs print the empty value's punctuation.
    Example: ``volume = {}``.
    Fix: safe: the field goes with its comma, and with its line if nothing else is on it.
    """
    for field in entry.source.fields:
        # An undefined macro reads as empty, too, and is reported as such; "OPT" fields are Emacs' empty slots.
        if not field.value.strip(" \t\r\n{}~") and not field.macros and not field.name.lower().startswith("opt"):
            known = field.name.lower() in word_set("fields", "rendered") or field.name.lower() in _OF_A_WORK
            severity = None if known else Severity.INFO
            message = f"{field.name} is empty; fill it in or drop it"
            yield Hit(message=message, field=field, severity=severity, fix=without_field(entry, field))


_BAD_IN_KEY = re.compile(r"[\s\"#%'(),={}~\\]")


@entry_rule("S007", "invalid-key", Severity.WARNING)
def invalid_key(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    r"""Report a key with characters that cannot be cited everywhere.

    Why: BibTeX, biber, LaTeX or Pandoc stop reading a key at white space and at ``" # % ' ( ) , = { } ~ \``.
    Example: ``@book{Cohn 2012, ...}``; ``Cohn2012`` would do. Slashes, dots, colons, hyphens and accents are
    fine.
    Fix: unsafe: the key without them, where nothing in the files names it and no other entry has the new one;
    ``refgraph keys`` changes a key and all its uses.
    """
    bad = sorted(set(_BAD_IN_KEY.findall(entry.key)))
    if bad:
        names = ", ".join("a space" if each.isspace() else repr(each) for each in bad)
        yield Hit(
            message=f"the key {entry.key!r} contains {names}, which cannot be cited everywhere",
            value=entry.key,
            fix=_key_that_can_be_cited(entry, bibliography),
        )


def _key_that_can_be_cited(entry: Entry, bibliography: Bibliography) -> Fix | None:
    key = _BAD_IN_KEY.sub("", entry.key)
    named = entry.key in bibliography.containers or entry.key in bibliography.cited
    if not key or named or _without_bad_signs(bibliography.entries)[key.lower()] > 1:
        return None
    return rekeyed(entry, key)


@lru_cache(maxsize=1)  # every such key of one bibliography asks
def _without_bad_signs(entries: tuple[Entry, ...]) -> Counter[str]:
    """Return how many entries would have each key, in lower case, if all lost the signs that cannot be cited."""
    return Counter(_BAD_IN_KEY.sub("", entry.key).lower() for entry in entries)


# Lead byte and continuation bytes of UTF-8 read as Windows-1252 or Latin-1.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SURE_TAIL = "\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_MOJIBAKE = re.compile(f"�|[Ãâ€ð][{_TAIL}]{{2,3}}|[ÃÂ][{_TAIL}]|[ÄÅÆÐÑØÙÎÏ×][{_SURE_TAIL}]|â€|[\u0080-\u009f]")


@entry_rule("S008", "mojibake", Severity.WARNING)
def mojibake(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report text that was decoded in the wrong encoding.

    Why: UTF-8 read as Windows-1252 turns "é" into "Ã©" and a dash into "â€“"; U+FFFD stands where a character
    was lost.
    Example: ``author = {MÃ¼ller, Jan}``; "Müller" is meant.
    Fix: unsafe: the text as it was before it was decoded wrongly.
    """
    for field in entry.source.fields:
        if field.value.isascii():
            continue
        found = next((each for each in _MOJIBAKE.finditer(field.value) if _decoded(each[0]) is not None), None)
        if found:
            meant = _decoded(found[0])
            hint = f"; {meant!r} is probably meant" if meant else "; a character was lost"
            mended = _MOJIBAKE.sub(lambda each: _decoded(each[0]) or each[0], field.value)
            fix = replace_in(field, mended, safe=False) if meant else None
            message = f"{field.name} contains wrongly decoded text {found[0]!r}{hint}"
            yield Hit(message=message, field=field, span=span_in(field, found), fix=fix)


def _decoded(text: str) -> str | None:
    """Return what mis-decoded text was meant to be, "" if that cannot be told, None if it is no mis-decoded text."""
    if text in {"�", "â€"}:
        return ""
    if len(text) == 1:  # a byte of Windows-1252 that was read as Latin-1
        return text.encode("latin-1").decode("cp1252", errors="ignore")
    for encoding in ("cp1252", "latin-1"):
        for end in range(len(text), 1, -1):
            try:
                return text[:end].encode(encoding).decode("utf-8") + text[end:]
            except UnicodeError:
                continue
    return None


# What LaTeX must not see: addresses and verbatim arguments are no text, and mathematics has its own rules.
_NOT_TEXT = re.compile(
    r"\\(?:url|path|nolinkurl|doi|verb|texttt)\s*\{[^{}]*\}|\\href\s*\{[^{}]*\}|\\verb(\W).*?\1"
    r"|\b(?:https?|ftp)://[^\s{}]+|\$[^$]*\$"
    r"|\\\(.*?\\\)|\\ensuremath\s*\{(?:[^{}]|\{[^{}]*\})*\}|&#?\w+;|\\.",
    re.DOTALL,
)
_SPECIAL = re.compile(r"[&%#_]|(?<!\^)\^(?!\^)")


@entry_rule("S009", "unescaped-special", Severity.ERROR)
def unescaped_special(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    r"""Report a bare ``& % # _ ^`` in a field that LaTeX typesets.

    Why: LaTeX stops with an error, or, at ``%``, drops the rest of the line.
    Example: ``journal = {Science & Society}``; ``Science \& Society`` would do.
    Fix: safe: a backslash before the sign.
    """
    rendered = word_set("fields", "rendered")
    for name, field in entry.fields.items():
        if name not in rendered or not _SPECIAL.search(field.value) or field.value.count("$") % 2:
            continue
        if field.macros and field.raw == field.value:
            continue  # S004
        text = _NOT_TEXT.sub(lambda found: " " * len(found[0]), field.value)
        if name in ("note", "howpublished", "annote") and "://" in field.value:
            continue  # an address; I252 is about those
        places = list(_SPECIAL.finditer(text))
        if places:
            letters = " ".join(sorted({each[0] for each in places}))
            yield Hit(
                message=f"{field.name} has a bare {letters}, which LaTeX does not take as text; put a "
                f"backslash before it",
                field=field,
                span=span_in(field, places[0]),
                fix=_escaped(field, text),
            )


def _escaped(field: BibField, text: str) -> Fix | None:
    if "^" in text:
        return None
    mended = "".join(
        f"\\{letter}" if shown in "&%#_" else letter for letter, shown in zip(field.value, text, strict=True)
    )
    return replace_in(field, mended)


_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}\d{0,2});")
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|inf|span|p|br|div|font|tt|sc|scp|italic|bold|a|mml:\w+|jats:\w+|img"
    r"|small|big|h[1-6]|li|ul)"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\">]*\"|'[^'>]*'|[^\s>]+))*\s*/?>",
    re.IGNORECASE,
)
_TAG_COMMANDS = {
    "i": "textit",
    "em": "emph",
    "italic": "textit",
    "b": "textbf",
    "strong": "textbf",
    "bold": "textbf",
    "sub": "textsubscript",
    "inf": "textsubscript",
    "sup": "textsuperscript",
    "sc": "textsc",
    "scp": "textsc",
    "tt": "texttt",
}
_PAIR = re.compile(r"<(i|em|italic|b|strong|bold|sub|inf|sup|sc|scp|tt)>([^<>]*)</\1>", re.IGNORECASE)
_NOT_MARKED_UP = frozenset({"url", "file", "pdf", "eprint", "howpublished"})


@entry_rule("S010", "html-markup", Severity.WARNING)
def html_markup(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report an HTML entity or tag that was left in a field.

    Why: it is printed as it stands. In fields that no style prints, such as abstracts, it is only noted.
    Example: ``journal = {Cancer Epidemiology &amp; Prevention}``, ``title = {H<sub>2</sub>O}``.
    Fix: safe: the character, or the LaTeX command, that the HTML means.
    """
    for name, field in entry.fields.items():
        if name in _NOT_MARKED_UP or name.startswith("bdsk") or ("&" not in field.value and "<" not in field.value):
            continue
        found = _ENTITY.search(field.value) or _TAG.search(field.value)
        if found and (found[0][0] == "<" or html_text(found[0]) != found[0]):
            yield Hit(
                message=f"{field.name} contains HTML: {found[0]!r}",
                field=field,
                span=span_in(field, found),
                severity=None if name in word_set("fields", "rendered") else Severity.INFO,
                fix=replace_in(field, _without_html(field.value)) if entry.work is None else None,
            )


def html_text(entity: str) -> str:
    """Return the character of an HTML entity; an unknown one as it is."""
    from html import unescape

    return unescape(entity)


def _without_html(value: str) -> str:
    """Return a value with HTML turned into LaTeX."""
    before = ""
    while value != before:
        before, value = (
            value,
            _PAIR.sub(lambda found: f"\\{_TAG_COMMANDS[found[1].lower()]}{{{found[2]}}}", value),
        )
    return _ENTITY.sub(_latex_entity, value)


def _latex_entity(found: re.Match[str]) -> str:
    text = html_text(found[0])
    return {
        "&": "\\&",
        "<": "$<$",
        ">": "$>$",
        "\xa0": "~",
        "%": "\\%",
        "$": "\\$",
        "#": "\\#",
        "_": "\\_",
    }.get(text, text)


_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
    # The joiners belong to Persian and Indic words, not to Latin ones.
    "|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])"
)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@entry_rule("S011", "not-nfc", Severity.WARNING)
def not_nfc(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report text that is not in Unicode normal form C, or that holds invisible characters.

    Why: "é" in two pieces is not found when "é" is looked for, sorts wrongly and breaks 8-bit LaTeX; so do
    zero-width spaces, soft hyphens and direction marks from PDFs and web pages.
    Example: a title copied from a PDF that holds a soft hyphen.
    Fix: safe: form C, without the invisible characters.
    """
    raw = entry.source.raw
    has_control = _CONTROL.search(raw) is not None
    if raw.isascii() and not has_control:
        return  # nearly every entry
    for field in entry.source.fields:
        if field.value.isascii() and not has_control:
            continue
        found = _INVISIBLE.search(field.value)
        if found:
            message = f"{field.name} contains an invisible character (U+{ord(found[0]):04X})"
        elif not unicodedata.is_normalized("NFC", field.value):
            message = f"{field.name} is not in Unicode normal form C (letters and their accents are kept apart)"
        else:
            continue
        if inner(field) is None:
            continue
        mended = unicodedata.normalize("NFC", _INVISIBLE.sub("", field.value))
        yield Hit(message=message, field=field, span=span_in(field, found), fix=replace_in(field, mended))


@bibliography_rule("S012", "unused-string", Severity.INFO, works=False)
def unused_string(bibliography: Bibliography) -> Iterator[Hit]:
    """Report an @string that nothing uses.

    Why: it is either a leftover or the sign of a misspelt macro.
    Example: ``@string{cas = "Central Asian Survey"}`` where no entry says ``cas``.
    Fix: safe: it becomes a comment.
    """
    if not bibliography.entries or not any(document.strings for document in bibliography.documents):
        return  # a file of macros for other files
    used = frozenset[str]().union(*(document.used_macros for document in bibliography.documents))
    for document in bibliography.documents:
        for name, field in document.strings.items():
            if name not in used:
                span = (field.start, field.end)
                yield Hit(
                    message=f"@string {field.name} is never used",
                    file=document.file,
                    span=span,
                    value=field.name,
                    fix=_string_commented_out(document, field),
                )


def _string_commented_out(document: BibDocument, field: BibField) -> Fix | None:
    """Return the fix that makes an @string a @comment; None where BibTeX would see an entry in the comment."""
    head = _STRING.search(document.text, max(0, field.start - _LONGEST_HEAD), field.start)
    if head is None or "@" in field.raw:
        return None
    return Fix(start=head.start(1), end=head.end(1), replacement="comment")


_LONGEST_HEAD = 100
_STRING = re.compile(r"@\s*(string)\s*[{(]\s*$", re.IGNORECASE)


@entry_rule("S013", "unbalanced-math", Severity.ERROR)
def unbalanced_math(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    r"""Report an odd number of dollar signs in a field that LaTeX typesets.

    Why: everything after the odd one is set as mathematics, or LaTeX stops.
    Example: ``title = {On the $n-body problem}``; for the currency write ``\$``.
    """
    rendered = word_set("fields", "rendered")
    for name, field in entry.fields.items():
        if "$" not in field.value or name not in rendered:
            continue
        places = [found for found in re.finditer(r"\\.|\$", field.value, re.DOTALL) if found[0] == "$"]
        if len(places) % 2:
            message = f"{field.name} has an odd number of $ signs; write \\$ for the currency"
            yield Hit(message=message, field=field, span=span_in(field, places[-1]))


@file_rule("S014", "not-utf8", Severity.WARNING)
def not_utf8(document: BibDocument, _: Bibliography) -> Iterator[Hit]:
    """Report a file whose bytes are not UTF-8.

    Why: other programs will read other letters from it than its author wrote.
    Example: a file saved as Latin-1.
    """
    yield from _noticed(document, "S014")


@file_rule("S015", "no-entries", Severity.WARNING)
def no_entries(document: BibDocument, _: Bibliography) -> Iterator[Hit]:
    """Report a bibliography without entries.

    Why: a check that looks at nothing must not pass for a check that found nothing.
    Example: an export that failed and left an empty file. A file of macros or a preamble is fine.
    """
    if not document.entries and not document.string_definitions and not document.preambles:
        what = "is empty" if not document.text.strip() else "holds no entry"
        if not any(finding.code == "S001" for finding in document.findings):
            yield Hit(message=f"the file {what}", line=1)


@bibliography_rule("S016", "unchecked-file", Severity.WARNING)
def unchecked_file(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a file that is neither a bibliography of any format nor a manuscript of a known kind.

    Why: nothing in it was checked.
    Example: ``refgraph check references.bib figure.png``.
    """
    for file in bibliography.unchecked:
        yield Hit(
            message="neither a bibliography nor a manuscript that refgraph knows; nothing in it was checked",
            file=file,
        )


@bibliography_rule("S017", "left-out", Severity.INFO)
def left_out(_: Bibliography) -> Iterator[Hit]:
    """Report values of a record that say something of the record and not of the work, and are left out.

    Why: nothing is dropped in silence. Readers of other formats than BibTeX report it while they read a file.
    Example: ``score`` and ``indexed`` in an answer of Crossref.
    """
    return iter(())
