"""From a library to its graph, and what is counted on it."""

from __future__ import annotations

import json
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import UnknownNameError, UnwritableFileError
from refgraph.graph import (
    CitationGraph,
    EdgeKind,
    Node,
    NodeKind,
    build_graph,
    to_graphml,
    to_node_link,
    write_graph,
)
from refgraph.model import Citation, Contributor, Date, Library, Name, Organization, Related, Relation, Role, Work


def by(*names):
    return tuple(Contributor(agent=Name(family=family, given=given or None)) for family, given in names)


def of(name, acronym=None):
    return (Contributor(agent=Organization(name=name, acronym=acronym)),)


ARTICLE = Work(
    key="isroilov2026",
    type="article-journal",
    title="Between Giants: How Kazakhstan Navigates Global Power Rivalry in Central Asia",
    contributors=by(("Isroilov", "Sardorbek Samandar ugli")),
    issued=Date.of(2026, 2, 12),
)
CITED = (
    Work(
        key="allison2018",
        type="book",
        title="Russia and Central Asia: Policies, Security and Influence",
        contributors=by(("Allison", "R.")),
        issued=Date.of(2018),
    ),
    Work(
        key="cooley2017",
        type="book",
        title="Dictators Without Borders: Power and Money in Central Asia",
        contributors=by(("Cooley", "A."), ("Heathershaw", "J.")),
        issued=Date.of(2017),
    ),
    Work(
        key="dadabaev2020",
        type="article-journal",
        title="Kazakhstan’s Multi-Vector Foreign Policy in the Context of Regional Security",
        contributors=by(("Dadabaev", "T.")),
        issued=Date.of(2020),
        container_title="Central Asian Survey",
        volume="39",
        issue="2",
        page="215–232",
    ),
    Work(
        key="iea2024",
        type="report",
        title="World Energy Outlook 2024",
        contributors=of("International Energy Agency", "IEA"),
        issued=Date.of(2024),
    ),
    Work(
        key="laruelle2022",
        type="report",
        title="China’s Belt and Road Initiative in Central Asia: Economic Cooperation or Strategic Expansion?",
        contributors=by(("Laruelle", "M.")),
        issued=Date.of(2022),
    ),
    Work(
        key="ministry2025",
        type="report",
        title="Annual Energy Report",
        contributors=of("Ministry of Energy of the Republic of Kazakhstan"),
        issued=Date.of(2025),
    ),
    Work(
        key="tokayev2024",
        type="article-newspaper",
        title="Global Responsibility in a Fragmenting World Order",
        contributors=by(("Tokayev", "K. J.")),
        issued=Date.of(2024),
        container_title="The Hill",
    ),
    Work(
        key="usstate2025",
        type="report",
        title="U.S.–Kazakhstan Strategic Partnership Framework",
        contributors=of("U.S. Department of State"),
        issued=Date.of(2025),
    ),
    Work(
        key="worldbank2024",
        type="report",
        title="Central Asia Economic Update: Energy and Trade Corridors",
        contributors=of("World Bank"),
        issued=Date.of(2024),
    ),
    Work(
        key="xi2023",
        type="speech",
        title="Speech at the China–Central Asia Summit on Energy Cooperation",
        contributors=by(("Xi", "Jinping")),
        issued=Date.of(2023),
    ),
)
LIBRARY = Library(
    works=(ARTICLE, *CITED),
    citations=tuple(
        Citation(citing="isroilov2026", cited=work.key, label=str(number)) for number, work in enumerate(CITED, 1)
    ),
)
GRAPH = build_graph(LIBRARY)


def test_an_article_cites_ten_works():
    cited = [node.works[0] for node in GRAPH.cites("work:isroilov2026")]
    assert cited == [work.key for work in CITED]
    assert GRAPH.out_degree("work:isroilov2026") == 10
    assert [edge.label for edge in GRAPH.outgoing("work:isroilov2026", "cites")] == [str(n) for n in range(1, 11)]


def test_works_people_bodies_and_venues_are_nodes():
    counts = {kind: len(GRAPH.of_kind(kind)) for kind in NodeKind}
    assert counts == {
        NodeKind.WORK: 11,
        NodeKind.AUTHOR: 8,
        NodeKind.ORGANIZATION: 4,
        NodeKind.VENUE: 2,
    }


@pytest.mark.parametrize(
    ("node_id", "label", "title"),
    [
        pytest.param("work:cooley2017", "Cooley & Heathershaw 2017", CITED[1].title, id="work of two authors"),
        pytest.param("author:allison-r", "R. Allison", "R. Allison", id="person"),
        pytest.param(
            "organization:international-energy-agency",
            "IEA",
            "International Energy Agency (IEA)",
            id="body with an acronym",
        ),
        pytest.param("venue:central-asian-survey", "Central Asian Survey", "Central Asian Survey", id="venue"),
    ],
)
def test_nodes_have_readable_labels(node_id, label, title):
    node = GRAPH[node_id]
    assert (node.label, node.title) == (label, title)


