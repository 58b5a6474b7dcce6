from refgraph.formats import losses, read, write
from refgraph.model import Citation, Contributor, Library, Name, Work
from refgraph.pipeline.conversion import convert

A = Work(
    key="a", type="book", title="Peat", contributors=(Contributor(agent=Name(family="Doe", dropping_particle="de")),)
)
B = Work(key="b", type="book", title="Bogs")


def test_what_bibtex_cannot_carry_is_named_with_key_and_field():
    found = losses(Library(works=(A, B), citations=(Citation(citing="a", cited="b"),)), "bibtex")
    assert [(each.key, each.field) for each in found] == [("a", "author"), ("", "citations")]
    assert str(found[1]) == "citations '1': not in this format"


def test_csl_json_loses_nothing_of_a_work():
    assert losses(Library(works=(A, B)), "csl-json") == ()


def test_a_file_is_converted_and_its_losses_are_named(tmp_path):
    write(Library(works=(Work(key="b", type="book", title="Bogs", status="in press"),)), tmp_path / "a.json")
    done = convert(tmp_path / "a.json", tmp_path / "b.ris")
    assert [str(each) for each in done.losses] == ["b: status 'in press': not in this format"]
    assert read(tmp_path / "b.ris")["b"].title == "Bogs"
    assert done.library.keys == ("b",)
