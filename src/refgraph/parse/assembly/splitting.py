"""A printed list of names, split into single names."""

from __future__ import annotations

import re

from refgraph.parse.assembly.casing import is_caps
from refgraph.parse.assembly.east_asian import split_east_asian
from refgraph.parse.assembly.organizations import is_organization
from refgraph.parse.assembly.words import DEGREES, ORGANIZATION_WORDS, PARTICLES, SUFFIXES, alternatives, table, words

_NAMES = table("names")
_GIVEN = words(_NAMES["given"])
INITIAL = r"(?:[^\W\d_]{1,2}|Chr|Dzh|Shch)\."
_LETTERS = r"[^\W\d_](?=$|[\s-])"
_INITIALS = re.compile(rf"(?:{INITIAL}|{_LETTERS})(?:[\s-]*(?:{INITIAL}|{_LETTERS}))*|[A-ZÀ-ÞА-ЯЁІЇЄҒӘӨ]{{1,3}}")
_GIVEN_INITIALS = re.compile(rf"{INITIAL}[\s-]*(?:{INITIAL}[\s-]*)*(?:{alternatives(PARTICLES)}\s*)*$")
_ENDS_IN_INITIALS = re.compile(rf"(?:{INITIAL}-?)+")
_SURE_AND = sorted(words(_NAMES["and_words"]), key=len, reverse=True)
_AND_IN_NAMES = "|".join(sorted(words(_NAMES["and_words_in_names"])))
_AND = re.compile(rf"\s*,?\s*(?:;\s*(?:and|&)|(?<![^\s,&])(?:{'|'.join(map(re.escape, _SURE_AND))}))(?:\s+|(?<=&))")
_AND_TOKENS = frozenset(_SURE_AND)
_MAYBE_TOKENS = words(_NAMES["and_words_in_names"])
_AND_MAYBE = re.compile(rf"\s*,?\s+(?:{_AND_IN_NAMES})\s+")
_SEMICOLONS = re.compile(r"\s*[;；؛]\s*(?:(?:&|and|und|et|y|e|и)\s+)?")
_SLASHES = re.compile(r"\s*/\s*(?:&\s*)?")
_DASHES = re.compile(r"\s+[-–—]\s+")


def split_names(text: str) -> list[str]:
    """Split a list into single names, each "Family, Given", "Given Family", "Family GI" or an organisation.

    >>> split_names("Hitzler, R./Peters, H. und F. Kurz")
    ['Hitzler, R.', 'Peters, H.', 'F. Kurz']
    """
    if text > "\u2e80":
        pieces = split_east_asian(text)
        if pieces is not None:
            return pieces
    if not text.isascii():
        text = text.translate(_COMMAS)
    if ";" in text or "؛" in text:
        parts = [part.strip(" ,") for part in _SEMICOLONS.split(text)]
        return [name for part in parts if part for name in _one_or_more(part)]
    if is_organization(text) and not _persons_follow(text):
        return _bodies(text)
    for mark, pattern in (("/", _SLASHES), (" ", _DASHES)):
        if mark not in text or (mark == " " and not (" - " in text or " – " in text or " — " in text)):
            continue
        parts = pattern.split(text)
        if len(parts) > 1 and all(_may_stand_alone(part, mark) for part in parts):
            return [name for part in parts for name in _split_plain(part)]
    return _split_plain(text)


_COMMAS = str.maketrans({"、": ", ", "，": ", ", "،": ", "})


def _one_or_more(part: str) -> list[str]:
    """Split a piece between semicolons where it holds several names ("V. Suter und H. Kieser")."""
    if len(_at_and(part)) > 1 and not is_organization(part):
        return _split_plain(part)
    if part.count(",") > 2 and not is_organization(part):
        return _split_commas(part)
    return [part]


def _may_stand_alone(part: str, mark: str) -> bool:
    """Return True for a name between slashes, or between dashes, which also stand inside names."""
    if not re.match(r"[^\W\d_a-zа-я]", part) or is_caps(part):
        return False
    return mark == "/" or " " in part


