"""Score how much of what Zotero reads in its own test cases refgraph reads, format by format.

    python benchmarks/formats.py [-v] [format ...]

Needs format-samples beside the project. Every field of an expected item counts one, its type and its list of creators
too; attachments and Zotero's own ids do not. The mapping is that of tests/conformance/format_adapter.py; where one CSL
variable has several names in Zotero, any of them is right. What is compared:

- text: letters and digits, case and accents aside (full stops at the end and spaces say nothing);
- dates: year, month and day, as far as they are expected; for words in their place, the words;
- pages: ranges written in full ("475-82" is "475-482");
- names: role, family and given names; initials without stops; a role that CSL lacks must be somewhere in the work;
  editors and others whom Zotero drops because its type has no such role do no harm;
- ISSN and ISBN: the expected ones are among those found; tags as a set; notes without markup and without Zotero's
  list of what it could not place;
- ``extra``: each line's value must be somewhere in the work.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from places import shared

from refgraph.errors import RefgraphError
from refgraph.formats import FORMATS as READ
from refgraph.formats.records.dates import parse_date
from refgraph.model import Date, Work

sys.path.insert(0, str(Path(__file__).parent.parent / "tests/conformance"))
from format_adapter import DATES, FIELDS, FORMATS, TYPES, creator, read_case

FLOOR = 0.95
IGNORED = {"attachments", "seeAlso", "itemID", "id", "complete"}
SAME_TYPES = {
    "videoRecording": "motion_picture broadcast",
    "film": "motion_picture broadcast",
    "radioBroadcast": "broadcast",
    "podcast": "broadcast",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
    "document": "document classic collection",
    "artwork": "graphic figure",
    "encyclopediaArticle": "entry-encyclopedia entry",
    "journalArticle": "article-journal review review-book",
    "preprint": "article",
    "magazineArticle": "article-magazine",
    "manuscript": "manuscript pamphlet",
    "book": "book classic collection periodical",
    "report": "report standard",
}
"""Types of Zotero that CSL does not tell apart, or that have several of CSL."""
SAME_ROLES = {
    "author": "author director composer performer",
    "director": "director author",
    "artist": "author",
    "composer": "author",
    "cartographer": "author",
    "inventor": "author",
    "programmer": "author",
    "interviewee": "author",
    "podcaster": "author host",
    "presenter": "author",
    "contributor": "contributor performer editor",
    "sponsor": "contributor",
    "cosponsor": "contributor",
    "counsel": "translator contributor",
    "attorneyAgent": "contributor",
}
"""Roles of Zotero -> roles of CSL besides the one of that name."""
NO_CSL_ROLE = {"attorneyAgent", "castMember", "commenter", "counsel", "wordsBy", "sponsor", "cosponsor"}
VARIABLES: dict[str, list[str]] = {}
for _variable, _names in {**FIELDS, **DATES}.items():
    for _name in _names.split():
        VARIABLES.setdefault(_name, []).append(_variable)
VARIABLES["place"] = ["publisher-place", "event-place"]
for _name in ("blogTitle", "websiteTitle", "bookTitle", "publicationTitle"):
    VARIABLES[_name] = ["container-title"]
VARIABLES["caseName"] = VARIABLES["nameOfAct"] = ["title"]


def plain(text: object) -> str:
    """Return letters and digits, in lower case."""
    bare = unescape(re.sub(r"<h2>[^<]*</h2>|<[^<>]*>", " ", str(text)))
    return "".join(re.findall(r"\w+", normalize("NFC", bare).casefold()))


def same_text(expected: Any, found: Any) -> bool:
    return plain(expected) == plain(found)


def same_date(expected: str, date: Date | None) -> bool:
    if date is None:
        return plain(expected) in {"", "0000"}
    expected = expected.replace("0000", "").strip()
    meant = parse_date(expected)
    if meant is None or meant.start is None or date.start is None:
        words = {plain(word) for word in (date.literal or "").split()}
        return bool(words & {plain(word) for word in expected.split()})
    one, other = meant.start, date.start
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(wanted in {None, there} for wanted, there in pairs)


def full_range(text: object) -> str:
    def complete(found: re.Match[str]) -> str:
        first, last = found[1], found[2]
        return f"{first}-{first[: len(first) - len(last)] + last if len(last) < len(first) else last}"

    return re.sub(r"(\d+)\s*[-–—]+\s*(\d+)", complete, str(text))


def same_creators(expected: Any, work: Work) -> bool:
    found = [creator(each) for each in work.contributors]
    roles = [each.role.value for each in work.contributors]
    rest = list(zip(found, roles, strict=True))
    order: dict[str, list[int]] = {}
    for one in expected:
        match = next((each for each in rest if same_creator(one, *each)), None)
        if match is not None:
            order.setdefault(one.get("creatorType", "author"), []).append(found.index(match[0]))
            rest.remove(match)
        elif one.get("creatorType") not in NO_CSL_ROLE or plain(one["lastName"]) not in everything(work):
            return False
    surplus = any(role == "author" for _, role in rest)  # roles that the type of a Zotero item lacks are none
    return not surplus and all(places == sorted(places) for places in order.values())


def same_creator(one: dict[str, Any], other: dict[str, Any], role: str) -> bool:
    kind = one.get("creatorType", "author")
    if kind != other["creatorType"] and role not in SAME_ROLES.get(kind, "").split():
        return False
    given = (one.get("firstName", ""), other.get("firstName", ""))
    return plain(one.get("lastName", one.get("name", ""))) == plain(other["lastName"]) and plain(given[0]) == plain(
        given[1]
    )


def same_tags(expected: Any, work: Work) -> bool:
    words = {plain(each["tag"] if isinstance(each, dict) else each) for each in expected}
    return words <= {plain(each) for each in work.keywords} | {plain(work.keyword or "")}


def everything(work: Work) -> str:
    texts = [work.get(name) for names in (FIELDS, DATES) for name in names]
    extra = [each for value in work.extra.values() for each in (value if isinstance(value, list) else [value])]
    ours = [*texts, *extra, *(each.value for each in work.identifiers), work.note, work.annote, work.keyword, work.key]
    ours += list(work.variables.values())
    return plain(" ".join(str(each) for each in ours if each))


def same_notes(expected: Any, work: Work) -> bool:
    texts = [each["note"] if isinstance(each, dict) else each for each in expected]
    held = plain(f"{work.note or ''} {work.annote or ''}")
    return all(plain(text) in held for text in texts if not text.startswith("The following values have no corr"))


def same_extra(expected: Any, work: Work) -> bool:
    held = everything(work)
    return all(plain(line.rpartition(": ")[2]) in held for line in expected.splitlines())


def same(name: str, expected: Any, work: Work) -> bool:
    """Return True if a work says what a field of a Zotero item says."""
    if name == "itemType":
        allowed = SAME_TYPES.get(expected, "").split() + [csl for csl, kind in TYPES.items() if kind == expected]
        return work.type in allowed or (expected == "document" and work.type not in TYPES)
    special = {"creators": same_creators, "tags": same_tags, "notes": same_notes, "extra": same_extra}
    if name in special:
        return special[name](expected, work)
    found = [work.get(variable) for variable in VARIABLES.get(name, ())]
    if VARIABLES.get(name, [""])[0] in DATES:
        return same_date(str(expected), found[0])
    if name == "pages":
        return same_text(full_range(expected), full_range(found[0] or ""))
    if name in {"ISSN", "ISBN"}:
        ours = {plain(part.replace("-", "")) for part in re.split(r"[,;\s]+", str(found[0] or ""))}
        return {plain(part.replace("-", "")) for part in expected.split()} <= ours or same_text(expected, found[0])
    return any(each is not None and same_text(expected, each) for each in found)


def fields_of(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in IGNORED and value not in ([], "", None)}


def score(name: str, cases: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """Return counts and the mismatches of one format."""
    counts, wrong = Counter(), []
    for number, case in enumerate(cases):
        try:
            works = read_case(case["input"], name)
        except (RefgraphError, ImportError) as error:
            works = ()
            wrong.append(f"case {number}: {error}")
        counts["items"] += len(case["items"])
        counts["found"] += min(len(works), len(case["items"]))
        counts["surplus"] += max(0, len(works) - len(case["items"]))
        for place, item in enumerate(case["items"]):
            fields = fields_of(item)
            counts["fields"] += len(fields)
            if place >= len(works):
                continue
            work = works[place]
            for field, value in fields.items():
                if same(field, value, work):
                    counts["right"] += 1
                else:
                    ours = [work.get(variable) for variable in VARIABLES.get(field, [field.removesuffix("s")])]
                    wrong.append(f"case {number}, item {place} ({work.type}): {field}: {value!s:.200} <> {ours!s:.200}")
    return counts, wrong


def main(arguments: list[str]) -> int:
    verbose = "-v" in arguments
    chosen = [each for each in arguments if not each.startswith("-")]
    folder = shared("format-samples/zotero")
    low = 0
    print(f"{'format':32}{'items':>12}{'fields':>14}{'share':>9}")
    for path in sorted(folder.glob("*.json")):
        if FORMATS.get(path.stem) not in READ or (chosen and path.stem not in chosen):
            continue
        counts, wrong = score(path.stem, json.loads(path.read_text(encoding="utf-8")))
        share = counts["right"] / counts["fields"] if counts["fields"] else 1.0
        low += share < FLOOR
        items = f"{counts['found']}/{counts['items']}" + (f"+{counts['surplus']}" if counts["surplus"] else "")
        print(f"{path.stem:32}{items:>12}{counts['right']:>8}/{counts['fields']:<5}{share:>9.1%}")
        if verbose:
            print("".join(f"    {line}\n" for line in wrong), end="")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
