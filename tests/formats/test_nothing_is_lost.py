"""Nothing is lost in silence: every value of a source is in the works that are read, or a finding names it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from html import unescape

import pytest
import yaml
from lxml import etree

from refgraph.errors import RefgraphError
from refgraph.formats import FORMATS, detect, find_format

MONTHS = {
    name[:3]: str(number) for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
FULL_MONTHS = frozenset("january february march april june july august september october november december".split())
SEASONS = {
    "spring": "1",
    "spr": "1",
    "summer": "2",
    "sum": "2",
    "fall": "3",
    "fal": "3",
    "winter": "4",
    "win": "4",
}
LABELS = frozenset(
    "https http dx doi org electronic print linking isbn eisbn issn eissn bibcode paperback hardcover hbk pbk".split()
)
"""Words in front of or behind an identifier, which the field of the work says."""
MEANING = {
    "openalex": r"(results/)?(abstract_inverted_index|type|type_crossref)(/|$)|meta(/|$)",
    "datacite": r".*(nameType|nameIdentifierScheme|dateType|[iI]dentifierType|descriptionType|titleType|[iI]temType|"
    r"contributorType|resourceTypeGeneral)$|(data/)?(type|id)$",
    "crossref": r"(status|message-type|message-version|type|message/type|message/items/type)$",
    "zotero-rdf": r".*itemType$",
    "endnote-xml": r".*ref-type$",
    "word": r".*(SourceType|Guid|LCID)$",
    "mods": r".*(typeOfResource|roleTerm|genre)$|mets/(amdSec|structMap|fileSec|metsHdr|structLink)",
    "marcxml": r".*leader$|.*subfield-[24e]$|zs:searchRetrieveResponse/(?!.*recordData)",
    "jats": r"article/(?!back/ref-list/ref/)|.*ref-list/title$",
    "cff": r"cff-version$|message$|(.*/)?type$",
    "hayagriva": r".*type$",
    "ovid": r"VN$",
    "wos": r"FN$|VR$",
}
"""Paths of values that say how the file or another value is to be read, and of parts of a file that are no record."""


def words(text):
    text = unescape(re.sub(r"</?[A-Za-z][^<>]*>|\\[A-Za-z]+|<!--.*?-->", " ", str(text))).casefold()
    text = re.sub(r"(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d|(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)", r"\1\2 \3 \4", text)
    return [word(each) for each in re.findall(r"\d+|[^\W\d_]+", text) if each not in LABELS]


def word(text):
    if text.isdigit():
        return str(int(text))
    return MONTHS.get(text[:3], text) if len(text) == 3 or text in FULL_MONTHS else SEASONS.get(text, text)


def leaves(value, path=""):
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, f"{path}/{name}".lstrip("/"))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from leaves(part, path)
    elif value not in (None, "", True, False):
        yield path, str(value)


def xml_leaves(text):
    root = etree.fromstring(text.encode(), etree.XMLParser(recover=True, resolve_entities=False, remove_comments=True))
    for each in root.iter():
        if not isinstance(each.tag, str):
            continue
        names = [above.tag.rpartition("}")[2] for above in [*reversed(list(each.iterancestors())), each]]
        path = "/".join(names) + (f"-{each.get('code')}" if names[-1] == "subfield" else "")
        for piece in [each.text, *(below.tail for below in each)]:
            if piece and piece.strip():
                yield path, piece


def tagged_leaves(name, text):
    dialect = __import__(f"refgraph.formats.tagged.{name}", fromlist=["DIALECT"]).DIALECT
    for line in re.split(r"\r\n|\r|\n", text):
        found = dialect.line.match(line)
        if dialect.skip is not None and dialect.skip.match(line):
            continue
        if found and found["tag"] not in {*dialect.type_tags, dialect.end}:
            yield found["tag"], found["value"] or ""
        elif not found and line.strip():
            yield "", line


def source_leaves(name, text):
    if name in {"crossref", "datacite", "openalex", "bibjson", "csl-json", "csl-jsonl"}:
        try:
            yield from leaves(json.loads(text))
        except json.JSONDecodeError:
            yield from (each for line in text.splitlines() if line.strip() for each in leaves(json.loads(line)))
    elif FORMATS[name].module.startswith("refgraph.formats.xml"):
        yield from xml_leaves(text)
    elif FORMATS[name].module.startswith("refgraph.formats.tagged"):
        yield from tagged_leaves(name, text)
    elif name in {"csl-yaml", "hayagriva", "cff"}:
        yield from leaves(yaml.load(text, yaml.BaseLoader))
    elif name == "csv":
        yield from (("cell", cell) for row in list(csv.reader(io.StringIO(text)))[1:] for cell in row)
    elif name == "wikipedia":
        yield from (("parameter", value) for value in re.findall(r"\|[^|={}]*=([^|{}]*)", text))


def lost(name, text):
    """Return path and text of every value that is neither in a work nor named by a finding."""
    library = find_format(name).loads(text)
    said = [str(value) for work in library for _, value in leaves(asdict(work))]
    said += [f"{each.agent.text} {each.agent.inverted}" for work in library for each in work.contributors]
    said += [each.agent.initials for work in library for each in work.contributors if each.is_person]
    said += [str(each.value) for work in library for each in work.identifiers]
    said += [key for work in library for key in (*work.extra, *work.variables)]
    said += [f"{finding.value} {finding.message}" for finding in library.findings if finding.slug != "left-out"]
    there = {word for text in said for word in words(text)}
    compact = "".join(word for text in said for word in words(text))
    named = [path for finding in library.findings if finding.slug == "left-out" for path in finding.value.split(", ")]
    silent = re.compile(MEANING.get(name, r"(?!)"))
    for path, value in source_leaves(name, text):
        if silent.match(path) or any(f"/{each}/" in f"/{path}/" for each in named):
            continue
        missing = [word for word in words(value) if word not in there and word not in compact]
        if missing:
            yield path, value


def samples():
    from tests_samples import texts

    return texts()


def real_texts(folder):
    """Yield name of the format, name of the file and text of every file that is read; BibTeX has laws of its own."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            continue
        chosen = detect(text, path) if path.parent.name != "zotero" else None
        if chosen is not None and chosen.name != "bibtex":
            yield chosen.name, path.name, text


