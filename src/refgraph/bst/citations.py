"""The entries a style works on: which ones, in what order, and what each takes from the one it refers to.

The rules are those of bibtex.web 0.99d, sections 132 to 138 and 263 to 287.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from refgraph.bst.letters import Letters
from refgraph.bst.machine import Message, Missing
from refgraph.bst.reading import BibError, Reader

EVERYTHING = "*"
"""The citation that stands for all entries of the databases."""

_UNKNOWN_TYPE = ""


class Record:
    """One key that is cited or referred to, and what the databases say about it.

    Attributes:
        key: as it is cited; of an entry that is only referred to, or comes with "*", as it is in the database.
        cited: whether it was cited by its name, and not only referred to.
        type: name of its type in small letters, "" if the style has no such type, None before its entry was read.
        fields: name -> value.
        children: how many cited entries refer to it.
    """

    __slots__ = ("children", "cited", "fields", "key", "type")

    def __init__(self, key: str, *, cited: bool) -> None:
        self.key = key
        self.cited = cited
        self.type: str | None = None
        self.fields: dict[str, str] = {}
        self.children = 0


class Citations:
    """The list of keys, in BibTeX's order: as they are cited, then as they are found or referred to.

    Attributes:
        everything: whether all entries are wanted.
        messages: what BibTeX would have said so far.
    """

    def __init__(
        self, keys: Iterable[str], names: Sequence[str], letters: Letters, has_type: Callable[[str], bool]
    ) -> None:
        self.everything = False
        self.messages: list[Message] = []
        self._names = frozenset(names)
        self._letters = letters
        self._has_type = has_type
        self._records: list[Record] = []
        self._places: dict[str, Record] = {}
        self._later: dict[str, str] = {}
        self._current = Record("", cited=False)
        for key in keys:
            self._cite(key)

    def _cite(self, key: str) -> None:
        lower = self._letters.lower(key)
        if key == EVERYTHING:
            self.everything = True
            return
        before = self._places[lower].key if lower in self._places else self._later.get(lower)
        if before is not None:
            if before != key:
                text = f"Case mismatch error between cite keys {key} and {before}"
                self.messages.append(Message("citation", text, error=True, key=key))
        elif self.everything:
            self._later[lower] = key
        else:
            self._add(key, cited=True)

    def _add(self, key: str, *, cited: bool) -> Record:
        record = Record(key, cited=cited)
        self._records.append(record)
        self._places[self._letters.lower(key)] = record
        return record

    def begin(self, key: str, kind: str, reader: Reader) -> bool:
        """Take note of an entry; tell whether its fields are wanted.

        Raises:
            BibError: if an entry with this key was read already.
        """
        lower = self._letters.lower(key)
        record = self._places.get(lower)
        if record is None:
            if not self.everything:
                return False
            record = self._add(self._later.get(lower, key), cited=True)
        elif record.type is not None:
            raise BibError("Repeated entry")
        elif not record.cited:
            record.key = key
        record.type = kind if self._has_type(kind) else _UNKNOWN_TYPE
        if record.type == _UNKNOWN_TYPE:
            reader.warn(f'entry type for "{key}" isn\'t style-file defined')
        self._current = record
        return True

    def wants(self, name: str) -> bool:
        """Tell whether the style knows a field."""
        return name in self._names

    def field(self, name: str, value: str, reader: Reader) -> None:
        """Take a field of the entry that began last; the first one of a name counts."""
        record = self._current
        if name in record.fields:
            reader.warn(f"I'm ignoring {record.key}'s extra \"{name}\" field")
            return
        record.fields[name] = value
        if name == "crossref" and not self.everything:
            parent = self._places.get(self._letters.lower(value)) or self._add(value, cited=False)
            parent.children += not parent.cited

    def finish(self, min_crossrefs: int) -> list[Record]:
        """Return the records to work on, once all databases are read: with inherited fields, no missing entries."""
        for record in self._records:
            self._inherit(record)
        for record in self._records:
            self._check_parent(record, min_crossrefs)
        kept = [record for record in self._records if self._is_kept(record, min_crossrefs)]
        for lower, key in self._later.items():
            if lower not in self._places:
                self._missing(key)
        return kept

    def _parent(self, record: Record) -> Record | None:
        value = record.fields.get("crossref")
        return None if value is None else self._places.get(self._letters.lower(value))

    def _inherit(self, record: Record) -> None:
        parent = self._parent(record)
        if parent is None:
            return
        record.fields["crossref"] = parent.key
        for name, value in parent.fields.items():
            if name != "crossref":
                record.fields.setdefault(name, value)

    def _check_parent(self, record: Record, min_crossrefs: int) -> None:
        value = record.fields.get("crossref")
        if value is None:
            return
        parent = self._parent(record)
        about = f'--entry "{record.key}"\nrefers to entry "{value}"'
        if parent is None or parent.type is None:
            text = f"A bad cross reference-{about}, which doesn't exist"
            self.messages.append(Message("citation", text, error=True, key=record.key))
            del record.fields["crossref"]
            return
        if "crossref" in parent.fields:
            text = f"you've nested cross references{about}, which also refers to something"
            self.messages.append(Message("citation", text, key=record.key))
        if not self.everything and not parent.cited and parent.children < min_crossrefs:
            del record.fields["crossref"]

    def _is_kept(self, record: Record, min_crossrefs: int) -> bool:
        if record.type is None:
            self._missing(record.key)
            return False
        return self.everything or record.cited or record.children >= min_crossrefs

    def _missing(self, key: str) -> None:
        self.messages.append(Message("citation", f'I didn\'t find a database entry for "{key}"', key=key))


def field_values(record: Record, names: Sequence[str], missing: Sequence[Missing]) -> list[str | Missing]:
    """Return a record's fields in the order of the style's names."""
    return [record.fields.get(name, absent) for name, absent in zip(names, missing, strict=True)]
