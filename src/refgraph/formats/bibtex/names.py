"""Name lists as BibTeX and BibLaTeX write them: ``von Last, Jr, First and {Corporate Name} and others``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from refgraph.formats.bibtex.persons import split_list, split_name
from refgraph.formats.bibtex.scanner import scan_braces
from refgraph.model.names import Agent, Name, Organization
from refgraph.text.latex import latex_to_unicode, unicode_to_latex

Dialect = Literal["bibtex", "biblatex"]

_OTHERS = re.compile(r"others|et\.? ?al\.?", re.IGNORECASE)
_EXTENDED = re.compile(
    r"\s*(family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i)\s*=\s*(.*)", re.DOTALL
)
_STRAY_AND = re.compile(r"^(?:and\s+)+|(?:\s+and)+$|^and$", re.IGNORECASE)
_BRACES = re.compile(r"(?<!\\)[{}]")
_UNSAFE = re.compile(r",|(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def read_names(value: str) -> tuple[tuple[Agent, ...], bool]:
    r"""Read a name list.

    A name that stands in braces as a whole is an organisation.

    Args:
        value: LaTeX, as in the field.

    Returns:
        The names in order, and True if the list goes on ("and others", "et al.").

    >>> read_names(r"de la Fontaine, Jean and {World Bank} and others")[0][0].non_dropping_particle
    'de la'
    """
    text = latex_to_unicode(" ".join(value.split()), keep_braces=True)
    written = split_list(text)
    if "and" in {text[:3].casefold(), text[-3:].casefold()} or " and and " in text.casefold():  # "A and and B"
        written = [_STRAY_AND.sub("", each) for each in written]
    truncated = len(written) > 1 and _OTHERS.fullmatch(written[-1]) is not None
    agents = tuple(
        [_read_name(each) for each in (written[:-1] if truncated else written) if each and not each.isspace()]
    )
    return agents, truncated


def write_names(
    agents: tuple[Agent, ...], *, truncated: bool = False, dialect: Dialect = "bibtex", ascii_only: bool = False
) -> str:
    """Write a name list, family names first, organisations in braces.

    >>> write_names((Name(family="Allison", given="R."), Organization(name="World Bank")))
    'Allison, R. and {World Bank}'
    """
    names = [_write_name(agent, dialect, ascii_only) for agent in agents]
    return " and ".join([*names, "others"] if truncated else names)


@lru_cache(maxsize=20_000)
def _read_name(text: str) -> Agent:
    if text.startswith("{") and scan_braces(text, 0, len(text)) == len(text):
        return Organization(name=_bare(text) or text)
    extended = _read_extended(text)
    if extended:
        return extended
    first, von, last, junior = split_name(text)
    if "{" in text or "}" in text:
        first, von, last, junior = _bare(first), _bare(von), _bare(last), _bare(junior)
    if not (first or von or last or junior):
        return Name(literal=text)
    return Name(family=last or None, given=first or None, non_dropping_particle=von or None, suffix=junior or None)


def _read_extended(text: str) -> Name | None:
    """Read BibLaTeX's extended form: ``family=Fontaine, given=Jean, prefix=de, useprefix=false``."""
    if "=" not in text:
        return None
    parts: dict[str, str] = {}
    for piece in _split_at_commas(text):
        found = _EXTENDED.fullmatch(piece)
        if found is None:
            return None
        parts[found[1]] = _bare(found[2].strip().strip('"'))
    if not parts.keys() & {"family", "given"}:
        return None
    drops = parts.get("useprefix", "").lower() == "false"
    return Name(
        family=parts.get("family") or None,
        given=parts.get("given") or None,
        dropping_particle=(parts.get("prefix") or None) if drops else None,
        non_dropping_particle=None if drops else parts.get("prefix") or None,
        suffix=parts.get("suffix") or None,
    )


def _split_at_commas(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for found in re.finditer(r"[{},]", text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] == "," and depth == 0:
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]


def _bare(text: str) -> str:
    return re.sub(r" {2,}", " ", _BRACES.sub("", text)).strip()


@lru_cache(maxsize=20_000)
def _write_name(agent: Agent, dialect: Dialect, ascii_only: bool) -> str:  # noqa: FBT001 - the cache needs it positional
    if isinstance(agent, Organization) or agent.literal:
        name = agent.name if isinstance(agent, Organization) else agent.literal or ""
        return "{" + unicode_to_latex(name, ascii_only=ascii_only) + "}"
    for braced in (False, True):
        written = _inverted(agent, ascii_only=ascii_only, braced=braced)
        if read_names(written) == ((agent,), False):
            return written
    return _extended(agent, ascii_only=ascii_only) if dialect == "biblatex" else _inverted(agent, ascii_only=ascii_only)


def _inverted(name: Name, *, ascii_only: bool, braced: bool = False) -> str:
    particles = " ".join(part for part in (name.dropping_particle, name.non_dropping_particle) if part)
    family = _part(name.family or "", ascii_only=ascii_only, braced=braced)
    last = " ".join(part for part in (_part(particles, ascii_only=ascii_only), family) if part)
    given = _part(name.given or "", ascii_only=ascii_only)
    if name.suffix:
        return f"{last or '{}'}, {_part(name.suffix, ascii_only=ascii_only)}, {given or '{}'}"
    if given or not name.family or (braced and not given) or " " in last:
        return f"{last or '{}'}, {given or '{}'}"
    return last


def _part(text: str, *, ascii_only: bool, braced: bool = False) -> str:
    written = unicode_to_latex(text, ascii_only=ascii_only)
    return "{" + written + "}" if text and (braced or _UNSAFE.search(text)) else written


def _extended(name: Name, *, ascii_only: bool) -> str:
    parts = {
        "family": name.family,
        "given": name.given,
        "prefix": name.dropping_particle or name.non_dropping_particle,
        "suffix": name.suffix,
    }
    written = [f"{key}={{{unicode_to_latex(text, ascii_only=ascii_only)}}}" for key, text in parts.items() if text]
    if name.dropping_particle:
        written.append("useprefix=false")
    return ", ".join(written)
