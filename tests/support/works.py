"""Works for tests: the ten references of the example article, and any work hypothesis can think of."""

from __future__ import annotations

from hypothesis import strategies as st

from refgraph.model import (
    Contributor,
    Date,
    Identifier,
    Library,
    Name,
    Organization,
    Role,
    Scheme,
    Work,
    assign_keys,
    parse_edtf,
)
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind
from refgraph.model.work import ATTRIBUTES


def person(family, given=None, role=Role.AUTHOR):
    return Contributor(agent=Name(family=family, given=given), role=role)


def body(name, acronym=None):
    return Contributor(agent=Organization(name=name, acronym=acronym))


def example_library():
    """Return the reference list of the example article as typed works."""
    return Library(
        works=assign_keys(
            [
                Work(
                    type="book",
                    contributors=(person("Allison", "R."),),
                    issued=Date.of(2018),
                    title="Russia and Central Asia: Policies, Security and Influence",
                    publisher="Oxford University Press",
                ),
                Work(
                    type="book",
                    contributors=(person("Cooley", "A."), person("Heathershaw", "J.")),
                    issued=Date.of(2017),
                    title="Dictators Without Borders: Power and Money in Central Asia",
                    publisher="Yale University Press",
                ),
                Work(
                    type="article-journal",
                    contributors=(person("Dadabaev", "T."),),
                    issued=Date.of(2020),
                    title="Kazakhstan’s Multi-Vector Foreign Policy in the Context of Regional Security",
                    container_title="Central Asian Survey",
                    volume="39",
                    issue="2",
                    page="215–232",
                ),
                Work(
                    type="report",
                    contributors=(body("International Energy Agency", "IEA"),),
                    issued=Date.of(2024),
                    title="World Energy Outlook 2024",
                    publisher="IEA Publications",
                    publisher_place="Paris",
                ),
                Work(
                    type="report",
                    contributors=(person("Laruelle", "M."),),
                    issued=Date.of(2022),
                    title=(
                        "China’s Belt and Road Initiative in Central Asia: Economic Cooperation or Strategic Expansion?"
                    ),
                    publisher="Wilson Center",
                    publisher_place="Washington, DC",
                ),
                Work(
                    type="report",
                    contributors=(body("Ministry of Energy of the Republic of Kazakhstan"),),
                    issued=Date.of(2025),
                    title="Annual Energy Report",
                    publisher_place="Astana",
                ),
                Work(
                    type="article-newspaper",
                    contributors=(person("Tokayev", "K. J."),),
                    issued=Date.of(2024),
                    title="Global Responsibility in a Fragmenting World Order",
                    container_title="The Hill",
                ),
                Work(
                    type="report",
                    contributors=(body("U.S. Department of State"),),
                    issued=Date.of(2025),
                    title="U.S.–Kazakhstan Strategic Partnership Framework",
                    publisher_place="Washington, DC",
                ),
                Work(
                    type="report",
                    contributors=(body("World Bank"),),
                    issued=Date.of(2024),
                    title="Central Asia Economic Update: Energy and Trade Corridors",
                    publisher="World Bank Group",
                    publisher_place="Washington, DC",
                ),
                Work(
                    type="speech",
                    contributors=(person("Xi", "Jinping"),),
                    issued=Date.of(2023),
                    title="Speech at the China–Central Asia Summit on Energy Cooperation",
                    event_place="Xi’an",
                ),
            ]
        )
    )


LETTERS = "abcdeABÉßñŁÁБπ中"
WORDS = st.text(LETTERS, min_size=1, max_size=6)
TEXTS = st.lists(
    WORDS | st.sampled_from(["R&D", "50%", "C#", "a_b", "$5", "(x)", "“q”", "–", "{x}", "1"]), min_size=1, max_size=4
).map(" ".join)
CAPITALISED = st.text("abcdeÁБ", min_size=1, max_size=6).map(str.capitalize)
NAMES = st.builds(
    Name,
    family=CAPITALISED,
    given=st.none() | CAPITALISED,
    non_dropping_particle=st.none() | st.sampled_from(["van", "de la"]),
    suffix=st.none() | st.just("Jr."),
)
BODIES = st.builds(
    Organization,
    name=TEXTS.filter(lambda text: "{" not in text),
    acronym=st.none() | st.text("ABC", min_size=2, max_size=4),
)
DATES = (
    st.builds(Date.of, st.integers(1000, 2100))
    | st.builds(Date.of, st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28))
    | st.sampled_from(["1985/..", "199X", "1984~", "2004-06/2006-08", "2001-21"]).map(parse_edtf)
    | st.sampled_from(["in press", "n.d."]).map(lambda text: Date(literal=text))
)
IDENTIFIERS = st.sampled_from(
    [
        Identifier(Scheme.ARXIV, "2301.00001"),
        Identifier(Scheme.ARXIV, "hep-th/9109046"),
        Identifier(Scheme.HANDLE, "2027/mdp.39015012345678"),
        Identifier(Scheme.ISBN, "9780306406157"),
        Identifier(Scheme.URL, "https://a.example/b;c"),
    ]
)
TEXT_ATTRIBUTES = sorted(
    attribute
    for variable, attribute in ATTRIBUTES.items()
    if CSL_VARIABLES[variable] in {Kind.STANDARD, Kind.NUMBER}
    and attribute not in {"doi", "url", "pmid", "pmcid", "page"}
)
OTHER_VARIABLES = sorted(
    name for name, kind in CSL_VARIABLES.items() if name not in ATTRIBUTES and kind in {Kind.STANDARD, Kind.NUMBER}
)


@st.composite
def works(draw):
    """Draw a work that BibTeX can say in full: contributors by role, no affiliations, particles in lower case."""
    roles = draw(st.lists(st.sampled_from(list(Role)), unique=True, max_size=3))
    roles.sort(key=lambda role: (role != Role.AUTHOR, role != Role.EDITOR, role != Role.TRANSLATOR))
    contributors = [
        Contributor(agent=agent, role=role)
        for role in roles
        for agent in draw(st.lists(NAMES | BODIES, min_size=1, max_size=3))
    ]
    values = draw(st.dictionaries(st.sampled_from(TEXT_ATTRIBUTES), TEXTS, max_size=6))
    return Work(
        key=draw(st.text("abcXYZ019:-_.+/", min_size=1, max_size=8)),
        type=draw(st.sampled_from(CSL_TYPES)),
        contributors=tuple(contributors),
        truncated=tuple(role for role in roles if draw(st.booleans())),
        issued=draw(st.none() | DATES),
        accessed=draw(st.none() | DATES),
        doi=draw(st.none() | st.just("10.1000/a_b%c")),
        url=draw(st.none() | st.just("https://a.example/~b_c%20d?e=f&g#h")),
        page=draw(st.none() | st.sampled_from(["1–10", "e1234", "5, 7–9", "iv", "12-15"])),
        identifiers=tuple(draw(st.lists(IDENTIFIERS, unique=True, max_size=3))),
        variables=draw(st.dictionaries(st.sampled_from(OTHER_VARIABLES), TEXTS, max_size=2)),
        extra=draw(
            st.dictionaries(st.sampled_from(["memo", "file", "x-y", "howpublished"]), st.text("ab1"), max_size=2).map(
                lambda found: {name: text for name, text in found.items() if text}
            )
        ),
        **values,
    )


LIBRARIES = st.lists(works(), max_size=4, unique_by=lambda work: work.key.casefold()).map(
    lambda found: Library(works=tuple(found))
)
