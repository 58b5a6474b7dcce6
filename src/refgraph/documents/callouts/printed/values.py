"""What a printed call-out says; all with offsets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorYear:
    """One work called out by names and year: "Popoff et al. (2015)", the second half of "(Noll, 2005; Lewin, 1987)".

    Attributes:
        names: family names or the name of a body, as printed; words that may belong to the sentence before are
            still on the first one ("However Noll").
        et_al: True if the names go on with "et al." in any language.
        year: as printed, with its letter ("2015", "2015a", "n.d.", "in press").
        start: offset of the names, or of the year if they stand elsewhere ("2012" in "Noll (2005, 2012)").
        end: offset after the year and, in "Noll (2005)", the bracket.
        shown: the call-out as printed; for a further year of the same names, these and the year.
        sure: False where it may be a place, a month or a model with a year instead.
    """

    names: tuple[str, ...]
    et_al: bool
    year: str
    start: int
    end: int
    shown: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a call-out such as "[3]", "[1, 5–7]" or "⁴".

    Attributes:
        number: the number in the list.
        start: offset of the whole call-out.
        end: offset after it.
        shown: the whole call-out as printed ("[1, 5–7]").
    """

    number: int
    start: int
    end: int
    shown: str
