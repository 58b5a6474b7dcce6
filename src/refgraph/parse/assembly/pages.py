"""Printed pages, article numbers and totals of pages."""

from __future__ import annotations

import re
from functools import lru_cache

from refgraph.parse.assembly.words import alternatives, phrases, table

_TABLE = table("numbers")
_PAGE_LEAD = re.compile(
    alternatives(phrases(_TABLE["pages"] + " | " + _TABLE["article"]), stops=False) + r"(?!\w)\.?\s*[:#]?\s*(?=[^\W_])",
    re.IGNORECASE,
)
_PAGE_TAIL = re.compile(r"\s*(?:[Pp]{1,2}\.?|[页頁쪽면]|ページ)$")
_JUNK = re.compile(r"\s*(?:\.?\[?\(?(?:CrossRef|PubMed|Google Scholar|Medline).*|\.?</?\w+>.*)$", re.DOTALL)
_FOLLOWING = re.compile(r"\d\s?(?:ff?|sgg?|ss|sq|sqq|nn|и сл|s|ss)\.$")
_DASH = r"\s*(?:-{1,3}|[‐‑‒–—―−~～])\s*"
_RANGE = re.compile(
    rf"(?P<first>[A-Za-z]{{0,3}}\d+[A-Za-z]?|[ivxlcdm]+){_DASH}(?P<last>[A-Za-z]{{0,3}}\d+[A-Za-z]?|[ivxlcdm]+)"
)
_CJK_PAGES = re.compile(r"第?\s*(?P<pages>\d[\d\s~～\-–—]*)\s*[页頁쪽면]")
_COUNT = r"(?:\[?[ivxlcdmIVXLCDM]+\]?\s*[,+\-–]?\s*|\d+\s*[,+]\s*)?\d+(?:\s*[,+]\s*(?:\d+|[ivxlc]+|\[\d+\]))?"
_UNIT = alternatives(phrases(_TABLE["totals"]), stops=False)
_TOTAL = re.compile(
    rf"\(?(?P<total>{_COUNT})\s*(?:(?:{_UNIT})(?![^\W\d_])\.?|[页頁쪽면]|ページ)(?:\s*[:;,.]\s*(?:ил|илл|il|ill|Abb|Ill|ilustr|obr|рис|грaф|табл|\d+\s*(?:см|cm))\b.*)?\)?",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(rf"\s*(?:(?:{_UNIT})(?![^\W\d_])|[页頁쪽면]|ページ)", re.IGNORECASE)
_COUNTED = re.compile(_COUNT)
_LED = re.compile(
    rf"(?:^|[^\w])(?:{alternatives(phrases(_TABLE['pages']), stops=False)})\.?\s*:?\s*$|[:(]\s*$|第\s*$", re.IGNORECASE
)


@lru_cache(maxsize=16_384)
def parse_pages(text: str) -> str:
    """Return pages without lead-in, ranges with an en dash and their last page in full.

    >>> parse_pages("pp. 215-32"), parse_pages("e1234"), parse_pages("Art. no. 45"), parse_pages("S. 12 ff.")
    ('215–232', 'e1234', '45', '12 ff.')
    """
    text = " ".join(text.split()).strip(" ,;:()")
    if text.isdigit():
        return text
    following = _FOLLOWING.search(text)
    text = text if following else _JUNK.sub("", text).strip(" .,;:()")
    found = _CJK_PAGES.fullmatch(text)
    text = (
        found["pages"].strip()
        if found
        else _PAGE_TAIL.sub("", _PAGE_LEAD.sub("", text, count=1) if _PAGE_LEAD.match(text) else text)
    )
    return _RANGE.sub(_full_range, text)


def _full_range(found: re.Match[str]) -> str:
    """Write the last page out where print shortens it ("215–32"); a range that runs backwards stays as it is."""
    first, last = found["first"], found["last"]
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        whole = first[: len(first) - len(last)] + last
        last = whole if int(whole) > int(first) else last
    return f"{first}–{last}"


def page_total(text: str, before: str = "", after: str = "") -> str | None:
    """Return how many pages a work has, if that is what a text says and not which ones it stands on.

    Args:
        text: "544 с.", "xii + 434 pp.", "312 S.", or the number alone.
        before: what is printed before it.
        after: what is printed behind it: a unit there and none before tells a total too.

    >>> page_total("xii + 434 pp."), page_total("S. 312"), page_total("320", "Paris, ", " p. Ill.")
    ('xii + 434', None, '320')
    """
    found = _TOTAL.fullmatch(text.strip(" ,;."))
    if found and not found["total"].isdigit():
        return found["total"]
    if found:
        return found["total"] if not _LED.search(before) else None
    if after and _COUNTED.fullmatch(text) and _UNIT_AFTER.match(after) and not _LED.search(before):
        return text
    return None
