import pytest

from refgraph.parse import parse
from refgraph.parse.context.repeated import repeats_authors
from refgraph.parse.context.several import parts


@pytest.mark.parametrize(
    "raw",
    [
        "———. (1992). Setts. Oxford: OUP.",
        "—. Setts. Oxford, 1992.",
        "--- Setts. Oxford, 1992.",
        "12. ______. Setts. Oxford, 1992.",
        "[4] ——. Setts. Oxford, 1992.",
        "Idem, Setts, Oxford 1992.",
        "Id., Setts, Oxford 1992.",
        "Ders. (1992): Bauten. Berlin.",
        "Dies.: Bauten. Berlin 1992.",
        "Он же. Норы. М., 1992.",
        "Там же. С. 12.",
        "Ibid., p. 12.",
        "同上，第12页。",
    ],
)
def test_marks_that_stand_for_authors(raw):
    assert repeats_authors(raw, [])


@pytest.mark.parametrize(
    "raw",
    [
        "He, X. (1999). Nests.",
        "Idemudia, U. (2000). Oil.",
        "Diesel, R. Engines.",
        "- Setts. Oxford.",
        "",
        "1998. Setts.",
    ],
)
def test_names_that_only_look_like_marks(raw):
    assert not repeats_authors(raw, [])


def family_names(parsed):
    return [each.agent.family for each in parsed.work.contributors]


def test_a_dash_takes_the_authors_of_the_entry_before():
    first, second, third, other = parse(
        [
            "Fox, A., & Roe, B. (1990). Dens. Oxford: Clarendon Press.",
            "———. (1992). Setts. Oxford: Clarendon Press.",
            "———. (1993). Burrows. Paris: Seuil.",
            "Cole, C. (1999). Hives. London: Verso.",
        ]
    )
    assert family_names(first) == family_names(second) == family_names(third) == ["Fox", "Roe"]
    assert family_names(other) == ["Cole"]
    assert [each.repeats_authors for each in (first, second, third, other)] == [False, True, True, False]


def test_a_dash_with_nothing_before_it_has_no_authors():
    (parsed,) = parse(["———. (1992). Setts. Oxford: Clarendon Press."])
    assert parsed.work.contributors == ()
    assert not parsed.repeats_authors


LETTERED = (
    "12. (a) Smith, J. J. Am. Chem. Soc. 1990, 112, 345. (b) Doe, A. Tetrahedron 1991, 47, 12; "
    "(c) Roe, B. Org. Lett. 2000, 2, 1."
)


def test_an_entry_with_letters_holds_several_references():
    (parsed,) = parse([LETTERED])
    assert [each.raw for each in parsed.parts] == [
        "Smith, J. J. Am. Chem. Soc. 1990, 112, 345.",
        "Doe, A. Tetrahedron 1991, 47, 12",
        "Roe, B. Org. Lett. 2000, 2, 1.",
    ]
    for part in parsed.parts:
        assert LETTERED[part.reference.start : part.reference.end] == part.raw
    assert [each.work.issued.start.year for each in parsed.parts] == [1990, 1991, 2000]


def test_semicolons_part_whole_references_and_hand_on_their_authors():
    (parsed,) = parse(
        ["J. Smith, Phys. Rev. 12 (1990) 345; Nucl. Phys. B 4 (1991) 5; A. Roe, Phys. Lett. B 6 (1992) 7."]
    )
    assert [family_names(each) for each in parsed.parts] == [["Smith"], ["Smith"], ["Roe"]]


@pytest.mark.parametrize(
    "raw",
    [
        "Smith, A.; Roe, B.; Title of it; Oxford, 1990; 345 pp.",
        "A note (a) on sets. Oxford, 1990.",
        "(a) ",
        "a) one b) two",
        "",
    ],
)
def test_other_semicolons_and_letters_part_nothing(raw):
    (parsed,) = parse([raw])
    assert parsed.parts == ()


def test_letters_out_of_order_part_nothing():
    assert parts("(b) Smith, J. 1990; (a) Doe, A. 1991.", []) == []
