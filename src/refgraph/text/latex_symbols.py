"""Tables of LaTeX: accents, symbols, commands that only format, formulas of a few signs.

The common ones are here, so that the large tables of pylatexenc are loaded only for a text that needs them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "U": "\u030e",
    "G": "\u030f",
    "d": "\u0323",
    "textcommabelow": "\u0326",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
"""Accent command -> combining character."""

_SPACING = {"`": "`", "'": "´", "^": "^", "~": "~", '"': "¨", "=": "¯", ".": "˙"}

ESCAPES = {
    **{sign: sign for sign in "&%#_${}@"},
    " ": " ",
    "\n": " ",
    "\t": " ",
    "\\": " ",
    ",": " ",
    ";": " ",
    ":": " ",
    "!": "",
    "/": "",
    "-": "",
}
"""Control symbol -> text."""

SWITCHES = frozenset(
    "em bf it sc tt rm sl sf bfseries itshape scshape ttfamily rmfamily sffamily slshape upshape mdseries normalfont "
    "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge relax protect cyrchar noindent "
    "displaystyle boldmath unboldmath raggedright".split()
)
"""Commands without argument that only change how text looks."""

ARGUMENTS = {
    **dict.fromkeys(
        "textit textbf emph textsc texttt textrm textsf textsl textup textmd textnormal underline uline mbox hbox text "
        "mkbibemph mkbibitalic mkbibbold NoCaseChange hyphenation textlatin textgreek enquote* mathrm".split(),
        "text",
    ),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), "super"),
    **dict.fromkeys(("textsubscript",), "sub"),
    **dict.fromkeys(("enquote", "mkbibquote"), "quoted"),
    **dict.fromkeys(("url", "path", "nolinkurl"), "url"),
    **dict.fromkeys(("href", "foreignlanguage", "textcolor", "textlang"), "second"),
    **dict.fromkeys(("noopsort", "SortNoop", "nosort", "noop", "printfirst"), "nothing"),
    "ensuremath": "formula",
}
"""Commands with arguments -> which argument is text, and how it is framed."""

_COMMON: dict[str, str] = {
    "i": "ı", "j": "ȷ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "pounds": "£",
    "copyright": "©", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "textregistered": "®", "textcopyright": "©",
    "texttrademark": "™", "texteuro": "€", "euro": "€", "textdegree": "°", "degree": "°", "textmu": "μ",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`",
    "textquotesingle": "'", "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textbar": "|",
    "textless": "<", "textgreater": ">", "textbullet": "•", "textperiodcentered": "·", "textordfeminine": "ª",
    "textordmasculine": "º", "textexclamdown": "¡", "textquestiondown": "¿", "textsection": "§", "TeX": "TeX",
    "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "slash": "/", "space": " ",
    "nobreakspace": "\xa0", "quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "newblock": " ",
    "-": "",
}  # fmt: skip
_GREEK: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "pm": "±",
    "cdot": "·", "circ": "∘", "infty": "∞", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "approx": "≈", "sim": "∼", "rightarrow": "→", "to": "→", "leftarrow": "←", "ell": "ℓ", "hbar": "ℏ",
    "partial": "∂", "in": "∈", "prime": "′", "langle": "⟨", "rangle": "⟩",
}  # fmt: skip
_UPPER = {**dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)), "\N{PRIME}": "′"}
_LOWER = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
# Signs that would run together with their neighbour: "-–" would be written "---".
_TOUCHING = re.compile(r"(?<=[-–—])(?=[–—])|(?<=[–—])(?=-)|(?<=['`“”])(?=[“”])|(?<=[“”])(?=['`])")
_FORMULA = re.compile(
    r"""(?P<script>[_^])\s*(?:\{(?P<group>[^{}\\]*)\}|(?P<one>[^\s\\{}]))
      | \\(?P<text>mathrm|text|textrm|mathit|mathsf|rm|operatorname)\s*\{(?P<inner>[^{}\\$]*)\}
      | \\(?P<name>[A-Za-z]+)\s*
      | \\(?P<space>[,;:!\ ])
      | (?P<plain>[A-Za-z0-9\s+\-=<>()\[\].,/*:|'"]|[^\x00-\x7f])
    """,
    re.VERBOSE,
)


def accented(base: str, accent: str) -> str:
    """Return a text with an accent on its first letter; without a letter, the accent by itself."""
    mark = ACCENTS[accent]
    if not base.strip():
        return _SPACING.get(accent, " " + mark) + base
    size = 1
    while size < len(base) and unicodedata.combining(base[size]):
        size += 1
    first, rest = unicodedata.normalize("NFC", base[:size]), base[size:]
    if first in {"ı", "ȷ"} and unicodedata.combining(mark) == 230:  # the dot is only in the way of an accent above
        dotted = unicodedata.normalize("NFC", ("i" if first == "ı" else "j") + mark)
        return (dotted if len(dotted) == 1 else first + mark) + rest
    return unicodedata.normalize("NFC", first + mark) + rest


def framed(inner: str, kind: str) -> str:
    """Return the text of an argument as its command would show it."""
    if kind == "quoted":
        return f"“{inner}”"
    table = {"super": _UPPER, "sub": _LOWER}.get(kind)
    if table and inner and all(each in table for each in inner):
        return "".join(table[each] for each in inner)
    return inner


def symbol(name: str) -> str | None:
    """Return the character of a command without argument, or None."""
    return _COMMON.get(name) or _greek(name) or _symbols().get(name)


def formula(source: str) -> str | None:
    """Return a formula in Unicode, or None if Unicode cannot say it in one line."""
    parts = []
    at = 0
    while at < len(source):
        found = _FORMULA.match(source, at)
        if found is None:
            return None
        part = _formula_part(found)
        if part is None:
            return None
        parts.append(part)
        at = found.end()
    return "".join(parts)


def _formula_part(found: re.Match[str]) -> str | None:
    if found["script"]:
        table = _UPPER if found["script"] == "^" else _LOWER
        content = found["group"] if found["group"] is not None else found["one"]
        return "".join(table[each] for each in content) if content and all(each in table for each in content) else None
    if found["text"]:
        return found["inner"]
    if found["name"]:
        return _greek(found["name"]) or _symbols().get(found["name"])
    return "" if found["space"] == "!" else found["plain"] or " "


def _greek(name: str) -> str | None:
    return _GREEK.get(name)


@cache
def _symbols() -> dict[str, str]:
    """Return pylatexenc's symbols of one to three characters, and what it only knows in the other direction."""
    from pylatexenc.latex2text import get_default_latex_context_db
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    found: dict[str, str] = {}
    for number, command in get_builtin_uni2latex_dict().items():
        name = re.fullmatch(r"(?:\\ensuremath\{)?\\([A-Za-z]+)\}?", command)
        if name:
            found.setdefault(name[1], chr(number))
    for spec in get_default_latex_context_db().iter_macro_specs():
        text = spec.simplify_repl
        if isinstance(text, str) and 0 < len(text) <= 3 and "%" not in text:
            found[spec.macroname] = text
    return {name: text for name, text in found.items() if name not in ARGUMENTS and name not in SWITCHES}


def to_ascii(text: str) -> str:
    r"""Return a text with every character beyond ASCII as a LaTeX command; ``\char"`` and the number if it has none."""
    apart = _TOUCHING.sub("{}", unicodedata.normalize("NFC", text))
    return "".join(each if each.isascii() else _ascii(each) for each in apart)


@cache
def _ascii(character: str) -> str:
    own = _own_commands().get(character)
    if own:
        return own
    parts = unicodedata.normalize("NFD", character)
    base, marks = parts[0], list(parts[1:])
    commands = [_accent_commands().get(mark) for mark in marks]
    if marks and base.isascii() and all(commands):
        letter = {"i": "\\i", "j": "\\j"}.get(base, base) if unicodedata.combining(marks[0]) == 230 else base
        for command in commands:
            assert command is not None
            gap = " " if command.isalpha() and letter[0].isalpha() else ""
            letter = (
                f"\\{command}{gap}{letter}"
                if len(letter) == 1 or letter in {"\\i", "\\j"}
                else f"\\{command}{{{letter}}}"
            )
        return "{" + letter + "}"
    return _rare(character)


@cache
def _own_commands() -> dict[str, str]:
    commands = {
        text: "{\\" + name + "}"
        for name, text in reversed((_COMMON | {"textmu": "μ"}).items())
        if len(text) == 1 and not text.isascii()
    }
    greek = {text: "{$\\" + name + "$}" for name, text in _GREEK.items() if text and text not in commands}
    return (
        greek
        | commands
        | {
            "–": "--",
            "—": "---",
            "“": "``",
            "”": "''",
            "\xa0": "{\\nobreakspace}",
            "…": "{\\dots}",
            "’": "{\\textquoteright}",
        }
    )


@cache
def _accent_commands() -> dict[str, str]:
    return {mark: name for name, mark in ACCENTS.items()}


def _rare(character: str) -> str:
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    command = get_builtin_uni2latex_dict().get(ord(character), "")
    name = re.fullmatch(r"(\\ensuremath\{)?\\([A-Za-z]+)\}?", command)
    if name and symbol(name[2]) == character:
        return f"{{${chr(92)}{name[2]}$}}" if name[1] else f"{{{chr(92)}{name[2]}}}"
    return f'{{\\char"{ord(character):04X}}}'
