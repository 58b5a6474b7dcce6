"""Dates as reference lists print them.

The forms stand with the words of a language: {d}, {m} and {y} are numbers, {dd} and {mm} have two digits, {yy} the last
two of the year, {M} is the month's name as dates have it, {N} its name alone, {A} its abbreviation.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, NamedTuple

from refgraph.parse.training.synthetic.templates.words import Words

_FIXED = {"iso": "{y}-{mm}-{dd}", "num": "{dd}.{mm}.{y}", "slash": "{dd}/{mm}/{y}"}


class Day(NamedTuple):
    """A date; 0 is unknown."""

    year: int
    month: int = 0
    day: int = 0


def day_of(value: Any) -> Day | None:
    """Return the first day of a CSL date, None if it has no number."""
    parts: Any = value.get("date-parts") if isinstance(value, Mapping) else None
    try:
        numbers = [int(part) for part in parts[0]]
    except (TypeError, ValueError, IndexError, KeyError):
        return None
    return Day(*numbers[:3]) if numbers and 1000 < numbers[0] < 2100 else None


def printed_date(day: Day, mode: str, words: Words, rng: random.Random) -> str | None:
    """Return a date in a form: "long", "md", "my", "num", "iso", "slash"; None if it has no such part."""
    if not day.month or (mode not in {"my", "month"} and not day.day):
        return None
    form = _FIXED.get(mode) or rng.choice(words.get("dates", mode) or ("{y}-{mm}-{dd}",))
    values = {"d": day.day, "dd": f"{day.day:02}", "m": day.month, "mm": f"{day.month:02}", "y": day.year}
    values["yy"] = f"{day.year % 100:02}"
    for key, name in {"M": "months", "N": "months_alone", "A": "months_short"}.items():
        months = words.get("dates", name) if name != "months_alone" else _alone(words)
        values[key] = months[day.month - 1]
    return form.format(**values)


def _alone(words: Words) -> tuple[str, ...]:
    """Return the names of the months alone: those of dates where the language makes no difference."""
    return words.own("dates", "months_alone") or words.get("dates", "months")