def test_authorship_has_role_and_position():
    edges = GRAPH.incoming("work:cooley2017", EdgeKind.AUTHORED)
    assert [(edge.source, edge.role, edge.position) for edge in edges] == [
        ("author:cooley-a", "author", 1),
        ("author:heathershaw-j", "author", 2),
    ]


def test_a_work_is_published_in_its_venue():
    (edge,) = GRAPH.outgoing("work:dadabaev2020", "published_in")
    assert GRAPH[edge.target].title == "Central Asian Survey"


def test_related_works_are_joined_with_the_reason_on_the_edge():
    library = Library(
        works=(Work(key="review", title="R"), Work(key="book", title="B")),
        relations=(Related(Relation.ABOUT, "review", "book", "a review"),),
    )
    graph = build_graph(library)
    (edge,) = graph.edges
    assert (edge.source, edge.target, edge.kind, edge.label) == ("work:review", "work:book", "about", "a review")
    assert graph.incoming("work:book") == (edge,)


def test_an_editor_is_an_author_node_with_another_role():
    editor = Contributor(agent=Name(family="Allison", given="Roy"), role=Role.EDITOR)
    graph = build_graph(Library(works=(CITED[0], replace(CITED[1], contributors=(editor,)))))
    (person,) = graph.of_kind("author")
    assert person.works == ("allison2018", "cooley2017")
    assert [edge.role for edge in graph.outgoing(person.id)] == ["author", "editor"]


def test_two_people_of_one_name_get_two_ids():
    works = (
        replace(CITED[0], contributors=by(("Li", "W."))),
        replace(CITED[1], contributors=by(("Lí", "Wei"), ("Li", "Wen"))),
    )
    ids = [node.id for node in build_graph(Library(works=works)).of_kind("author")]
    assert ids == ["author:li-w", "author:li-wei", "author:li-wen"]


@pytest.mark.parametrize(
    ("containers", "count"),
    [
        pytest.param([("The Hill", None), ("Hill", None)], 1, id="leading article"),
        pytest.param([("Central Asian Survey", None), ("Cent. Asian Surv.", None)], 1, id="abbreviation"),
        pytest.param([("Central Asian Survey", None), ("Central Asian Review", None)], 2, id="another word"),
        pytest.param([("A journal", "0263-4937"), ("B journal", "02634937")], 1, id="one ISSN"),
        pytest.param([("A journal", "0263-4938"), ("B journal", "0263-4938")], 2, id="a wrong ISSN"),
        pytest.param(
            [("A journal", None), ("B journal", "0263-4937"), ("A journal", "0263-4937")], 1, id="joined by a third"
        ),
    ],
)
def test_venues_are_joined_by_issn_or_title(containers, count):
    works = tuple(
        Work(key=f"k{number}", type="article-journal", container_title=title, issn=issn)
        for number, (title, issn) in enumerate(containers)
    )
    graph = build_graph(Library(works=works))
    assert len(graph.of_kind("venue")) == count
    assert len([edge for edge in graph.edges if edge.kind is EdgeKind.PUBLISHED_IN]) == len(works)


def test_identifiers_of_a_work_are_canonical():
    work = Work(key="k", doi="https://doi.org/10.1000/ABC", isbn="0-306-40615-2", url="https://example.org/a")
    (node,) = build_graph(Library(works=(work,))).nodes
    assert node.identifiers == ("doi:10.1000/abc", "isbn:9780306406157", "https://example.org/a")


def test_the_most_cited_works_come_first_and_each_citing_work_counts_once():
    works = tuple(Work(key=key) for key in "abc")
    citations = [("a", "c", None), ("b", "c", None), ("a", "b", None), ("a", "b", "p. 3")]
    edges = tuple(Citation(citing=citing, cited=cited, locator=locator) for citing, cited, locator in citations)
    graph = build_graph(Library(works=works, citations=edges))
    assert [(node.id, count) for node, count in graph.most_cited()] == [("work:c", 2), ("work:b", 1)]
    assert [node.id for node in graph.cited_by("work:c")] == ["work:a", "work:b"]
    assert graph.in_degree("work:a") == 0


def test_an_empty_library_has_an_empty_graph():
    graph = build_graph(Library())
    assert graph == CitationGraph()
    assert nx.parse_graphml(to_graphml(graph)).number_of_nodes() == 0


