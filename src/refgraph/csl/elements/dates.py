"""The `date` element: localised and explicit dates, ranges, seasons and the implicit year suffix."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import Frame, Renderer, affix, framed
from refgraph.csl.elements.state import State
from refgraph.csl.elements.texts import suffix_letters
from refgraph.csl.elements.values import plain, recased, value_tape
from refgraph.csl.items.dates import CalendarDate, Day
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Source, Tape
from refgraph.csl.words.ordinals import ordinal_suffix

_DOUBLED = {"year": ("year", "month", "day"), "month": ("month", "day"), "day": ("day",)}
_SHOWN = {
    "year-month-day": ("year", "month", "day"),
    "year-month": ("year", "month"),
    "year": ("year",),
}
_EPOCH = 100_000


class _Part:
    """A `date-part`, ready to write a day's year, month or day."""

    __slots__ = ("frame", "name", "no_prefix", "no_suffix", "range_delimiter", "text")

    def __init__(self, element: Element, context: Context, *, closed: bool) -> None:
        self.name = element.attributes.get("name", "")
        self.text = _TEXTS[self.name](element, context, closed=closed)
        self.frame = Frame(element)
        bare = {key: value for key, value in element.attributes.items() if key != "prefix"}
        self.no_prefix = Frame(element._replace(attributes=bare))
        # of the first half of a range blanks and punctuation go, but not "日"
        suffix = element.attributes.get("suffix", "")
        bare = {
            key: value for key, value in element.attributes.items() if key != "suffix" or any(map(str.isalpha, suffix))
        }
        self.no_suffix = Frame(element._replace(attributes=bare))
        self.range_delimiter = affix(element.attributes.get("range-delimiter", "–"))


def date(element: Element, context: Context) -> Renderer:
    """Return the renderer of a `date` element."""
    attributes = element.attributes
    name = attributes.get("variable", "")
    parts, delimiter = _parts(element, context)
    writer = _DateWriter(parts, affix(delimiter), context, name)
    case = attributes.get("text-case", "")

    def render(state: State, tape: Tape) -> bool:
        state.called = True
        value = state.item.dates.get(name)
        if value is None or (state.suppressed and name in state.suppressed) or (state.drawing and name == "accessed"):
            return False
        start = len(tape)
        if state.sorting:
            _write_sort_key(value, parts, tape)
        elif value.start is None:
            tape.extend(value_tape(value.literal, Source(state.item.id, name), quotes=context.quotes))
        else:
            writer.write(value.start, value.end, state, tape)
        if len(tape) == start:
            # the date is there, but nothing of it is shown (a year suppressed by collapsing)
            state.rendered = state.rendered or bool(state.suppress_year)
            return False
        state.rendered = True
        if state.substituted is not None:
            state.substituted.add(name)
        if case:
            recased(tape, start, case, strip=False, language=context.locale.language)
        return True

    return framed(element, render)


def _parts(element: Element, context: Context) -> tuple[list[_Part], str]:
    attributes = element.attributes
    own = [child for child in element.children if child.tag == "date-part"]
    form = attributes.get("form")
    if form is None:
        delimiter = attributes.get("delimiter", "")
        # "100BC-7-13": in a date of digits the era stands close to the year
        return _known(own, context, closed=bool(delimiter.strip())), delimiter
    localized = context.locale.dates.get(form)
    if localized is None:
        return [], ""
    shown = _SHOWN.get(attributes.get("date-parts", ""), _SHOWN["year-month-day"])
    changed = {child.attributes.get("name"): child.attributes for child in own}
    merged = []
    for part in localized.parts:
        part_name = part.attributes.get("name", "")
        if part_name not in shown:
            continue
        own_attributes = {
            key: value for key, value in changed.get(part_name, {}).items() if key not in ("prefix", "suffix")
        }
        merged.append(part._replace(attributes={**part.attributes, **own_attributes}))
    return _known(merged, context), localized.delimiter


def _known(elements: Sequence[Element], context: Context, *, closed: bool = False) -> list[_Part]:
    return [_Part(element, context, closed=closed) for element in elements if element.attributes.get("name") in _TEXTS]


