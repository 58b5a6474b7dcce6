"""Comparison of two records field by field: each comparison says how alike the field is and what that is worth."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from refgraph.dedupe.evidence import DIFFERENT, MISSING, SAME, Evidence
from refgraph.dedupe.prepare import Person, Record, content_words

PREPRINT = "preprint"
"""One is a preprint: its server and its DOI say nothing against the article that came of it."""

# --- title

_TITLE_POINTS = {
    "words": 490,
    "spelling": 460,
    "subtitle": 440,
    "noise": 430,
    "longer": 220,
    "similar": 210,
    "near": 80,
}
_BARE_WORDS = (0, 240, 380, 450, 470, 490)
"""Points of equal titles of 0, 1, 2 ... content words: a short title says little."""


def compare_title(a: Record, b: Record) -> Evidence:
    """Compare titles by words and letters."""
    if not a.title or not b.title:
        return Evidence("title", MISSING, 0)
    level = title_level(a, b)
    if level == DIFFERENT:
        return Evidence("title", DIFFERENT, -400)
    size = (
        min(len(content_words(a.main or a.title)), len(content_words(b.main or b.title)))
        if level == "subtitle"
        else min(len(content_words(a.title)), len(content_words(b.title)))
    )
    most = 500 if size > len(_BARE_WORDS) else _BARE_WORDS[min(size, len(_BARE_WORDS) - 1)]
    return Evidence("title", level, min(most, _TITLE_POINTS.get(level, 500)))


def title_level(a: Record, b: Record) -> str:
    """Return how alike two titles are.

    "same"; "words" (the same words in another order or joined otherwise); "spelling" (each odd word has a partner of
    nearly the same letters); "subtitle" (one lacks the subtitle); "noise" (one has words of other fields in addition);
    "longer" (one has all words of the other and more); "similar" (90 % of the letters); "near" (70 %); "different".
    """
    left, right = a.title, b.title
    if left == right:
        return SAME
    compact_left, compact_right = left.replace(" ", ""), right.replace(" ", "")
    if compact_left == compact_right:
        return "words"
    if (a.main == right and not b.main) or (b.main == left and not a.main):
        return "subtitle"
    if bool(a.main) != bool(b.main) and _alike(a.main or left, b.main or right):
        return "subtitle"
    level, odd = _by_letters(left, right, Indel.normalized_similarity(compact_left, compact_right, score_cutoff=0.5))
    return "noise" if level in {"longer", "near"} and _is_noise(odd - _fields_words(a, b)) else level


def _by_letters(left: str, right: str, ratio: float) -> tuple[str, set[str]]:
    """Return how alike two titles are, given the share of letters that agree (0 below a half), and their odd words."""
    left_words, right_words = set(content_words(left)), set(content_words(right))
    if not ratio:
        return ("words" if left_words == right_words else DIFFERENT), set()
    only_left, only_right = left_words - right_words, right_words - left_words
    return _by_words(only_left, only_right, ratio, min(len(left_words), len(right_words))), only_left | only_right


def _alike(left: str, right: str) -> bool:
    return Indel.normalized_similarity(left, right, score_cutoff=0.92) > 0


def _fields_words(a: Record, b: Record) -> set[str]:
    """Return the words of the other fields, which a bad parse leaves in the title ("Heathershaw 2017 dictators")."""
    names = " ".join(f"{person.family} {person.given}" for person in (*a.people, *b.people))
    return {*names.split(), *a.container.split(), *b.container.split(), str(a.year), str(b.year)}


def _is_noise(words: set[str]) -> bool:
    return all(len(word) == 1 for word in words)


def _by_words(left: set[str], right: set[str], ratio: float, size: int) -> str:
    if not left and not right:
        return "words"
    if ratio >= 0.8 and (left or right):
        left, right = _without_partners(left, right)
        if not left and not right:
            return "spelling"
    if (not left or not right) and size >= 3 and ratio >= 0.5:
        return "longer"
    if ratio >= 0.9:
        return "similar"
    return "near" if ratio >= 0.7 else DIFFERENT


def _without_partners(left: set[str], right: set[str]) -> tuple[set[str], set[str]]:
    """Take out words that are a misspelling of a word on the other side, or two of its parts."""
    rest = set(right)
    odd = set()
    for word in sorted(left):
        partner = next((other for other in sorted(rest) if _is_misspelling(word, other)), None)
        if partner is None:
            odd.add(word)
        else:
            rest.discard(partner)
    if odd and rest and _joined(odd, rest):
        return set(), set()
    return odd, rest


def _joined(left: set[str], right: set[str]) -> bool:
    """Tell whether the odd words are one side's halves of the other side's wholes ("e learning", "elearning")."""
    return sorted("".join(sorted(left))) == sorted("".join(sorted(right)))


def _is_misspelling(a: str, b: str) -> bool:
    if a.isdigit() or b.isdigit():
        return False
    longest = max(len(a), len(b))
    allowed = 1 if longest < 8 else 2
    return longest >= 4 and OSA.distance(a, b, score_cutoff=allowed) <= allowed


# --- people


_ALL_THE_SAME = (0, 220, 250, 280, 310)
"""Points of lists of 1, 2, 3 and more people that all have a partner: the more, the less it is chance."""


def compare_people(a: Record, b: Record) -> Evidence:
    """Compare authors (or editors) in any order, by family name, sound and initials."""
    if not a.people or not b.people:
        return Evidence("authors", MISSING, 0)
    if a.people == b.people:
        return Evidence("authors", SAME, 230 if len(a.people) == 1 else _ALL_THE_SAME[min(len(a.people), 4)])
    shorter, longer = sorted((a.people, b.people), key=len)
    matched = _matched(shorter, longer)
    first = same_person(a.people[0], b.people[0])
    if matched == len(shorter) == len(longer):
        return Evidence("authors", SAME, _ALL_THE_SAME[min(matched, 4)])
    # Styles and databases print only so many names.
    cut = a.truncated or b.truncated or len(shorter) in {1, 3, 6, 7, 10}
    if matched == len(shorter) and first and cut:
        said = a.truncated or b.truncated
        return Evidence("authors", "truncated", 190 if matched > 1 else 120 if said else 60)
    return _partly_the_same(matched, len(shorter), first=first, family=same_family(a.people[0], b.people[0]))


def _partly_the_same(matched: int, size: int, *, first: bool, family: bool) -> Evidence:
    """Judge two lists of people of which some match; `first` and `family` tell whether the first ones do."""
    if matched >= 2 and matched * 10 >= size * 6:
        return Evidence("authors", "most", 180 if first else 140)
    if matched:
        return Evidence("authors", "some", 60 if first else 0 if matched * 2 >= size else -60)
    return Evidence("authors", "family only", -60) if family else Evidence("authors", DIFFERENT, -250)


def _matched(shorter: tuple[Person, ...], longer: tuple[Person, ...]) -> int:
    """Count the people of the shorter list that have a partner of their own in the longer one."""
    rest = list(longer[:60])
    count = 0
    for person in shorter[:60]:
        partner = next((place for place, other in enumerate(rest) if same_person(person, other)), None)
        if partner is not None:
            del rest[partner]
            count += 1
    return count


@lru_cache(maxsize=1 << 16)
def same_person(a: Person, b: Person) -> bool:
    """Return True if two names can be one person's: family names alike and no initial that contradicts."""
    if same_family(a, b):
        return initials_agree(a.given, b.given)
    words_a, words_b = f"{a.given} {a.family}".split(), f"{b.given} {b.family}".split()
    if len(words_a) > 1 and sorted(words_a) == sorted(words_b):  # "Xi Jinping" and "Jinping Xi"
        return True
    return _swapped(a, b) or _swapped(b, a)


