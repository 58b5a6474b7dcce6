"""A labeller made of rules for common styles; any other labeller has the same shape: strings in, fields out.

A reference is read from both ends. What has a form of its own (addresses, volume and pages) is claimed first wherever
it stands; then the head (authors, date, title) from the left; what is left over between full stops is named last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from refgraph.parse.draft import Draft
from refgraph.parse.heads import authors_and_date, late_date, title
from refgraph.parse.result import Field, Label
from refgraph.parse.tails import container, editors, leftovers, place_and_publisher, volume_issue_pages
from refgraph.parse.tokens import Kind, tokenize

_NUMBER = re.compile(r"\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,3})[.)](?=\s))\s*")
_META = re.compile(r"citation_(\w+)=\s*([^;]*)")
_META_LABELS = {
    "author": Label.AUTHOR,
    "title": Label.TITLE,
    "journal_title": Label.CONTAINER,
    "inbook_title": Label.CONTAINER,
    "conference_title": Label.CONTAINER,
    "publication_date": Label.DATE,
    "year": Label.DATE,
    "volume": Label.VOLUME,
    "issue": Label.ISSUE,
    "pages": Label.PAGES,
    "doi": Label.DOI,
    "publisher": Label.PUBLISHER,
}
_ARXIV = re.compile(
    r"(?:arXiv\s*:\s*|abs/)(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)",
    re.IGNORECASE,
)
_OLD_ARXIV = re.compile(
    r"\b(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nucl-(?:ex|th)|physics|quant-ph"
    r"|cs|nlin|q-bio)(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?"
)
_ISBN = re.compile(r"ISBN(?:-1[03])?\s*:?\s*(?P<isbn>97[89][\d\s-]{10,16}|\d[\d\s-]{8,12}[\dXx])(?!\d)", re.IGNORECASE)
_ACCESSED = re.compile(
    (
        r"(?:\b(?:accessed|retrieved|last (?:accessed|visited|checked)|cited|viewed|consulted"
        r"|access(?:ed)? (?:date|on)|acesso em|acessado em|citado|consultad[oa](?: el| em)?"
        r"|consulté le|abgerufen(?: am)?|zugriff(?: am)?|geraadpleegd|дата обращения|доступ)\b)\s*(?:on"
        r"|:)?\s*:?\s*(?P<date>[^()\[\];]{4,30}?\b(?:1\d{3}|20\d\d)\b|(?:1\d{3}|20\d\d)[^()\[\];.,]{0,14}"
        r"|\d{1,2}[./]\d{1,2}[./]\d{4})"
    ),
    re.IGNORECASE,
)
_DOI_LEAD = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*", re.IGNORECASE)
_URL_LEAD = re.compile(
    (
        r"(?:\[?online\]?\s*)?(?:available (?:at|from|online(?: at)?)|retrieved(?: from)?|disponível em"
        r"|disponible en|url|режим доступа|at|from)\s*:?\s*$"
    ),
    re.IGNORECASE,
)
_EDITION = re.compile(
    (
        r"(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|\.|a|ª|º|e)?|first|second|third|fourth|fifth|sixth"
        r"|rev(?:ised|\.)?|enlarged|updated)[\s.]*(?:and \w+ )?(?:rev\. )?(?:ed(?:n|ition)?\b\.?"
        r"|aufl(?:age)?\b\.?|изд\b\.?))"
    ),
    re.IGNORECASE,
)
_GENRE = re.compile(
    (
        r"[\[(](?P<genre>[^\[\]()]*(?:dissertation|thesis|tese|dissertação|tesis|thèse|ph\.?\s?d|master"
        r"|internet|report|preprint|data ?set|software|working paper|conference|speech|film|map|podcast"
        r"|blog)[^\[\]()]*)[\])]"
    ),
    re.IGNORECASE,
)


def label(raws: Sequence[str]) -> list[tuple[Field, ...]]:
    """Label each reference; a string in which nothing is recognised has no field.

    Args:
        raws: reference strings.

    Returns:
        For each string its fields, in order and without overlap.
    """
    return [_label(raw) for raw in raws]


def _label(raw: str) -> tuple[Field, ...]:
    draft = Draft(raw[:_LONGEST])
    if _META.match(raw):
        _tagged(draft)
    else:
        for step in STEPS:
            step(draft)
    return draft.fields()


def _tagged(draft: Draft) -> None:
    """Read the "citation_title=...; citation_author=..." form of ``citation_reference`` tags."""
    for found in _META.finditer(draft.raw):
        kind = _META_LABELS.get(found[1])
        if kind is not None and found[2].strip():
            draft.claim(kind, *found.span(2))


def _number(draft: Draft) -> None:
    found = _NUMBER.match(draft.raw)
    if found and found.end() < len(draft.raw):
        draft.claim(Label.CITATION_NUMBER, *found.span(found.lastindex or 0))
        draft.head = found.end()


def _addresses(draft: Draft) -> None:
    """Claim DOIs, URLs and arXiv ids; "doi:" and "Available at:" before them belong to no field."""
    for token in tokenize(draft.raw):
        if token.kind is Kind.URL:
            lead = _DOI_LEAD.match(token.text)
            if lead and lead.end() < len(token.text):
                draft.claim(Label.DOI, token.start + lead.end(), token.end, hide_from=token.start)
            elif not _ARXIV.search(token.text):
                before = _URL_LEAD.search(draft.raw[: token.start])
                draft.claim(Label.URL, token.start, token.end, hide_from=before.start() if before else token.start)
        elif token.kind is Kind.DOI:
            before = re.search(rf"(?:{_DOI_LEAD.pattern})$", draft.raw[: token.start], re.IGNORECASE)
            draft.claim(Label.DOI, token.start, token.end, hide_from=before.start() if before else token.start)
    for pattern, group in ((_ARXIV, "id"), (_OLD_ARXIV, 0)):
        for found in pattern.finditer(draft.raw):
            draft.claim(Label.ARXIV, *found.span(group), hide_from=found.start())


def _marked_parts(draft: Draft) -> None:
    """Claim what names itself: "ISBN ...", "Accessed ...", "2nd ed.", "(Doctoral dissertation)", "[Internet]"."""
    for pattern, kind in ((_ISBN, Label.ISBN), (_ACCESSED, Label.ACCESSED), (_EDITION, Label.EDITION)):
        found = pattern.search(draft.open_text)
        if found and found.start() > draft.head:
            draft.claim(
                kind,
                *found.span(1),
                hide_from=found.start(),
            )
    for found in _GENRE.finditer(draft.open_text):
        if found["genre"].strip().lower() == "internet":
            draft.hide(*found.span())
        elif len(found["genre"]) < 80:
            draft.claim(Label.GENRE, *found.span("genre"), hide_from=found.start(), hide_to=found.end())


_LONGEST = 4000  # characters that are looked at: what is longer is no reference, and must not take for ever

STEPS: tuple[Callable[[Draft], None], ...] = (
    _number,
    _addresses,
    _marked_parts,
    authors_and_date,
    late_date,
    title,
    editors,
    volume_issue_pages,
    container,
    place_and_publisher,
    leftovers,
)
