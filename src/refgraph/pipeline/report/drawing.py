"""A citation graph drawn as SVG: citing works inside, cited works around them, people, bodies and venues outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from refgraph.graph import CitationGraph, Edge, Node

_MOST_WORKS = 400
_MOST_WITH_NAMES = 120
_LABEL = 28  # characters of a label
_ROOM = 175  # units outside the outer ring for labels
_MARKS = {
    "work": '<circle r="5"/>',
    "author": '<circle r="4"/>',
    "organization": '<rect x="-4" y="-4" width="8" height="8" rx="1.5"/>',
    "venue": '<path d="M0-5.5 5 4H-5z"/>',
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the drawing: polar, the angle clockwise from the top, in radians."""

    radius: float
    angle: float

    @property
    def x(self) -> float:
        return self.radius * math.sin(self.angle)

    @property
    def y(self) -> float:
        return -self.radius * math.cos(self.angle)


def draw_graph(graph: CitationGraph) -> str:
    """Return the graph as an SVG figure; a graph too large to be read is not drawn but described.

    The same graph always gives the same drawing.
    """
    works = [node for node in graph.nodes if node.kind == "work"]
    if not works:
        return '<p class="empty">No works.</p>'
    if len(works) > _MOST_WORKS:
        return f'<p class="empty">{len(works)} works are too many to draw; graph.graphml has them all.</p>'
    others = [node for node in graph.nodes if node.kind != "work"] if len(works) <= _MOST_WITH_NAMES else []
    spots = _layout(works, others, graph.edges)
    hubs = {node.id for node in works if spots[node.id].radius < _inner(len(works))}
    lines = "".join(_line(edge, spots) for edge in graph.edges if edge.source in spots and edge.target in spots)
    marks = "".join(_mark(node, spots[node.id], hub=node.id in hubs) for node in (*others, *works))
    size = max(spot.radius for spot in spots.values()) + _ROOM
    caption = (
        "Circles are works, light circles people, squares organisations, triangles venues; dark lines are citations, "
        "dashed ones other relations of works."
    )
    return (
        f'<figure><svg viewBox="{-size:.0f} {-size:.0f} {2 * size:.0f} {2 * size:.0f}" role="img" '
        f'aria-label="Citation graph of {len(works)} works">{lines}{marks}</svg>'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _inner(works: int) -> float:
    """Return the radius of the ring of works: room for 16 units of arc each."""
    return max(110.0, works * 16 / (2 * math.pi))


def _layout(works: Sequence[Node], others: Sequence[Node], edges: Iterable[Edge]) -> dict[str, _Spot]:
    cited = {edge.target for edge in edges if edge.kind == "cites"}
    citing = {edge.source for edge in edges if edge.kind == "cites"}
    hubs = [node for node in works if node.id in citing and node.id not in cited]
    ring = [node for node in works if node not in hubs]
    radius = _inner(len(works))
    spots = {node.id: _Spot(radius, angle) for node, angle in zip(ring, _turns(len(ring)), strict=True)}
    hub_radius = 0.0 if len(hubs) == 1 else radius / 3
    spots |= {node.id: _Spot(hub_radius, angle) for node, angle in zip(hubs, _turns(len(hubs)), strict=True)}
    outer = sorted(others, key=lambda node: (_angle_of(node, spots, edges), node.id))
    outer_radius = max(radius + 190, len(outer) * 15 / (2 * math.pi))
    spots |= {node.id: _Spot(outer_radius, angle) for node, angle in zip(outer, _turns(len(outer)), strict=True)}
    return spots


def _turns(count: int) -> list[float]:
    return [2 * math.pi * (number + 0.5) / count for number in range(count)]


def _angle_of(node: Node, spots: Mapping[str, _Spot], edges: Iterable[Edge]) -> float:
    """Return the angle of the first work that a person, body or venue belongs to."""
    ends = (other for edge in edges if node.id in {edge.source, edge.target} for other in (edge.source, edge.target))
    return min(
        (spots[other].angle for other in ends if other in spots and spots[other].radius > 0),
        default=2 * math.pi,
    )


def _line(edge: Edge, spots: Mapping[str, _Spot]) -> str:
    start, end = spots[edge.source], spots[edge.target]
    middle = 0.55
    return (
        f'<path class="edge {edge.kind}" d="M{start.x:.1f} {start.y:.1f}Q{(start.x + end.x) * middle:.1f} '
        f'{(start.y + end.y) * middle:.1f} {end.x:.1f} {end.y:.1f}"/>'
    )


def _label(node: Node) -> str:
    """Return what fits beside a mark: the label, else the key of a work or the beginning of a name."""
    if len(node.label) <= _LABEL:
        return node.label
    short = node.works[0] if node.kind == "work" and node.works else node.label
    return short if len(short) <= _LABEL else short[: _LABEL - 1].rstrip() + "…"


def _mark(node: Node, spot: _Spot, *, hub: bool) -> str:
    label = _label(node)
    if hub:
        text = f'<text y="20" text-anchor="middle">{escape(label)}</text>'
    else:
        degrees = math.degrees(spot.angle) - 90
        left = 90 < degrees < 270
        turn, anchor, shift = (degrees + 180, "end", -9) if left else (degrees, "start", 9)
        text = (
            f'<text transform="rotate({turn:.1f})" x="{shift}" dy=".35em" text-anchor="{anchor}">{escape(label)}</text>'
        )
    kind = f"{node.kind} hub" if hub else node.kind
    return (
        f'<g class="{kind}" transform="translate({spot.x:.1f} '
        f'{spot.y:.1f})"><title>{escape(node.title)}</title>{_MARKS[node.kind]}{text}</g>'
    )
