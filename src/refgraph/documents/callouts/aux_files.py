r"""What LaTeX notes down about citations: the ``.aux`` file, and the ``.bcf`` file of BibLaTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from refgraph.errors import UnreadableFileError
from refgraph.text.decoding import read_text

_AUX = re.compile(
    r"\\(?P<name>citation|bibdata|bibstyle|@input|abx@aux@cite(?:\{\d+\})?|abx@aux@nocite(?:\{\d+\})?)\s*\{(?P<value>[^{}]*)\}"
)
_XML = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedKeys:
    """What LaTeX noted down.

    Attributes:
        clusters: keys that were cited together, in the order of the text; the key "*" is all works.
        bibliographies: files with works, as written, with ".bib" where LaTeX adds it.
        bib_style: name of the BibTeX style, or None.
        biblatex: True if BibLaTeX wrote it, which reads no ``thebibliography``.
    """

    clusters: tuple[tuple[str, ...], ...] = ()
    bibliographies: tuple[str, ...] = ()
    bib_style: str | None = None
    biblatex: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys, each once, in the order of their first citation."""
        return tuple(dict.fromkeys(key for cluster in self.clusters for key in cluster))


def read_aux(path: Path | str) -> CitedKeys:
    r"""Read an ``.aux`` file and those of the parts it includes; a part that is missing is passed over.

    Raises:
        UnreadableFileError: if the file cannot be read.
    """
    return _aux(Path(path), seen=set())


def _aux(path: Path, seen: set[Path]) -> CitedKeys:
    seen.add(path.resolve())
    clusters: list[tuple[str, ...]] = []
    files: list[str] = []
    style = None
    biblatex = False
    for found in _AUX.finditer(read_text(path).text):
        values = _split(found["value"])
        match found["name"].split("{")[0]:
            case "citation":
                clusters.append(values)
            case "bibdata":
                files += [name if name.endswith(".bib") else f"{name}.bib" for name in values]
            case "bibstyle":
                style = found["value"].strip()
            case "@input":
                part = path.parent / found["value"].strip()
                if part.is_file() and part.resolve() not in seen:
                    inner = _aux(part, seen)
                    clusters += inner.clusters
                    files += inner.bibliographies
                    biblatex = biblatex or inner.biblatex
            case _:
                clusters.append(values)
                biblatex = True
    files = [name for name in files if not name.endswith("-blx.bib")]  # BibLaTeX's own, for BibTeX
    return CitedKeys(
        clusters=tuple(each for each in clusters if each),
        bibliographies=tuple(files),
        bib_style=style,
        biblatex=biblatex,
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in text.split(",") if key.strip())


def read_bcf(path: Path | str) -> CitedKeys:
    """Read the control file that BibLaTeX writes for biber.

    Raises:
        UnreadableFileError: if it cannot be read, or is no such file.
    """
    from lxml import etree

    text = read_text(path).text
    problem = None
    if _XML.search(text):
        problem = "has a document type declaration, which is refused"
    else:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(text.encode(), parser)
        except etree.XMLSyntaxError as error:
            problem = f"is no XML: {error.msg}"
    if problem is not None:
        raise UnreadableFileError(problem, path=path, hint="expected the .bcf file that BibLaTeX writes")
    keys = [(each.text or "").strip() for each in root.iterfind(".//{*}citekey")]
    files = [(each.text or "").strip() for each in root.iterfind(".//{*}datasource")]
    return CitedKeys(
        clusters=tuple((key,) for key in keys if key), bibliographies=tuple(filter(None, files)), biblatex=True
    )
