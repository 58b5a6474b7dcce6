"""T601 to T607: how titles are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from refgraph.check.bibliography import Bibliography
from refgraph.check.data import word_set
from refgraph.check.entry import Entry, fold, inner, plain, replace_in, span_in
from refgraph.check.names import top_level
from refgraph.check.rule import Hit, field_rule
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Severity

_WITHOUT_LOWER_CASE = str.maketrans("", "", ascii_lowercase)


@field_rule("T601", "title-caps", Severity.WARNING, "title", "booktitle", "journal", works=True)
def title_caps(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a title in capitals.

    Why: styles can lower letters only where nothing protects them, and never know which to keep.
    Example: ``title = {ON THE ORIGIN OF SPECIES}``.
    Fix: unsafe: one capital a word, small words small; acronyms are lost.
    """
    beginning = field.value[:60]
    if len(beginning) - len(beginning.translate(_WITHOUT_LOWER_CASE)) > 30:
        return  # most titles; a quick look saves a long one
    text = plain(re.sub(r"\$[^$]*\$", " ", field.value))
    cased = [letter for letter in text if letter.isupper() or letter.islower()]
    long_words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= 4]
    least = 2 if field.name.lower() == "title" else 3
    if len(cased) >= 10 and len(long_words) >= least and sum(map(str.isupper, cased)) >= 0.9 * len(cased):
        fix = None if set("\\{$") & set(field.value) else replace_in(field, _title_case(field.value), safe=False)
        yield Hit(message=f"{field.name} is in capitals", span=span_in(field), fix=fix)


_SMALL = frozenset(
    "a an the and or but nor of in on at to for from by with as per via vs der die das und von zu im de la le les et "
    "du des".split()
)
_STARTS = re.compile(r"(?:^|[:.?!]\s+)\W*$")


def _title_case(value: str) -> str:
    """Return a title of capitals with small words small and others with one capital; acronyms are lost in it."""

    def lowered(found: re.Match[str]) -> str:
        word = found[0].lower()
        return word if word in _SMALL and not _STARTS.search(value[: found.start()]) else word.capitalize()

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lowered, value)


_CLOSING = "} \t\r\n\f\v\"'"
_END = re.compile(r"(?P<before>\S*?)(?P<mark>[.,;])(?P<close>[}\s\"']*)$")
_ABBREVIATION = re.compile(
    r"(?i)(?:^|[\s(.~-])(?:[a-zà-ÿа-я]|etc|inc|ltd|co|corp|jr|sr|vol|no|ed|eds|al|st|vs|cf|ca|dept|univ"
    r"|u\.s|u\.k|e\.g|i\.e|ph\.d|m\.d|a\.m|p\.m"
    r"|sp|spp|nov|gen|var|ser|suppl|pt|rev|int|proc|conf|symp|abstr|fig|approx|resp|d\.c|n\.v|s\.a|b\.v"
    r"|a\.d|b\.c|гг|г|др)$"
)


