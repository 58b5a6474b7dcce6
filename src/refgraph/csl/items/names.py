"""Names of a CSL-JSON item: particles, suffixes and institutions told apart."""

from __future__ import annotations

import re
from typing import Any

_PARTICLES_BEFORE = re.compile(
    r"^((?:(?:[a-zß-öø-ÿ][\w.]*['’ʼ]|[a-zß-öø-ÿ][\w.]*[-‐–]|[a-zß-öø-ÿ][\w.'’]*\s+|['’ʼ‘][a-z]\s+|[A-Z][’'](?=[A-Z]{2}))+))(?=\S)",
)
_WORD = r"(?:[a-zß-öø-ÿ][\w.'’]*|['’][a-z]\b)"
_PARTICLES_AFTER = re.compile(rf"^(.*?\S)[ \xa0]+({_WORD}(?:[ \xa0]+{_WORD})*)$")
_LONGEST = 500
_SUFFIX = re.compile(r"^(?:jr|sr|jnr|snr|[ivx]+|esq|ph\.?d|m\.?d)\.?!?$", re.IGNORECASE)
# Scripts that write names without spaces, the family name first: kana, Han, Hangul
_CLOSED_UP = re.compile(
    r"[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]"
)


class PersonName:
    """One name of an item.

    Attributes:
        family, given, dropping, non_dropping, suffix: parts of a person's name, "" where absent.
        literal: an institution or a name that is not to be taken apart, else "".
        comma_suffix: whether a comma stands before the suffix.
        comma_dropping: whether a comma stands before the dropping particle ("Hédelin, abbé d'").
        spaced: whether a space follows a non-dropping particle that ends with an apostrophe ("de' Medici").
        static: whether the family name always comes first (no comma), as in Chinese or Hungarian, or for "____".
        western: whether the name is written in a script that puts spaces between its parts.
        index: number of the name within its variable, from 0.
    """

    __slots__ = (
        "comma_dropping",
        "comma_suffix",
        "dropping",
        "family",
        "given",
        "index",
        "literal",
        "non_dropping",
        "spaced",
        "static",
        "suffix",
        "western",
    )

    def __init__(self, index: int, **parts: Any) -> None:
        """Take the parts as they are."""
        self.index = index
        self.family: str = parts.get("family", "")
        self.given: str = parts.get("given", "")
        self.dropping: str = parts.get("dropping", "")
        self.non_dropping: str = parts.get("non_dropping", "")
        self.suffix: str = parts.get("suffix", "")
        self.literal: str = parts.get("literal", "")
        self.comma_suffix: bool = parts.get("comma_suffix", False)
        self.comma_dropping: bool = parts.get("comma_dropping", False)
        self.spaced: bool = parts.get("spaced", False)
        self.static: bool = parts.get("static", False)
        self.western = _is_western(self.family) or _is_western(self.given)

    @property
    def identity(self) -> tuple[str, ...]:
        """Everything that makes two names the same."""
        return (self.literal, self.non_dropping, self.family, self.dropping, self.given, self.suffix)


def _is_western(text: str) -> bool:
    """Tell whether a part of a name is written in a script with spaces."""
    return any(map(str.isalpha, text)) and not _CLOSED_UP.search(text)


def read_names(value: Any) -> tuple[PersonName, ...]:
    """Return the names of a variable; names without any text are left out."""
    if isinstance(value, str | dict):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    names: list[PersonName] = []
    for raw in value:
        name = _name(len(names), raw)
        if name is not None:
            names.append(name)
    return tuple(names)


def _name(index: int, raw: Any) -> PersonName | None:
    if isinstance(raw, str):
        raw = {"literal": raw}
    if not isinstance(raw, dict):
        return None
    text = {key: _spaces(str(value)) for key, value in raw.items() if isinstance(value, str | int)}
    family, given = text.get("family", ""), text.get("given", "")
    if text.get("literal") or (raw.get("isInstitution") and family):
        return PersonName(index, literal=text.get("literal") or family)
    if not (family or given):
        return None
    return _person(index, raw, text, family, given)


def _spaces(text: str) -> str:
    return text.strip(" \t\n")


def _person(index: int, raw: dict[str, Any], text: dict[str, str], family: str, given: str) -> PersonName:
    suffix, comma = text.get("suffix", ""), bool(raw.get("comma-suffix"))
    dropping, non_dropping = text.get("dropping-particle", ""), text.get("non-dropping-particle", "")
    comma_dropping = spaced = False
    if family.startswith('"') and family.endswith('"') and len(family) > 2:
        family = family[1:-1]
    elif raw.get("parse-names", True) not in (False, 0, "false"):
        if not suffix:
            given, suffix, comma = _split_suffix(given, comma=comma)
        if not non_dropping:
            whole = family
            non_dropping, family = _split_family(family)
            spaced = bool(non_dropping) and whole[len(non_dropping) : len(non_dropping) + 1] == " "
        if not dropping:
            given, dropping = _split_given(given)
            comma_dropping = bool(dropping) and given.endswith(",")
            given = given.rstrip(",") if comma_dropping else given
    return PersonName(
        index,
        family=family,
        given=given,
        dropping=dropping,
        non_dropping=non_dropping,
        suffix=suffix,
        comma_suffix=comma,
        comma_dropping=comma_dropping,
        spaced=spaced,
        static=bool(raw.get("static-ordering")) or (bool(family) and not any(map(str.isalpha, family))),
    )


def _split_suffix(given: str, *, comma: bool) -> tuple[str, str, bool]:
    """Split "John, Jr." and "John,! III" (the exclamation mark asks for a comma before the suffix)."""
    first, separator, rest = given.partition(",")
    if not separator:
        return given, "", comma
    rest = rest.strip()
    if rest.startswith("!"):
        return first.strip(), rest[1:].strip(), True
    if _SUFFIX.match(rest):
        return first.strip(), rest, comma
    return given, "", comma


def _split_family(family: str) -> tuple[str, str]:
    match = _PARTICLES_BEFORE.match(family) if len(family) < _LONGEST else None
    if not match or not family[match.end() :]:
        return "", family
    return match[1].rstrip(" \t"), family[match.end() :]


def _split_given(given: str) -> tuple[str, str]:
    match = _PARTICLES_AFTER.match(given) if len(given) < _LONGEST else None
    return (match[1], match[2]) if match else (given, "")
