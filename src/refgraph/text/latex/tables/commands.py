"""Commands known by their arguments, and those that only change how text looks."""

from __future__ import annotations

ESCAPES = {
    **{sign: sign for sign in "&%#_${}"},
    **dict.fromkeys((" ", "\n", "\t", "\\", ",", ";", ":", ">"), " "),
    **dict.fromkeys(("!", "/", "-", "*"), ""),
}
"""Control symbol -> text."""

SWITCHES: dict[str, str] = {
    **dict.fromkeys(("em", "it", "sl", "itshape", "slshape"), "italic"),
    **dict.fromkeys(("bf", "bfseries"), "bold"),
    **dict.fromkeys(("sc", "scshape"), "small-caps"),
    **dict.fromkeys(("rm", "normalfont", "upshape", "mdseries", "rmfamily"), "normal"),
    **dict.fromkeys(
        "tt sf ttfamily sffamily tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge relax "
        "protect cyrchar noindent displaystyle boldmath unboldmath raggedright raggedleft centering ignorespaces "
        "leavevmode strut indent sloppy null unskip cyr selectfont".split(),
        "",
    ),
}
"""Commands without argument that hold until the end of the group -> the span they begin; "" begins none."""

STYLES: dict[str, str] = {
    **dict.fromkeys("textit emph textsl mkbibemph mkbibitalic textem".split(), "italic"),
    **dict.fromkeys("textbf mkbibbold".split(), "bold"),
    **dict.fromkeys(("textsc",), "small-caps"),
    **dict.fromkeys("textsuperscript mkbibsuperscript textsu up".split(), "super"),
    **dict.fromkeys("textsubscript mkbibsubscript".split(), "sub"),
    **dict.fromkeys(("NoCaseChange", "mkbibnocase"), "nocase"),
    **dict.fromkeys(
        "texttt textrm textsf textup textmd textnormal underline uline mbox hbox text hyphenation textlatin textgreek "
        "textcyrillic mathrm acro autocap MakeCapital textsmaller bibhyperref MakeSentenceCase textcyr "
        "MakeSentenceCase* MakeTitleCase makebox fbox textlf textosf textin textover".split(),
        "text",
    ),
    **dict.fromkeys(("enquote", "mkbibquote", "textquote"), "quoted"),
    **dict.fromkeys(("enquote*",), "quoted-inside"),
    **dict.fromkeys(("mkbibparens", "parentext"), "parenthesised"),
    **dict.fromkeys(("mkbibbrackets", "brackettext"), "bracketed"),
    **dict.fromkeys(("MakeUppercase", "uppercase", "MakeTextUppercase"), "upper"),
    **dict.fromkeys(("MakeLowercase", "lowercase", "MakeTextLowercase"), "lower"),
}
"""Commands of one argument that is text -> how it is set; "text" is as it is."""

SECOND = frozenset(
    "href foreignlanguage textcolor textlang texorpdfstring foreigntextquote hyperlink hypertarget".split()
)
"""Commands of two arguments, the second of which is text (of ``texorpdfstring`` it is the one without formulas)."""

NOTHING = frozenset(
    "noopsort SortNoop nosort noop printfirst selectlanguage phantom vphantom hphantom label vspace vspace* index "
    "thispagestyle pagestyle fontfamily".split()
)
"""Commands of one argument that show nothing."""

BLANK = frozenset(("hspace", "hspace*"))
"""Commands of one argument that leave room."""

ADDRESSES = frozenset("url path nolinkurl".split())
"""Commands whose argument is an address."""

DELIMITED = frozenset("verb verb* path lstinline url".split())
r"""Commands whose argument may stand between two like signs: ``\verb+a_b+``."""

NUMBERED = frozenset(("char", "symbol", "unichar"))
"""Commands whose argument is the number of a character."""

STRINGS = {
    "and": "and", "andothers": "et al.", "andmore": "et al.", "in": "in", "volume": "vol.", "volumes": "vols.",
    "jourvol": "vol.", "number": "no.", "page": "p.", "pages": "pp.", "chapter": "chap.", "edition": "ed.",
    "editor": "ed.", "editors": "eds.", "translator": "trans.", "section": "sec.", "part": "part",
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "techreport": "tech. rep.",
    "resreport": "research rep.", "inpress": "in press", "forthcoming": "forthcoming", "submitted": "submitted",
    "inpreparation": "in preparation", "prepublished": "pre-published", "version": "version", "url": "URL",
    "sequens": "sq.", "sequentes": "sqq.", "circa": "ca.", "confer": "cf.", "see": "see", "seealso": "see also",
    "cited": "cit. on", "revised": "rev.", "reprint": "repr.", "reviewof": "review of", "patent": "patent",
}  # fmt: skip
r"""Keys of ``\bibstring`` -> what BibLaTeX prints for them in English, abbreviated."""

FRACTIONS = dict(
    zip("1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/6 5/6 1/8 3/8 5/8 7/8".split(), "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", strict=True)
)
"""Fractions that are one character."""
