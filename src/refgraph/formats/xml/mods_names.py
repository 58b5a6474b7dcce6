"""Names in MODS records, with the roles of the MARC relators."""

from __future__ import annotations

from refgraph.formats.records import Draft
from refgraph.formats.records.names import read_inverted, read_parts
from refgraph.formats.xml.paths import name_parts, put, roles_in
from refgraph.formats.xml.tree import Node, text_at, text_of
from refgraph.model.contributor import Contributor, Role
from refgraph.model.identifiers import parse_identifier
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme, is_valid
from refgraph.model.work import Work

RELATORS: tuple[tuple[Role, str, str], ...] = (
    (Role.AUTHOR, "author", "aut"),
    (Role.AUTHOR, "creator", "cre"),
    (Role.AUTHOR, "artist", "art"),
    (Role.AUTHOR, "cartographer", "ctg"),
    (Role.AUTHOR, "inventor", "inv"),
    (Role.AUTHOR, "programmer", "prg"),
    (Role.AUTHOR, "interviewee", "ive"),
    (Role.AUTHOR, "photographer", "pht"),
    (Role.AUTHOR, "dissertant", "dis"),
    (Role.COMPILER, "compiler", "com"),
    (Role.COMPOSER, "composer", "cmp"),
    (Role.CONTRIBUTOR, "contributor", "ctb"),
    (Role.CURATOR, "curator", "cur"),
    (Role.DIRECTOR, "director", "drt"),
    (Role.DIRECTOR, "film director", "fmd"),
    (Role.EDITOR, "editor", "edt"),
    (Role.HOST, "host", "hst"),
    (Role.ILLUSTRATOR, "illustrator", "ill"),
    (Role.INTERVIEWER, "interviewer", "ivr"),
    (Role.NARRATOR, "narrator", "nrt"),
    (Role.ORGANIZER, "organizer", "orm"),
    (Role.PERFORMER, "performer", "prf"),
    (Role.PERFORMER, "actor", "act"),
    (Role.PRODUCER, "producer", "pro"),
    (Role.RECIPIENT, "addressee", "rcp"),
    (Role.SCRIPT_WRITER, "screenwriter", "aus"),
    (Role.SCRIPT_WRITER, "scriptwriter", "scr"),
    (Role.TRANSLATOR, "translator", "trl"),
    (Role.CHAIR, "moderator", "mod"),
)
"""CSL role, the relator's term and code; the first of a role is written."""
ROLES = {word: role for role, term, code in reversed(RELATORS) for word in (term, code)}
_PUBLISHERS = frozenset("publisher pbl distributor dst printer prt manufacturer mfr dgg asn".split())
_PLACES = {Role.CONTAINER_AUTHOR: "relatedItem[@type='host']", Role.COLLECTION_EDITOR: "relatedItem[@type='series']"}
_OF_PART = {"relatedItem[@type='host']": Role.AUTHOR, "relatedItem[@type='series']": Role.EDITOR}


def read(record: Node, draft: Draft) -> set[Node]:
    """Add the contributors of a record and of what it is part of; return the elements that were read."""
    used: set[Node] = set()
    for each in record.iterfind("name"):
        used.add(each)
        role = _role(each)
        if role is not None:
            _add(draft, each, role)
    for role, place in _PLACES.items():
        for each in record.iterfind(f"{place}/name"):
            used.add(each)
            said = _role(each)
            if said is not None:
                named = each.find("role") is not None
                _add(draft, each, role if said is _OF_PART[place] and named else said if named else Role.CONTRIBUTOR)
    return used


def _role(name: Node) -> Role | None:
    """Return the first role that is known, author where none is named, None for those who only made the copies."""
    words = [text_of(each).casefold().rstrip(".") for each in name.iterfind("role/roleTerm")]
    words += [text_of(each).casefold() for each in name.iterfind("role") if each.find("roleTerm") is None]
    known = next((ROLES[word] for word in words if word in ROLES), None)
    known = known or next((Role(word) for word in words if word in set(Role)), None)
    if known or not words:
        return known or Role.AUTHOR
    return None if _PUBLISHERS & set(words) else Role.CONTRIBUTOR


def _add(draft: Draft, name: Node, role: Role) -> None:
    if name.find("etal") is not None:
        if role not in draft.truncated:
            draft.truncated.append(role)
        return
    agent = _agent(name)
    if agent is None:
        return
    numbers = [text_of(each) for each in name.iterfind("nameIdentifier")]
    draft.contributors.append(
        Contributor(
            agent=agent,
            role=role,
            identifiers=tuple(parse_identifier(one, Scheme.ORCID) for one in numbers if is_valid(one, Scheme.ORCID)),
            affiliations=tuple(text for each in name.iterfind("affiliation") if (text := text_of(each))),
        )
    )


def _agent(name: Node) -> Agent | None:
    parts = {
        kind: " ".join(text_of(each) for each in name.iterfind("namePart") if each.get("type") == kind)
        for kind in ("family", "given", "termsOfAddress")
    }
    free = [text for each in name.iterfind("namePart") if not each.get("type") and (text := text_of(each))]
    if parts["family"]:
        return read_parts(parts["family"], parts["given"], parts["termsOfAddress"] or None)
    if parts["given"] and not free:
        free = [parts["given"]]
    if not free:
        free = [text_at(name, "displayForm")]
    if name.get("type") == "personal":
        text = ", ".join(free).rstrip(" ,") if len(free) > 1 else free[0].rstrip(" ,")
        if not text:
            return None
        return read_inverted(text) if "," in text else Name(literal=text)
    text = ". ".join(each.rstrip(". ") if place < len(free) - 1 else each for place, each in enumerate(free))
    if not text:
        return None
    return read_inverted(text) if not name.get("type") and text.count(",") == 1 else Organization(name=text)


def write(record: Node, work: Work) -> None:
    """Write the contributors of a work, each with the relator of the role."""
    for each in work.contributors:
        person = each.is_person
        element = _new(record, each.role, "personal" if person else "corporate")
        for kind, text in _parts(each.agent):
            put(element, f"namePart[@type='{kind}']" if kind else "namePart", text)
        for place in each.affiliations:
            put(element, "affiliation", place)
        for number in each.identifiers:
            put(element, f"nameIdentifier[@type='{number.scheme.value}']", number.value)
        _write_role(element, each.role)
    for role in roles_in(work):
        if role in work.truncated:
            element = _new(record, role, "")
            put(element, "etal", "")
            _write_role(element, role)


def _new(record: Node, role: Role, kind: str) -> Node:
    path = _PLACES.get(role, "")
    return put(record, f"{path}/" * bool(path) + "name" + f"[@type='{kind}']" * bool(kind), "")


def _parts(agent: Agent) -> list[tuple[str, str]]:
    if isinstance(agent, Organization):
        return [("", agent.name)]
    if agent.literal and not agent.family:
        return [("", agent.literal)]
    kinds = ("family", "given", "termsOfAddress")
    return [(kind, text) for kind, text in zip(kinds, name_parts(agent), strict=True) if text]


def _write_role(element: Node, role: Role) -> None:
    known = next(((term, code) for of, term, code in RELATORS if of is role), None)
    if role in _PLACES:
        known = ("author", "aut") if role is Role.CONTAINER_AUTHOR else ("editor", "edt")
    if known is None:
        put(element, "role/roleTerm[@type='text']", role.value)
        return
    put(element, "role/roleTerm[@type='text'][@authority='marcrelator']", known[0])
    put(element, "role/roleTerm[@type='code'][@authority='marcrelator']", known[1])