def _bodies(text: str) -> list[str]:
    """Split bodies only where each part is one alone: not "Department of Health and Human Services"."""
    if text > "\u2e80":
        parts = re.split(r"\s*,\s*", text)
        if len(parts) > 1 and all(map(is_organization, parts)):
            return parts
    groups = [part.strip(" ,") for part in _at_and(text)]
    bound = re.search(r"\b(?:of|for|on|für|des|de|of the|por|para|per|по)\b", groups[0])
    whole = len(groups) > 1 and (bound is None or "&" in text or ", and" in text)
    return groups if whole and all(map(is_organization, groups)) else [text]


def _persons_follow(text: str) -> bool:
    """Return True if beside the organisation the list names persons with initials."""
    if _INITIALS_FOLLOW.search(text):
        return True
    parts = [part for part in _at_and(text) if part]
    if len(parts) < 2:
        return False
    bodies = [is_organization(part) for part in parts]
    return not any(bodies) or any(
        not body and _HAS_INITIAL.search(part) for part, body in zip(parts, bodies, strict=True)
    )


_INITIALS_FOLLOW = re.compile(rf",\s*(?:{INITIAL}(?!\w)|[A-Z](?:[\s-]?[A-Z]){{0,2}}(?=$|[,;]|\s+(?:and|&|und|et)\s))")
_HAS_INITIAL = re.compile(rf"(?:^|[\s,]){INITIAL}")


def _at_and(text: str) -> list[str]:
    """Split at every "and"; most texts have none, which a look at their words tells."""
    if "&" not in text and _AND_TOKENS.isdisjoint(text.split()):
        return [text]
    if "von und zu" in text:
        parts = _AND.split(text.replace("von und zu", "von_und_zu"))
        return [part.replace("von_und_zu", "von und zu") for part in parts]
    return _AND.split(text)


def _split_plain(text: str) -> list[str]:
    groups = _at_and(text)
    if not _MAYBE_TOKENS.isdisjoint(text.split()):
        groups = [each for part in groups for each in _split_maybe(part)]
    if len(groups) > 1:
        groups = [group for group in groups if group.strip(" ,")]
        commas = [group.strip(" ,").count(",") for group in groups]
        if all(count == 1 for count in commas):  # BibTeX's order: "Family, Given and Family, Given"
            return [name for group in groups for name in _pair_or_two(group)]
        pieces = [piece.strip() for group in groups for piece in group.split(",") if piece.strip()]
        if commas[-1] == 0 and len(pieces) > 2 and all(_is_bare_family(piece) for piece in pieces):
            return pieces  # "Smith, Jones and Brown"
    return [name for group in groups for name in _split_commas(group)]


def _pair_or_two(group: str) -> list[str]:
    first, second = (part.strip() for part in group.strip(" ,").split(","))
    two = has_own_initials(first) or (_GIVEN.__contains__(first.split()[0]) and " " in first and " " in second)
    return _split_commas(group) if two or _is_suffix(second) else [f"{first}, {second}"]


def _is_bare_family(piece: str) -> bool:
    return " " not in piece and not is_initials(piece) and not _is_suffix(piece) and piece not in _GIVEN


def _split_maybe(part: str) -> list[str]:
    """Split at "y", "e", "i" only between two names that are whole: not "Ortega y Gasset"."""
    found = _AND_MAYBE.search(part)
    if found is None:
        return [part]
    left, right = part[: found.start()].strip(" ,"), part[found.end() :]
    first = left.split(",")[-1] if "," in left else left
    whole_left = "," in left or " " in first or is_organization(left)
    if not whole_left and not (" " in right or "," in right):
        return [left, right]
    right_head = right.split(",")[0]
    whole_right = " " in right_head or ("," in right and "," in left)
    if whole_left and whole_right:
        return [left, *_split_maybe(right)]
    return [part]


