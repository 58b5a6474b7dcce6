"""Identifiers of works, persons and files: parsed, normalised, compared; `refgraph.model.schemes` has the kinds."""

from __future__ import annotations

import re

from pydantic.dataclasses import dataclass

from refgraph.errors import InvalidValueError
from refgraph.model.schemes import RESOLVERS, Scheme, is_valid, isbn13, normal_form


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its normal form.

    Attributes:
        scheme: which kind.
        value: the identifier without prefix or resolver, in the scheme's normal form.
    """

    scheme: Scheme
    value: str

    @property
    def canonical(self) -> str:
        """Return the form to compare by: DOIs in lower case, ISBN-10 as ISBN-13, arXiv without version."""
        if self.scheme is Scheme.DOI:
            return self.value.lower()
        if self.scheme is Scheme.ISBN:
            return isbn13(self.value)
        if self.scheme is Scheme.ARXIV:
            return re.sub(r"v\d+$", "", self.value)
        return self.value

    @property
    def url(self) -> str | None:
        """Return the address that resolves the identifier, or None (ISBN)."""
        prefix = RESOLVERS.get(self.scheme)
        return None if prefix is None else prefix + self.value

    def __str__(self) -> str:
        """Return ``scheme:value``; a URL as it is."""
        return self.value if self.scheme is Scheme.URL else f"{self.scheme.value}:{self.value}"


def parse_identifier(text: str, scheme: Scheme | str | None = None) -> Identifier:
    """Parse one identifier, with or without prefix or resolver.

    Args:
        text: such as "https://doi.org/10.1000/ABC", "ISBN 0-306-40615-2", "arXiv:2301.00001v2".
        scheme: the kind it must be; without it the kind that the text names, or else the first that fits
            (bare digits are never guessed to be a PMID; 16 digits with hyphens are an ORCID iD).

    Raises:
        InvalidValueError: if the text is no identifier of that kind, or a check digit is wrong.

    >>> parse_identifier("https://doi.org/10.1000/ABC")
    Identifier(scheme=<Scheme.DOI: 'doi'>, value='10.1000/ABC')
    >>> parse_identifier("0-306-40615-2", "isbn").canonical
    '9780306406157'
    """
    if scheme is not None:
        return Identifier(Scheme(scheme), normal_form(text, scheme))
    said = _SAID.match(text)
    if said:  # the text names its scheme, so a broken one is an error, not another scheme
        named = next(name for name, found in said.groupdict().items() if found)
        return Identifier(Scheme(named), normal_form(text, named))
    for candidate in _GUESSED:
        if is_valid(text, candidate):
            return Identifier(candidate, normal_form(text, candidate))
    raise InvalidValueError("not an identifier", text=text, hint="expected one of " + ", ".join(Scheme))


_SAID = re.compile(
    r"""\s*(?:https?://)?(?:
        (?P<arxiv>(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv\s*:|10\.48550/arxiv\.)
      | (?P<doi>(?:dx\.|www\.)?doi\.org/|doi\s*:)
      | (?P<isbn>(?:urn:)?isbn\b)
      | (?P<issn>(?:urn:)?[ep]?-?issn\b)
      | (?P<pmcid>www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|pmcid\b|pmc\d)
      | (?P<pmid>pubmed\.ncbi|www\.ncbi\.nlm\.nih\.gov/pubmed|pmid\b|pubmed\s*:)
      | (?P<orcid>(?:www\.)?orcid\b)
      | (?P<isni>(?:www\.)?isni\b)
      | (?P<handle>hdl\.handle\.net/|hdl\s*:|handle\s*:)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_GUESSED = (Scheme.DOI, Scheme.URL, Scheme.ISSN, Scheme.ISBN, Scheme.ARXIV, Scheme.ORCID, Scheme.ISNI, Scheme.HANDLE)
