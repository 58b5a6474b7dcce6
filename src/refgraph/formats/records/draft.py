"""A work in the making, and the values of a work one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.formats.records.dates import read_date
from refgraph.formats.records.names import is_et_al, read_inverted
from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.identifiers import Identifier, parse_identifier
from refgraph.model.names import Agent
from refgraph.model.schemes import Scheme
from refgraph.model.vocabulary import CSL_VARIABLES, Kind
from refgraph.model.work import ATTRIBUTES, Work

_SEPARATORS = {
    "keyword": "; ",
    "note": "\n",
    "annote": "\n",
    "abstract": "\n",
    "language": ", ",
    "ISSN": ", ",
    "ISBN": ", ",
}
"""Variables whose values are put together where a record has several; of any other the first counts."""
_BARE = {"DOI": Scheme.DOI, "PMID": Scheme.PMID, "PMCID": Scheme.PMCID}


class Draft:
    """Takes the values of one record by CSL variable and makes a work of them; what finds no place goes to ``extra``.

    Attributes:
        prefix: what names in ``extra`` begin with, such as "ris-": the same word may mean other things elsewhere.
    """

    def __init__(self, prefix: str, csl_type: str, read_name: Callable[[str], Agent] = read_inverted) -> None:
        self.prefix = prefix
        self.type = csl_type
        self.read_name = read_name
        self.key = ""
        self.contributors: list[Contributor] = []
        self.truncated: list[Role] = []
        self.identifiers: list[Identifier] = []
        self.extra: dict[str, Any] = {}
        self.left_out = Counter[str]()
        """path -> how many values there were left out: they are about the record and not the work."""
        self.texts: dict[str, list[tuple[int, str, str]]] = {}
        """variable -> rank, word and text of every field that says it, in the order of the record."""

    def add(self, variable: str, text: str, word: str = "", rank: int = 0) -> None:
        """Take the text of a field.

        Args:
            variable: CSL variable or role; empty if the field means none.
            text: its text; nothing happens if it is empty.
            word: the name of the field, under which ``extra`` keeps what finds no place.
            rank: of several fields for one variable the lowest rank counts.
        """
        text = text.strip()
        if not text:
            return
        kind = CSL_VARIABLES.get(variable)
        if kind is None:
            self.keep(word or variable, text)
        elif kind is Kind.NAME:
            self.person(Role(variable), text)
        else:
            self.texts.setdefault(variable, []).append((rank, word, text))

    def person(self, role: Role, name: str | Agent) -> None:
        """Add a contributor; "et al." marks the role as truncated."""
        if isinstance(name, str):
            if is_et_al(name):
                if role not in self.truncated:
                    self.truncated.append(role)
                return
            name = self.read_name(name)
        self.contributors.append(Contributor(agent=name, role=role))

    def identifier(self, scheme: Scheme, text: str, word: str) -> None:
        """Add a further identifier; one that is not valid is kept as it is."""
        try:
            found = parse_identifier(text, scheme)
        except InvalidValueError:
            self.keep(word, text)
        else:
            self.identifiers.append(found)

    def keep(self, word: str, value: Any) -> None:
        """Keep a value that no variable means; several of one name become a list."""
        name = self.prefix + word.lower()
        if name not in self.extra:
            self.extra[name] = value
        elif isinstance(self.extra[name], list):
            self.extra[name].append(value)
        else:
            self.extra[name] = [self.extra[name], value]

    def get(self, variable: str) -> str | None:
        """Return the text of a variable as it would be taken now, or None."""
        found = self.texts.get(variable)
        if not found:
            return None
        if variable in _SEPARATORS:
            return _joined(variable, [text for _, _, text in found])
        return min(found, key=lambda each: each[0])[2]

    def take(self, variable: str) -> list[tuple[int, str, str]]:
        """Return and forget what was said about a variable."""
        return self.texts.pop(variable, [])

    def move(self, variable: str, target: str) -> None:
        """Say of another variable what was said of this one, unless that one has a value."""
        if target not in self.texts and variable in self.texts:
            self.texts[target] = self.texts.pop(variable)

    def work(self) -> Work:
        """Make the work."""
        values: dict[str, Any] = {}
        variables: dict[str, str] = {}
        for variable, found in self.texts.items():
            value: Any = self._date(found) if CSL_VARIABLES[variable] is Kind.DATE else self._text(variable, found)
            if variable in ATTRIBUTES:
                values[ATTRIBUTES[variable]] = value
            elif value is not None:
                variables[variable] = value
        return Work(
            key=self.key,
            type=self.type,
            contributors=tuple(self.contributors),
            truncated=tuple(self.truncated),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            variables=variables,
            extra=self.extra,
            **values,
        )

    def _date(self, found: list[tuple[int, str, str]]) -> Date | None:
        found = sorted(found, key=lambda each: each[0])
        date, complete = read_date([text for _, _, text in found])
        for (_, word, text), said in zip(found, complete, strict=True):
            if not said:
                self.keep(word, text)
        return date

    def _text(self, variable: str, found: list[tuple[int, str, str]]) -> Any:
        if variable in _SEPARATORS:
            return _joined(variable, [text for _, _, text in found])
        best = min(found, key=lambda each: each[0])
        for each in found:
            if each is not best and each[2] != best[2]:
                self.keep(each[1], each[2])
        return _bare(variable, best[2])


def facts(work: Work) -> Iterator[tuple[str, str | Date]]:
    """Yield every text and date of a work with its CSL variable; contributors, identifiers and ``extra`` are left out.

    >>> list(facts(Work(title="Islands", variables={"scale": "1:5000"})))
    [('title', 'Islands'), ('scale', '1:5000')]
    """
    for variable, attribute in ATTRIBUTES.items():
        value = getattr(work, attribute)
        if value is not None and value != "":
            yield variable, value
    yield from ((name, text) for name, text in work.variables.items() if text)


def _joined(variable: str, texts: list[str]) -> str:
    text = _SEPARATORS[variable].join(dict.fromkeys(texts))
    # One keyword with a comma ("Infant, Newborn") would be taken for two.
    return text + ";" if variable == "keyword" and "," in text and ";" not in text else text


def _bare(variable: str, text: str) -> str:
    """Return an identifier without resolver or prefix; one that is not valid as it is."""
    scheme = _BARE.get(variable)
    if scheme is None:
        return text
    try:
        return parse_identifier(text, scheme).value
    except InvalidValueError:
        return text
