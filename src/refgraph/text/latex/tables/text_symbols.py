"""Commands without argument that stand for a character or a name in running text.

LaTeX2e's kernel, textcomp (TS1), T1, T5 (Vietnamese), eurosym, csquotes, TIPA's letters, and names that the TeX world
writes in a letter-spaced way.
"""

from __future__ import annotations

LETTERS: dict[str, str] = {
    "i": "ı", "j": "ȷ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
    "abreve": "ă", "ABREVE": "Ă", "acircumflex": "â", "ACIRCUMFLEX": "Â", "ecircumflex": "ê", "ECIRCUMFLEX": "Ê",
    "ocircumflex": "ô", "OCIRCUMFLEX": "Ô", "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư",
    "textschwa": "ə", "textesh": "ʃ", "textyogh": "ʒ", "textopeno": "ɔ",
    "texteng": "ŋ", "textltailn": "ɲ", "textrtailt": "ʈ", "textrtaild": "ɖ", "textrtailn": "ɳ",
    "textrtailr": "ɽ", "textrtails": "ʂ", "textrtailz": "ʐ", "textrtaill": "ɭ", "texthtb": "ɓ", "texthtd": "ɗ",
    "texthtk": "ƙ", "texthtp": "ƥ", "texthtt": "ƭ", "texthtg": "ɠ", "textglotstop": "ʔ", "textrevglotstop": "ʕ",
    "textbari": "ɨ", "textbaru": "ʉ", "textbarl": "ƚ", "textscriptv": "ʋ", "textturnv": "ʌ",
    "textturna": "ɐ", "textturnm": "ɯ", "textturnr": "ɹ", "textturnh": "ɥ", "textturnw": "ʍ", "textscripta": "ɑ",
    "textinvscr": "ʁ", "textscr": "ʀ", "textscn": "ɴ", "textbeltl": "ɬ", "textlyoghlig": "ɮ", "textctc": "ɕ",
    "textctz": "ʑ", "textfishhookr": "ɾ", "textreve": "ɘ", "textrhookschwa": "ɚ", "textcrh": "ħ", "textHslash": "Ħ",
    "texthslash": "ħ", "texttslash": "ŧ", "textTslash": "Ŧ", "textcrb": "ƀ", "textezh": "ʒ", "textdoublebarpipe": "ǂ",
    "textdoublepipe": "ǁ", "textpipe": "ǀ", "textlengthmark": "ː", "texthalflength": "ˑ", "textprimstress": "ˈ",
    "textsecstress": "ˌ", "textraiseglotstop": "ˀ", "textsuperscripth": "ʰ", "texthvlig": "ƕ", "textnrleg": "ƞ",
    "textlongs": "ſ", "textflorin": "ƒ", "textesq": "ſ",
}  # fmt: skip
"""Letters of their own."""

SIGNS: dict[str, str] = {
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "pounds": "£",
    "copyright": "©", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "textregistered": "®", "textcopyright": "©",
    "texttrademark": "™", "texteuro": "€", "euro": "€", "EUR": "€", "textdegree": "°", "degree": "°", "textmu": "μ",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`",
    "textquotesingle": "'", "textquotedbl": '"', "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_",
    "textbar": "|", "textless": "<", "textgreater": ">", "textbullet": "•", "textperiodcentered": "·",
    "textordfeminine": "ª", "textordmasculine": "º", "textexclamdown": "¡", "textquestiondown": "¿",
    "textsection": "§", "textparagraph": "¶", "textdagger": "†", "textdaggerdbl": "‡", "textdollar": "$",
    "textsterling": "£", "textyen": "¥", "textcent": "¢", "textcurrency": "¤", "textwon": "₩", "textdong": "₫",
    "textnaira": "₦", "textpeso": "₱", "textlira": "₤", "textcolonmonetary": "₡", "textbaht": "฿",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "texttimes": "×", "textdiv": "÷", "textpm": "±", "textminus": "−",
    "textlnot": "¬", "textsurd": "√", "textfractionsolidus": "⁄", "textperthousand": "‰", "textpertenthousand": "‱",
    "textnumero": "№", "textestimated": "℮", "textmho": "℧", "textohm": "Ω", "textcelsius": "℃",
    "textreferencemark": "※",
    "textservicemark": "℠", "textcircledP": "℗", "textbrokenbar": "¦", "textasciidieresis": "¨",
    "textasciimacron": "¯", "textasciiacute": "´", "textasciicaron": "ˇ", "textasciibreve": "˘", "textacutedbl": "˝",
    "textinterrobang": "‽", "textopenbullet": "◦", "textmusicalnote": "♪", "textrightarrow": "→",
    "textleftarrow": "←", "textuparrow": "↑", "textdownarrow": "↓", "textbardbl": "‖", "textlangle": "〈",
    "textrangle": "〉", "textlbrackdbl": "⟦", "textrbrackdbl": "⟧", "textrecipe": "℞", "textblank": "␢",
    "textdied": "✝", "textborn": "⋆", "textmarried": "⚭", "textleaf": "☙", "checkmark": "✓", "maltese": "✠",
    "female": "♀", "male": "♂", "textfemale": "♀", "textmale": "♂", "textasteriskcentered": "∗",
    "textvisiblespace": "␣",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "og": "« ",
    "fg": " »", "lq": "‘", "rq": "’", "textquotestraightdblbase": "„", "lbrack": "[", "rbrack": "]", "lbrace": "{",
    "rbrace": "}", "textexclam": "!", "textnonbreakinghyphen": "‑", "nobreakdash": "", "hyphen": "-", "textdash": "–",
    "Dash": "—", "emdash": "—", "endash": "–", "bibrangedash": "–", "psq": " sq.", "psqq": " sqq.", "&": "&",
    "adddot": ".", "addcomma": ",", "addcolon": ":", "addsemicolon": ";", "isdot": "", "textcompwordmark": "\u200c",
}  # fmt: skip
"""Punctuation, currencies and other signs."""

SPACES: dict[str, str] = {
    **dict.fromkeys(
        "space quad qquad newline linebreak newblock par thinspace medspace thickspace enspace enskip bibinitdelim "
        "addspace addnbspace addthinspace addhighpenspace addlowpenspace addabbrvspace smallskip medskip bigskip "
        "pagebreak newpage break".split(),
        " ",
    ),
    "nobreakspace": "\xa0",
    **dict.fromkeys(
        "negthinspace xspace unskip allowbreak nobreak nolinebreak nopagebreak hfil hfill null".split(), ""
    ),
}
"""White space; breaks of lines too, since a field is one line of text."""

LOGOS: dict[str, str] = {
    "LaTeXe": "LaTeX2e", "eTeX": "e-TeX", "MF": "METAFONT", "MP": "METAPOST", "AmSTeX": "AMS-TeX",
    "AMSTeX": "AMS-TeX", "AmSLaTeX": "AMS-LaTeX", "AmS": "AMS", "KOMAScript": "KOMA-Script", "slash": "/",
    **{name: name for name in (
        "TeX LaTeX BibTeX XeTeX XeLaTeX LuaTeX LuaLaTeX pdfTeX pdfLaTeX PDFTeX ConTeXt PiCTeX SliTeX MiKTeX METAFONT "
        "METAPOST BibLaTeX biber TeXLive TUGboat PostScript"
    ).split()},
}  # fmt: skip
"""Names that are written as commands."""

TEXT_SYMBOLS = LETTERS | SIGNS | SPACES | LOGOS
