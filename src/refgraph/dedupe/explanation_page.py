"""An explanation as one HTML page: no script, nothing loaded, readable aloud, in light and dark."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from refgraph.dedupe.differences import Pieces, mark_differences
from refgraph.dedupe.explanation import Explanation, Row, points_text
from refgraph.dedupe.nearest import kind_of
from refgraph.dedupe.printable import printable
from refgraph.model import Work

if TYPE_CHECKING:
    from refgraph.dedupe.nearest import KeyPair

# Nothing may be loaded or run, whatever a bibliography holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def explanation_page(explanation: Explanation) -> str:
    """Return the page."""
    left, right = explanation.left.key, explanation.right.key
    title = f"{left} and {right}: {explanation.verdict}"
    why = explanation.why[:1].upper() + explanation.why[1:]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{_text(title)}</title>\n<style>\n{_style()}</style></head>\n<body><main>"
        f"<h1><code>{_text(left)}</code> and <code>{_text(right)}</code>: {explanation.verdict}</h1>\n"
        f'<p class="why">{_text(why)}.</p>\n{_score(explanation)}\n{_table(explanation)}\n'
        f"{_keys(explanation)}\n{_notes(explanation)}</main></body></html>\n"
    )


def _score(explanation: Explanation) -> str:
    score, threshold = explanation.comparison.score, explanation.threshold
    said = f"Score {score} of 1000; two works are the same from {threshold}."
    return (
        f'<p><label for="score">{said}</label> '
        f'<meter id="score" min="0" max="1000" low="{max(0, threshold - 200)}" high="{threshold}" optimum="1000" '
        f'value="{score}">{score} of 1000</meter> {_text(explanation.comparison.reason)}.</p>'
    )


def _table(explanation: Explanation) -> str:
    heads = ("Field", _key(explanation.left), _key(explanation.right), "How alike", "Points")
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "\n".join(map(_row, explanation.rows))
    return (
        '<div class="scroll" role="region" aria-label="The two works, field by field" tabindex="0"><table>'
        "<caption>The two works, field by field. What only one has is marked.</caption>"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _key(work: Work) -> str:
    return f"<code>{_text(work.key)}</code>"


def _row(row: Row) -> str:
    left, right = mark_differences(row.left, row.right)
    kind = "" if row.points is None else " for" if row.points > 0 else " against" if row.points < 0 else ""
    return (
        f'<tr><th scope="row">{_text(row.field)}</th><td>{_marked(left)}</td><td>{_marked(right)}</td>'
        f'<td>{_text(row.level) or "not compared"}</td><td class="points{kind}">{points_text(row.points)}</td></tr>'
    )


def _marked(pieces: Pieces) -> str:
    if not pieces:
        return '<span class="none">nothing</span>'
    return "".join(f"<mark>{_text(each.text)}</mark>" if each.differs else _text(each.text) for each in pieces)


def _keys(explanation: Explanation) -> str:
    if explanation.shared_keys:
        rows = "".join(
            f"<li>{_text(kind_of(key))}: <code>{_text(key.partition(':')[2])}</code></li>"
            for key in explanation.shared_keys
        )
        said = "Works are compared when they share a key. Both of these have:"
        shared = f"<p>{said}</p><ul>{rows}</ul>"
    else:
        shared = (
            "<p>Works are compared when they share a key. These two share none, so a run does not compare them.</p>"
        )
    nearest = "".join(map(_key_pair, explanation.nearest_keys))
    if not nearest:
        return f"<h2>Keys</h2>\n{shared}"
    caption = "Their keys side by side, most similar first"
    return (
        f"<h2>Keys</h2>\n{shared}\n<details{'' if explanation.shared_keys else ' open'}><summary>{caption}</summary>"
        f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0"><table><thead><tr>'
        '<th scope="col">Kind of key</th>'
        f'<th scope="col">{_key(explanation.left)}</th><th scope="col">{_key(explanation.right)}</th>'
        f'<th scope="col">Alike</th></tr></thead><tbody>{nearest}</tbody></table></div></details>'
    )


def _key_pair(pair: KeyPair) -> str:
    left, right = mark_differences(pair.left, pair.right)
    return (
        f'<tr><th scope="row">{_text(pair.kind)}</th><td>{_marked(left)}</td><td>{_marked(right)}</td>'
        f'<td class="points">{pair.similarity:.0%}</td></tr>'
    )


def _notes(explanation: Explanation) -> str:
    notes = "".join(f"<li>{_text(note)}</li>" for note in explanation.notes)
    return f"<h2>Notes</h2>\n<ul>{notes}</ul>" if notes else ""


def _text(text: str) -> str:
    return escape(printable(text))


def _style() -> str:
    return files("refgraph.dedupe").joinpath("explanation.css").read_text(encoding="utf-8")
