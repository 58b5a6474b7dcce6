"""Texts of registries made fit for comparing: markup, entities, mis-decoded letters, marks of retraction taken off."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

_MATH = re.compile(r"<(?:mml:)?annotation\b.*?</(?:mml:)?annotation>|<tex-math\b.*?</tex-math>", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_RETRACTED = re.compile(
    r"^\W*(?:(?:this )?(?:article|paper|chapter|work)?\s*(?:has been |was )?"
    r"(?:retracted|withdrawn|removed|temporary removal|retraction|withdrawal)"
    r"(?:[ -]+(?:article|paper|chapter|manuscript))?)\s*[\])]?\s*[:：—–*|-]+\s*",
    re.IGNORECASE,
)
_RETRACTED_AFTER = re.compile(
    r"\s*[\[(](?:retracted|withdrawn|this (?:article|paper) (?:has been|was) retracted)[^\])]*[\])]\s*$"
    r"|\s*[-–—:.]\s*(?:retracted|withdrawn)(?: article| paper)?\s*$",
    re.IGNORECASE,
)
_SAYS_RETRACTED = re.compile(
    r"^\W*(?:retracted|withdrawn|removed|temporary removal)\b(?:[ -]+(?:article|paper|chapter|manuscript))?\s*[\])]?\s*"
    r"[:：—–*|-]|[\[(]\s*(?:retracted|withdrawn)\b[^\])]*[\])]\s*$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W*(?:(?:notice of |statement of |partial )?(?:retraction|withdrawal)(?: note| notice)?"
    r"|(?:editorial )?expressions? of concern|addendum|reinstatement"
    r"|(?:publisher'?s?’? |author'?s?’? )?(?:correction|corrigend\w+|errat\w+))\s*(?:$|[:：—–.|]|-+|to\b|of\b|for\b)",
    re.IGNORECASE,
)
_MIS_DECODED = re.compile(r"[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]")
_LOST = re.compile(r"\ufffd|\?(?=\w)|Ã|�")


@lru_cache(maxsize=1 << 14)
def readable(text: str) -> str:
    """Return a registry's text without markup and entities, mis-decoded letters mended.

    >>> readable("Cancer Epidemiology, Biomarkers &amp;amp; <i>Prevention</i>"), readable("CastaÃ±o")
    ('Cancer Epidemiology, Biomarkers & Prevention', 'Castaño')
    """
    text = unescape(unescape(text))
    if "<" in text:
        text = _TAG.sub("", _MATH.sub(" ", text))
    if _MIS_DECODED.search(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                text = text.encode(encoding).decode("utf-8")
                break
            except UnicodeError:
                continue
    return " ".join(text.split())


def is_damaged(text: str) -> bool:
    """Return True if letters of a text were lost or mis-decoded."""
    return bool(_LOST.search(text) or _MIS_DECODED.search(text))


def says_retracted(title: str) -> bool:
    """Return True for a title that a publisher marked, not for a notice's.

    >>> says_retracted("RETRACTED ARTICLE: Frogs"), says_retracted("Retraction: Frogs"), says_retracted("Retracted")
    (True, False, False)
    """
    return bool(_SAYS_RETRACTED.search(title))


def is_notice_title(title: str) -> bool:
    """Return True for the title of a notice: "Retraction—Frogs", "Expression of Concern: Frogs"."""
    return bool(_NOTICE.match(title))


def unmarked(title: str) -> str:
    """Return a title without what says that the work was retracted."""
    return _RETRACTED_AFTER.sub("", _RETRACTED.sub("", title)) or title


def without_notice_words(title: str) -> str:
    """Return the title of the work that a notice's title names."""
    return _NOTICE.sub("", title).strip(" :—–-")
