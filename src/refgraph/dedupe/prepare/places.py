"""Containers, to compare by, and what tells a preprint."""

from __future__ import annotations

import re
from functools import lru_cache

from refgraph.text.normal import breaks_off, fold

CUT = " ..."
"""The end of a folded title of a container that ends with an ellipsis, and so goes on."""
_CONTAINER_NOISE = re.compile(r"^(?:in|the|to appear in|appears in|also in)\s+")


@lru_cache(maxsize=1 << 16)
def folded_container(text: str) -> str:
    """Return a container's title folded, without "In" and the like before it, and with `CUT` where it breaks off."""
    folded = fold(text)
    while (bare := _CONTAINER_NOISE.sub("", folded)) != folded:
        folded = bare
    return folded + CUT if folded and breaks_off(text) else folded


_NOTED = re.compile(
    r"(?:to appear|in press|forthcoming|submitted|unpublished|manuscript|technical report|working paper|draft)\b"
    r"|[^()]{4,80}\((?:to appear|in press|forthcoming)\)",
    re.IGNORECASE,
)


def noted_place(note: str) -> str:
    """Return where a note says that the work is or will be: "To appear in Trade Policy", "Unpublished manuscript"."""
    found = _NOTED.match(note.strip(" (")) if len(note) < 200 else None
    return note.partition("(")[0] if found else ""


_SERVERS = re.compile(
    r"(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|edarxiv|engrxiv|techrxiv|eartharxiv|ssrn|osf preprints?"
    r"|research square|preprints(?: org)?|authorea|vixra)\b(?! journal$)",
    re.IGNORECASE,
)
_SERVER_DOIS = (
    "10.48550/", "10.1101/20", "10.1101/0", "10.2139/ssrn", "10.26434/chemrxiv", "10.31234/osf.io", "10.31219/osf.io",
    "10.31235/osf.io", "10.21203/rs", "10.20944/preprints", "10.36227/techrxiv", "10.22541/au", "10.31223/",
)  # fmt: skip
"""Prefixes of the DOIs that arXiv, bioRxiv, medRxiv, SSRN, ChemRxiv, OSF, Research Square and others give."""


@lru_cache(maxsize=1 << 16)
def _is_server(container: str) -> bool:
    return _SERVERS.match(container) is not None


def _all_of_servers(dois: tuple[str, ...]) -> bool:
    return all(doi.startswith(_SERVER_DOIS) for doi in dois)


def is_preprint(container: str, dois: tuple[str, ...], identifiers: tuple[str, ...]) -> bool:
    """Return True by the name of the server, the prefix of its DOIs, or an arXiv id beside nothing else."""
    if _is_server(container) or (dois and dois[0].startswith(_SERVER_DOIS) and _all_of_servers(dois)):
        return True
    return not container and not dois and any(each.startswith("arxiv:") for each in identifiers)
