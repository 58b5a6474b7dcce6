import pytest

from refgraph.model import Name
from refgraph.parse import parse_name, parse_names

PERSONS = [
    ("Allison, R.", ["Allison | R."]),
    ("R. Allison", ["Allison | R."]),
    ("Cooley, A., & Heathershaw, J.", ["Cooley | A.", "Heathershaw | J."]),
    ("Cooley, Alexander, and John Heathershaw", ["Cooley | Alexander", "Heathershaw | John"]),
    (
        "Alexander Cooley, John Heathershaw, Roy Allison",
        ["Cooley | Alexander", "Heathershaw | John", "Allison | Roy"],
    ),
    ("Larsen ETC, Novak CB", ["Larsen | E. T. C.", "Novak | C. B."]),
    ("BARTEK, M.; COSTA, K; HOLM, M.", ["Bartek | M.", "Costa | K", "Holm | M."]),
    ("ABBOTT, M., MORENO, A. and DELGADO, H.", ["Abbott | M.", "Moreno | A.", "Delgado | H."]),
    ("A.J. Heller, S. Kivell e W.-P. Sun", ["Heller | A.J.", "Kivell | S.", "Sun | W.-P."]),
    ("García Márquez, Gabriel", ["García Márquez | Gabriel"]),
    ("Plato", ["Plato | "]),
    ("Xi Jinping", ["Xi | Jinping"]),
    ("MAO Zedong", ["Mao | Zedong"]),
    ("Kim Jong-un", ["Kim | Jong-un"]),
    ("习近平, 李克强", ["习 | 近平", "李 | 克强"]),
    ("欧阳修", ["欧阳 | 修"]),
    ("김철수", ["김 | 철수"]),
    ("Isroilov Sardorbek Samandar ugli", ["Isroilov | Sardorbek Samandar ugli"]),
    ("Иванов Иван Иванович", ["Иванов | Иван Иванович"]),
    ("Иванов И. И., Петров П. П.", ["Иванов | И. И.", "Петров | П. П."]),
    ("Bank, R.", ["Bank | R."]),
    ("O'Neil, C., & D’Acquarica, I.", ["O'Neil | C.", "D’Acquarica | I."]),
    ("Smith, J. (Ed.)", ["Smith | J."]),
    ("Hirsch, K.; Shepard, D. (eds.)", ["Hirsch | K.", "Shepard | D."]),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS, ids=[text for text, _ in PERSONS])
def test_persons_are_read_in_every_common_order(text, expected):
    names = parse_names(text)
    assert all(isinstance(agent, Name) for agent in names.agents)
    assert [f"{agent.family} | {agent.given or ''}" for agent in names.agents] == expected
    assert not names.truncated


PARTS = [
    ("van der Berg, Jan", {"family": "Berg", "given": "Jan", "non_dropping_particle": "van der"}),
    ("Jan van der Berg", {"family": "Berg", "given": "Jan", "non_dropping_particle": "van der"}),
    ("Beauvoir, Simone de", {"family": "Beauvoir", "given": "Simone", "dropping_particle": "de"}),
    ("King, M. L., Jr.", {"family": "King", "given": "M. L.", "suffix": "Jr."}),
    ("King, Jr., M. L.", {"family": "King", "given": "M. L.", "suffix": "Jr."}),
    ("Martin Luther King Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
]


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[text for text, _ in PARTS])
def test_particles_and_suffixes_have_their_own_parts(text, parts):
    (agent,) = parse_names(text).agents
    assert agent == Name(**parts)


BODIES = [
    ("International Energy Agency (IEA)", [("International Energy Agency", "IEA")]),
    ("IEA (International Energy Agency)", [("International Energy Agency", "IEA")]),
    (
        "Ministry of Energy of the Republic of Kazakhstan",
        [("Ministry of Energy of the Republic of Kazakhstan", None)],
    ),
    ("U.S. Department of State", [("U.S. Department of State", None)]),
    ("World Bank.", [("World Bank", None)]),
    (
        "National Academies of Sciences, Engineering, and Medicine",
        [("National Academies of Sciences, Engineering, and Medicine", None)],
    ),
    ("World Health Organization, & World Bank", [("World Health Organization", None), ("World Bank", None)]),
    (
        "Министерство энергетики Республики Казахстан",
        [("Министерство энергетики Республики Казахстан", None)],
    ),
    ("Apple Inc.", [("Apple Inc.", None)]),
    ("NASA", [("NASA", None)]),
]


@pytest.mark.parametrize(("text", "expected"), BODIES, ids=[text for text, _ in BODIES])
def test_organisations_are_kept_whole_with_their_acronym(text, expected):
    assert [(agent.name, agent.acronym) for agent in parse_names(text).agents] == expected


@pytest.mark.parametrize("ending", ["et al.", "and others", "u. a.", "и др."])
def test_a_list_that_goes_on_says_so(ending):
    names = parse_names(f"Smith, J., {ending}")
    assert names.truncated
    assert [agent.text for agent in names.agents] == ["J. Smith"]


def test_a_body_and_a_person_stand_side_by_side():
    first, second = parse_names("World Bank & Smith, J.").agents
    assert (first.text, second.text) == ("World Bank", "J. Smith")


@pytest.mark.parametrize("text", ["", " , ", "1234", "–"])
def test_text_without_a_letter_is_no_name(text):
    assert parse_name(text) is None
    assert parse_names(text).agents == ()
