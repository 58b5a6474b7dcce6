"""A field's value as tape: markup read, letters' case changed, every run pointing into the value."""

from __future__ import annotations

from refgraph.csl.tokens import Run, Source, Tape
from refgraph.csl.words.richtext import ENGLISH, Piece, QuoteStyle, is_plain, parse_rich
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
    return apply_text_case(pieces, case, language[:2].lower() == "en", language)


def _moved(source: Source | None, offset: int | None) -> Source | None:
    """Return the source of a piece that begins at an offset of the text; None where letters were added or lost."""
    if source is None or source.offset is None or offset == 0:
        return source
    return source._replace(offset=None) if offset is None else source.moved(offset)


def recased(tape: Tape, start: int, case: str, *, strip: bool, language: str) -> None:
    """Change the letters of what was appended to a tape from `start` on, in place."""
    runs = [token for token in tape[start:] if isinstance(token, tuple)]
    texts = [text for text, _ in runs]
    if case:
        texts = _cased([(text, False) for text in texts], case, language)
    if strip:
        texts = [text.replace(".", "") for text in texts]
    new = iter([_rewritten(run, text) for run, text in zip(runs, texts, strict=True)])
    changed = [next(new) if isinstance(token, tuple) else token for token in tape[start:]]
    tape[start:] = [token for token in changed if not isinstance(token, tuple) or token[0]]


def _rewritten(run: Run, text: str) -> Run:
    before, source = run
    if source is not None and len(text) != len(before):
        source = source._replace(offset=None)
    return text, source


def plain(tape: Tape, start: int = 0) -> str:
    """Return the text of a tape without any markup."""
    return "".join([token[0] for token in tape[start:] if isinstance(token, tuple)])


def is_begun(tape: Tape) -> bool:
    """Tell whether a tape has words or values; punctuation and the number of the entry do not begin a sentence."""
    return any(
        any(map(str.isalpha, token[0])) or (token[1] is not None and token[1].variable != "citation-number")
        for token in tape
        if isinstance(token, tuple)
    )
