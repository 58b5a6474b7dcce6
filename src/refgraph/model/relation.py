"""How one work is related to another: a version or a part of it, about it, or related in another way."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Relation(StrEnum):
    """How two works that are not one are related: what the first is to the second."""

    VERSION_OF = "version_of"
    """a preprint, a conference paper, another edition, a reprint, a translation"""
    PART_OF = "part_of"
    """a chapter in a book, a volume of a work, a member of an entry set"""
    ABOUT = "about"
    """a correction, a reply, a review"""
    RELATED_TO = "related_to"
    """what the source says is related, in words of its own or in none"""


_IS = {
    Relation.VERSION_OF: "a version of",
    Relation.PART_OF: "part of",
    Relation.ABOUT: "about",
    Relation.RELATED_TO: "related to",
}


class Related(NamedTuple):
    """A relation of two works.

    Attributes:
        kind: version_of, part_of, about or related_to.
        from_key: key of the version, the part, or the note.
        to_key: key of the other: the work of record, the whole, or what the note is about.
        reason: what the first is ("a correction", "a conference paper, where the other is a journal article").
    """

    kind: Relation
    from_key: str
    to_key: str
    reason: str

    @property
    def text(self) -> str:
        """Return the relation as a sentence: "b is about a: a correction"."""
        reason = f": {self.reason}" if self.reason else ""
        return f"{self.from_key} is {_IS[self.kind]} {self.to_key}{reason}"

    def to_dict(self) -> dict[str, str]:
        """Return the relation as plain JSON values."""
        return {"kind": self.kind.value, "from": self.from_key, "to": self.to_key, "reason": self.reason}