@pytest.mark.parametrize(("name", "text"), [pytest.param(*each, id=each[0]) for each in samples()])
def test_every_value_of_a_sample_is_read_or_named(name, text):
    assert list(lost(name, text)) == []


def test_every_value_of_a_real_file_is_read_or_named(shared):
    folder = shared / "format-samples" / "files"
    if not folder.is_dir():
        pytest.skip("needs ../shared/format-samples")
    found, count = {}, 0
    for name, file, text in real_texts(folder):
        try:
            gone = list(lost(name, text))
        except (RefgraphError, json.JSONDecodeError, yaml.YAMLError):
            continue
        count += 1
        found |= {file: gone} if gone else {}
    assert count > 50
    assert found == {}


def test_what_is_left_out_is_named_once_for_a_file():
    record = {"DOI": "10.1000/a", "type": "monograph", "title": ["A"], "indexed": {"version": "3.4.0"}, "score": 17}
    lines = "\n".join(json.dumps(record | {"DOI": f"10.1000/{letter}"}) for letter in "abc")
    (finding,) = find_format("crossref").loads(lines, "works.jsonl").findings
    assert (finding.code, finding.severity, finding.place) == ("S017", "info", "works.jsonl:1")
    assert finding.message == "values about the record and not the work were left out: indexed (3), score (3)"


def test_subfields_that_nothing_is_made_of_come_back():
    text = (
        "<collection><record><leader>00000nam a2200000 a 4500</leader>"
        "<datafield tag='245' ind1='1' ind2='0'><subfield code='a'>Bogs /</subfield>"
        "<subfield code='c'>drawn by hand.</subfield></datafield>"
        "<datafield tag='700' ind1='1' ind2=' '><subfield code='a'>Roe, R.,</subfield>"
        "<subfield code='d'>1950-</subfield>"
        "<subfield code='4'>edt</subfield></datafield></record></collection>"
    )
    library = find_format("marcxml").loads(text)
    assert library.works[0].extra == {"marc-245-part": "$cdrawn by hand.", "marc-700-part": "$d1950-"}
    written = find_format("marcxml").dumps(library)
    assert written.count('tag="245"') == written.count('tag="700"') == 1
    assert find_format("marcxml").loads(written).works == library.works