def _swapped(a: Person, b: Person) -> bool:
    """Tell whether one has the other's family name as given name ("Jinping, Xi" and "Xi, J.")."""
    return len(a.given) > 1 and a.given == b.family and a.family[:1] == b.given[:1]


def same_family(a: Person, b: Person) -> bool:
    """Return True if two family names are spellings of one."""
    left, right = a.family, b.family
    if left == right or left.replace(" ", "") == right.replace(" ", ""):
        return True
    if (" " in left) != (" " in right) and (_acronym(left) in {right, b.given} or _acronym(right) in {left, a.given}):
        return True  # an organisation and its acronym
    ratio = Indel.normalized_similarity(left, right)
    if ratio >= 0.85 or (ratio >= 0.6 and a.sound == b.sound and len(a.sound) > 1):
        return True
    tail_left, tail_right = left.rpartition(" ")[2], right.rpartition(" ")[2]
    return (
        len(tail_left) > 2 and len(tail_right) > 2 and (tail_left == right or tail_right == left)
    )  # "van der Berg", "Berg"


def _acronym(text: str) -> str:
    words = content_words(text)
    return "".join(word[0] for word in words) if len(words) > 1 else "-"  # equal to no name


def initials_agree(a: str, b: str) -> bool:
    """Return True if given names or initials can be one person's; what is missing agrees."""
    left, right = a.split(), b.split()
    if not left or not right:
        return True
    left_initials, right_initials = _initials(left), _initials(right)
    return (
        left_initials[0] == right_initials[0]
        or left_initials == right_initials[::-1]
        or right_initials[0] in left_initials[1:]
        or left_initials[0] in right_initials[1:]
    )


