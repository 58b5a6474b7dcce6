"""Printed numbers of a reference: pages, volumes, issues, editions."""

from __future__ import annotations

import re

_PAGE_LEAD = re.compile(
    r"^(?:pp?|pages?|pgs?|S|Seiten?|págs?|pag|с|б|стр|Art(?:icle|\.)?(?:\s+(?:no\.?|ID))?)\b\.?\s*:?\s*",
    re.IGNORECASE,
)
_PAGE_TAIL = re.compile(r"\s*(?:pp?\.|[页頁쪽면]|ページ)$", re.IGNORECASE)
_DASH = r"\s*(?:-{1,3}|[‐‑‒–—―−])\s*"
_RANGE = re.compile(rf"(?P<first>[A-Za-z]{{0,3}}\d+|[ivxlcdm]+){_DASH}(?P<last>[A-Za-z]{{0,3}}\d+|[ivxlcdm]+)")
_LEAD = re.compile(
    r"^(?:vol(?:ume|umen)?s?|bd|band|tomo?|t|v|том|т|no|nr|n[°ºo]?|num(?:ber|éro)?|№|issue|iss|heft|h|fasc|вып)(?![^\W\d_])\.?\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
_ORDINALS = {
    name: str(number)
    for number, names in enumerate(
        (
            "first 1st erste primera primeira première",
            "second 2nd zweite segunda deuxième",
            "third 3rd dritte tercera terceira troisième",
            "fourth 4th vierte cuarta quarta",
            "fifth 5th fünfte quinta",
            "sixth 6th sechste",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        1,
    )
    for name in names.split()
}


def parse_pages(text: str) -> str:
    """Return pages without lead-in, ranges with an en dash and their last page in full.

    >>> parse_pages("pp. 215-32"), parse_pages("e1234"), parse_pages("163/9")
    ('215–232', 'e1234', '163/9')
    """
    text = _PAGE_TAIL.sub("", _PAGE_LEAD.sub("", " ".join(text.split()).strip(" .,;:()")))
    return _RANGE.sub(_full_range, text)


def _full_range(found: re.Match[str]) -> str:
    """Write the last page out where print shortens it ("215–32"); a range that runs backwards stays as it is."""
    first, last = found["first"], found["last"]
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        whole = first[: len(first) - len(last)] + last
        last = whole if int(whole) > int(first) else last
    return f"{first}–{last}"


def parse_number(text: str) -> str:
    """Return a volume or issue without its lead-in ("vol. 12" -> "12", "no. 3-4" -> "3–4")."""
    text = " ".join(text.split()).strip(" .,;:()")
    return re.sub(rf"(?<=\d){_DASH}(?=\d)", "–", _LEAD.sub("", text))


def parse_edition(text: str) -> str:
    """Return the number of an edition where it has one ("2nd ed." -> "2"), else its words ("rev. ed.").

    >>> parse_edition("Second edition"), parse_edition("rev. ed.")
    ('2', 'rev. ed.')
    """
    text = " ".join(text.split()).strip(" ,;()")
    words = [word.strip(".,").lower() for word in text.split()]
    plain = {"ed", "edn", "edition", "aufl", "auflage", "edição", "edición", "édition", "изд", "издание"}
    if len(words) <= 2 and all(
        word in plain or word in _ORDINALS or re.fullmatch(r"\d+(?:st|nd|rd|th|a|ª|º|e|ème|-?е)?", word)
        for word in words
    ):
        number = next((word for word in words if word not in plain), "")
        return _ORDINALS.get(number) or re.sub(r"\D", "", number) or text
    return text
