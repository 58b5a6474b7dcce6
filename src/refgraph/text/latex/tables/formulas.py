"""What stands in formulas: Greek, operators, relations, arrows, and letters in special alphabets.

LaTeX2e (Lamport, tables 3.3-3.8) and amssymb, with the characters of the Unicode standard (Unicode TR 25).
"""

from __future__ import annotations

GREEK: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "varkappa": "ϰ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς",
    "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "digamma": "ϝ",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

GREEK_TEXT: dict[str, str] = {
    f"text{name}": letter
    for name, letter in zip(
        "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi "
        "Chi Psi Omega alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mugreek nu xi omicron "
        "pi rho varsigma sigma tau upsilon phi chi psi omega".split(),
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψω",
        strict=True,
    )
}
r"""The commands of textgreek and textalpha, which also has ``\textmugreek`` beside the unit ``\textmu``."""

UPGREEK: dict[str, str] = {f"up{name}": letter for name, letter in GREEK.items()}

MATH: dict[str, str] = {
    "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "·", "circ": "∘", "bullet": "•", "ast": "∗", "star": "⋆",
    "infty": "∞", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "leqslant": "⩽",
    "geqslant": "⩾", "ll": "≪", "gg": "≫", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡",
    "propto": "∝", "rightarrow": "→", "to": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⟺", "implies": "⟹", "longrightarrow": "⟶",
    "longleftarrow": "⟵", "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "mapsto": "↦", "hookrightarrow": "↪",
    "nearrow": "↗", "searrow": "↘", "rightleftharpoons": "⇌", "leadsto": "⇝", "ell": "ℓ", "hbar": "ℏ", "hslash": "ℏ",
    "partial": "∂", "nabla": "∇", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃",
    "supseteq": "⊇", "cup": "∪", "cap": "∩", "setminus": "∖", "emptyset": "∅", "varnothing": "∅", "prime": "′",
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "forall": "∀",
    "exists": "∃", "nexists": "∄", "neg": "¬", "lnot": "¬", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
    "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "perp": "⟂", "parallel": "∥", "mid": "∣", "vdash": "⊢",
    "models": "⊧", "top": "⊤", "bot": "⊥", "sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "surd": "√",
    "angle": "∠", "triangle": "△", "square": "□", "Box": "□", "blacksquare": "■", "diamond": "⋄", "dagger": "†",
    "ddagger": "‡", "aleph": "ℵ", "beth": "ℶ", "Re": "ℜ", "Im": "ℑ", "wp": "℘", "imath": "ı", "jmath": "ȷ",
    "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "ldots": "…", "dots": "…", "colon": ":", "lbrace": "{", "rbrace": "}",
    "lvert": "|", "rvert": "|", "vert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "backslash": "\\", "AA": "Å",
    "lesssim": "≲", "gtrsim": "≳", "therefore": "∴", "because": "∵", "sqcup": "⊔", "sqcap": "⊓", "prec": "≺",
    "succ": "≻", "preceq": "⪯", "succeq": "⪰", "doteq": "≐", "triangleq": "≜", "flat": "♭", "sharp": "♯",
    "natural": "♮", "spadesuit": "♠", "heartsuit": "♡", "diamondsuit": "♢", "clubsuit": "♣", "ltimes": "⋉",
    "rtimes": "⋊", "bowtie": "⋈", "wr": "≀", "amalg": "⨿", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁",
    "bigotimes": "⨂", "coprod": "∐", "lambdabar": "ƛ", "degree": "°", "celsius": "℃", "micro": "µ", "lt": "<",
    "gt": ">", "textdegree": "°", "textmu": "μ", "eth": "ð", "complement": "∁", "smallsetminus": "∖",
    "vartriangle": "▵",
    "upharpoonright": "↾", "restriction": "↾", "twoheadrightarrow": "↠", "rightharpoonup": "⇀", "Vdash": "⊩",
    "vDash": "⊨", "nmid": "∤", "nparallel": "∦", "subsetneq": "⊊", "nsubseteq": "⊈", "lhd": "⊲", "rhd": "⊳",
    "unlhd": "⊴", "unrhd": "⊵", "trianglelefteq": "⊴", "asymp": "≍", "smile": "⌣", "frown": "⌢", "dashv": "⊣",
}  # fmt: skip

FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max "
    "min mod Pr sec sin sinh sup tan tanh".split()
)
"""Operators that are written by their name."""

PLAIN_ALPHABETS = frozenset(
    "mathrm text textrm mathit mathsf mathtt mathbf boldsymbol bm mathnormal operatorname textit textbf textsf texttt "
    "mbox hbox textnormal textup emph".split()
)
"""Commands whose argument is letters as they are."""

ALPHABETS = {"mathbb": "DOUBLE-STRUCK", "Bbb": "DOUBLE-STRUCK", "mathcal": "SCRIPT", "mathscr": "SCRIPT",
             "mathfrak": "FRAKTUR", "cal": "SCRIPT", "frak": "FRAKTUR"}  # fmt: skip
"""Command -> the word that the names of its letters begin with, after MATHEMATICAL (or BLACK-LETTER for some)."""

UPPER: dict[str, str] = {**dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)), "\N{PRIME}": "′"}
"""Characters raised, where text may have them so."""

LOWER: dict[str, str] = dict(
    zip("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
"""Characters lowered."""

EXPONENTS: dict[str, str] = UPPER | dict(
    zip("abcdefghijklmoprstuvwxyzβγδφχ", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᵠᵡ", strict=True)
)
"""Characters raised in a formula: letters as well."""

SIGNS_RAISED = {"∘": "°", "°": "°", "†": "†", "‡": "‡", "∗": "*", "*": "*", "⋆": "*", "′": "′", "′′": "″", "®": "®",
                "™": "™", "©": "©", "\N{RIGHT SINGLE QUOTATION MARK}": "′"}  # fmt: skip
"""Signs that are raised already."""