class _DateWriter:
    """Writes a date's parts in order onto a tape."""

    __slots__ = ("context", "delimiter", "parts", "variable")

    def __init__(self, parts: list[_Part], delimiter: Tape, context: Context, variable: str) -> None:
        self.parts = parts
        self.delimiter = delimiter
        self.context = context
        self.variable = variable

    def write(self, start: Day, end: Day | None, state: State, tape: Tape) -> None:
        """Append a day, or a range of days whose common parts are written once."""
        twice = range(0) if end is None else _doubled(self.parts, start, end)
        shown = False
        for at, part in enumerate(self.parts):
            if end is not None and at in twice:
                if at == twice.start:
                    shown = (
                        self._range(self.parts[twice.start : twice.stop], start, end, state, tape, joined=shown)
                        or shown
                    )
                continue
            day = end if end is not None and twice and at >= twice.stop else start
            shown = self._part(part, part.frame, day, state, tape, joined=shown) or shown

    def _range(  # noqa: PLR0913 - two days at their place
        self, parts: list[_Part], start: Day, end: Day, state: State, tape: Tape, *, joined: bool
    ) -> bool:
        first = [part for part in parts if part.text(start)]
        last = [part for part in parts if part.text(end)]
        shown = joined
        for part in first:
            frame = part.no_suffix if part is first[-1] and last else part.frame
            shown = self._part(part, frame, start, state, tape, joined=shown) or shown
        if first and last:
            largest = _largest(start, end)
            tape.extend(next((part for part in last if part.name == largest), last[0]).range_delimiter)
        for part in last:
            frame = part.no_prefix if part is last[0] and first else part.frame
            shown = self._part(part, frame, end, state, tape, joined=shown and part is not last[0]) or shown
        return shown

    def _part(  # noqa: PLR0913 - a part of a day at its place
        self, part: _Part, frame: Frame, day: Day, state: State, tape: Tape, *, joined: bool
    ) -> bool:
        text = part.text(day)
        if not text:
            return False
        suffix = ""
        if part.name == "year":
            suffix = _suffix(state, self.variable, self.context)
            state.rendered_year = state.rendered_year or text
            if state.suppress_year == text:
                text = ""
                if not suffix:
                    return False
        if joined:
            tape.extend(self.delimiter)
        tape.extend(frame.before)
        label = "season" if part.name == "month" and day.season and not day.month else part.name
        if text:
            tape.append((text, Source(state.item.id, self.variable, None, label, None)))
        if suffix:
            tape.append((suffix, Source(state.item.id, "year-suffix")))
        tape.extend(frame.after)
        return True


def _suffix(state: State, variable: str, context: Context) -> str:
    """Return the year suffix where the style leaves its place to the processor."""
    number = state.disambiguation.year_suffix
    if number < 0 or state.year_suffix_used or context.uses_year_suffix or variable == "accessed":
        return ""
    state.year_suffix_used = True
    return suffix_letters(number)


def _largest(start: Day, end: Day) -> str:
    """Return the largest part in which two days differ."""
    if start.year != end.year:
        return "year"
    return "month" if (start.month, start.season) != (end.month, end.season) else "day"


def _doubled(parts: list[_Part], start: Day, end: Day) -> range:
    """Return which parts are written twice: from the first to the last that differ."""
    if start == end:
        return range(0)
    names = _DOUBLED[_largest(start, end)]
    places = [at for at, part in enumerate(parts) if part.name in names and (part.text(start) or part.text(end))]
    if not places or all(parts[at].text(start) == parts[at].text(end) for at in places):
        return range(0)
    return range(places[0], places[-1] + 1)


def _write_sort_key(value: CalendarDate, parts: list[_Part], tape: Tape) -> None:
    names = {part.name for part in parts}
    text = value.literal
    if value.start is not None:
        text = sort_digits(value.start, names)
        if value.end is not None:
            text += "-" + sort_digits(value.end, names)
    if text:
        tape.append((text, None))


def sort_digits(day: Day, names: set[str] | frozenset[str]) -> str:
    """Return a day as digits that sort like it, years before our era included; what does not count is zero.

    All have one width: a style may sort the years of some works among the days of others.
    """
    year = day.year + _EPOCH if "year" in names else 0
    month = day.month or (day.season and day.season * 3) if "month" in names else 0
    return f"{year:06}{month:02}{day.day if 'day' in names else 0:02}"


def _year(element: Element, context: Context, *, closed: bool) -> Callable[[Day], str]:
    short = element.attributes.get("form") == "short"
    before, after = context.locale.term("bc") or "", context.locale.term("ad") or ""
    if closed:
        before, after = before.strip(), after.strip()
    else:
        before, after = _apart(before), _apart(after)

    def text(day: Day) -> str:
        year = day.year
        if not year:
            return ""
        if year < 0:
            return f"{-year}{before}"
        if short:
            return f"{year % 100:02}"
        return f"{year}{after}" if year < 1000 else str(year)

    return text


def _apart(era: str) -> str:
    """Return the era as it follows a year: one of several words stands apart ("98 v. Chr."), one sign does not."""
    return f" {era}" if " " in era.strip() and not era[:1].isspace() else era


def _month(element: Element, context: Context, *, closed: bool) -> Callable[[Day], str]:
    _ = closed
    attributes = element.attributes
    form = attributes.get("form", "long")
    strip = attributes.get("strip-periods") == "true"
    case = attributes.get("text-case", "")

    def named(day: Day) -> str:
        name = f"month-{day.month:02}" if day.month else f"season-{day.season:02}"
        term = context.locale.term(name, form) or ""
        made: Tape = [(term, None)]
        if case or strip:
            recased(made, 0, case, strip=strip, language=context.locale.language)
        return plain(made)

    def text(day: Day) -> str:
        if not (day.month or day.season):
            return ""
        if day.season and not day.month:
            return named(day)
        if form == "numeric":
            return str(day.month)
        return f"{day.month:02}" if form == "numeric-leading-zeros" else named(day)

    return text


def _day(element: Element, context: Context, *, closed: bool) -> Callable[[Day], str]:
    _ = closed
    form = element.attributes.get("form", "numeric")
    only_first = context.locale.limit_day_ordinals

    def text(day: Day) -> str:
        if not day.day:
            return ""
        if form == "numeric-leading-zeros":
            return f"{day.day:02}"
        if form == "ordinal" and (day.day == 1 or not only_first):
            month = context.locale.find_term(f"month-{day.month:02}")
            return f"{day.day}{ordinal_suffix(day.day, context.locale.terms, month.gender if month else '')}"
        return str(day.day)

    return text


_TEXTS = {"year": _year, "month": _month, "day": _day}
