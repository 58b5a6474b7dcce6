import pytest

from refgraph.model import Name
from refgraph.parse import parse_name, parse_names
from refgraph.parse.assembly.plain_lists import parse_plain_list
from refgraph.parse.assembly.splitting import split_names

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
    ("Hess, S. / Binder J. / Moser, J.", ["Hess | S.", "Binder | J.", "Moser | J."]),
    ("Hitzler, Ronald/Peters, Helge", ["Hitzler | Ronald", "Peters | Helge"]),
    ("А. С. Ковач, М. Ю. Левин", ["Ковач | А. С.", "Левин | М. Ю."]),
    ("王小明，李华", ["王 | 小明", "李 | 华"]),
    ("哈里森, 沃尔德伦", ["哈里森 | ", "沃尔德伦 | "]),
    ("卡尔·马克思", ["马克思 | 卡尔"]),
    ("김철수·이영희", ["김 | 철수", "이 | 영희"]),
    ("田中太郎・鈴木花子", ["田中 | 太郎", "鈴木 | 花子"]),
    ("砂川 重信", ["砂川 | 重信"]),
    ("Nguyễn Văn Linh", ["Nguyễn | Văn Linh"]),
    ("Nguyen Van A", ["Nguyen | Van A"]),
    ("Nagy László, Kovács Péter", ["Nagy | László", "Kovács | Péter"]),
    ("ابن سعيد، عبد الرحمن", ["ابن سعيد | عبد الرحمن"]),
    ("علي عبد الواحد", ["عبد الواحد | علي"]),
    ("al-Ghazali, Abu Hamid", ["al-Ghazali | Abu Hamid"]),
    ("Muhammad ibn Musa al-Khwarizmi", ["al-Khwarizmi | Muhammad ibn Musa"]),
    ("Gabriel García Márquez y Mario Vargas Llosa", ["García Márquez | Gabriel", "Vargas Llosa | Mario"]),
    ("José Ortega y Gasset", ["Ortega y Gasset | José"]),
    ("Ortega y Gasset, José", ["Ortega y Gasset | José"]),
    ("LIMA FILHO, J.", ["Lima Filho | J."]),
    ("José Lima Filho", ["Lima Filho | José"]),
    ("MCDONALD, RONALD", ["McDonald | Ronald"]),
    ("O'NEIL, J.", ["O'Neil | J."]),
    ("BERGER, Klaus", ["Berger | Klaus"]),
    ("BOURDIEU (Pierre)", ["Bourdieu | Pierre"]),
    ("BEACH Edward L.", ["Beach | Edward L."]),
    ("F. FUHRMANN", ["Fuhrmann | F."]),
    ("JOHN SMITH AND MARY JONES", ["Smith | John", "Jones | Mary"]),
    ("John Smith, PhD, and Mary Jones, MD", ["Smith | John", "Jones | Mary"]),
    ("Smith, Jones and Brown", ["Smith | ", "Jones | ", "Brown | "]),
    ("Sukarno", ["Sukarno | "]),
    ("Le Corbusier", ["Le Corbusier | "]),
    ("Jan Novák a Petr Svoboda", ["Novák | Jan", "Svoboda | Petr"]),
    ("Jan Kowalski i Adam Nowak", ["Kowalski | Jan", "Nowak | Adam"]),
    ("Strindberg, A. och Lagerlöf, S.", ["Strindberg | A.", "Lagerlöf | S."]),
    ("Παπαδόπουλος, Γ. και Νικολάου, Κ.", ["Παπαδόπουλος | Γ.", "Νικολάου | Κ."]),
    ("H.- A. Persson and B. Stråth", ["Persson | H.-A.", "Stråth | B."]),
    ("Tomkins RP, App EM, Church N", ["Tomkins | R. P.", "App | E. M.", "Church | N."]),
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
    ("Martin Luther King, Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
    ("Hunt III, Harry B.", {"family": "Hunt", "given": "Harry B.", "suffix": "III"}),
    ("Smith, JR", {"family": "Smith", "given": "JR"}),
    ("DE LA CRUZ, M.", {"family": "Cruz", "given": "M.", "non_dropping_particle": "de la"}),
    ("Otto von und zu Guttenberg", {"family": "Guttenberg", "given": "Otto", "non_dropping_particle": "von und zu"}),
    ("SILVA, J. P. da", {"family": "Silva", "given": "J. P.", "dropping_particle": "da"}),
    ("Osama bin Laden", {"family": "Laden", "given": "Osama", "non_dropping_particle": "bin"}),
    ("Cristina La Rocca", {"family": "La Rocca", "given": "Cristina"}),
    ("d'Alembert, Jean le Rond", {"family": "d'Alembert", "given": "Jean le Rond"}),
    ("William of Ockham", {"family": "Ockham", "given": "William", "non_dropping_particle": "of"}),
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
    ("U.S. Department of Health and Human Services", [("U.S. Department of Health and Human Services", None)]),
    ("Ministry of Health, Labour and Welfare", [("Ministry of Health, Labour and Welfare", None)]),
    ("Bundesministerium für Bildung und Forschung", [("Bundesministerium für Bildung und Forschung", None)]),
    ("Statistisches Bundesamt", [("Statistisches Bundesamt", None)]),
    ("KfW Bankengruppe", [("KfW Bankengruppe", None)]),
    ("Ministère de l'Éducation nationale", [("Ministère de l'Éducation nationale", None)]),
    ("Ministerio de Educación, Cultura y Deporte", [("Ministerio de Educación, Cultura y Deporte", None)]),
    ("Ministério da Saúde", [("Ministério da Saúde", None)]),
    ("Ministero della Salute", [("Ministero della Salute", None)]),
    ("Główny Urząd Statystyczny", [("Główny Urząd Statystyczny", None)]),
    ("Türkiye İstatistik Kurumu", [("Türkiye İstatistik Kurumu", None)]),
    ("Міністерство освіти і науки України", [("Міністерство освіти і науки України", None)]),
    ("Қазақстан Республикасы Ғылым министрлігі", [("Қазақстан Республикасы Ғылым министрлігі", None)]),
    ("国家统计局", [("国家统计局", None)]),
    ("厚生労働省", [("厚生労働省", None)]),
    ("통계청", [("통계청", None)]),
    ("وزارة الصحة", [("وزارة الصحة", None)]),
]


