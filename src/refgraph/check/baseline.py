"""Baselines: the findings that a project has today, so that only new ones count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from refgraph.check.fingerprint import fingerprint
from refgraph.errors import ConfigurationError
from refgraph.model.finding import Finding
from refgraph.text.decoding import read_text
from refgraph.text.files import write_text

_VERSION = 1


def write_baseline(path: Path | str, findings: Iterable[Finding]) -> int:
    """Write the baseline of some findings, sorted, one a line; return how many they are.

    It has codes, keys and fields for people and fingerprints for refgraph; no line numbers, so that it changes only
    when the faults do.

    Raises:
        UnwritableFileError: if the file cannot be written.
    """
    findings = tuple(findings)
    counts = Counter(fingerprint(each) for each in findings)
    known = {fingerprint(each): each for each in reversed(findings)}
    rows = [
        json.dumps(
            {"code": one.code, "key": one.key, "field": one.field, "fingerprint": mark, "count": counts[mark]},
            ensure_ascii=False,
        )
        for mark, one in sorted(known.items(), key=lambda item: (item[1].code, item[1].key or "", item[0]))
    ]
    body = ",\n".join(f"  {row}" for row in rows)
    text = (
        f'{{"version": {_VERSION}, "findings": [\n{body}\n]}}\n'
        if rows
        else f'{{"version": {_VERSION}, "findings": []}}\n'
    )
    write_text(Path(path), text)
    return len(findings)


def read_baseline(path: Path | str) -> Counter[str]:
    """Return how often each fingerprint is in a baseline.

    Raises:
        UnreadableFileError: if the file cannot be read.
        ConfigurationError: if it is no baseline.
    """
    hint = "make one with `refgraph check ... --write-baseline FILE`"
    try:
        data = json.loads(read_text(path).text)
        if data["version"] != _VERSION:
            raise ConfigurationError(f"{path} is a baseline of another version", text=str(data["version"]), hint=hint)
        return Counter({str(each["fingerprint"]): int(each.get("count", 1)) for each in data["findings"]})
    except (ValueError, TypeError, KeyError) as error:
        if isinstance(error, ConfigurationError):
            raise
        raise ConfigurationError(f"{path} is no baseline", hint=hint) from None


def new_findings(findings: Iterable[Finding], known: Counter[str]) -> tuple[Finding, ...]:
    """Return the findings that a baseline does not have, in order; of several of one kind the later ones are new."""
    left = Counter(known)
    new = []
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(finding)
    return tuple(new)
