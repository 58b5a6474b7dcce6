"""Records against the references they were made from: which belongs to which, and what each says."""

from refgraph.check.raw.claims import Claim, claims_of
from refgraph.check.raw.pairs import RawPair, pair_up
from refgraph.check.raw.sayings import Lost, Misplaced, lost, misplaced
from refgraph.check.raw.source import RawSource, raw_sources

__all__ = [
    "Claim",
    "Lost",
    "Misplaced",
    "RawPair",
    "RawSource",
    "claims_of",
    "lost",
    "misplaced",
    "pair_up",
    "raw_sources",
]
