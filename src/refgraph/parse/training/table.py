"""Scores as a table."""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.parse.result import Label
from refgraph.parse.training.scoring import Score


def table(scores: Mapping[str, Score]) -> str:
    """Return scores side by side: F1 of all fields and of each label, whole references, calibration error."""
    rows = [
        ("", *scores),
        ("references", *(str(len(each.whole)) for each in scores.values())),
        ("fields (F1)", *(f"{each.f1:.3f}" for each in scores.values())),
        ("wholly right", *(f"{each.wholly_right:.1%}" for each in scores.values())),
        ("calibration error", *(f"{each.calibration_error:.3f}" for each in scores.values())),
        *(
            (
                label.value,
                *(f"{each.by_label[label]:.3f}" if label in each.by_label else "" for each in scores.values()),
            )
            for label in Label
            if any(label in each.by_label for each in scores.values())
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