def _split_commas(group: str) -> list[str]:
    """Split at the commas that part names, not at those inside "Family, Given, Jr."."""
    if "," not in group:
        return [group.strip()]
    parts = [part.strip() for part in group.split(",") if part.strip()]
    if len(parts) == 1:
        return [group.strip(" ,")]
    names: list[str] = []
    place = 0
    while place < len(parts):
        taken = 1
        if place + 1 < len(parts) and _completes(parts[place], parts[place + 1], alone=len(parts) == 2):
            taken = 2
        while place + taken < len(parts) and _is_suffix(parts[place + taken]):
            taken += 1
        if taken == 2 and place + 2 < len(parts) and _is_suffix(parts[place + 1]):
            taken += _goes_on(parts[place], parts[place + 2], last=place + 3 == len(parts))
        names.append(", ".join(parts[place : place + taken]))
        place += taken
    return names


def _goes_on(family: str, given: str, *, last: bool) -> bool:
    """Return True if given names follow a suffix: "King, Jr., M. L.", "King, Jr., Martin"."""
    return (
        is_initials(given)
        or _GIVEN_INITIALS.match(given) is not None
        or (last and not has_own_initials(family) and (" " not in family or family[0].islower()))
    )


def _completes(family: str, given: str, *, alone: bool) -> bool:
    """Return True if the second part is the given name of the first; `alone` if there are no others."""
    short = family.isalpha() and len(family) > 1 and family.isupper()  # "JI, R. R."
    with_initials = _GIVEN_INITIALS.match(given) is not None
    if not (short and with_initials) and (_is_suffix(given) or is_initials(family) or has_own_initials(family)):
        return False
    if family > "\u2e80" or with_initials or is_initials(given):
        return family <= "\u2e80"
    # "Cooley, Alexander" and "García Márquez, Gabriel" but not "Alexander Cooley, John Heathershaw"
    names = _units(family)
    if is_organization(family):  # "BERGER, Klaus" looks like an acronym, "OECD, Paris" is one
        looks_so = len(names) == 1 and is_caps(family) and family.casefold() not in ORGANIZATION_WORDS
        return looks_so and family.isalpha() and given[0].isupper() and not given.isupper()
    if len(names) <= 1:
        return True
    given_words = given.split()
    if len(names) == len(family.split()) and names[0] in _GIVEN and not is_caps(names[-1]) and len(given_words) > 1:
        return False
    return (alone and given_words[0] in _GIVEN) or (len(names) == 2 and (is_caps(family) or len(given_words) == 1))


def _units(family: str) -> list[str]:
    """Return the names in a family name: particles and what Arabic joins to the next word are none of their own."""
    return [word for word in family.split() if word not in PARTICLES and word not in _ARABIC_JOINED]


_ARABIC_JOINED = words(_NAMES["arabic_joined"])


def is_initials(text: str) -> bool:
    """Return True for "R.", "J. P.", "J-P" and "ETC"."""
    return len(text) < 20 and _INITIALS.fullmatch(text.strip()) is not None


_NUMERALS = frozenset(("II", "III", "IV"))


def has_own_initials(text: str) -> bool:
    """Return True for "R. Allison", "Larsen ETC" and "Allison R.": whole names without a comma."""
    parts = text.split()
    if len(parts) == 2 and parts[1] in _NUMERALS:
        return False  # "Hunt III, Harry B."
    if text.isupper() and parts[0].lower() in PARTICLES:
        return False  # "DE LA CRUZ"
    if len(parts) < 2:
        return bool(re.match(rf"{INITIAL}(?:{INITIAL})*-?[^\W\d_]{{3,}}", text))
    return (
        is_initials(parts[0])
        or (is_initials(parts[-1]) and not is_caps(parts[0]))
        or _ENDS_IN_INITIALS.fullmatch(parts[-1]) is not None
        or (parts[0][-1] == "." and re.match(rf"{INITIAL}", parts[0]) is not None)
    )


def _is_suffix(text: str) -> bool:
    """Return True for "Jr." and "PhD", which go on with the name before; "JR" is more often two initials."""
    bare = text.rstrip(".").lower()
    if bare in SUFFIXES:
        return text != "JR"
    return len(bare) < 10 and bare.replace(".", "").replace(" ", "") in _LONG_DEGREES


_LONG_DEGREES = frozenset(each for each in DEGREES if len(each) > 2)
