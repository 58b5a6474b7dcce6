"""First, subsequent, ibid: what came before a cite (CSL 1.0.2, "position")."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.csl.elements.state import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from refgraph.csl.manuscript.cites import Cite, Cluster, Placed


def place(clusters: Sequence[Cluster], near_distance: int) -> list[list[Placed]]:
    """Return the cites of every cluster with their positions.

    Citations in the text and in notes are followed apart, as they are read apart.

    Args:
        clusters: in document order.
        near_distance: how many notes back a note is near.
    """
    placed: list[list[Placed]] = [[] for _ in clusters]
    for in_note in (False, True):
        numbers = [at for at, cluster in enumerate(clusters) if (cluster.note_number > 0) is in_note]
        _follow([clusters[at] for at in numbers], numbers, placed, near_distance)
    return placed


def _follow(
    clusters: Sequence[Cluster], numbers: Sequence[int], placed: list[list[Placed]], near_distance: int
) -> None:
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for at, cluster in enumerate(clusters):
        before = _before(clusters, at)
        for number, cite in enumerate(cluster.cites):
            position = FIRST
            if cite.id in first:
                position = _position(cluster, number, cite, before)
            near = cite.id in last and cluster.note_number - last[cite.id] <= near_distance
            placed[numbers[at]].append(Placed(cite, position, near, first.get(cite.id, 0)))
            first.setdefault(cite.id, cluster.note_number)
            last[cite.id] = cluster.note_number


def _before(clusters: Sequence[Cluster], at: int) -> Cluster | None:
    """Return what stands just before a cluster: the cluster before in the same note, or the whole note before."""
    if not at:
        return None
    last = clusters[at - 1]
    if not last.note_number or last.note_number == clusters[at].note_number:
        return last
    same = [cluster for cluster in clusters[:at] if cluster.note_number == last.note_number]
    return Cluster(tuple(cite for cluster in same for cite in cluster.cites), last.id, last.note_number)


def _position(cluster: Cluster, number: int, cite: Cite, before: Cluster | None) -> int:
    """Return the position of a cite whose work was cited before."""
    if number:
        previous = cluster.cites[number - 1]
        return _ibid(previous, cite) if previous.id == cite.id else SUBSEQUENT
    if before is None or not before.cites or any(other.id != cite.id for other in before.cites):
        return SUBSEQUENT
    if cluster.note_number - before.note_number > 1:
        return SUBSEQUENT
    return _ibid(before.cites[-1], cite)


def _ibid(previous: Cite, cite: Cite) -> int:
    if not cite.locator:
        return SUBSEQUENT if previous.locator else IBID
    if previous.locator == cite.locator and previous.label == cite.label:
        return IBID
    return IBID_WITH_LOCATOR
