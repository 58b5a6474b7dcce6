"""What stays the same of a finding when lines move: its rule, key, field and value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from refgraph.model.finding import Finding

_LENGTH = 32


def fingerprint(finding: Finding) -> str:
    """Return 32 hexadecimal digits that say which fault this is, whatever its line and file.

    White space in the value makes no difference.
    """
    value = " ".join((finding.value or "").split())
    parts = (finding.code, finding.key or "", (finding.field or "").lower(), value, *(finding.edge or ()))
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def numbered_fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return the fingerprints of findings in order; the second of one kind ends in ":2" and so on."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        mark = fingerprint(finding)
        seen[mark] += 1
        found.append(mark if seen[mark] == 1 else f"{mark}:{seen[mark]}")
    return found
