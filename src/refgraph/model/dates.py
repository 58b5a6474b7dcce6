"""Dates as bibliographies need them: partial, in ranges, open, approximate, or in words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from refgraph.errors import InvalidValueError


class Unspecified(StrEnum):
    """Which part of a date is left open by "X" digits (EDTF level 1, "unspecified digit(s) from the right")."""

    YEAR_DIGIT = "decade"
    YEAR_DIGITS = "century"
    MONTH = "month"
    DAY = "day"
    MONTH_AND_DAY = "month-and-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePoint:
    """One end of a date: a year, and as much more as is known.

    Attributes:
        year: astronomical year; 0 is 1 BC, -1 is 2 BC.
        month: 1-12.
        day: 1-31, checked against the month.
        season: 1 spring, 2 summer, 3 autumn, 4 winter (CSL 1.0.2; EDTF 21-24); never with a month.
        time: time of day in ISO 8601, kept as text.
        unspecified: which part is open ("199X").
        approximate: "about" (EDTF ~, CSL circa).
        uncertain: "perhaps" (EDTF ?).
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    time: str | None = None
    unspecified: Unspecified | None = None
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        """Refuse months, days and seasons that do not exist."""
        if self.month is not None and not 1 <= self.month <= 12:
            raise InvalidValueError("no such month", text=str(self.month), hint="months are 1-12")
        if self.season is not None and (not 1 <= self.season <= 4 or self.month is not None):
            raise InvalidValueError(
                "no such season", text=str(self.season), hint="seasons are 1-4 and stand without a month"
            )
        if self.day is not None:
            if self.month is None:
                raise InvalidValueError("a day needs a month", text=str(self.day))
            if not 1 <= self.day <= _days(self.year, self.month):
                raise InvalidValueError("no such day", text=f"{self.year}-{self.month:02}-{self.day:02}")

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Return (year, month, day) with 0 for what is missing; a season sorts as its first month."""
        month = self.month or (self.season * 3 if self.season else 0)
        return (self.year, month, self.day or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date, a range of dates, or words in the place of one.

    Attributes:
        start: the date, or the first of a range; None where the range is open at its start or the date is in words.
        end: last date of a range.
        open_start: the range has no known start ("until 1985").
        open_end: the range has no known end ("since 1985").
        literal: the words in place of or beside the date ("n.d.", "in press", "Michaelmas term 1923").
    """

    start: DatePoint | None = None
    end: DatePoint | None = None
    open_start: bool = False
    open_end: bool = False
    literal: str | None = None

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None, *, season: int | None = None) -> Self:
        """Make the plain date of a year, month, day or season.

        >>> Date.of(2018).year
        2018
        """
        return cls(start=DatePoint(year=year, month=month, day=day, season=season))

    @property
    def year(self) -> int | None:
        """Return the year (of the start), or None for a date in words."""
        point = self.start or self.end
        return None if point is None else point.year

    @property
    def is_range(self) -> bool:
        """Return True for a range, open ones included."""
        return self.end is not None or self.open_start or self.open_end

    @property
    def approximate(self) -> bool:
        """Return True if either end is approximate."""
        return any(point.approximate for point in (self.start, self.end) if point)

    @property
    def status(self) -> str | None:
        """Return "no-date" for "n.d." and its like, "in-press" or "forthcoming", or None."""
        word = (self.literal or "").casefold().strip(" .()[]").replace(" ", "")
        return _STATUS.get(word)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Return (year, month, day) of the start; dates in words sort last."""
        point = self.start or self.end
        return (10**9, 0, 0) if point is None else point.sort_key

    def __str__(self) -> str:
        """Return the EDTF text, or the words."""
        from refgraph.model.edtf import dump_edtf

        return self.literal or dump_edtf(self)


_STATUS = {
    **dict.fromkeys(
        ("n.d", "nd", "s.d", "sd", "s.a", "sa", "o.j", "oj", "undated", "nodate", "б.г", "б.д", "無日付"), "no-date"
    ),
    **dict.fromkeys(("inpress", "впечати", "enprensa", "noprelo", "imdruck", "印刷中"), "in-press"),
    **dict.fromkeys(
        ("forthcoming", "toappear", "imerscheinen", "àparaître", "inpreparation", "submitted"), "forthcoming"
    ),
}


def _days(year: int, month: int) -> int:
    """Return the days of a month in the proleptic Gregorian calendar, for any year."""
    return monthrange(2000 + year % 400, month)[1]
