"""What languages change in the order of letters, as the Unicode CLDR has it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Tailoring(NamedTuple):
    """What a language changes.

    `rules` are divided by semicolons. `n < ñ` puts the letter ñ behind n (`^n < ñ` before it), `d << đ` makes đ differ
    from d as by an accent, `<<<` as by case, `=` not at all; a rule can go on. Capitals follow from small letters.
    `expansions` are sorted as the letters that they stand for. `scripts` come before all others; `han` is the
    coding whose order of Chinese characters the language uses.
    """

    rules: str = ""
    scripts: str = ""
    accents: str = ""
    expansions: Mapping[str, str] = MappingProxyType({})
    upper_first: bool = False
    backwards: bool = False
    han: str = ""


_NORDIC_D_T_Y: Final = "d << đ << ð; y << ü << ű; "
_CROATIAN: Final = Tailoring("c < č < ć; d < dž < đ; l < lj; n < nj; s < š; z < ž", scripts="Latn Cyrl")
_NORWEGIAN: Final = Tailoring(
    _NORDIC_D_T_Y + "^ǀ < æ << ä << ę < ø << ö << ő << œ < å << aa",
    expansions={"þ": "t h"},
)
_CYRILLIC: Final = Tailoring(scripts="Cyrl")
_SHORT_I: Final = {"й": "и \u0306"}
_SERBIAN: Final = Tailoring(scripts="Cyrl", expansions=_SHORT_I)
_DOUBLED: Final = {c[0] + c: f"{c} {c}" for c in ("cs", "dz", "dzs", "gy", "ly", "ny", "sz", "ty", "zs")}
_STROKES: Final = Tailoring(scripts="Hani Bopo", han="big5")

# By language, or by language and script or country where that differs.
TAILORINGS: Final = {
    "ar": Tailoring(
        "ء << أ << ؤ << إ << ئ << ا; ة << ت; ی << ى << ي",
        scripts="Arab",
        expansions={"آ": "ء ا"},
    ),
    "az": Tailoring(
        "c < ç; e < ə; g < ğ; h < x; ^i < ı <<< I; i <<< İ; k < q; o < ö; s < ş; u < ü; z < w",
        scripts="Latn Cyrl",
    ),
    "be": Tailoring("е < ё; у < ў", scripts="Cyrl"),
    "bg": _CYRILLIC,
    "bs": _CROATIAN,
    "bs-cyrl": _SERBIAN,
    "cs": Tailoring("c < č; h < ch <<< cH; r < ř; s < š; z < ž"),
    "cy": Tailoring("c < ch; d < dd; f < ff; g < ng; l < ll; p < ph; r < rh; t < th"),
    "da": Tailoring(
        _NORDIC_D_T_Y + "^ǀ < æ << ä < ø << ö << ő < å <<< aa",
        expansions={"þ": "t h"},
        upper_first=True,
    ),
    "el": Tailoring(scripts="Grek"),
    "eo": Tailoring("c < ĉ; g < ĝ; h < ĥ; j < ĵ; s < ŝ; u < ŭ"),
    "es": Tailoring("n < ñ"),
    "et": Tailoring("s < š < z < ž; ^x < õ < ä < ö < ü"),
    "fa": Tailoring(
        "^ا < آ; ا << ٱ < ء << أ << ٲ << إ << ٳ << ؤ << ئ; ک << ڪ << ګ << ك << ڬ << ڭ << ڮ; "
        "ۏ < ه << ە << ہ << ۂ << ة << ۃ << ۀ << ھ; ی << ى << ے << ۓ << ي << ې << ۑ << ۍ << ێ",
        scripts="Arab",
        accents="064E 0650 064F 064B 064D 064C",
    ),
    "fi": Tailoring(
        "g << ǥ; n << ŋ; t << ŧ; y << ü; z << ʒ; ^ǀ < å < ä << æ < ö << ø",
    ),
    "fr-ca": Tailoring(backwards=True),
    "he": Tailoring(scripts="Hebr"),
    "hr": _CROATIAN,
    "hu": Tailoring(
        "c < cs; d < dz < dzs; g < gy; l < ly; n < ny; s < sz; t < ty; z < zs; o < ö << ő; u < ü << ű",
        expansions=_DOUBLED,
    ),
    "hy": Tailoring(scripts="Armn"),
    "is": Tailoring(
        "^b < á; d << đ < ð; ^f < é; ^j < í; ^p < ó; ^v < ú; ^z < ý; ^ǀ < æ << ä < ö << ø < å",
    ),
    "ja": Tailoring(scripts="Latn Kana Hani", han="euc_jp"),
    "ka": Tailoring(scripts="Geor"),
    "kk": Tailoring("е < ё; ^ү < ұ; ы < і", scripts="Cyrl"),
    "ko": Tailoring(scripts="Hang Hani", han="euc_kr"),
    "ky": Tailoring("е < ё", scripts="Cyrl"),
    "lt": Tailoring("c < č; i << y; s < š; z < ž", accents="0328 0307"),
    "lv": Tailoring("a < ā; c < č; e < ē; g < ģ; i < y < ī; k < ķ; l < ļ; n < ņ; o < ō; r < ŗ; s < š; u < ū; z < ž"),
    "mk": Tailoring("ԃ < ѓ; ћ < ќ", scripts="Cyrl", expansions=_SHORT_I),
    "mn": Tailoring(scripts="Cyrl Mong"),
    "mt": Tailoring("^c < ċ; ^g < ġ; ^h < għ; ^i < ħ; ^z < ż", upper_first=True),
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "no": _NORWEGIAN,
    "pl": Tailoring("a < ą; c < ć; e < ę; l < ł; n < ń; o < ó; s < ś; z < ź < ż"),
    "ro": Tailoring("a < ă < â; i < î; s < ş = ș; t < ţ = ț"),
    "ru": _CYRILLIC,
    "sk": Tailoring("a < ä; c < č; h < ch <<< cH; o < ô; r < ř; s < š; z < ž"),
    "sl": Tailoring("c < č < ć; d < đ; s < š; z < ž"),
    "sq": Tailoring("c < ç; ^e < dh; ^f < ë; ^h < gj; ^m < ll; ^o < nj; ^s < rr; ^t < sh; ^u < th; ^y < xh; ^ʒ < zh"),
    "sr": _SERBIAN,
    "sr-latn": _CROATIAN,
    "sv": Tailoring(
        _NORDIC_D_T_Y + "^ǀ < å < ä << æ << ę < ö << ø << ő << œ << ô",
        expansions={"þ": "t h"},
    ),
    "tg": Tailoring("и < ӣ; у < ӯ", scripts="Cyrl"),
    "tk": Tailoring("c < ç; e < ä; j < ž; n < ň; o < ö; s < ş; u < ü; y < ý"),
    "tr": Tailoring("c < ç; g < ğ; ^i < ı <<< I; i <<< İ; o < ö; s < ş; u < ü"),
    "tt": _CYRILLIC,
    "uk": Tailoring("г < ґ; і < ї", scripts="Cyrl"),
    "ur": Tailoring(
        "ا << أ < آ < ب < بھ < پ < پھ < ت < تھ < ٹ < ٹھ < ث < ج < جھ < چ < چھ < ح < خ < د < دھ < ڈ < ڈھ < ذ < ر < رھ "
        "< ڑ < ڑھ < ز < ژ < س < ش < ص < ض < ط < ظ < ع < غ < ف < ق < ک < کھ < گ < گھ < ل < لھ < م < مھ < ن < نھ "
        "< ں < ںھ < و << ؤ < وھ < ہ << ۂ < ہھ < ھ < ۃ < ء < ی << ئ < یھ < ے << ۓ",
        scripts="Arab",
        accents="0652 064E 0650 064F 0670 064B 064D 064C 0654 0651 0653",
    ),
    "uz": Tailoring("^ʒ < oʻ = o‘ = o' = o’ < gʻ = g‘ = g' = g’ < sh < ch"),
    "uz-cyrl": Tailoring("я < ў < қ < ғ < ҳ", scripts="Cyrl"),
    "vi": Tailoring(
        "a < ă < â; d < đ; e < ê; o < ô < ơ; u < ư",
        accents="0300 0309 0303 0301 0323",
    ),
    "zh": Tailoring(scripts="Hani", han="gb2312"),
    "zh-hant": _STROKES,
    "zh-hk": _STROKES,
    "zh-mo": _STROKES,
    "zh-tw": _STROKES,
}