def test_an_unknown_node_is_an_error():
    with pytest.raises(UnknownNameError) as error:
        GRAPH.in_degree("work:none")
    assert str(error.value) == "no node has this id: 'work:none'; ids are a kind and a name, such as work:allison2018"
    assert "work:none" not in GRAPH


# --- exports


def as_networkx(graph):
    made = nx.MultiDiGraph()
    made.add_nodes_from(node.id for node in graph.nodes)
    made.add_edges_from((edge.source, edge.target) for edge in graph.edges)
    return made


def test_graphml_is_read_back_by_networkx():
    read = nx.parse_graphml(to_graphml(GRAPH))
    assert set(read.nodes) == {node.id for node in GRAPH.nodes}
    assert sorted(read.edges()) == sorted((edge.source, edge.target) for edge in GRAPH.edges)
    node = read.nodes["work:dadabaev2020"]
    assert (node["kind"], node["year"], node["title"]) == ("work", 2020, CITED[2].title)
    assert read.is_directed()


def test_graphml_says_what_it_is():
    text = to_graphml(GRAPH)
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    )
    assert '<key id="node_year" for="node" attr.name="year" attr.type="int" />' in text


def test_graphml_leaves_out_what_xml_cannot_hold():
    graph = CitationGraph(nodes=(Node(id="work:a", kind=NodeKind.WORK, label="a\x00b", title="<&>\x0b"),))
    read = nx.parse_graphml(to_graphml(graph))
    assert (read.nodes["work:a"]["label"], read.nodes["work:a"]["title"]) == ("ab", "<&>")


def test_node_link_json_is_read_back_by_networkx():
    values = json.loads(json.dumps(to_node_link(GRAPH)))
    read = nx.node_link_graph(values, edges="edges")
    assert nx.utils.graphs_equal(read.__class__(read.edges()), read.__class__(as_networkx(GRAPH).edges()))
    assert read.nodes["organization:world-bank"]["kind"] == "organization"
    assert values["links"] == values["edges"]


@pytest.mark.parametrize("name", ["graph.graphml", "graph.xml", "graph.json"])
def test_a_graph_is_written_by_the_ending_of_the_name(tmp_path, name):
    path = tmp_path / name
    write_graph(GRAPH, path)
    text = path.read_text(encoding="utf-8")
    assert "Central Asian Survey" in text
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match=r"no such graph format: .*; expected \.graphml, \.xml or \.json"):
        write_graph(GRAPH, tmp_path / "graph.dot")


def test_a_missing_folder_is_an_error_and_leaves_nothing(tmp_path):
    with pytest.raises(UnwritableFileError, match="its folder does not exist"):
        write_graph(GRAPH, tmp_path / "none" / "graph.json")
    assert not list(tmp_path.iterdir())


names = st.builds(
    lambda family, given: Contributor(agent=Name(family=family, given=given)),
    st.sampled_from(["Li", "Allison", "Müller", "Muller"]),
    st.sampled_from([None, "R.", "Roy", "R. S.", "P."]),
)
bodies = st.builds(
    lambda name, acronym: Contributor(agent=Organization(name=name, acronym=acronym)),
    st.sampled_from(["International Energy Agency", "IEA"]),
    st.sampled_from([None, "IEA"]),
)
works = st.builds(
    Work,
    contributors=st.lists(names | bodies, max_size=4).map(tuple),
    container_title=st.sampled_from([None, "The Hill", "Hill", "Survey"]),
    issn=st.sampled_from([None, "0263-4937", "wrong"]),
)


@given(st.lists(works, max_size=8), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_every_edge_joins_nodes_of_the_right_kinds_and_exports_agree(some, pairs):
    keyed = tuple(replace(work, key=f"k{number}") for number, work in enumerate(some))
    citations = tuple(Citation(citing=f"k{a}", cited=f"k{b}") for a, b in pairs if a < len(keyed) and b < len(keyed))
    graph = build_graph(Library(works=keyed, citations=citations))
    assert len({node.id for node in graph.nodes}) == len(graph.nodes)
    ends = {EdgeKind.CITES: ({"work"}, {"work"}), EdgeKind.AUTHORED: ({"author", "organization"}, {"work"})}
    for edge in graph.edges:
        sources, targets = ends.get(edge.kind, ({"work"}, {"venue"}))
        assert graph[edge.source].kind in sources
        assert graph[edge.target].kind in targets
    assert sum(edge.kind is EdgeKind.AUTHORED for edge in graph.edges) == sum(len(work.contributors) for work in keyed)
    read = nx.parse_graphml(to_graphml(graph), force_multigraph=True)
    linked = nx.node_link_graph(to_node_link(graph), edges="edges")
    assert sorted(read.edges()) == sorted(linked.edges()) == sorted((edge.source, edge.target) for edge in graph.edges)
