r"""The bibliography of a LaTeX text from what LaTeX noted down: ``.aux`` or ``.bcf`` in, ``.bbl`` out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from refgraph.csl import CitationProcessor, Cite, Cluster
from refgraph.documents.callouts import CitedKeys, Mode, read_aux, read_bcf
from refgraph.documents.callouts.latex import find_packages
from refgraph.errors import UnreadableFileError
from refgraph.model import Finding, Library, Severity, Work
from refgraph.model.keys import NearKeys
from refgraph.pipeline.citing.latex import write_bbl
from refgraph.pipeline.citing.manuscript import CitedManuscript
from refgraph.pipeline.citing.rendering import year_in
from refgraph.pipeline.citing.settings import Sayings, Wishes, settle
from refgraph.text.decoding import read_text

_NATBIB = re.compile(r"^Package: natbib\b", re.MULTILINE)
_NUMBERS = re.compile(r"\\setcitestyle\s*\{[^}]*\b(?:numbers|super)\b")
_UNSAFE_IN_LABEL = re.compile(r"[()\[\]{}]")


def cite_aux(path: str | Path, wishes: Wishes) -> CitedManuscript:
    r"""Return the ``thebibliography`` of a LaTeX text, for the next run of LaTeX to read.

    Where the text loads natbib and does not ask for numbers, the items have labels of author and year.

    Args:
        path: the ``.aux`` file, or the ``.bcf`` file of BibLaTeX.
        wishes: works, style and language; by default the works are those that the file names.

    Raises:
        UnreadableFileError: if a file cannot be read.
        ConfigurationError: if there are citations but no works to cite.
        UnknownNameError: if the style is not known.
    """
    path = Path(path)
    noted = read_bcf(path) if path.suffix.lower() == ".bcf" else read_aux(path)
    settings = settle(wishes, Sayings(folder=path.parent, files=noted.bibliographies, cites=bool(noted.clusters)))
    library = settings.library
    processor = CitationProcessor(library, style=settings.style, output="latex", locale=settings.locale)
    clusters = [
        Cluster(cites=tuple(Cite(id=key) for key in keys), id=f"c{number}", note_number=0)
        for number, keys in enumerate(_known(noted, library))
    ]
    processor.include(library.keys if "*" in noted.keys else [])
    processor.set_clusters(clusters)
    entries = [(entry.ids[0], entry.text) for entry in processor.bibliography().entries]
    labels = _labels(processor, [key for key, _ in entries], library) if _wants_labels(path) else None
    text = write_bbl(entries, labels)
    unknown = [key for key in noted.keys if key != "*" and key not in library]
    return CitedManuscript(
        text=text,
        bibliography=text,
        keys=tuple(key for key in noted.keys if key in library),
        style=settings.style,
        findings=(
            *(each for each in library.findings if each.key is None or each.key in noted.keys),
            *_unknown(unknown, library, str(path)),
            *_biblatex(noted, str(path)),
            *processor.findings,
        ),
    )


def _known(noted: CitedKeys, library: Library) -> Iterator[tuple[str, ...]]:
    for keys in noted.clusters:
        known = tuple(key for key in keys if key in library)
        if known:
            yield known


def _unknown(keys: Sequence[str], library: Library, file: str) -> Iterator[Finding]:
    known = NearKeys(library.keys)
    for key in keys:
        near = known.of(key)
        hint = f"; did you mean {near}?" if near else ""
        message = f"no entry has the cited key {key!r}{hint}"
        yield Finding(
            code="G801", slug="cited-missing", message=message, severity=Severity.ERROR, file=file, key=key, value=key
        )


def _biblatex(noted: CitedKeys, file: str) -> Iterator[Finding]:
    if noted.biblatex:
        message = (
            "BibLaTeX reads only what biber writes: \\input this bibliography in place of \\printbibliography,"
            " or cite the .tex file"
        )
        yield Finding(code="M007", slug="biblatex", message=message, file=file)


def _wants_labels(path: Path) -> bool:
    """Return True if the text loads natbib for author-year citations; its source and its log say so."""
    source = _read(path.with_suffix(".tex"))
    packages = find_packages(source)
    if "natbib" in packages:
        return not {"numbers", "super"} & {*packages["natbib"]} and not _NUMBERS.search(source)
    return _NATBIB.search(_read(path.with_suffix(".log"))) is not None and not _NUMBERS.search(source)


def _read(path: Path) -> str:
    try:
        return read_text(path).text
    except UnreadableFileError:
        return ""


def _labels(processor: CitationProcessor, keys: Sequence[str], library: Library) -> dict[str, str]:
    """Return natbib's labels, ``Doe and Roe(2005a)Doe, Roe, and Poe``: short authors, year, all authors."""
    authors = _texts(processor, keys, Mode.AUTHOR_ONLY)
    years = _texts(processor, keys, Mode.SUPPRESS_AUTHOR)
    labels = {}
    for key in keys:
        work = library[key]
        year = year_in(years.get(key, ""), work)
        short = _safe(authors.get(key, "")) or _safe(work.title or key)
        names = _safe(", ".join(_family(work)))
        labels[key] = f"{short}({year}){names if len(_family(work)) > 1 else ''}"
    return labels


def _texts(processor: CitationProcessor, keys: Sequence[str], mode: Mode) -> dict[str, str]:
    clusters = [Cluster(cites=(Cite(id=key, mode=mode.value),), id=key) for key in keys]
    return dict(processor.set_clusters(clusters).texts)


def _family(work: Work) -> list[str]:
    return [each.agent.full_family for each in work.authors or work.editors]


def _safe(text: str) -> str:
    """Return a text without the brackets that part a label of natbib."""
    return _UNSAFE_IN_LABEL.sub("", text)
