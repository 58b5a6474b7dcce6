"""Numbers in words and signs: ordinals by the terms of a locale, and roman numerals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refgraph.csl.terms import Term

Terms = Mapping[tuple[str, str, str], Term]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_GREATEST_ROMAN = 9999
_LONGEST_WORD = 10
_TEN, _HUNDRED = 10, 100
_GENDERS = ("feminine", "masculine")
_TEENS = range(11, 14)
_OTHERS = 4


def roman(number: int) -> str:
    """Return a number as a roman numeral in small letters; zero, negative and very large ones stay in digits.

    >>> roman(1994)
    'mcmxciv'
    """
    if not 0 < number <= _GREATEST_ROMAN:
        return str(number)
    signs = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        signs.append(sign * count)
    return "".join(signs)


def ordinal(number: int, terms: Terms, gender: str = "") -> str:
    """Return a number with its ordinal suffix ("2nd").

    Args:
        number: not negative.
        terms: (name, form, gender form) to term, as `Locale.terms`.
        gender: "masculine", "feminine" or "" of the noun that is counted.
    """
    return f"{number}{ordinal_suffix(number, terms, gender)}"


def long_ordinal(number: int, terms: Terms, gender: str = "") -> str:
    """Return an ordinal in words ("second") where the locale has one, else with its suffix.

    The arguments are those of `ordinal`.
    """
    if 1 <= number <= _LONGEST_WORD:
        name = f"long-ordinal-{number:02}"
        for form in (gender, "", *_GENDERS):
            found = terms.get((name, "long", form))
            if found is not None and found.single:
                return found.single
    return ordinal(number, terms, gender)


def ordinal_suffix(number: int, terms: Terms, gender: str = "") -> str:
    """Return what makes a number an ordinal ("nd" for 2).

    CSL 1.0.2, "Ordinal Suffixes" and "Gender-specific Ordinals": a term for the last two digits comes before one for
    the last digit; of one term, the form of the gender comes before the neuter one. The arguments are those of
    `ordinal`.
    """
    if not _has(terms, "ordinal") and all(_has(terms, f"ordinal-{digit:02}") for digit in range(1, _OTHERS + 1)):
        return _first_scheme(number, terms, gender)
    # Portuguese has no neuter forms and says no gender of "volume": any form is better than none.
    for forms in ((gender, ""), _GENDERS):
        for name, digits in _names(number):
            for form in forms:
                found = terms.get((name, "long", form))
                if found is not None and (digits is None or _matches(number, digits, found.match)):
                    return found.single
    return ""


def _names(number: int) -> Iterator[tuple[str, int | None]]:
    """Yield the terms that may fit, the best one first, with their digits."""
    two = number % _HUNDRED
    if two >= _TEN:
        yield f"ordinal-{two}", two
    yield f"ordinal-0{number % _TEN}", number % _TEN
    yield "ordinal", None


def _matches(number: int, digits: int, match: str) -> bool:
    if match == "whole-number":
        return number == digits
    if match == "last-two-digits" or digits >= _TEN:
        return number % _HUNDRED == digits
    return number % _TEN == digits


def _first_scheme(number: int, terms: Terms, gender: str) -> str:
    """Return the suffix by the rules of CSL 1.0, for locales that have four terms and no "ordinal"."""
    digit = number % _TEN
    plain = 1 <= digit < _OTHERS and number % _HUNDRED not in _TEENS
    name = f"ordinal-0{digit if plain else _OTHERS}"
    found = terms.get((name, "long", gender)) or terms.get((name, "long", ""))
    return found.single if found else ""


def _has(terms: Terms, name: str) -> bool:
    return any((name, "long", gender) in terms for gender in ("", "masculine", "feminine"))
