"""Names of persons and organisations, as they are written in works."""

from __future__ import annotations

from pydantic.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a person, in the parts CSL knows (CSL 1.0.2, appendix "Name-parts").

    A person known by one name ("Plato") has a family name only. A name whose parts are
    not known is kept whole in ``literal``, and then no other part is set.

    Attributes:
        family: family name without particles ("Beauvoir", "van Gogh" only where it is never split).
        given: given names or initials, patronymics among them ("Isroilov" has given "Sardorbek Samandar ugli").
        dropping_particle: particle that stays with the given name when the name is inverted
            ("de" in "Beauvoir, Simone de").
        non_dropping_particle: particle that stays with the family name ("van der" in "van der Berg, Jan").
        suffix: "Jr.", "III".
        literal: the whole name, where its parts are not known.
    """

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None
    literal: str | None = None

    @property
    def full_family(self) -> str:
        """Return particles and family name: what a list is sorted and a key is made by."""
        if not self.dropping_particle and not self.non_dropping_particle:
            return self.family or self.literal or ""
        parts = (self.dropping_particle, self.non_dropping_particle, self.family or self.literal)
        return " ".join(part for part in parts if part)

    @property
    def text(self) -> str:
        """Return the name in natural order: "Simone de Beauvoir"."""
        if self.literal:
            return self.literal
        name = " ".join(part for part in (self.given, self.full_family) if part)
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def inverted(self) -> str:
        """Return the name family first: "de Beauvoir, Simone"."""
        if self.literal:
            return self.literal
        parts = [part for part in (self.full_family, self.suffix, self.given) if part]
        return ", ".join(parts)

    @property
    def initials(self) -> str:
        """Return the initials of the given names, upper case and without dots: "KJ" for "K. J." or "Kassym-Jomart"."""
        words = (self.given or "").replace("-", " ").replace(".", " ").split()
        return "".join(word[0].upper() for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """The name of a body: an agency, a ministry, a company, a working group.

    Attributes:
        name: the name in full ("International Energy Agency").
        acronym: its short form, without brackets ("IEA").
    """

    name: str
    acronym: str | None = None

    @property
    def text(self) -> str:
        """Return the name in full."""
        return self.name

    @property
    def inverted(self) -> str:
        """Return the name in full: organisations are not inverted."""
        return self.name

    @property
    def full_family(self) -> str:
        """Return the name in full: what a list is sorted by."""
        return self.name


Agent = Name | Organization
