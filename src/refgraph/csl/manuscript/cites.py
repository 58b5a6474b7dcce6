"""What a manuscript says: cites and the clusters they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from refgraph.csl.elements.state import FIRST


@dataclass(frozen=True, slots=True)
class Cite:
    """One work cited at one place.

    Attributes:
        id: id of the item.
        locator: place in the work ("33-35"), or None.
        label: what the locator counts: a CSL locator ("page", "chapter", ...).
        prefix, suffix: text around the cite ("see ", ", for example"); markup as in fields.
        mode: "normal", "suppress-author", "author-only" or "narrative" (author in the sentence, the rest after it).
    """

    id: str
    locator: str | None = None
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    mode: str = "normal"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cites of one place in a manuscript.

    Attributes:
        cites: in the order written.
        id: name of the cluster, unique in the manuscript.
        note_number: number of the footnote it stands in; 0 in the text.
    """

    cites: tuple[Cite, ...]
    id: str
    note_number: int = 0


class Placed(NamedTuple):
    """A cite with what its place in the manuscript makes of it.

    Attributes:
        cite: the cite.
        position: 0 first, 1 subsequent, 2 ibid, 3 ibid with another locator.
        near_note: whether the work was cited a few notes before.
        first_note: number of the note that cites the work first, or 0.
    """

    cite: Cite
    position: int = FIRST
    near_note: bool = False
    first_note: int = 0
