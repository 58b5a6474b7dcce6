"""Names as exports print them: "Family, Given, Suffix", "Family AB", or a body in one piece."""

from __future__ import annotations

import re

from refgraph.model.names import Agent, Name, Organization

_PARTICLES = frozenset(
    "d' de del della der den des di do dos da das du el la le lo los las 't te ten ter van vande vander vom von y zu "
    "zum zur af av al ibn bin bint ben".split()
)
_LONGEST = 1000
"""Beyond this many characters it is no name of a person."""
_SUFFIX = re.compile(r"(?:[JS]r|jun|sen|Esq)\.?|[IVX]{2,4}|[1-9](?:st|nd|rd|th)", re.IGNORECASE)
_ET_AL = re.compile(r"et\.?\s*al\.?|and\s+others|u\.\s?a\.", re.IGNORECASE)
_INITIALS_FIRST = re.compile(r"((?:[^\W\d_]\.[\s-]*)+)((?:[\w'’-]+\s+)*[\w'’-]+)")
_COMPACT = re.compile(
    r"((?:[\w'’.-]+\s+)*?[\w'’.-]*[^\W\d_][\w'’.-]*)\s+([A-Z]{1,4}|(?:[A-Z]\.-?){1,4})(?:\s+([JS]r\.?|[1-9](?:st|nd|rd|th)|I{2,3}|IV))?"
)


def is_et_al(text: str) -> bool:
    """Return True for "et al." and its like in the place of a name."""
    return _ET_AL.fullmatch(text.strip(" ,;")) is not None


def read_inverted(text: str) -> Agent:
    """Read "Family, Given, Suffix"; a name without a comma is a body, unless it begins with initials.

    Two commas together, or one at the end, say that the name is that of a body (EndNote's rule).

    >>> read_inverted("van Gogh, Vincent")
    ... # doctest: +ELLIPSIS
    Name(family='Gogh', given='Vincent', dropping_particle=None, non_dropping_particle='van', ...)
    >>> read_inverted("University of California,, Irvine").text
    'University of California, Irvine'
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return Organization(name=text)
    if ",," in text:
        return Organization(name=text.replace(",,", ",", 1).rstrip(", "))
    if text.endswith(",") and "," not in text[:-1]:
        return Organization(name=text[:-1].rstrip())
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]):
        return _natural(text) or Organization(name=text)
    suffix = next((part for part in parts[1:] if _SUFFIX.fullmatch(part)), None) if len(parts) > 2 else None
    given = ", ".join(part for part in parts[1:] if part and part is not suffix)
    return read_parts(parts[0], given, suffix)


def read_compact(text: str) -> Agent:
    """Read a name as MEDLINE and Web of Science shorten it: "van Raaij MJ", "King ML Jr"; others as inverted.

    >>> read_compact("Smith JM").initials
    'JM'
    """
    text = " ".join(text.split())
    found = None if "," in text or len(text) > _LONGEST else _COMPACT.fullmatch(text)
    if found is None:
        return read_inverted(text)
    return read_parts(found[1], found[2] if "." in found[2] else dotted(found[2]), found[3])


def read_natural(text: str) -> Agent:
    """Read "Given Family" as a person; with a comma it is inverted, and a single word is a body.

    >>> read_natural("Ludwig van Beethoven").inverted
    'van Beethoven, Ludwig'
    """
    text = " ".join(text.split())
    if "," in text:
        return read_inverted(text)
    words = text.split(" ")
    if len(words) == 1:
        return Organization(name=text)
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES and words[at - 1].islower():
        at -= 1
    return read_parts(" ".join(words[at:]), " ".join(words[:at]), None)


def write_inverted(agent: Agent, *, body_comma: bool = False) -> str:
    """Return "Family, Given, Suffix"; a body in one piece, its first comma doubled.

    Args:
        agent: the name.
        body_comma: close the name of a body with a comma, so that EndNote does not take it for a person's.
    """
    if isinstance(agent, Organization):
        doubled = agent.name.replace(",", ",,", 1)
        return doubled + "," if body_comma and doubled == agent.name else doubled
    if agent.literal and not agent.family:
        return agent.literal
    family = " ".join(part for part in (agent.non_dropping_particle, agent.family) if part)
    given = " ".join(part for part in (agent.given, agent.dropping_particle) if part)
    parts = [family, given, *([agent.suffix] if agent.suffix else [])]
    return ", ".join(parts) if given or agent.suffix else family


def write_compact(agent: Agent) -> str:
    """Return the name as MEDLINE shortens it: "van Raaij MJ"."""
    if isinstance(agent, Organization) or not agent.family:
        return agent.text
    suffix = (agent.suffix or "").replace(".", "")
    return " ".join(part for part in (agent.full_family, agent.initials, suffix) if part)


def dotted(initials: str) -> str:
    """Return initials with stops: "JM" is "J. M."."""
    return " ".join(f"{letter}." for letter in initials)


def _natural(text: str) -> Name | None:
    found = _INITIALS_FIRST.fullmatch(text)
    return read_parts(found[2], found[1].strip(), None) if found else None


def read_parts(family: str, given: str = "", suffix: str | None = None) -> Name:
    """Make a name of its parts; particles in lower case come off the family name and the end of the given names.

    >>> read_parts("van der Berg", "Jan").non_dropping_particle
    'van der'
    """
    words = family.split(" ")
    at = 0
    while at < len(words) - 1 and words[at].islower():
        at += 1
    given_words = given.split(" ")
    end = len(given_words)
    while end > 1 and given_words[end - 1] in _PARTICLES:
        end -= 1
    return Name(
        family=" ".join(words[at:]) or None,
        given=" ".join(given_words[:end]) or None,
        dropping_particle=" ".join(given_words[end:]) or None,
        non_dropping_particle=" ".join(words[:at]) or None,
        suffix=suffix,
    )
