"""Unicode text and rich text to LaTeX that any field of a .bib file can hold."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from string import ascii_letters

from refgraph.errors import UnknownNameError
from refgraph.text.latex.decode import decode
from refgraph.text.latex.formulas import lettered
from refgraph.text.latex.structure import Node, Span, plain_text
from refgraph.text.latex.symbols import symbol
from refgraph.text.latex.tables.accents import ACCENTS, IN_FORMULAS
from refgraph.text.latex.tables.cyrillic import CYRILLIC
from refgraph.text.latex.tables.formulas import GREEK, GREEK_TEXT, LOWER, MATH, UPPER
from refgraph.text.latex.tables.text_symbols import TEXT_SYMBOLS

_KEPT = re.compile(
    r"""\\[A-Za-z]+\*?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\[[^\[\]{}]*\](?=[\[{]))*   # a command, with its arguments
      | \\[`'^"~=.]\s*(?:\{[^{}]*\\[A-Za-z][^{}]*\}|(?=\\[A-Za-z]))   # an accent before one
      | \$(?=[^$]*[\\^_{])[^${}\n]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^${}\n]*)*\$   # a formula
      | \\\((?:(?!\\\)).)*\\\)  |  \\\[(?:(?!\\\]).)*\\\]
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"[\\{}$&%#_~^]|-(?=-)|'(?=')|`")
_ESCAPE = {
    "\\": r"\textbackslash{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "-": "-{}",
    "'": "'{}",
    "`": r"\textasciigrave{}",
    "{": r"\{",
    "}": r"\}",
}
# Signs that would run together with their neighbour: "-–" would be written "---".
_TOUCHING = re.compile(r"(?<=[-–—])(?=[–—])|(?<=[–—])(?=-)|(?<=['`“”])(?=[“”])|(?<=[“”])(?=['`])")
_SPANS = {
    "italic": "\\textit",
    "bold": "\\textbf",
    "small-caps": "\\textsc",
    "super": "\\textsuperscript",
    "sub": "\\textsubscript",
}
_ALPHABETS = ("mathfrak", "mathcal", "mathbb")
_ABOVE = 230
_NAMED = re.compile(r"(\\ensuremath\{)?\\([A-Za-z]+)\}?")


def unicode_to_latex(text: str, *, encoding: str = "utf-8", ascii_only: bool = False) -> str:
    r"""Return Unicode text as LaTeX that any field of a .bib file can hold: braces are balanced.

    Characters with a meaning in LaTeX are escaped; commands and formulas that `latex_to_unicode` left as they
    were stay so. Reading the result gives the text again (in NFC).

    Args:
        text: plain text.
        encoding: of the file; characters that it does not have become commands ("latin-1" for bibtex8 and old
            documents, "ascii"). A character for which LaTeX has no command is written by its number
            (``\char"4E2D``), which only XeTeX and LuaTeX print: `without_command` lists them.
        ascii_only: the same as ``encoding="ascii"``.

    Raises:
        UnknownNameError: if there is no such encoding.

    >>> unicode_to_latex("R&D at 5%, Łódź")
    'R\\&D at 5\\%, Łódź'
    >>> unicode_to_latex("Łódź", encoding="ascii"), unicode_to_latex("Łódź", encoding="latin-1")
    ("{\\L}{\\'o}d{\\'z}", "{\\L}ód{\\'z}")
    """
    wanted = "ascii" if ascii_only else encoding
    if not _ESCAPED.search(text):
        return commands_beyond(text, wanted)
    parts = []
    at = 0
    for kept in _KEPT.finditer(text):
        formula = kept[0]
        # An accent inside would read as part of the formula, and what reads as another text is none that was left.
        if not holds(formula, wanted) or plain_text(decode(formula)) != formula:
            formula = _escaped(formula, wanted)
        parts += [_escaped(text[at : kept.start()], wanted), formula]
        at = kept.end()
    parts.append(_escaped(text[at:], wanted))
    written = "".join(parts)
    if not _balanced(written):  # then nothing in it is sure to be LaTeX
        written = _escaped(text, wanted)
        written = written.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
    return written


def rich_to_latex(nodes: Sequence[Node], encoding: str = "utf-8") -> str:
    r"""Return rich text as LaTeX: spans become commands, protected letters stand in braces.

    >>> rich_to_latex(("The ", Span("nocase", ("DNA",)), " of ", Span("italic", ("E. coli",))))
    'The {DNA} of \\textit{E. coli}'
    """
    return "".join([_span(each, encoding, inside=False) for each in nodes])


def _span(node: Node, encoding: str, *, inside: bool) -> str:
    """Return a node; inside braces letters are protected already."""
    if isinstance(node, str):
        return unicode_to_latex(node, encoding=encoding)
    is_nocase = node.kind == "nocase"
    inner = "".join([_span(each, encoding, inside=True) for each in node.content])
    if not is_nocase:
        return f"{_SPANS[node.kind]}{{{inner}}}"
    if inside:
        return inner
    if len(node.content) == 1 and isinstance(node.content[0], Span):  # an argument is protected by its own braces
        return inner
    return f"{{{{}}{inner}}}" if inner.startswith("\\") else f"{{{inner}}}"


def commands_beyond(text: str, encoding: str = "ascii") -> str:
    r"""Return LaTeX with a command for every character that an encoding does not have.

    >>> commands_beyond(r"\emph{naïve} – я", "ascii")
    '\\emph{na{\\"\\i}ve} -- {\\cyrya}'
    """
    if text.isascii() or holds(text, encoding):
        return text
    codec = codec_name(encoding)
    apart = _TOUCHING.sub("{}", unicodedata.normalize("NFC", text))
    return "".join([each if each.isascii() or _is_in(each, codec) else _command(each) for each in apart])


def without_command(text: str, encoding: str = "ascii") -> tuple[str, ...]:
    """Return the characters of a text that neither the encoding nor LaTeX has, each once.

    >>> without_command("Łódź 北京", "ascii")
    ('北', '京')
    """
    codec = codec_name(encoding)
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return tuple(each for each in letters if not _is_in(each, codec) and _command(each).startswith("{\\char"))


def holds(text: str, encoding: str) -> bool:
    """Tell whether an encoding has all characters of a text."""
    try:
        text.encode(codec_name(encoding), "surrogatepass" if codec_name(encoding) == "utf-8" else "strict")
    except UnicodeEncodeError:
        return False
    return True


@cache
def codec_name(encoding: str) -> str:
    """Return Python's name of an encoding.

    Raises:
        UnknownNameError: if there is no such encoding.

    >>> codec_name("US-ASCII"), codec_name("latin1")
    ('ascii', 'iso8859-1')
    """
    try:
        name = codecs.lookup(encoding).name
        "a".encode(name)
    except LookupError:  # "rot13" is a codec, but none for text
        raise UnknownNameError(
            "no such encoding", text=encoding, hint="use ascii, latin-1, cp1252, utf-8 or another that Python knows"
        ) from None
    return name


@cache
def _is_in(character: str, codec: str) -> bool:
    return holds(character, codec)


def _escaped(text: str, encoding: str) -> str:
    return commands_beyond(_ESCAPED.sub(lambda found: _ESCAPE[found[0]], text), encoding)


def _balanced(text: str) -> bool:
    depth = 0
    for each in re.findall(r"[{}]", text):
        depth += 1 if each == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@cache
def _command(character: str) -> str:
    """Return the LaTeX for a character beyond ASCII, in braces so that nothing after it can lengthen it."""
    own = _own_commands().get(character)
    if own:
        return own
    parts = unicodedata.normalize("NFD", character)
    base, marks = parts[0], parts[1:]
    if marks:
        made = _with_accents(base, marks) or _in_formula(base, marks)
        if made:
            return made
    return _rare(character)


def _with_accents(base: str, marks: str) -> str | None:
    r"""Return a letter with accents by commands (``{\'e}``, ``{\'{\^e}}``), or None."""
    commands = [_accents().get(mark) for mark in marks]
    if base in _letters():
        letter = _letters()[base]
    elif base.isascii():
        is_dotless = unicodedata.combining(marks[0]) == _ABOVE
        letter = {"i": "\\i", "j": "\\j"}.get(base, base) if is_dotless else base
    else:
        return None
    for command in commands:
        if command is None:
            return None
        gap = " " if command.isalpha() and letter[0].isalpha() else ""
        is_single = len(letter) == 1 or letter in {"\\i", "\\j"}
        letter = f"\\{command}{gap}{letter}" if is_single else f"\\{command}{{{letter}}}"
    return "{" + letter + "}"


def _in_formula(base: str, marks: str) -> str | None:
    r"""Return a Greek letter with accents (``{$\acute{\alpha}$}``), or None."""
    name = _greek().get(base)
    if name is None or not all(mark in IN_FORMULAS for mark in marks):
        return None
    formula = f"\\{name}"
    for mark in marks:
        formula = f"\\{IN_FORMULAS[mark]}{{{formula}}}"
    return f"{{${formula}$}}"


@cache
def _greek() -> dict[str, str]:
    return {letter: name for name, letter in GREEK.items()}


@cache
def _accents() -> dict[str, str]:
    return {mark: name for name, mark in ACCENTS.items()}


@cache
def _letters() -> dict[str, str]:
    r"""Return letters that accents are put on, by command: ``{\'{\cyrk}}``."""
    further = {text: "\\" + name for name, text in (CYRILLIC | GREEK_TEXT).items() if text not in _greek()}
    return further | {text: "\\" + TEXT_NAMES[text] for text in "øØæÆåÅœŒơƠưƯ" if text in TEXT_NAMES}


TEXT_NAMES: dict[str, str] = {
    text: name
    for name, text in reversed((TEXT_SYMBOLS | {"textmu": "μ"}).items())
    if len(text) == 1 and not text.isascii() and name.isalpha() and name != "textohm"  # in NFC a Greek letter
}
"""Character -> the command it is written by: of several the first of the table."""


@cache
def _own_commands() -> dict[str, str]:
    raised = {high: f"{{$^{low}$}}" for low, high in UPPER.items() if low != "\N{PRIME}"}
    lowered = {low: f"{{$_{plain}$}}" for plain, low in LOWER.items() if plain.isascii()}
    formulas = {text: f"{{$\\{name}$}}" for name, text in reversed(MATH.items()) if len(text) == 1}
    greek_text = {text: f"{{\\{name}}}" for name, text in GREEK_TEXT.items()}
    greek = {text: f"{{$\\{name}$}}" for name, text in GREEK.items()}
    text_mode = {text: f"{{\\{name}}}" for text, name in TEXT_NAMES.items()}
    alphabets = {
        lettered(letter, name): f"{{$\\{name}{{{letter}}}$}}" for name in _ALPHABETS for letter in ascii_letters
    }
    own = (
        alphabets
        | greek_text
        | {text: f"{{\\{name}}}" for name, text in CYRILLIC.items()}
        | raised
        | lowered
        | formulas
        | greek
    )
    own = {text: command for text, command in own.items() if not text.isascii()}
    return (
        own
        | text_mode
        | {
            "–": "--",
            "—": "---",
            "“": "``",
            "”": "''",
            "\xa0": "{\\nobreakspace}",
            "…": "{\\dots}",
            "’": "{\\textquoteright}",
            "¸": "{\\c{}}",
            "˛": "{\\k{}}",
        }
    )


def _rare(character: str) -> str:
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    command = get_builtin_uni2latex_dict().get(ord(character), "")
    name = _NAMED.fullmatch(command)
    if name and symbol(name[2], in_formula=bool(name[1])) == character:
        return f"{{$\\{name[2]}$}}" if name[1] else f"{{\\{name[2]}}}"
    return f'{{\\char"{ord(character):04X}}}'