@pytest.mark.parametrize(("text", "expected"), BODIES, ids=[text for text, _ in BODIES])
def test_organisations_are_kept_whole_with_their_acronym(text, expected):
    assert [(agent.name, agent.acronym) for agent in parse_names(text).agents] == expected


ENDINGS = "et al.|& others|and others|u. a.|y otros|e col.|e.a.|m.fl.|i in.|a kol.|és mtsai.|și alții|ve diğerleri|vd."
ENDINGS += "|и др.|и соавт.|та ін.|және т.б.|ва бошқ.|dkk.|κ.ά.|وآخرون|…|[et al.]"


@pytest.mark.parametrize("ending", ENDINGS.split("|"))
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


ROLES = [
    ("Smith, J. (Ed.)", ["editor"]),
    ("Müller, K.; Schmidt, A. (Hrsg.)", ["editor"]),
    ("hrsg. v. Karl Müller", ["editor"]),
    ("ed. by J. Smith", ["editor"]),
    ("под ред. И. И. Левина", ["editor"]),
    ("отв. ред. И. И. Левин", ["editor"]),
    ("за ред. І. І. Левіна", ["editor"]),
    ("a cura di Mario Rossi", ["editor"]),
    ("Rossi, M. (a cura di)", ["editor"]),
    ("sous la direction de Jean Dupont", ["editor"]),
    ("Dupont, J. (dir.)", ["editor"]),
    ("pod red. Jana Nowaka", ["editor"]),
    ("red. av A. Berg", ["editor"]),
    ("王小明主编", ["editor"]),
    ("김철수 엮음", ["editor"]),
    ("Trans. Leon S. Moss", ["translator"]),
    ("(J. -D. Moss et al., Trans.).", ["translator"]),
    ("пер. с англ. Р. Кравца", ["translator"]),
    ("çev. Ahmet Yılmaz", ["translator"]),
    ("trad. di Mario Rossi", ["translator"]),
    ("李华译", ["translator"]),
    ("田中太郎訳", ["translator"]),
    ("김철수 옮김", ["translator"]),
    ("Edited and translated by Donald Moss", ["editor", "translator"]),
    ("Smith, J.", []),
]


@pytest.mark.parametrize(("text", "roles"), ROLES, ids=[text for text, _ in ROLES])
def test_role_words_say_what_persons_did_and_are_no_part_of_a_name(text, roles):
    names = parse_names(text)
    assert list(names.roles) == roles
    assert len(names.agents) == (2 if ";" in text else 1)
    assert all(isinstance(agent, Name) for agent in names.agents)


def test_the_russian_genitive_behind_a_role_word_is_undone():
    assert parse_names("под ред. И. И. Левина").agents[0].text == "И. И. Левин"
    assert parse_names("пер. с фр. А. Н. Каминского").agents[0].text == "А. Н. Каминский"


LISTS = [
    "Cooley, A., & Heathershaw, J.",
    "A. B. Moss and C. Peat",
    "Larsen ETC, Novak CB",
    "Klein, Anna; Berg, Karl M.",
    "Puech M., Hammer F., and Flores H. D.",
    "Trujillo I.; McGregor J. A. L.",
    "Brandel, R./Gottwald, M./O’Connor, A.",
    "Holst, Elke, and Jürgen Schupp",
    "Newell, A., J. C. Shaw, and H. A. Simon",
    "Robert P. Gordon and Hans M. Barstad",
]


@pytest.mark.parametrize("text", LISTS)
def test_the_short_way_for_plain_lists_gives_what_the_general_rules_give(text):
    plain = parse_plain_list(text)
    assert plain == tuple(parse_name(part) for part in split_names(text))
