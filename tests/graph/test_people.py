"""Resolved people and venues as nodes; who is whom is tested in tests/resolve."""

from __future__ import annotations

from refgraph.dedupe import Decision
from refgraph.graph import build_graph
from refgraph.model import Contributor, Library, Name, Organization, Work
from refgraph.resolve import resolve_people, resolve_venues


def person(family, given):
    return Contributor(agent=Name(family=family, given=given))


WORKS = (
    Work(key="a", contributors=(person("Allison", "R."),), container_title="Cent. Asian Surv."),
    Work(key="b", contributors=(person("Allison", "Roy"),), container_title="Central Asian Survey"),
)


def test_an_author_and_a_venue_have_one_node_for_all_their_names():
    graph = build_graph(Library(works=WORKS))
    (author,), (venue,) = graph.of_kind("author"), graph.of_kind("venue")
    assert (author.id, author.label, author.works) == ("author:allison-roy", "R. Allison", ("a", "b"))
    assert (venue.id, venue.works) == ("venue:central-asian-survey", ("a", "b"))


def test_decisions_reach_the_graph_through_what_was_resolved():
    library = Library(works=WORKS)
    people = resolve_people(library, [Decision(same=False, a="a/author/1", b="b/author/1")])
    venues = resolve_venues(library, [Decision(same=False, a="venue:cent-asian-surv", b="venue:central-asian-survey")])
    graph = build_graph(library, people=people, venues=venues)
    assert [node.id for node in graph.of_kind("author")] == ["author:allison-r", "author:allison-roy"]
    assert [node.id for node in graph.of_kind("venue")] == ["venue:cent-asian-surv", "venue:central-asian-survey"]


def test_a_person_in_two_roles_on_a_work_has_two_edges_and_one_node():
    editor = Contributor(agent=Name(family="Allison", given="R."), role="editor")
    graph = build_graph(Library(works=(Work(key="a", contributors=(person("Allison", "R."), editor)),)))
    (author,) = graph.of_kind("author")
    assert [edge.role for edge in graph.outgoing(author.id)] == ["author", "editor"]


def test_a_body_stands_after_people_under_its_acronym():
    agency = Contributor(agent=Organization(name="International Energy Agency", acronym="IEA"))
    graph = build_graph(Library(works=(Work(key="a", contributors=(agency, person("Roe", "A."))),)))
    assert [node.label for node in graph.nodes[1:]] == ["A. Roe", "IEA"]


def test_a_series_without_a_container_is_no_venue_node():
    assert not build_graph(Library(works=(Work(key="a", collection_title="Studies"),))).of_kind("venue")
