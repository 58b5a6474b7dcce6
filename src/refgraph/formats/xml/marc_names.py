"""Names in MARC 21 records: fields 100, 110, 700 and 710, with the relators of their subfields 4 and e."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.formats.records import Draft
from refgraph.formats.records.names import read_parts
from refgraph.formats.xml.mods_names import RELATORS, ROLES
from refgraph.formats.xml.paths import name_parts
from refgraph.model.contributor import Role
from refgraph.model.names import Agent, Organization
from refgraph.model.work import Work

Parts = tuple[tuple[str, str], ...]
_SUFFIX = re.compile(r"(?:[JS]r|jun|sen)\.?|[IVX]{2,4}\.?", re.IGNORECASE)
_STOP = re.compile(r"(?<=\w\w\w)\.$")
_WORDS = {
    "hrsg": Role.EDITOR,
    "herausgeber": Role.EDITOR,
    "ed": Role.EDITOR,
    "joint author": Role.AUTHOR,
    "verfasser": Role.AUTHOR,
    "red": Role.EDITOR,
    "editor of compilation": Role.EDITOR,
    "übersetzer": Role.TRANSLATOR,
    "tr": Role.TRANSLATOR,
}
"""Words in subfield e that are no relators but often there."""
_SILENT = frozenset("pbl publisher fnd prt bsl dgg oth".split())


def read(draft: Draft, tag: str, parts: Parts) -> None:
    """Add the name in one field; one in 7XX without a role is an editor's, as Zotero has it."""
    words = [text.casefold().strip(" .,:;[]") for code, text in parts if code in "4e"]
    role = next((found for word in words if (found := _role(word))), None)
    if role is None:
        if set(words) & _SILENT:
            return
        role = Role.AUTHOR if tag[0] == "1" else Role.EDITOR if not words else Role.CONTRIBUTOR
    agent = _agent(tag, parts)
    if agent is not None:
        draft.person(role, agent)


def _role(word: str) -> Role | None:
    word = word.rpartition("/")[2]
    return ROLES.get(word) or _WORDS.get(word) or (Role(word) if word in set(Role) else None)


def _agent(tag: str, parts: Parts) -> Agent | None:
    wanted = "ab" if tag[1:] == "10" else "a"
    text = ". ".join(found for code, text in parts if code in wanted and (found := text.rstrip(" ,:;/")))
    if not text:
        return None
    if tag[1:] == "10":
        return Organization(name=text)
    family, _, given = text.partition(",")
    suffix = next((text.strip(" ,") for code, text in parts if code == "c"), "")
    return read_parts(family.strip(), _STOP.sub("", given.strip()), suffix if _SUFFIX.fullmatch(suffix) else None)


def write(work: Work) -> Iterator[tuple[str, str, Parts]]:
    """Yield tag, indicators and subfields of each contributor; the first, if an author, is the main entry."""
    for place, each in enumerate(work.contributors):
        main = place == 0 and each.role is Role.AUTHOR
        code = next((code for role, _, code in RELATORS if role is each.role), None)
        role = ("4", code) if code else ("e", each.role.value)
        if isinstance(each.agent, Organization):
            yield "110" if main else "710", "2 ", (("a", each.agent.name), role)
            continue
        family, given, suffix = name_parts(each.agent)
        text = ", ".join(part for part in (family, given) if part)
        ends = (("c", suffix),) if suffix else ()
        yield "100" if main else "700", "1 " if given else "0 ", (("a", text), *ends, role)
