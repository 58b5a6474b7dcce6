"""Keys for many works: no two alike, the old ones kept, the same whatever order the works come in."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from refgraph.errors import InvalidValueError
from refgraph.model.keys.pattern import DEFAULT_PATTERN, KeyPattern, read_pattern
from refgraph.model.work import Work

_POSTFIX = re.compile(r"([_:.+-]*)([aA1])")


def citation_keys(
    works: Iterable[Work],
    pattern: str | KeyPattern = DEFAULT_PATTERN,
    *,
    taken: Collection[str] = (),
    rekey: bool = False,
    postfix: str = "a",
) -> tuple[str, ...]:
    """Return a key for every work, in their order; no two are alike, not even but for capitals (as BibTeX wants it).

    A work that has a key keeps it, so no key changes because another work comes in. Of works whose keys would be the
    same, the first by date, title and the rest of its values has the bare key; the others get a postfix. So the keys
    do not depend on the order of the works.

    Args:
        works: with or without keys.
        pattern: a pattern, see `KeyPattern`.
        taken: keys that are in use elsewhere.
        rekey: give works that have a key a new one by the pattern, too. A key that is already what the pattern gives,
            with or without a postfix, stays.
        postfix: what the first postfix looks like: "a" (then "b" ... "z", "aa"), "A", "1" (then "2"), or one of them
            after a sign: "-a", "_1", "-1".

    Raises:
        InvalidValueError: if the pattern or the postfix is none.
        UnknownNameError: if the pattern names something that does not exist.

    >>> from refgraph.model import Date
    >>> works = [Work(title="On Ducks", issued=Date.of(2018)), Work(title="Geese", issued=Date.of(2018))]
    >>> citation_keys(works, "veryshorttitle.lower + year"), citation_keys(works, "year", postfix="-1")
    (('ducks2018', 'geese2018'), ('2018-1', '2018'))
    """
    works = tuple(works)
    reader = read_pattern(pattern) if isinstance(pattern, str) else pattern
    endings = _endings(postfix)
    keys = [work.key for work in works]
    bases = {place: reader.key(work) for place, work in enumerate(works) if rekey or not work.key}
    kept = {
        place for place, key in enumerate(keys) if key and not (place in bases and _is_new(key, bases[place], postfix))
    }
    used = {key.casefold() for key in taken}
    doubled = _keep(keys, sorted(kept), used)
    groups: dict[str, list[int]] = {}
    for place, base in bases.items():
        if place not in kept or place in doubled:
            groups.setdefault(base.casefold(), []).append(place)
    for members in groups.values():
        if len(members) > 1:
            members.sort(key=lambda place: _identity(works[place]))
    for name in sorted(groups):  # every first one before any second one: "li2018a" may be somebody's own name
        _give(keys, groups[name][:1], bases, endings, used)
    for name in sorted(groups):
        _give(keys, groups[name][1:], bases, endings, used)
    return tuple(keys)


def assign_keys(works: Iterable[Work], pattern: str = DEFAULT_PATTERN, taken: Collection[str] = ()) -> tuple[Work, ...]:
    """Give every work without a key one by a pattern.

    Works that have a key keep it, so adding works to a library never changes old keys. One work of a name has the bare
    key; the others get "a", "b", ... "z", "aa": see `citation_keys`, which also makes new keys for works that have one.

    Args:
        works: with or without keys.
        pattern: functions and filters (``auth.lower + shorttitle(2) + year``), or the short form, text with fields in
            braces: author (first family name), authors (up to three), year, title (first word of weight), shorttitle
            (first three), container (initials), type; ``{title:8}`` cuts to eight characters.
        taken: keys that are in use elsewhere.

    Returns:
        The works in the same order, each with a key of ASCII letters, digits and ``_ : . / + -``.

    Raises:
        InvalidValueError: if the pattern is none.
        UnknownNameError: if the pattern names an unknown field, function or filter.

    >>> from refgraph.model import Contributor, Date, Name, Work
    >>> by = (Contributor(agent=Name(family="Allison", given="R.")),)
    >>> [work.key for work in assign_keys([Work(contributors=by, issued=Date.of(2018))] * 2)]
    ['allison2018', 'allison2018a']
    """
    works = tuple(works)
    keys = citation_keys(works, pattern, taken=taken)
    return tuple([work if work.key else replace(work, key=key) for work, key in zip(works, keys, strict=True)])


def _is_new(key: str, base: str, postfix: str) -> bool:
    """Tell whether a key is another than the pattern gives, with or without a postfix."""
    sign, kind = _postfix(postfix)
    letters = {"a": "[a-z]+", "A": "[A-Z]+", "1": "[0-9]+"}[kind]
    return re.fullmatch(rf"{re.escape(base)}(?:{re.escape(sign)}{letters})?", key) is None


def _keep(keys: Sequence[str], places: Sequence[int], used: set[str]) -> set[int]:
    """Note the keys that stay; return the places of those that another work has already."""
    doubled = set()
    for place in places:
        name = keys[place].casefold()
        if name in used:
            doubled.add(place)
        used.add(name)
    return doubled


def _give(
    keys: list[str],
    places: Sequence[int],
    bases: dict[int, str],
    endings: Callable[[], Iterator[str]],
    used: set[str],
) -> None:
    if not places:
        return
    possible = endings()
    for place in places:
        base = bases[place]
        keys[place] = next(key for ending in possible if (key := base + ending).casefold() not in used)
        used.add(keys[place].casefold())


def _identity(work: Work) -> tuple[object, ...]:
    """Return what works of one base are put in order by; it is the same only for works that are the same."""
    date = work.issued.sort_key if work.issued else (10**9, 0, 0)
    return (date, (work.title or "").casefold(), work.doi or "", repr(replace(work, key="")))


def _postfix(postfix: str) -> tuple[str, str]:
    found = _POSTFIX.fullmatch(postfix)
    if found is None:
        raise InvalidValueError(
            "no postfix of keys", text=postfix, hint="use a, A or 1, or one of them after - _ : . or +"
        )
    return found[1], found[2]


def _endings(postfix: str) -> Callable[[], Iterator[str]]:
    """Return what yields "", then the postfixes in their order.

    Raises:
        InvalidValueError: if there is no such postfix.
    """
    sign, kind = _postfix(postfix)

    def numbers() -> Iterator[str]:
        yield ""
        yield from (f"{sign}{number}" for number in count(1))

    def letters() -> Iterator[str]:
        yield ""
        alphabet = string.ascii_lowercase if kind == "a" else string.ascii_uppercase
        prefixes = [""]
        while True:
            prefixes = [prefix + letter for prefix in prefixes for letter in alphabet]
            yield from (sign + each for each in prefixes)

    return numbers if kind == "1" else letters
