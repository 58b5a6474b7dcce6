"""Tapes of runs and marks, written by hand or drawn by Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from refgraph.csl.output.effective import effective
from refgraph.csl.tokens import Close, Mark, Open, Source

ITALIC = Mark("font-style", "italic")
OBLIQUE = Mark("font-style", "oblique")
UPRIGHT = Mark("font-style", "normal")
BOLD = Mark("font-weight", "bold")
LIGHT = Mark("font-weight", "light")
MEDIUM = Mark("font-weight", "normal")
SMALL_CAPS = Mark("font-variant", "small-caps")
FULL_CAPS = Mark("font-variant", "normal")
UNDERLINE = Mark("text-decoration", "underline")
PLAIN_LINE = Mark("text-decoration", "none")
SUP = Mark("vertical-align", "sup")
SUB = Mark("vertical-align", "sub")
BASELINE = Mark("vertical-align", "baseline")
LINK = Mark("link", "https://example.org/a_(b)?x=[1]&y=2#c%20d")
LABEL = Mark("display", "left-margin")
AFTER_LABEL = Mark("display", "right-inline")
BLOCK = Mark("display", "block")
INDENT = Mark("display", "indent")

FORMATTING = (
    ITALIC, OBLIQUE, UPRIGHT, BOLD, LIGHT, MEDIUM, SMALL_CAPS, FULL_CAPS, UNDERLINE, PLAIN_LINE, SUP, SUB, BASELINE,
)  # fmt: skip
DISPLAY = (LABEL, AFTER_LABEL, BLOCK, INDENT)


def tape(*parts):
    """Return a tape of texts and of tuples (mark, part, ...), which enclose their parts."""
    tokens = []
    for part in parts:
        if isinstance(part, str):
            tokens.append((part, None))
        elif isinstance(part, tuple) and not isinstance(part, Mark) and isinstance(part[0], Mark):
            begin = Open(part[0])
            tokens += [begin, *tape(*part[1:]), begin.close]
        else:
            tokens.append(part)
    return tokens


def text_of(tokens):
    """Return the text of a tape."""
    return "".join(token[0] for token in tokens if isinstance(token, tuple))


def letters(tokens):
    """Return every character but white space with the marks that take effect on it."""
    found, open_marks = [], []
    for token in effective(tokens):
        if isinstance(token, Open):
            open_marks.append(token.mark)
        elif isinstance(token, Close):
            open_marks.pop()
        else:
            found += [(letter, frozenset(open_marks)) for letter in token[0] if not letter.isspace()]
    return found


SNIPPETS = st.sampled_from(
    [
        "Doe, J.", "1", "1.", "(1)", "i.", "iv)", "A. ", "#.", "- ", "+ ", "* ", "*", "**", "_", "`", "``", "[", "]",
        "[1]", "(", ")", "<b>", "</b>", "<", "> ", "# ", "$", "$x$", "@key", "^", "~", "|", "\\", "\\n", '"', "'", "''",
        "--", "---", "-", "...", ".", "!", "![", "&amp;", "&#35;", "& ", "{.a}", "{", "}", "%", "=", "/", "//", "/*",
        ",,",
        "http://x.y/z_w", "“q”", "’", "…", "–", ": ", "é", "e\u0301", "日本", "א", "😀", "\u00a0", "a b", "\t",
        "\u200b", "^[n]", "[^1]", "\N{SOFT HYPHEN}",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(SNIPPETS, min_size=1, max_size=4).map("".join), st.text(min_size=1, max_size=12))


def tapes(marks=FORMATTING, texts=TEXTS):
    """Return a strategy for tapes of nested marks."""
    runs = texts.map(lambda text: (text, Source("doe2020", "title")))
    return st.recursive(
        st.lists(runs, min_size=1, max_size=3),
        lambda inner: st.lists(
            st.one_of(runs, st.tuples(st.sampled_from(marks), inner).map(lambda pair: (pair[0], *pair[1]))),
            min_size=1,
            max_size=4,
        ),
        max_leaves=8,
    ).map(lambda parts: tape(*parts))