def _initials(words: list[str]) -> str:
    if len(words) == 1 and len(words[0]) <= 3 and not set(words[0]) & set("aeiouy"):
        return words[0]  # "RE" without dots
    return "".join(word[0] for word in words)


# --- container


def compare_container(a: Record, b: Record) -> Evidence:
    """Compare containers by words, abbreviation and acronym."""
    if not a.container or not b.container:
        return Evidence("container", MISSING, 0)
    if a.container == b.container:
        return Evidence("container", SAME, 100)
    if a.preprint != b.preprint:
        return Evidence("container", PREPRINT, 0)
    level = container_level(*sorted((a.container, b.container)))
    return Evidence("container", level, _CONTAINER_POINTS[level])


_CONTAINER_POINTS = {"abbreviation": 90, "similar": 60, "acronym": 0, DIFFERENT: -40, "other kind": -150}
_KINDS = {
    "journal": "journal j transactions trans letters magazine annals archives bulletin zeitschrift revue revista",
    "conference": "proceedings proc conference conf symposium symp workshop congress meeting",
    "report": "report rep manuscript preprint arxiv thesis dissertation unpublished memo draft",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}


@lru_cache(maxsize=1 << 14)
def container_kind(container: str) -> str:
    """Return "journal", "conference", "report" or the empty string for a folded container title."""
    kinds = {_KIND_OF[word] for word in container.split() if word in _KIND_OF}
    return kinds.pop() if len(kinds) == 1 else ""


@lru_cache(maxsize=1 << 16)
def container_level(a: str, b: str) -> str:
    """Return how alike two folded container titles are that are not equal.

    "abbreviation" (one shortens the other, or is its acronym), "similar", "acronym" (one may be an acronym that the
    other does not explain), "other kind" (a journal and a conference), "different".
    """
    kinds = container_kind(a), container_kind(b)
    if all(kinds) and kinds[0] != kinds[1]:
        return "other kind"
    left, right = _venue_words(a), _venue_words(b)
    if not left or not right:
        return "similar"
    shorter, longer = sorted((left, right), key=len)
    acronym = _is_acronym(a, b) or _is_acronym(b, a)
    if acronym or _abbreviates(shorter, longer):
        one_kind = kinds[0] == kinds[1] or (acronym and "journal" not in kinds)  # "ISWC" is not the "ISWC Journal"
        return "abbreviation" if one_kind else "similar"
    if left == right or Indel.normalized_similarity(" ".join(left), " ".join(right)) >= 0.8:
        return "similar"
    odd = set(shorter) - set(longer)
    if (not odd and shorter[0] == longer[0]) or (len(odd) * 3 <= len(shorter) and len(shorter) > 1):
        return "similar"
    # "SIGIR Conference" may be that on "Research and Development in Information Retrieval", or not.
    unknown = len(shorter) == 1 and 3 <= len(shorter[0]) <= 8 < len(" ".join(longer)) and kinds[0] == kinds[1]
    return "acronym" if unknown else DIFFERENT


_VENUE_NOISE = frozenset(
    "proceedings proc conference conf international int intl annual symposium symp workshop transactions trans "
    "journal j th st nd rd ieee acm the of on in and for first second third fourth fifth sixth seventh eighth "
    "ninth tenth eleventh twelfth".split()
)


def _venue_words(text: str) -> tuple[str, ...]:
    words = [word for word in content_words(text) if not word[0].isdigit()]
    return tuple(word for word in words if word not in _VENUE_NOISE) or tuple(words)


