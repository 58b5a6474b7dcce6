"""Word documents, through python-docx (the extra "docx"); a citation by itself is HTML, as Word pastes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from refgraph.csl.output.blocks import in_blocks
from refgraph.csl.output.hypertext import HtmlWriter
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, Writer
from refgraph.csl.tokens import Mark, Token
from refgraph.errors import ConfigurationError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run
    from lxml.etree import _Element

_NO_XML = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]")
_STYLE = "Bibliography"  # name and id
_FORMATS: Final = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "font-variant:small-caps;": "small_caps",
    "text-decoration:underline;": "underline",
}
_RAISED = frozenset({"superscript", "subscript"})
_CLASS = "csl-"
_POINTS_PER_SIGN, _POINTS_PER_INDENT, _POINTS_PER_LINE = 7.0, 36.0, 12.0
_EPOCH = (1980, 1, 1, 0, 0, 0)


class _Piece(NamedTuple):
    """Text in one formatting; `link` is its address or empty."""

    text: str
    formats: frozenset[str]
    link: str


class DocxWriter(Writer):
    """Writes .docx files; the pieces on the way there are HTML."""

    def __init__(self) -> None:
        """Make the writer of the pieces."""
        self._html = HtmlWriter()

    def escape(self, text: str) -> str:
        """Return the text as HTML, without the control characters that XML forbids."""
        return self._html.escape(_NO_XML.sub("", text))

    def open(self, mark: Mark) -> str:
        """Return the start tag of a mark."""
        return self._html.open(mark._replace(value=_NO_XML.sub("", mark.value))).strip()

    def close(self, mark: Mark) -> str:
        """Return the end tag of a mark."""
        return self._html.close(mark).strip()

    def prepare(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Return the tape without marks that undo others, and with all text in blocks or none."""
        return in_blocks(tokens)

    def entry(self, body: str, entry: EntryLayout) -> str:  # noqa: ARG002 - the marks say it all
        """Return one `csl-entry`."""
        return f'<div class="csl-entry">{body}</div>\n'

    def bibliography(self, entries: Sequence[str], layout: BibliographyLayout) -> bytes:
        """Return a Word document with one paragraph, or several blocks, for each entry."""
        return self.document(entries, layout)

    def document(
        self,
        entries: Sequence[str],
        layout: BibliographyLayout,
        *,
        title: str = "",
        language: str = "",
    ) -> bytes:
        """Return a Word document; the layout is in its style "Bibliography", where it can be changed.

        Raises:
            ConfigurationError: python-docx is not installed.
        """
        from lxml import etree

        document = _new_document(title, language)
        _set_style(document, layout)
        if title:
            document.add_heading(title, level=1)
        for entry in entries:
            _add_entry(document, etree.fromstring(entry))
        return _packed(document)


def _new_document(title: str, language: str) -> Document:
    try:
        import docx
    except ImportError as error:
        raise ConfigurationError(
            "Word documents need python-docx", hint="install it with: pip install 'refgraph[docx]'"
        ) from error
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = language
    return document


def _set_style(document: Document, layout: BibliographyLayout) -> None:
    """Put indents, label and spacing of CSL 1.0.2, "Whitespace", into the paragraph style."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt
    from docx.styles.style import ParagraphStyle

    style = document.styles.add_style(_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    shape = style.paragraph_format
    label = Pt((max(layout.max_offset, 1) + 1) * _POINTS_PER_SIGN)
    if layout.second_field_align == "margin":
        shape.first_line_indent = -label
        shape.tab_stops.add_tab_stop(Pt(0))
    elif layout.second_field_align or layout.max_offset:
        shape.left_indent, shape.first_line_indent = label, -label
        shape.tab_stops.add_tab_stop(label)
    elif layout.hanging_indent:
        shape.left_indent, shape.first_line_indent = Pt(_POINTS_PER_INDENT), Pt(-_POINTS_PER_INDENT)
    shape.space_after = Pt(_POINTS_PER_LINE * layout.entry_spacing * layout.line_spacing)
    shape.line_spacing = float(layout.line_spacing)


def _add_entry(document: Document, entry: _Element) -> None:
    """Add the paragraphs of one entry; the room below stands under the last one only."""
    from docx.shared import Pt

    paragraphs: list[Paragraph] = []
    blocks = [child for child in entry if child.get("class", "").startswith(_CLASS)] or [entry]
    for block in blocks:
        kind = block.get("class", "").removeprefix(_CLASS)
        if kind == "right-inline":
            paragraphs[-1].add_run("\t")
        else:
            paragraphs.append(document.add_paragraph())
            # The public way searches all styles of the document: two milliseconds for each paragraph.
            paragraphs[-1]._p.style = _STYLE  # noqa: SLF001
        shape = paragraphs[-1].paragraph_format
        if kind in {"block", "indent"} and len(paragraphs) > 1:
            shape.first_line_indent = Pt(0)
        if kind == "indent":
            shape.left_indent = Pt(2 * _POINTS_PER_INDENT)
        for piece in _pieces(block, frozenset(), ""):
            _add_piece(paragraphs[-1], piece)
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.space_after = Pt(0)


def _pieces(element: _Element, formats: frozenset[str], link: str) -> Iterator[_Piece]:
    if element.text:
        yield _Piece(element.text, formats, link)
    for child in element:
        name = _FORMATS.get(child.get("style", "") if child.tag == "span" else str(child.tag))
        # A raised letter inside a subscript is a superscript: Word knows one of the two only.
        around = formats - _RAISED if name in _RAISED else formats
        yield from _pieces(child, around | {name} if name else around, child.get("href", "") or link)
        if child.tail:
            yield _Piece(child.tail, formats, link)


def _add_piece(paragraph: Paragraph, piece: _Piece) -> None:
    run = paragraph.add_run(piece.text)
    for name in piece.formats:
        setattr(run if name in {"italic", "bold", "underline"} else run.font, name, True)
    if piece.link:
        _add_link(paragraph, run, piece.link)


def _add_link(paragraph: Paragraph, run: Run, address: str) -> None:
    """Put a run into a hyperlink, which python-docx can read but not make."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    hyperlink = OxmlElement("w:hyperlink")
    hyperlink.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.element.addprevious(hyperlink)
    hyperlink.append(run.element)


def _packed(document: Document) -> bytes:
    """Return the file; the same bibliography gives the same bytes, so its parts bear no time."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(ZipInfo(part.filename, _EPOCH), source.read(part), ZIP_DEFLATED)
    return packed.getvalue()
