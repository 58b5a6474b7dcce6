"""Typed values for works, contributors, dates, identifiers, references and libraries.

All of them are immutable; a changed copy is made with ``dataclasses.replace``.
"""

from typing import TYPE_CHECKING

from refgraph.exports import exports

if TYPE_CHECKING:
    from refgraph.model.contributor import Contributor as Contributor
    from refgraph.model.contributor import Role as Role
    from refgraph.model.dates import Date as Date
    from refgraph.model.dates import DatePoint as DatePoint
    from refgraph.model.dates import Unspecified as Unspecified
    from refgraph.model.edtf import dump_edtf as dump_edtf
    from refgraph.model.edtf import parse_edtf as parse_edtf
    from refgraph.model.finding import Finding as Finding
    from refgraph.model.finding import Fix as Fix
    from refgraph.model.finding import Severity as Severity
    from refgraph.model.finding import encoding_findings as encoding_findings
    from refgraph.model.identifiers import Identifier as Identifier
    from refgraph.model.identifiers import parse_identifier as parse_identifier
    from refgraph.model.keys import DEFAULT_PATTERN as DEFAULT_PATTERN
    from refgraph.model.keys import KeyPattern as KeyPattern
    from refgraph.model.keys import assign_keys as assign_keys
    from refgraph.model.keys import citation_keys as citation_keys
    from refgraph.model.keys import make_key as make_key
    from refgraph.model.library import Library as Library
    from refgraph.model.library import Provenance as Provenance
    from refgraph.model.names import Agent as Agent
    from refgraph.model.names import Name as Name
    from refgraph.model.names import Organization as Organization
    from refgraph.model.provenance import Origin as Origin
    from refgraph.model.reference import Citation as Citation
    from refgraph.model.reference import Reference as Reference
    from refgraph.model.relation import Related as Related
    from refgraph.model.relation import Relation as Relation
    from refgraph.model.schemes import Scheme as Scheme
    from refgraph.model.schemes import is_valid as is_valid
    from refgraph.model.venue import Venue as Venue
    from refgraph.model.venue import venue_of as venue_of
    from refgraph.model.work import Work as Work

_HOMES = {
    "refgraph.model.contributor": ("Contributor", "Role"),
    "refgraph.model.dates": ("Date", "DatePoint", "Unspecified"),
    "refgraph.model.edtf": ("dump_edtf", "parse_edtf"),
    "refgraph.model.finding": ("Finding", "Fix", "Severity", "encoding_findings"),
    "refgraph.model.identifiers": ("Identifier", "parse_identifier"),
    "refgraph.model.keys": ("DEFAULT_PATTERN", "KeyPattern", "assign_keys", "citation_keys", "make_key"),
    "refgraph.model.library": ("Library", "Provenance"),
    "refgraph.model.names": ("Agent", "Name", "Organization"),
    "refgraph.model.provenance": ("Origin",),
    "refgraph.model.reference": ("Citation", "Reference"),
    "refgraph.model.relation": ("Related", "Relation"),
    "refgraph.model.schemes": ("Scheme", "is_valid"),
    "refgraph.model.venue": ("Venue", "venue_of"),
    "refgraph.model.work": ("Work",),
}

__getattr__, __dir__, __all__ = exports(__name__, _HOMES)