@field_rule("T602", "title-dot", Severity.WARNING, "title", works=True)
def title_dot(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report a title that ends with a full stop or a comma.

    Why: styles put the mark after the title themselves, so there will be two.
    Example: ``title = {Deep learning.}``. Abbreviations ("Acme Inc.") and "..." are fine.
    Fix: safe: the mark goes.
    """
    if field.value.rstrip().rstrip(_CLOSING)[-1:] not in {".", ",", ";"}:
        return  # nearly every title
    found = _END.search(field.value.rstrip())
    if not found or field.value.rstrip(" }").endswith(("..", "\\.")):
        return
    if found["mark"] == "." and (_ABBREVIATION.search(" " + plain(found["before"])) or "." in found["before"]):
        return
    fix = replace_in(field, "", found.span("mark")) if entry.work is None else None
    yield Hit(
        message=f"{field.name} ends with {found['mark']!r}, which the style adds",
        span=span_in(field, found.span("mark")),
        fix=fix,
    )


_MIXED = re.compile(
    r"(?<![\\\w])(?:[A-Za-z]*[a-z][A-Z][A-Za-z]*|[A-Z]{2,}[a-z]*|[A-Za-z]+\d[A-Za-z\d]*"
    r"|\d+[A-Z]+\w*)(?![\w}])"
)


_CAPITALISED = re.compile(r"(?<!^)\b[A-Z][a-z]+")
_FORMULA_OR_COMMAND = re.compile(r"\$[^$]*\$|\\[A-Za-z]+")


@field_rule("T603", "title-unprotected", Severity.INFO, "title")
def title_unprotected(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report acronyms, mixed-case words and names in a title whose capitals no braces protect.

    Why: styles that set titles in sentence case write "dna" for "DNA" and "bayesian" for "Bayesian".
    Example: ``title = {Role of DNA}``; ``Role of {DNA}`` would do.
    Fix: unsafe: braces around each of the words.
    """
    if entry.source.type in ("book", "proceedings", "collection"):
        return  # their titles keep their capitals in the standard styles
    text = top_level(field.value)
    if "\\" in text or "$" in text:
        text = _FORMULA_OR_COMMAND.sub(lambda found: " " * len(found[0]), text)
    places = [found.span() for found in _MIXED.finditer(text)]
    proper = word_set("titles", "proper")
    places += [found.span() for found in _CAPITALISED.finditer(text) if found[0].lower() in proper]
    words = [text[start:end] for start, end in places]
    if words and sum(map(str.isupper, text)) <= 0.6 * sum(map(str.isalpha, text)):  # else T601
        shown = ", ".join(dict.fromkeys(words))
        fix = replace_in(field, _braced(field.value, places), safe=False)
        message = f"no braces protect the capitals of {shown}"
        yield Hit(message=message, span=span_in(field, words[0]), value=shown, fix=fix)


def _braced(value: str, places: list[tuple[int, int]]) -> str:
    for start, end in sorted(places, reverse=True):
        value = f"{value[:start]}{{{value[start:end]}}}{value[end:]}"
    return value


@field_rule("T604", "title-overbraced", Severity.INFO, "title", "booktitle")
def title_overbraced(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a title that is in double braces as a whole.

    Why: no style can change the case of any word of it.
    Example: ``title = {{A Completely Braced Title}}``; brace only what must keep its capitals.
    Fix: unsafe: the inner braces go.
    """
    text = field.value.strip()
    if text.startswith("{") and not top_level(text).strip() and _is_one_group(text) and len(text.split()) > 2:
        content = inner(field)
        fix = replace_in(field, text[1:-1], safe=False) if content else None
        yield Hit(
            message=f"{field.name} is in double braces, so no style can set its case",
            span=span_in(field),
            fix=fix,
        )


def _is_one_group(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0 and place < len(text) - 1:
            return False
    return True


_LEAKS = (
    ("p.", re.compile(r"(?<![\w.])pp?\.\s*~?\d+(?:\s*[-–]+\s*\d+)?"), "pages"),
    ("vol", re.compile(r"\bvol(?:ume|\.)\s*\d+\s*[,(]\s*(?:no|nr|issue|pp|\d)", re.IGNORECASE), "volume and issue"),
    (":", re.compile(r"\bdoi\s*:\s*10\.|\barxiv\s*:\s*\d{4}\.\d", re.IGNORECASE), "an identifier"),
    (",", re.compile(r"^[^\W\d_]+,\s+(?:[A-Z]\.[\s-]?)+(?:,|&|\band\b|\(\d{4}\)|[A-Z]\w+,)"), "authors"),
    (",", re.compile(r"^(?:[A-Z]\.\s?)+[A-Z][a-z]+(?:,\s+(?:and\s+)?(?:[A-Z]\.\s?)+[A-Z][a-z]+)+"), "authors"),
    (")", re.compile(r"(?:^|[.\s])\((?:1[89]|20)\d\d[a-z]?\)\s*[.:,]"), "a year"),
    (
        " in",
        re.compile(r"[.?!]\s+In:?\s+(?:Proc(?:eedings|\.)|[A-Z]\w+,\s+[A-Z]\.)"),
        "the book or proceedings it is in",
    ),
    ("et al", re.compile(r"\bet al\.,?\s*(?:\(|\d{4})"), "authors"),
)
"""What every such text has in lower case, what it looks like, and what it is."""


# Such titles name another work with its authors, year and pages.
_ABOUT_ANOTHER = re.compile(
    r"(?i)\b(?:erratum|errata|corrigend\w+|corrections?|addendum|retract\w+|comments?\b.*\bon|reply"
    r"|replies|response to|reviews?\b|letter|obituary|festschrift|in memor)"
    r"|\bISBN\b|\d+\s*pp\b"
)


@field_rule("T605", "title-leak", Severity.WARNING, "title")
def title_leak(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report a title that contains authors, a year, the venue or pages.

    Why: it is the trace of a reference that was taken apart wrongly.
    Example: ``title = {Smith, J. (2010). On trees. Nature, 12, pp. 3--5}``.
    """
    text = plain(field.value)
    what = _leak(text) or _own_parts(entry, text)
    if what and not _ABOUT_ANOTHER.search(text):
        yield Hit(message=f"{field.name} contains {what}")


def _leak(title: str) -> str | None:
    folded = title.lower()
    return next((what for sign, pattern, what in _LEAKS if sign in folded and pattern.search(title)), None)


_YEAR_AT_END = re.compile(r"(?:[.]\s*\(?\d{4}\)?|,?\s\(\d{4}\)\.)\s*$")
_AFTER_A_NAME = re.compile(r",?\s+(?:[A-Z]\.|et al)")


def _own_parts(entry: Entry, title: str) -> str | None:
    """Return which other field of the entry its title repeats, or None."""
    journal = entry.journal
    if (
        len(journal.split()) >= 2
        and len(journal) >= 12
        and journal.lower() in title.lower()
        and len(title) > len(journal) + 10
    ):
        # "Comment on an article in Physical Review Letters" names a journal, too
        before, _, after = title.lower().partition(journal.lower())
        if re.search(r"[.,;:?]\s*(?:in\s+)?$", before) and re.match(r"\W*(?:\d|vol|$)", after):
            return "the journal"
    year = entry.get("year").strip()
    # "Elections in Kazakhstan, 2005" is a title; "(2005)." and ". 2005" are leaks
    if len(year) == 4 and year in title[-10:] and entry.type in ("article", "inproceedings"):
        found = _YEAR_AT_END.search(title)
        if found and year in found[0]:
            return "the year at its end"
    if "." not in title and "et al" not in title:
        return None
    names = entry.names("author")
    if names and names[0].given and len(fold(plain(names[0].family))) >= 4:
        family = plain(names[0].family)
        if title.startswith(family) and _AFTER_A_NAME.match(title[len(family) :]):
            return "the authors"
    return None


_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("``", "''"), ('"', '"'), ("‘", "’"), ("”", "”"), ("`", "'"))


@field_rule("T606", "title-quotes", Severity.WARNING, "title", "booktitle", works=True)
def title_quotes(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report a title that is wrapped in quotation marks.

    Why: styles add the marks they want.
    Example: ``title = {``Deep learning''}``. A title that only begins with a quotation is fine.
    Fix: safe: the marks go.
    """
    bare = field.value.strip()
    if bare[:1].isalnum():
        return  # nearly every title
    while bare.startswith("{") and bare.endswith("}") and _is_one_group(bare):
        bare = bare[1:-1].strip()
    for left, right in _QUOTES:
        middle = bare[len(left) : -len(right)]
        if (
            len(bare) > 6
            and bare.startswith(left)
            and bare.endswith(right)
            and right not in middle
            and left not in middle
        ):
            if len(middle.split()) < 3:
                return  # the title is a quoted word
            fix = replace_in(field, field.value.replace(bare, middle), safe=True) if entry.work is None else None
            yield Hit(
                message=f"{field.name} is in quotation marks, which the style adds",
                span=span_in(field),
                fix=fix,
            )
            return


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NOISE = (
    (re.compile(r"(?<![\w.])pp?\.\s*~?\d+|\bpages?\s+\d+\s*[-–]"), "pages"),
    (
        re.compile(
            rf"\b{_MONTH}\.?\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]+\s*\d{{1,2}}(?:st|nd|rd"
            rf"|th)?)?\s+{_MONTH}\b",
            re.IGNORECASE,
        ),
        "dates",
    ),
    (re.compile(r"\bISBN\b|\bdoi:\s*10\.|https?://", re.IGNORECASE), "an identifier"),
    (re.compile(r"\bvol(?:ume|\.)\s*~?\d+", re.IGNORECASE), "a volume"),
    (
        re.compile(r",\s*[A-Z][\w ]+,\s*[A-Z][\w. ]+(?:,\s*(?:19|20)\d\d)?\.?$|,\s*[A-Z]\w+,\s*(?:19|20)\d\d\.?$"),
        "a place",
    ),
)


@field_rule("T607", "booktitle-noise", Severity.INFO, "booktitle")
def booktitle_noise(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report pages, dates, a volume or a place in a book title.

    Why: they have fields of their own, and two papers of one meeting do not get the same book title.
    Example: ``booktitle = {Proceedings of X 2019, Paris, France, pp. 12--19}``.
    """
    text = plain(field.value)
    found = [what for pattern, what in _NOISE if pattern.search(text)]
    if found:
        yield Hit(
            message=f"{field.name} holds {' and '.join(dict.fromkeys(found))}, which have fields of their own",
            span=span_in(field),
        )
