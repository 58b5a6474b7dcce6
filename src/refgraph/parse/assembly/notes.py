"""What the notes of a reference say that is no note: totals, first editions, translators, access, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from refgraph.model import Contributor, Name, Role
from refgraph.parse.assembly.contributors import noted_contributors
from refgraph.parse.assembly.dates import original_date, parse_date, publication_status
from refgraph.parse.assembly.identifiers import medline_ids
from refgraph.parse.assembly.numbers import parse_edition, parse_volume
from refgraph.parse.assembly.pages import page_total

Values = dict[str, Any]
"""Attribute of a work -> value."""

_EDGES = " ,;:"
_COUNTED = re.compile(r"\d.*[^\W\d_]|[^\W\d_].*\d|\b(?:ed|edn|edition|Aufl|Auflage|éd|изд)\.?$")
MEDIA = frozenset("web print dvd cd-rom cd pdf online video".split())
"""Words for a medium that stand alone, as MLA has them."""


def add_notes(
    values: Values, notes: Iterable[str], contributors: tuple[Contributor, ...]
) -> tuple[tuple[Contributor, ...], tuple[Role, ...]]:
    """Read what notes say that is no note: totals, first editions, translators, identifiers; keep the rest.

    Returns:
        The contributors that notes name, and the roles whose list goes on.
    """
    found: list[Contributor] = []
    truncated: list[Role] = []
    kept = []
    authors = tuple(each.agent for each in contributors if each.role is Role.AUTHOR)
    for note in notes:
        if _took_value(values, note):
            continue
        read, said_all = noted_contributors(note, authors)
        found += [each for each in read[0] if each not in contributors]
        truncated += read[1]
        if not (said_all and (read[0] or isinstance(authors[0], Name))):
            kept.append(note.strip(_EDGES))
    if kept:
        values["note"] = "; ".join(filter(None, kept))
    return tuple(found), tuple(truncated)


def _took_value(values: Values, note: str) -> bool:
    """Take the value of a note that says only a total, a first edition, a status or an identifier."""
    if note[:1].isdigit() or note[:2] in {"в ", "in", "[i", "(i"} or note[:1] in "ivxlXVI[(":
        total = None if note.isdigit() else page_total(note)
        if total:
            values.setdefault("number_of_pages", total)
            return "number_of_pages" in values
        volumes = parse_volume(note).volumes if len(note) < 12 else None
        if volumes:
            values.setdefault("number_of_volumes", volumes)
            return True
    original = original_date(note)
    if original is not None and not values.get("original_date"):
        values["original_date"] = original
        return True
    if _took_edition_or_access(values, note):
        return True
    status = publication_status(note)
    if status and len(status) >= len(note.strip(" .()")):
        values["status"] = values.get("status") or status
        return True
    values.update(medline_ids(note))
    return False


_ACCESS = re.compile(
    r"\W*(?:last |date of )?(?:access(?:ed|s)?|retrieved|abgerufen|zugriff|letzter zugriff|stand|consult[ée]|consultado"
    r"|acesso|acessado|viewed|visited|дата обращения|дата звернення|zuletzt|geraadpleegd|dostęp|erişim|hämtad"
    r"|lest|cit\.|citováno|ultimo accesso|访问|参照|접속)\b",
    re.IGNORECASE,
)
_LEAD_INS = frozenset(
    (
        "retrieved from|available at|available from|available|available online at|available online|en ligne|in linea"
        "|im internet|disponible en|disponível em|retirado de|recuperado de|online unter|online|in|url"
        "|régimen de acceso|режим доступа|prieiga per internetą|date"
    ).split("|")
)


def _took_edition_or_access(values: Values, note: str) -> bool:
    """Take an edition, a date of access or a medium; drop words that only lead in an address."""
    bare = note.strip(" .,;:()[]").casefold()
    if bare in _LEAD_INS:
        return True
    if bare in MEDIA and "medium" not in values:
        values["medium"] = note.strip(" .,;:()[]")
        return True
    if "edition" not in values and len(note) < 20 and _COUNTED.search(note):
        edition = parse_edition(note)
        if edition.isdigit():
            values["edition"] = edition
            return True
    if "accessed" not in values and len(note) < 60 and _ACCESS.match(note):
        values["accessed"] = parse_date(note)
        return values["accessed"] is not None
    return False
