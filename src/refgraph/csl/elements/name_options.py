"""How a list of names is to be written: the attributes of `name`, inherited from above (CSL 1.0.2, "Name")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import Frame
from refgraph.csl.styles.element import Element

_INHERITED = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
)


class NameOptions(NamedTuple):
    """Options of one `name` element; counts are None where the style sets none."""

    form: str
    conjunction: str
    delimiter: str
    precedes_last: str
    precedes_et_al: str
    minimum: int | None
    first: int | None
    subsequent_minimum: int | None
    subsequent_first: int | None
    use_last: bool
    initialize: bool
    initialize_with: str | None
    inverted: str
    separator: str
    frame: Frame
    family: Element | None
    given: Element | None

    def cut(self, count: int, *, subsequent: bool) -> int:
        """Return how many of `count` names are shown before "et al."; `count` where none is left out."""
        minimum, first = self.minimum, self.first
        if subsequent:
            minimum = self.subsequent_minimum if self.subsequent_minimum is not None else minimum
            first = self.subsequent_first if self.subsequent_first is not None else first
        if minimum is None or first is None or count < minimum:
            return count
        return min(first, count)


def name_options(element: Element | None, context: Context) -> NameOptions:
    """Resolve the options of a `name` element, or of its absence."""
    above = context.inherited
    found: dict[str, str] = {name: above[name] for name in _INHERITED if name in above}
    if "name-form" in above:
        found["form"] = above["name-form"]
    if "name-delimiter" in above:
        found["delimiter"] = above["name-delimiter"]
    if element is not None:
        found.update(element.attributes)
    parts = (
        {part.attributes.get("name", ""): part for part in element.children if part.tag == "name-part"}
        if element
        else {}
    )
    return NameOptions(
        form=found.get("form", "long"),
        conjunction=_conjunction(found, context),
        delimiter=found.get("delimiter", ", "),
        precedes_last=found.get("delimiter-precedes-last", "contextual"),
        precedes_et_al=found.get("delimiter-precedes-et-al", "contextual"),
        minimum=_count(found, "et-al-min"),
        first=_count(found, "et-al-use-first"),
        subsequent_minimum=_count(found, "et-al-subsequent-min"),
        subsequent_first=_count(found, "et-al-subsequent-use-first"),
        use_last=found.get("et-al-use-last") == "true",
        initialize=found.get("initialize") != "false",
        initialize_with=found.get("initialize-with"),
        inverted=found.get("name-as-sort-order", ""),
        separator=found.get("sort-separator", ", "),
        frame=Frame(element) if element is not None else Frame(Element("name", {}, (), "", 0)),
        family=parts.get("family"),
        given=parts.get("given"),
    )


def _count(found: Mapping[str, str], name: str) -> int | None:
    value = found.get(name, "")
    return int(value) if value.isdecimal() else None


def _conjunction(found: Mapping[str, str], context: Context) -> str:
    kind = found.get("and")
    if kind == "symbol":
        return context.locale.term("and", "symbol") or "&"
    return (context.locale.term("and") or "") if kind == "text" else ""
