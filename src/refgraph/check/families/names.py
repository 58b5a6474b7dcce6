"""N501 to N507 and N509: how the names of one entry are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from string import digits, punctuation

from refgraph.check.bibliography import Bibliography
from refgraph.check.data import word_set
from refgraph.check.entry import Entry, person_key, plain, replace_in, span_in
from refgraph.check.names import NAME_FIELDS, WrittenName, split_names, top_level
from refgraph.check.rule import Hit, field_rule
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix, Severity

_ET_AL = re.compile(
    r"(?:[,;]?\s*\b(?:and\s+)?(?:\\(?:textit|emph|textsl)\s*\{\s*)?\bet\.?\s*~?\s*al(?:ii|ia|\b)\.?\}?\.?"
    r"|[,;]?\s*\bu\.\s?a\.|[,;]?\s+(?:и|i)\s+(?:др|dr)\.|\betal\b\.?)",
    re.IGNORECASE,
)


_ET_AL_SIGNS = ("et", "u.", "др", "dr")


@field_rule("N501", "et-al", Severity.ERROR, *NAME_FIELDS)
def et_al(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report "et al." among the names.

    Why: BibTeX takes it for a person's name. ``and others`` is how a list goes on.
    Example: ``author = {Ramsay, J. O. and Li, X. et al.}``.
    Fix: unsafe: ``and others`` for all that follows.
    """
    lower = field.value.lower()
    found = _ET_AL.search(field.value) if any(sign in lower for sign in _ET_AL_SIGNS) else None
    if found:
        yield Hit(
            message='"et al." is read as a name; write "and others"',
            span=span_in(field, found),
            value=found[0].strip(),
            fix=_and_others(field, found),
        )


_STYLED = re.compile(r"[,;]?\s*\\(?:textit|emph|textsl)\s*\{\s*$")


def _and_others(field: BibField, found: re.Match[str]) -> Fix | None:
    """Return the fix that writes "and others" for "et al." at the end of a list, with the command around it."""
    styled = _STYLED.search(field.value, 0, found.start())
    start = styled.start() if styled else found.start()
    rest = field.value[start:]
    is_last = not field.value[found.end() :].strip(" .}") and rest.count("{") == rest.count("}")
    return replace_in(field, " and others", (start, len(field.value)), safe=False) if is_last else None


