"""What a format cannot hold: a library is written, read back, and compared value by value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.formats.records import facts
from refgraph.model.contributor import Contributor, Role
from refgraph.model.library import Library
from refgraph.model.work import Work

GONE = "not in this format"
_DASHES = str.maketrans("‐‑‒–—", "-----")


@dataclass(frozen=True, slots=True)
class Loss:
    """One value that a format cannot hold.

    Attributes:
        key: key of the work; empty for the library as a whole.
        field: CSL variable or role, or "type", "key", "identifiers", "citations", or a name in ``Work.extra``.
        value: the value that is lost, as text.
        reason: `GONE`, or what is read back in its place.
    """

    key: str
    field: str
    value: str
    reason: str

    def __str__(self) -> str:
        """Return one line: key, field, value and reason."""
        return f"{self.key + ': ' if self.key else ''}{self.field} {_short(self.value)}: {self.reason}"


def compare(before: Library, after: Library) -> tuple[Loss, ...]:
    """Return what a library lost on its way through a format: every value that is gone or not what it was.

    Works are paired by their place. How a value was spelled in its old file (``Work.as_written``) is no value, nor
    is the kind of dash in a page range. Values that are only there afterwards are no losses.
    """
    found: list[Loss] = []
    if len(before) != len(after):
        found.append(Loss("", "works", str(len(before)), f"{len(after)} are read back"))
    pairs = list(zip(before, after, strict=False))
    renamed = [one.key for one, other in pairs if one.key != other.key]
    if renamed:
        found.append(Loss("", "key", ", ".join(renamed[:5]) + (" ..." if len(renamed) > 5 else ""), GONE))
    for one, other in pairs:
        found += _of_work(one, other)
    lost = len(before.citations) - len(after.citations)
    if lost > 0:
        found.append(Loss("", "citations", str(lost), GONE))
    return tuple(found)


def _of_work(one: Work, other: Work) -> Iterator[Loss]:
    if one.type != other.type:
        yield Loss(one.key, "type", one.type, f"reads back as {other.type!r}")
    now = dict(facts(other))
    for variable, value in facts(one):
        new = now.get(variable)
        if new != value and not (variable == "page" and _page(new) == _page(value)):
            yield Loss(one.key, variable, str(value), _reason(new))
    for role in dict.fromkeys(each.role for each in one.contributors):
        yield from _of_role(one, other, role)
    for truncated in one.truncated:
        if truncated not in other.truncated:
            yield Loss(one.key, truncated.value, "et al.", GONE)
    for identifier in one.identifiers:
        if identifier not in other.identifiers:
            yield Loss(one.key, "identifiers", str(identifier), GONE)
    for name, text in one.extra.items():
        if other.extra.get(name) != text:
            yield Loss(one.key, name, str(text), _reason(other.extra.get(name)))


def _of_role(one: Work, other: Work, role: Role) -> Iterator[Loss]:
    old, new = one.by_role(role), other.by_role(role)
    for place, each in enumerate(old):
        back = new[place] if len(new) == len(old) else next((any_ for any_ in new if any_.agent == each.agent), None)
        if back is None:
            yield Loss(one.key, role.value, each.agent.inverted, GONE)
        elif back.agent != each.agent:
            yield Loss(one.key, role.value, each.agent.inverted, _reason(_described(each, back)))
        else:
            lost = {
                "identifiers": (each.identifiers, back.identifiers),
                "affiliations": (each.affiliations, back.affiliations),
            }
            for name, (was, now) in lost.items():
                if was and was != now:
                    yield Loss(one.key, role.value, f"{each.agent.inverted} ({name})", GONE)


def _described(old: Contributor, new: Contributor) -> str:
    """Return the name that is read back, with its kind where that is what changed."""
    text = new.agent.inverted
    if text != old.agent.inverted:
        return text
    return text + (
        " in other parts" if old.is_person == new.is_person else " (a person)" if new.is_person else " (a body)"
    )


def _page(value: object) -> str:
    return str(value).translate(_DASHES)


def _reason(new: object) -> str:
    return GONE if new is None or new == "" else f"reads back as {_short(str(new))}"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
