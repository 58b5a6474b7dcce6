"""A field's value as tape: markup read, letters' case changed, every run pointing into the value."""

from __future__ import annotations

from refgraph.csl.tokens import Open, Source, Tape
from refgraph.csl.words.richtext import ENGLISH, NO_DECORATION, Piece, QuoteStyle, is_plain, parse_rich
from refgraph.csl.words.title_case import apply_text_case


def value_tape(  # noqa: PLR0913 - what a style can ask for
    text: str,
    source: Source | None,
    case: str = "",
    *,
    strip: bool = False,
    language: str = "en",
    quotes: QuoteStyle = ENGLISH,
) -> Tape:
    """Return a value as tape.

    Args:
        text: the value, with the markup that fields may hold.
        source: where it comes from, or None for text of the style.
        case: a CSL text-case, or "" to leave the letters as they are.
        strip: whether periods are left out.
        language: tag of the text's language; title case is for English only, and Turkic languages have two letters i.
        quotes: which quotation marks become those of the style's language.
    """
    if not case and not strip and is_plain(text):
        return [(text, source)] if text else []
    parts = parse_rich(text, quotes)
    pieces = [part for part in parts if isinstance(part, Piece)]
    texts = [piece.text for piece in pieces]
    if case:
        texts = _cased([(piece.text, piece.protected) for piece in pieces], case, language)
    tape: Tape = []
    at = 0
    for part in parts:
        if not isinstance(part, Piece):
            tape.append(part)
            continue
        written = texts[at].replace(".", "") if strip else texts[at]
        at += 1
        if written:
            offset = part.offset if len(written) == len(part.text) else None
            tape.append((written, _moved(source, offset)))
    return tape


def _cased(pieces: list[tuple[str, bool]], case: str, language: str) -> list[str]:
    tag = language[:2].lower()
    if tag in ("tr", "az") and case == "uppercase":
        pieces = [(text.replace("i", "İ"), protected) for text, protected in pieces]
    return apply_text_case(pieces, case, tag == "en")


def _moved(source: Source | None, offset: int | None) -> Source | None:
    """Return the source of a piece that begins at an offset of the text; None where letters were added or lost."""
    if source is None or source.offset is None or offset == 0:
        return source
    return source._replace(offset=None) if offset is None else source.moved(offset)


def recased(tape: Tape, start: int, case: str, *, strip: bool, language: str) -> None:
    """Change the letters of what was appended to a tape from `start` on, in place."""
    places = [at for at in range(start, len(tape)) if type(tape[at]) is tuple]
    texts: list[str] = [tape[at][0] for at in places]  # type: ignore[index]
    if case:
        texts = _cased([(text, False) for text in texts], case, language)
    for at, text in reversed(list(zip(places, texts, strict=True))):
        if strip and not text.replace(".", ""):
            del tape[at]
            continue
        written = text.replace(".", "") if strip else text
        before, source = tape[at]  # type: ignore[misc]
        if source is not None and len(written) != len(before):
            source = source._replace(offset=None)
        tape[at] = (written, source)


def plain(tape: Tape, start: int = 0) -> str:
    """Return the text of a tape without any markup."""
    return "".join([token[0] for token in tape[start:] if type(token) is tuple])


def is_no_decoration(token: object) -> bool:
    """Tell whether a token begins a "nodecor" span."""
    return isinstance(token, Open) and token.mark is NO_DECORATION