@field_rule("N502", "name-caps", Severity.WARNING, *NAME_FIELDS)
def name_caps(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report names in capitals.

    Why: no style can turn them into ordinary names, and sorting and comparing suffer.
    Example: ``author = {SMITH, JOHN}``.
    Fix: unsafe: capitals at the beginning of each name only; initials stay.
    """
    shouted = [name for name in split_names(field.value) if not name.is_braced and _is_shouted(name)]
    if shouted:
        more = f" and {len(shouted) - 1} more" if len(shouted) > 1 else ""
        message = f"the name {plain(shouted[0].text)!r}{more} is in capitals"
        fix = replace_in(field, _lowered(field.value, shouted), safe=False)
        yield Hit(message=message, span=span_in(field, shouted[0].span), value=shouted[0].text, fix=fix)


def _is_shouted(name: WrittenName) -> bool:
    if "{" in name.family or not (name.family.isupper() or "\\" in name.family):
        return False  # nearly every name
    family, given = plain(name.family), plain(name.given)
    if not given:
        return False
    letters = [each for each in family if each.isalpha()]
    cased = [each for each in letters if each.isupper() or each.islower()]
    if len(cased) < 4 or not all(each.isupper() for each in cased):
        return False
    return not any(
        word.lower() in word_set("organizations", "strong") for word in re.findall(r"\w+", f"{family} {given}")
    )


_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_PARTICLES = frozenset("von van der den de del della di da do dos du la le ter ten zu zur".split())


def _lowered(value: str, names: list[WrittenName]) -> str:
    """Return the field with these names in ordinary letters; initials and LaTeX stay as they are."""
    for name in reversed(names):
        if "\\" not in name.text:
            value = value[: name.start] + _LONG_WORD.sub(_ordinary, name.text) + value[name.end :]
    return value


def _ordinary(found: re.Match[str]) -> str:
    word = found[0]
    if not word.isupper() or (len(word) < 4 and not set(word) & set("AEIOUYÄÖÜ")):
        return word  # "JB" are initials
    if word.lower() in _PARTICLES:
        return word.lower()
    return f"Mc{word[2:].capitalize()}" if word.startswith("MC") and len(word) > 4 else word.capitalize()


_INITIAL = re.compile(r"(?:^|[\s.~-])[A-ZÀ-ÞА-Я]\.?(?=[\s.~-]|$)")
_DOTTED_INITIAL = re.compile(r"(?:^|[\s.~-])[A-ZÀ-ÞА-Я]\.(?=[\s.~-]|$)")


@field_rule("N503", "corporate-unbraced", Severity.WARNING, *NAME_FIELDS)
def corporate_unbraced(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report an organisation whose name is not in braces.

    Why: BibTeX splits it into given and family name, so it is printed as "Commission, E." and torn apart at
    "and".
    Example: ``author = {European Commission}``; ``{{European Commission}}`` would do.
    Fix: unsafe: braces around the name.
    """
    if _tells_nothing(field.value):
        return  # nearly every list of names
    for name in split_names(field.value):
        if name.is_braced or name.is_others or "{" in name.text or "=" in name.text or _tells_nothing(name.text):
            continue
        if is_organization(name):
            fix = replace_in(field, "{" + name.text + "}", name.span, safe=False) if len(name.commas) == 1 else None
            message = f"the organisation {plain(name.text)!r} is read as a person; put it in braces"
            yield Hit(message=message, span=span_in(field, name.span), value=name.text, fix=fix)


_WITHOUT_MARKS = str.maketrans(dict.fromkeys(punctuation + digits, " "))
_MARKS = re.compile(r"[^\w\s.]|[\d_]")
_OF = re.compile(r"\b(?:of|for|on|de|für|the)\b")
_COMPANY = re.compile(r"(?i)(?:inc|ltd|llc|gmbh|corp|plc)\.?")


@cache
def _telling() -> frozenset[str]:
    return word_set("organizations", "strong") | word_set("organizations", "weak")


def _tells_nothing(text: str) -> bool:
    """Return True for a text without the words of organisations, as far as a quick look shows."""
    return text.isascii() and _telling().isdisjoint(text.lower().translate(_WITHOUT_MARKS).split())


def is_organization(name: WrittenName) -> bool:
    """Return True if a name without braces is that of an organisation."""
    text = plain(name.text)
    words = [word.strip(".") for word in _MARKS.sub(" ", text.lower()).split()]
    telling = _telling()
    if telling.isdisjoint(words) and ("," not in text or len(words) < 3):
        return False  # nearly every name
    if len(words) < 2 or (len(name.commas) > 1 and len(words) < 3):
        return False
    if len(name.commas) > 1 and not _OF.search(text):
        # "Group, John" is a person; "Google, Inc." and "Apple, Ltd" are companies
        return bool(_COMPANY.fullmatch(name.commas[-1]))
    strong = any(word in word_set("organizations", "strong") for word in words)
    belongs = bool(re.search(r"\b(?:of|for)\b", text))
    if strong and (belongs or not _DOTTED_INITIAL.search(text)):  # "R Core Team"; but "J. Station" is a person
        return True
    if _INITIAL.search(text) and not belongs:
        return False
    # "Kenneth Ward Church" has one such word, "Xerox Learning Research Group" two
    weak = sum(word in word_set("organizations", "weak") for word in words)
    return weak > 1 or (weak == 1 and bool(re.search(r"\b(?:of|for|on|and|the)\b", text, re.IGNORECASE)))


@field_rule("N504", "name-commas", Severity.ERROR, *NAME_FIELDS)
def name_commas(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a name with more than two commas, an empty name, or a doubled "and".

    Why: BibTeX stops with an error ("too many commas", "name is empty") and prints nonsense.
    Example: ``author = {A, B, C, D}``, ``author = {Ramsay, J. O. and and Li, X.}``.
    """
    for name in split_names(field.value):
        if not name.text.strip("{}~ "):
            yield Hit(
                message=f'{field.name} has an empty name; an "and" is doubled, or at the beginning or end',
                span=span_in(field),
            )
            return
        if len(name.commas) > 3 and "=" not in name.text:  # BibLaTeX's extended names: "given=Ada, family=Lund"
            message = f'the name {plain(name.text)!r} has {len(name.commas) - 1} commas; separate names by " and "'
            yield Hit(message=message, span=span_in(field, name.span), value=name.text)
            return
        if not name.is_braced and "" in name.commas and "=" not in name.text:
            message = f"the name {plain(name.text)!r} has an empty part at a comma"
            yield Hit(message=message, span=span_in(field, name.span), value=name.text)
            return


_SEPARATOR = re.compile(r"(?<!\\)(?<!&\w\w\w)(?<!&#\d\d\d);(?=\s*\S)|(?:\s|\\)&(?=\s)")


@field_rule("N505", "name-separator", Severity.ERROR, *NAME_FIELDS)
def name_separator(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    r"""Report names that are separated by semicolons, ampersands or commas.

    Why: BibTeX knows only " and "; everything else is one strange name.
    Example: ``author = {Smith, John; Doe, Ann}``, ``author = {John Smith, Ann Doe, Bob Roe}``.
    Fix: unsafe: " and " for semicolons and ampersands.
    """
    shown = top_level(field.value)
    # "&#233;" is HTML, "\&" an ampersand
    found = _SEPARATOR.search(shown) if ";" in shown or "&" in shown else None
    if found and not re.search(r"&#?\w+$", shown[: found.start()]):
        mark = found[0].strip()
        message = f'names are separated by {mark!r}; write " and "'
        fix = replace_in(field, _separated(field.value, shown), safe=False) if not _ENTITY.search(field.value) else None
        yield Hit(message=message, span=span_in(field, found), value=mark, fix=fix)
        return
    for name in split_names(field.value):
        if not name.is_braced and _is_list(name):
            message = 'names are separated by commas; write " and "'
            yield Hit(message=message, span=span_in(field, name.span), value=name.text)
            return


_ENTITY = re.compile(r"&#?\w+;")
_BETWEEN = re.compile(r"\s*;\s*(?:and\s+|\\?&\s+)?|\s*,?\s+\\?&\s+")


def _separated(value: str, shown: str) -> str:
    """Return names with " and " between them; `shown` is the value with what is in braces blanked out."""
    masked = "".join(letter if letter == other else "x" for letter, other in zip(shown, value, strict=True))
    places = [found.span() for found in _BETWEEN.finditer(masked)]
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(value)]
    return " and ".join(name for start, end in zip(starts, ends, strict=True) if (name := value[start:end].strip()))


_SUFFIX = re.compile(r"(?i)(?:jr|sr|[ivx]+|ph\.?\s?d|m\.?\s?d|esq|inc|ltd|llc|\d(?:nd|rd|th))\.?")


def _is_list(name: WrittenName) -> bool:
    """Return True if what should be one name is a list of names with commas."""
    if len(name.commas) == 1 or (len(name.commas) == 2 and " " not in name.commas[0]):
        return False  # nearly every name
    parts = [part for part in name.commas if part and not _SUFFIX.fullmatch(part)]
    full = [
        part
        for part in parts
        if len(part.split()) >= 2 and re.search(r"[^\W\d_]{3,}", part.split()[-1]) and part[0].isupper()
    ]
    if len(parts) >= 3 and len(full) == len(parts):
        return not any(re.search(r"\b(?:of|for|the)\b", part) for part in parts)  # "John Smith, Ann Doe, Bob Roe"
    if len(parts) == 2 and len(full) == 2 and len(name.commas) == 2:
        # "John Smith, Ann Doe"; but "Garcia Marquez, Gabriel Jose" is one person
        return bool(
            re.fullmatch(r"(?:[A-Z]\.\s?)+\s*[\w'-]{3,}", parts[0])
            and re.fullmatch(r"(?:[A-Z]\.\s?)+\s*[\w'-]{3,}", parts[1])
        )
    initials = [part for part in parts if re.fullmatch(r"(?:[A-Z]\.?[\s-]?){1,3}", part)]
    return len(parts) >= 4 and len(initials) * 2 >= len(parts) - 1  # "Smith, J., Doe, A."


_DEGREE = re.compile(
    r"(?:^|[\s,])(?:Ph\.?\s?D\b\.?|M\.?Sc\b\.?|B\.?Sc\b\.?|MBA\b|Esq\b\.?|M\.?P\.?H\b\.?|D\.?Phil\b\.?"
    r"|Dr\.-Ing\b\.?|F\.?R\.?S\b\.?)"
    r"|^(?:\{?)(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Doc|Assoc)\b\.?\s"
)
# "Petroff, M.D." has initials, "Petroff, Ann, M.D." and "Ann Petroff, MD" a degree
_MEDICAL = re.compile(
    r",[^,]*,\s*(?:Dr|Prof|M\.D|MD|R\.N|RN)\.?$|^\S+[^,]*\s[^,]*[^\W\d_]{3,},\s*(?:Dr|Prof|M\.D|MD|RN)\.?$"
)
_JUNK = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "an e-mail address"),
    (
        re.compile(
            r"\(\s*(?:eds?|hrsg|hg|ed\.?\s?by|editors?|coords?|comps?|trans|ред|составитель|dir)\.?\s*\)"
            r"|\b(?:\(?eds?\.\)?)\s*$|,\s*eds?\.?\s*$|\bhrsg\.",
            re.IGNORECASE,
        ),
        "a role",
    ),
    (
        re.compile(r"[*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹]|\\(?:dag|ddag|dagger|textdagger|thanks)\b|\$\^|\\textsuperscript"),
        "an affiliation mark",
    ),
    (re.compile(r"https?://|\borcid\b", re.IGNORECASE), "an address"),
    (re.compile(r"\d"), "a digit"),
)
_NOT_LETTERS = re.compile(r"[^\w ,.'’~-]|[\d_]|\.$")
_BLANKS = str.maketrans({".": None, ",": " ", "-": " ", "~": " "})
_TITLES = frozenset(
    ("phd ph msc bsc mba esq mph dphil dr frs prof professor mr mrs ms sir dame doc assoc md rn "
     "ed eds hrsg orcid").split()
)  # fmt: skip
"""Words of degrees, titles and roles without their points: a name of letters that has none of them is a name."""
_LONG_WITH_DOT = re.compile(r"[^\W\d_]{4,}\.$")
_ABBREVIATED = re.compile(
    r"(?i)\b(?:chas|thos|benj|alex|fried|friedr|chris|matt|matth|samu|nicol|wilh|phil|theo|fred|andr|mich|alfr|rich|robt|joach"
    r"|heinr|konst|vlad|serg|edw|corp|assoc|comm|dept|gmbh|univ|collab|apost)\.$"
)


@field_rule("N506", "name-junk", Severity.WARNING, *NAME_FIELDS)
def name_junk(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report what is no part of a name: degrees, addresses, digits, affiliation marks, roles, a full stop.

    Why: it is printed and sorted as part of the name.
    Example: ``author = {Dr. Ramsay, J. O., PhD}``, ``author = {Martone, M. (ed.)}``, ``author = {Smith,
    John1}``.
    Fix: unsafe: marks, digits behind a word and the full stop go; what has a meaning of its own stays.
    """
    for name in split_names(field.value):
        if name.is_braced or name.is_others or "=" in name.text:  # BibLaTeX's extended names: "family=..., given=..."
            continue
        what = _junk(name.text)
        if what:
            bare = _MARKED.sub("", name.text).removesuffix(".") if what in _MERE_MARKS else name.text
            yield Hit(
                message=f"the name {plain(name.text)!r} contains {what}",
                span=span_in(field, name.span),
                value=name.text,
                fix=replace_in(field, bare, name.span, safe=False) if bare != name.text and not _junk(bare) else None,
            )


_MERE_MARKS = frozenset({"an affiliation mark", "a digit", "a full stop at its end"})
_MARKED = re.compile(
    r"[*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹]+|\\(?:dag|ddag|dagger|textdagger)\b\s*(?:\{\})?|(?<=[^\W\d_])\d(?:\s*,?\s*\d)*(?!\w)"
)


@lru_cache(maxsize=65536)  # one person wrote many works
def _junk(text: str) -> str | None:
    if not _NOT_LETTERS.search(text) and _TITLES.isdisjoint(text.lower().translate(_BLANKS).split()):
        return None  # nearly every name
    found = _DEGREE.search(text) or _MEDICAL.search(text)
    if found:
        return f"a title or degree ({found[0].rpartition(',')[2].strip(' ,{')})"
    shown = top_level(text)
    for pattern, what in _JUNK:
        if pattern.search(shown):
            # a suffix, as in "Smith, John 3rd"
            return None if what == "a digit" and re.search(r"\b[2-4](?:nd|rd|th)\b", shown) else what
    if _LONG_WITH_DOT.search(shown) and not _ABBREVIATED.search(shown):
        return "a full stop at its end"
    return None


@field_rule("N507", "name-incomplete", Severity.INFO, "author", "editor")
def name_incomplete(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a family name alone among full names.

    Why: the given name was probably lost.
    Example: ``author = {Smith, John and Doe}``.
    """
    names = [name for name in split_names(field.value) if not name.is_others and name.text]
    full = [name for name in names if name.given]
    if not full or any(";" in name.text for name in names):
        return
    for name in names:
        bare = not name.given and not name.is_braced and len(name.commas) == 1 and "{" not in name.text
        if bare and "=" not in name.text and not name.text.isupper() and not _ET_AL.search(name.text):
            yield Hit(
                message=f"{plain(name.text)!r} has no given name, as the others have",
                span=span_in(field, name.span),
                value=name.text,
            )


_MANY_NAMES = 40


@field_rule("N509", "name-repeated", Severity.WARNING, "author", "editor", works=True)
def name_repeated(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report the same person twice among the authors of one work.

    Why: a name was copied twice, or another one was lost. Two persons may share a family name and initials, and in
    a list of more than forty even the whole name, so that is only noted.
    Example: ``author = {Smith, John and Doe, Ann and Smith, John}``.
    """
    seen: dict[str, str] = {}
    names = split_names(field.value)
    if len(names) < 2:
        return
    for name in names:
        family, given = person_key(name.family, name.given)
        key = f"{family}|{''.join(given)}"
        if name.is_others or len(key) < 4:
            continue
        if key in seen:
            initials = not re.search(r"[^\W\d_]{3,}", name.given) and not name.is_braced
            severity = Severity.INFO if initials or len(names) > _MANY_NAMES else None
            message = f"{plain(name.text)!r} is there twice"
            yield Hit(message=message, span=span_in(field, name.span), value=name.text, severity=severity)
        seen[key] = name.text
