"""Typed values for works, contributors, dates, identifiers, references and libraries.

All of them are immutable; a changed copy is made with ``dataclasses.replace``.
"""

from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date, DatePoint, Unspecified
from refgraph.model.edtf import dump_edtf, parse_edtf
from refgraph.model.finding import Finding, Fix, Severity, encoding_findings
from refgraph.model.identifiers import Identifier, Scheme, is_valid, parse_identifier
from refgraph.model.keys import DEFAULT_PATTERN, KeyPattern, assign_keys, citation_keys, make_key
from refgraph.model.library import Library, Provenance
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.provenance import Origin
from refgraph.model.reference import Citation, Reference
from refgraph.model.relation import Related, Relation
from refgraph.model.venue import Venue, venue_of
from refgraph.model.work import Work

__all__ = [
    "DEFAULT_PATTERN",
    "Agent",
    "Citation",
    "Contributor",
    "Date",
    "DatePoint",
    "Finding",
    "Fix",
    "Identifier",
    "KeyPattern",
    "Library",
    "Name",
    "Organization",
    "Origin",
    "Provenance",
    "Reference",
    "Related",
    "Relation",
    "Role",
    "Scheme",
    "Severity",
    "Unspecified",
    "Venue",
    "Work",
    "assign_keys",
    "citation_keys",
    "dump_edtf",
    "encoding_findings",
    "is_valid",
    "make_key",
    "parse_edtf",
    "parse_identifier",
    "venue_of",
]
