"""Cite keys made from a pattern, stable when works are added.

`words` and `parts` say what a pattern can take from a work, `filters` what it can do with it, `language` reads
patterns, `assigning` keeps keys apart and old ones as they are.
"""

from refgraph.model.keys.assigning import assign_keys, citation_keys
from refgraph.model.keys.near import NearKeys, near_key
from refgraph.model.keys.pattern import DEFAULT_PATTERN, KeyPattern, make_key

__all__ = ["DEFAULT_PATTERN", "KeyPattern", "NearKeys", "assign_keys", "citation_keys", "make_key", "near_key"]
