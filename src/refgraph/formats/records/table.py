"""The vocabulary of a format as data: which of its words mean which CSL type and variable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Row(NamedTuple):
    """One CSL variable and its words in a format.

    Attributes:
        variable: CSL variable or role; empty for a word that means none.
        words: words of the format, apart by spaces; the first is written. All are read, but for a word after ``=``,
            which is only written.
        types: CSL types this row is for, apart by spaces; empty for all.
    """

    variable: str
    words: str
    types: str = ""


@dataclass(frozen=True)
class Table:
    """The vocabulary of a format.

    A row that comes earlier wins. A word is only written where reading it gives the same variable again, so a
    collision of rows is a loss that is reported, and no value changes its meaning.

    Attributes:
        types: CSL type and its words, as in a row.
        rows: the variables.
        default: the type of a record whose type is missing or unknown.

    >>> table = Table((("book", "B"),), (Row("ISBN", "SN", "book"), Row("ISSN", "SN")))
    >>> table.variable("SN", "book"), table.word("ISBN", "book"), table.word("ISBN", "report")
    (('ISBN', 0), 'SN', None)
    """

    types: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    default: str = "document"

    def read_type(self, word: str) -> str | None:
        """Return the CSL type of a word; case and spaces around it do not matter."""
        return self._type_of.get(word.strip().casefold())

    def write_type(self, csl: str) -> str:
        """Return the word that a CSL type is written as: its own, or that of the default."""
        return self._word_of.get(csl) or self._word_of[self.default]

    def type_back(self, csl: str) -> str:
        """Return the CSL type that is read where one is written."""
        return self.read_type(self.write_type(csl)) or self.default

    def variable(self, word: str, csl_type: str) -> tuple[str, int] | None:
        """Return the variable that a word means in a record of a type, and its rank there (0 is the first word).

        None for an unknown word, ``("", 0)`` for one that is known to mean no CSL variable.
        """
        return self._of_type(csl_type)[0].get(word)

    def words(self, csl_type: str) -> dict[str, tuple[str, int]]:
        """Return every word of a record of a type with its variable and rank, in the order of the rows."""
        return self._of_type(csl_type)[0]

    def word(self, variable: str, csl_type: str) -> str | None:
        """Return the word that a variable is written as in a record of a type, or None."""
        return self._of_type(csl_type)[1].get(variable)

    def order(self, csl_type: str) -> tuple[str, ...]:
        """Return the variables that can be written in a record of a type, in the order of the rows."""
        return tuple(self._of_type(csl_type)[1])

    @cached_property
    def _type_of(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for csl, words in self.types:
            for word in words.split("|"):
                if not word.startswith("="):
                    found.setdefault(word.casefold(), csl)
        return found

    @cached_property
    def _word_of(self) -> dict[str, str]:
        return {csl: words.split("|")[0].removeprefix("=") for csl, words in reversed(self.types)}

    @cached_property
    def _tables(self) -> dict[str, tuple[dict[str, tuple[str, int]], dict[str, str]]]:
        return {}

    def _of_type(self, csl_type: str) -> tuple[dict[str, tuple[str, int]], dict[str, str]]:
        found = self._tables.get(csl_type)
        if found is None:
            found = self._tables[csl_type] = self._make(csl_type)
        return found

    def _make(self, csl_type: str) -> tuple[dict[str, tuple[str, int]], dict[str, str]]:
        rows = [row for row in self.rows if not row.types or csl_type in row.types.split()]
        read: dict[str, tuple[str, int]] = {}
        for row in rows:
            for rank, word in enumerate(row.words.split()):
                if not word.startswith("="):
                    read.setdefault(word, (row.variable, rank))
        written: dict[str, str] = {}
        for row in rows:
            for word in row.words.split():
                bare = word.removeprefix("=")
                if row.variable and (word != bare or read[bare][0] == row.variable):
                    written.setdefault(row.variable, bare)
                    break
        return read, written
