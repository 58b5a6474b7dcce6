"""The notation of tests/cases/csl: a piece of a style, works, and where they are cited.

    == Given names become initials
    <names variable="author"><name initialize-with=". "/></names>
    abai: book | author: Құнанбаев, Абай & {World Bank} | issued: 1995-03/1995-04
    1. [see @abai, page 3-5, passim; -@abai]
    ---
    see А. Құнанбаев and World Bank, 3–5, passim; 3–5

- The style comes first, as XML without its root and `info`. `<style .../>` sets attributes of the root, and
  `<style use="apa"/>` takes a packed style. `citation` and `bibliography` need no `layout` of their own where it has no
  attributes; what stands outside both is the layout of citations, or of the bibliography where nothing is cited.
- A work is `id: type | variable: value | ...`; lines that begin with a space go on. Names are `Family, Given`, bodies
  are in braces, `&` stands between names. Dates are `2005-3-17`, ranges `2005/2007`, `2005-21` is a season, `2005~` is
  uncertain, `-44` lies before our era, a text in quotation marks is no date. What begins with `[` or `{"` is JSON.
- `[...]` is a citation in the text, `2. [...]` one in note 2, with cites apart by `;`. `-@` leaves the author out, `=@`
  leaves the author alone, `+@` puts the author into the sentence. After the id may come `, LABEL LOCATOR` and a suffix.
- `output:`, `locale:` and `include:` set these; the output is HTML, so that italics can be seen.

Citations come out one a line, then entries after a `*`, then findings after `!!`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from refgraph.csl import CitationProcessor, Cite, Cluster
from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_AREAS = ("citation", "bibliography")
_OPTIONS = ("output", "locale", "include")
_LABELS = "act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus \
page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume".split()
_CITE = re.compile(
    rf"(?P<prefix>.*?)(?P<mode>[-=+]?)@(?P<id>[\w.:-]*\w)(?:, (?P<label>{'|'.join(_LABELS)}) (?P<locator>[^,]+))?"
    r"(?P<suffix>.*)"
)
_MODES = {"": "normal", "-": "suppress-author", "=": "author-only", "+": "narrative"}


def describe(given: str) -> str:
    """Say what a case comes to."""
    xml, options, works, clusters = parse(given)
    processor = CitationProcessor(
        works, style_of(xml, cited=bool(clusters)), options.get("output", "html"), options.get("locale")
    )
    lines = list(processor.set_clusters(clusters).texts.values())
    processor.include(options["include"].split() if "include" in options else () if clusters else processor.ids)
    made = processor.bibliography()
    lines += [f"* {_indented(entry.text, options.get('output', 'html'))}" for entry in made.entries]
    lines += [f"!! {finding.code} {finding.message}" for finding in made.findings]
    return "\n".join(lines)


def _indented(text: str, output: str) -> str:
    """Show the lines of an entry one below the other; line breaks of HTML mean nothing."""
    lines = text.strip().split("\n")
    return "".join(map(str.strip, lines)) if output == "html" else "\n  ".join(lines)


def parse(given: str) -> tuple[str, dict[str, str], list[dict[str, Any]], list[Cluster]]:
    """Take a case apart: XML of the style, options, items, clusters."""
    xml: list[str] = []
    rest: list[str] = []
    for line in given.split("\n"):
        if line.startswith("<") or (line.startswith(" ") and not rest):
            xml.append(line)
        elif line.startswith(" "):
            rest[-1] += " " + line.strip()
        elif line:
            rest.append(line)
    options: dict[str, str] = {}
    works: list[dict[str, Any]] = []
    clusters: list[Cluster] = []
    for line in rest:
        cited = re.fullmatch(r"(?:(\d+)\. )?\[(.*)\]", line)
        name, _, value = line.partition(": ")
        if cited:
            clusters.append(Cluster(tuple(_cites(cited[2])), f"c{len(clusters) + 1}", int(cited[1] or 0)))
        elif name in _OPTIONS:
            options[name] = value
        else:
            works.append(item_of(line))
    return "\n".join(xml), options, works, clusters


def style_of(xml: str, *, cited: bool) -> str:
    """Return the whole style, or the name of a packed one."""
    root = ET.Element("style", {"xmlns": _NAMESPACE, "class": "in-text", "version": "1.0"})
    info = ET.SubElement(root, "info")
    for tag in ("title", "id", "updated"):
        ET.SubElement(info, tag).text = "2026-01-01T00:00:00+00:00" if tag == "updated" else "case"
    loose = []
    for child in ET.fromstring(f"<all>{xml}</all>"):
        if child.tag == "style" and "use" in child.attrib:
            return child.attrib["use"]
        if child.tag == "style":
            root.attrib.update(child.attrib)
        elif child.tag in _AREAS:
            root.append(_with_layout(child))
        elif child.tag in ("locale", "macro"):
            root.append(child)
        else:
            loose.append(child)
    if loose:
        area = ET.SubElement(root, "citation" if cited else "bibliography")
        area.extend(loose)
        _with_layout(area)
    if root.find("citation") is None:
        ET.SubElement(ET.SubElement(ET.SubElement(root, "citation"), "layout"), "text", {"variable": "title"})
    return ET.tostring(root, encoding="unicode")


def _with_layout(area: ET.Element) -> ET.Element:
    if area.find("layout") is None:
        parts = [child for child in area if child.tag != "sort"]
        for child in parts:
            area.remove(child)
        ET.SubElement(area, "layout").extend(parts)
    return area


def item_of(line: str) -> dict[str, Any]:
    """Return the CSL-JSON item that a line tells."""
    head, *fields = re.split(r" +\| ", line)
    name, _, kind = head.partition(": ")
    item: dict[str, Any] = {"id": name, "type": kind.strip()}
    for field in fields:
        variable, _, value = field.partition(": ")
        item[variable] = _value(variable, value.replace("\\n", "\n"))
    return item


def _value(variable: str, text: str) -> Any:
    if text.startswith(("[", '{"')):
        return json.loads(text)
    if variable in NAME_VARIABLES:
        return [_name(part) for part in text.split(" & ")]
    return _date(text) if variable in DATE_VARIABLES else text


def _name(text: str) -> dict[str, str]:
    if text.startswith("{"):
        return {"literal": text[1:-1]}
    family, _, given = text.partition(", ")
    return {"family": family, "given": given} if given else {"family": family}


def _date(text: str) -> dict[str, Any]:
    if text.startswith('"'):
        return {"literal": text[1:-1]}
    days = [[int(part) for part in re.findall(r"^-?\d+|\d+", day)] for day in text.rstrip("~").split("/")]
    return {"date-parts": days} | ({"circa": True} if text.endswith("~") else {})


def _cites(text: str) -> Iterator[Cite]:
    for part in text.split("; "):
        found = _CITE.fullmatch(part)
        assert found, f"no cite: {part!r}"
        yield Cite(
            found["id"],
            found["locator"],
            found["label"] or "page",
            found["prefix"],
            found["suffix"],
            _MODES[found["mode"]],
        )
