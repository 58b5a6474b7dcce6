"""The report as plain JSON values."""

from __future__ import annotations

from typing import Any

from refgraph.parse import Parsed
from refgraph.pipeline.main_job import Build, SourceResult


def report_data(build: Build) -> dict[str, Any]:
    """Return the whole result of a build as JSON values: sources, references, duplicates, findings, counts."""
    library = build.library
    return {
        "version": 1,
        "counts": {
            "sources": len(build.sources),
            "references": build.references,
            "works": len(library),
            "citations": len(library.citations),
            "duplicates": len(build.duplicates.merged),
            "findings": len(build.findings),
        },
        "sources": [_source(source, build) for source in build.sources],
        "works": [{"key": work.key, "type": work.type, "title": work.title} for work in library],
        "citations": [{"citing": edge.citing, "cited": edge.cited, "label": edge.label} for edge in library.citations],
        "duplicates": [pair.to_dict() for pair in build.duplicates.pairs],
        "findings": [finding.to_dict() for finding in build.findings],
    }


def _source(source: SourceResult, build: Build) -> dict[str, Any]:
    references = [
        _reference(parsed, build.duplicates.key_of(key))
        for parsed, key in zip(source.parsed, source.keys, strict=False)
    ]
    return {"path": source.path, "kind": source.kind, "article": source.article, "references": references}


def _reference(parsed: Parsed, key: str) -> dict[str, Any]:
    reference = parsed.reference
    return {
        "raw": reference.raw,
        "start": reference.start,
        "end": reference.end,
        "label": reference.label,
        "key": key,
        "confidence": round(parsed.confidence, 4),
        "repeats_authors": parsed.repeats_authors,
        "fields": [
            {
                "label": field.label.value,
                "start": field.start,
                "end": field.end,
                "text": field.text,
                "confidence": round(field.confidence, 4),
                "alternatives": [
                    {**other._asdict(), "label": other.label.value, "confidence": round(other.confidence, 4)}
                    for other in field.alternatives
                ],
            }
            for field in parsed.fields
        ],
    }
