"""The work that a review is of."""

from __future__ import annotations

import re

_OF = (
    "review of the book|review of the film|book review of|book review|review of|reviews? of|rezension zu|rezension von|"
    "rezension|rez. zu|rez. von|rez|besprechung von|compte rendu de|compte rendu|compte-rendu de|c. r. de|recension de|"
    "recensione di|recensione a|rec. di|rec. a|rec. na|rec|reseña de|reseña a|resenha de|recensão de|recenzja|"
    "recenze|рецензия на книгу|рецензия на|рец. на кн|рец. на|рецензія на|kitap incelemesi|书评|書評|서평"
)
_REVIEW = re.compile(
    r"\W*(?:"
    + "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in sorted(_OF.split("|"), key=len, reverse=True))
    + r")(?![^\W\d_])\.?\s*(?P<colon>[:：])?\s*(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = ("rez", "rec", "rezension", "recensione", "book review", "review", "recenzja", "recenze", "compte rendu")
_BY = re.compile(r",?\s+(?:by|von|par|di|de|por|edited by|ed\. by|hrsg\. v(?:on|\.))\s+[^\W\d_a-zа-я].*$")
_FIRST = frozenset(re.split(r"[\s.\-]+", each)[0] for each in _OF.split("|"))
_WORD = re.compile(r"[^\W\d_]+")


def reviewed(text: str) -> str | None:
    """Return the title that a text says to be a review of, or None.

    >>> reviewed("Review of the book Peat and People, by S. Moss"), reviewed("Review of economic statistics methods")
    ('Peat and People', 'economic statistics methods')
    >>> reviewed("Rez. zu: Die Stadt im Nebel"), reviewed("A review of reviews")
    ('Die Stadt im Nebel', None)
    """
    first = _WORD.search(text)
    if first is None or first.start() > 2 or (first[0].lower() not in _FIRST and text < "\u2e80"):
        return None
    found = _REVIEW.match(text)
    if found is None:
        return None
    lead = text[: found.start("title")].strip(" :.[(").lower()
    if lead in _BARE and not found["colon"]:
        return None
    title = _BY.sub("", found["title"]).strip(" .,;:[]()\"'“”„«»‘’")
    return title or None
