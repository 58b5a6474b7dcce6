r"""Commands that put a mark on the letter after them.

LaTeX2e (Lamport, table 3.1), the T1, T4 and T5 encodings, textcomp, TIPA, and TeX's primitive ``\accent``.
"""

from __future__ import annotations

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
    "f": "\u0311",
    "textcommaabove": "\u0313",
    "horn": "\u031b",
    "d": "\u0323",
    "textsubring": "\u0325",
    "textcommabelow": "\u0326",
    "c": "\u0327",
    "k": "\u0328",
    "textsyllabic": "\u0329",
    "textsubbridge": "\u032a",
    "textsubcircum": "\u032d",
    "textsubbreve": "\u032e",
    "textsubtilde": "\u0330",
    "b": "\u0331",
    "t": "\u0361",
}
"""Accent command -> combining character. Writing takes the command from here, so each character stands once."""

OTHER_ACCENTS = {
    "grave": "`", "acute": "'", "hat": "^", "widehat": "^", "tilde": "~", "widetilde": "~", "bar": "=",
    "breve": "u", "dot": ".", "ddot": '"', "mathring": "r", "check": "v",
    "textgravedbl": "G", "textdotbelow": "d", "textcedilla": "c", "textogonek": "k", "ogonek": "k", "cedilla": "c",
    "ocirc": "r", "newtie": "t", "texttoptiebar": "t", "texttie": "t", "textbreve": "u", "textmacronbelow": "b",
    "textsubbar": "b", "textsubdot": "d", "textroundcap": "f", "textvbaraccent": "U", "textdoublevbaraccent": "U",
    "capitalgrave": "`", "capitalacute": "'", "capitalcircumflex": "^", "capitaltilde": "~", "capitaldieresis": '"',
    "capitalhungarumlaut": "H", "capitalring": "r", "capitalcaron": "v", "capitalbreve": "u", "capitalmacron": "=",
    "capitaldotaccent": ".", "capitalcedilla": "c", "capitalogonek": "k", "capitaltie": "t", "capitalnewtie": "t",
}  # fmt: skip
"""Other names of accents -> the usual one; those of formulas among them."""

SPACING = {
    "`": "`", "'": "´", "^": "^", "~": "~", '"': "¨", "=": "¯", ".": "˙", "u": "˘", "v": "ˇ", "r": "˚", "H": "˝",
    "c": "¸", "k": "˛",
}  # fmt: skip
"""Accent command -> the mark by itself."""

BY_NUMBER = {
    18: "`", 19: "'", 20: "v", 21: "u", 22: "=", 23: "r", 24: "c", 94: "^", 95: ".", 125: "H", 126: "~", 127: '"',
}  # fmt: skip
r"""Place in TeX's fonts (OT1) -> accent, for ``\accent23 u``."""

IN_FORMULAS = {
    "\u0300": "grave", "\u0301": "acute", "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0306": "breve",
    "\u0307": "dot", "\u0308": "ddot", "\u030a": "mathring", "\u030c": "check", "\u0305": "overline", "\u20d7": "vec",
    "\u0332": "underline",
}  # fmt: skip
"""Combining character -> the command that puts it on a letter in a formula."""
