"""One small client a registry: how to ask it, and how to read what it answers."""

from refgraph.check.online.registries.agency import AGENCY
from refgraph.check.online.registries.arxiv import ARXIV
from refgraph.check.online.registries.crossref import CROSSREF
from refgraph.check.online.registries.datacite import DATACITE
from refgraph.check.online.registries.openalex import OPENALEX
from refgraph.check.online.registries.openlibrary import OPENLIBRARY
from refgraph.check.online.registries.pubmed import PUBMED
from refgraph.check.online.registries.registry import MissingError, RefusedError, Registry, Request

REGISTRIES = {each.slug: each for each in (CROSSREF, DATACITE, OPENALEX, PUBMED, ARXIV, OPENLIBRARY, AGENCY)}
"""Registries by the name that recorded files and the cache have for them."""

__all__ = ["REGISTRIES", "MissingError", "RefusedError", "Registry", "Request"]