def _abbreviates(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether each word is the start, or start and end, of a word of the other, in order ("curr opin lipidol")."""
    at = 0
    hits = 0
    for word in shorter:
        while at < len(longer) and not _shortens(word, longer[at]):
            at += 1
        if at == len(longer):
            return False
        at += 1
        hits += 1
    return hits * 2 >= len(longer)


def _shortens(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    return b.startswith(a) or (len(a) > 2 and a[0] == b[0] and a[-1] == b[-1] and _is_subsequence(a, b))


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _is_acronym(short: str, long: str) -> bool:
    """Tell whether a container of one word is made of the first letters of the other's words ("popl 91", "icse")."""
    words = [word for word in short.split() if not word[0].isdigit()]
    if len(words) != 1 or not 3 <= len(words[0]) <= 9:
        return False
    others = long.split()
    return words[0] in others or (len(others) > 2 and _spelled(words[0], others, 0))


def _spelled(letters: str, words: list[str], used: int) -> bool:
    """Tell whether the letters are starts of at least three of the words, in order ("p-o-p-l").

    `words` are such as "principles of programming languages".
    """
    if not letters:
        return used >= 3
    for place, word in enumerate(words):
        for size in range(min(4, len(letters)), 0, -1):
            if word.startswith(letters[:size]) and _spelled(letters[size:], words[place + 1 :], used + 1):
                return True
    return False


# --- numbers


def compare_year(a: Record, b: Record) -> Evidence:
    """Compare years; one apart is usual between online and print publication."""
    if a.year is None or b.year is None:
        return Evidence("year", MISSING, 0)
    apart = abs(a.year - b.year)
    if apart == 0:
        return Evidence("year", SAME, 120)
    if apart == 1:
        return Evidence("year", "one apart", 20)
    return Evidence("year", DIFFERENT, -120 if apart == 2 else -200)


def compare_volume(a: Record, b: Record) -> Evidence:
    """Compare volumes."""
    return _equal("volume", a.volume, b.volume, 60, -80)


def compare_issue(a: Record, b: Record) -> Evidence:
    """Compare issues."""
    return _equal("issue", a.issue, b.issue, 30, -30)


def compare_pages(a: Record, b: Record) -> Evidence:
    """Compare first and last pages."""
    if not a.first or not b.first:
        return Evidence("pages", MISSING, 0)
    if a.first == b.first:
        points = 140 if a.last == b.last else 110
        # Volume and first page together are nearly an identifier.
        return Evidence(
            "pages",
            SAME if a.last == b.last else "same start",
            points + (60 if a.volume and a.volume == b.volume else 0),
        )
    if a.last == b.last and a.last and a.first.isdigit() and b.first.isdigit():
        return Evidence("pages", "same end", 40)
    return Evidence("pages", DIFFERENT, -140)


def compare_edition(a: Record, b: Record) -> Evidence:
    """Compare editions."""
    return _equal("edition", a.edition, b.edition, 20, -150)


def _equal(field: str, a: str, b: str, points: int, against: int) -> Evidence:
    if not a or not b:
        return Evidence(field, MISSING, 0)
    return Evidence(field, SAME, points) if a == b else Evidence(field, DIFFERENT, against)


def compare_identifiers(a: Record, b: Record) -> Evidence:
    """Compare DOIs, and the other identifiers scheme by scheme."""
    if set(a.dois) & set(b.dois):
        return Evidence("identifiers", "same DOI", 400)
    shared = set(a.identifiers) & set(b.identifiers)
    if shared:
        scheme = min(shared).partition(":")[0]
        # All chapters of a book have its ISBN.
        return Evidence(
            "identifiers", f"same {scheme.upper()}", 150 if all(each.startswith("isbn:") for each in shared) else 400
        )
    if a.dois and b.dois:
        return Evidence("identifiers", *((PREPRINT, 0) if a.preprint != b.preprint else ("different DOIs", -250)))
    clash = {each.partition(":")[0] for each in a.identifiers} & {each.partition(":")[0] for each in b.identifiers}
    if clash:
        return Evidence("identifiers", f"different {min(clash).upper()}", -30 if clash == {"isbn"} else -200)
    return Evidence("identifiers", MISSING, 0)


FIELDS = ("title", "authors", "year", "container", "volume", "issue", "pages", "edition", "identifiers")
"""The fields that are compared, in the order in which explanations show them."""

COMPARISONS = (
    (compare_identifiers, 400),
    (compare_year, 120),
    (compare_volume, 60),
    (compare_issue, 30),
    (compare_pages, 200),
    (compare_edition, 20),
    (compare_title, 500),
    (compare_people, 310),
    (compare_container, 100),
)
"""All comparisons, the quick ones first, each with the most points that it gives."""
