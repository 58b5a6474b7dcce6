from refgraph.formats import write
from refgraph.model import Citation, Contributor, Library, Name, Work
from refgraph.pipeline.conversion import losses

A = Work(
    key="a", type="book", title="Peat", contributors=(Contributor(agent=Name(family="Doe", dropping_particle="de")),)
)
B = Work(key="b", type="book", title="Bogs")


def test_what_bibtex_cannot_carry_is_named_with_key_and_field(tmp_path):
    path = tmp_path / "a.bib"
    library = Library(works=(A, B), citations=(Citation(citing="a", cited="b"),))
    write(library, path)
    lines = losses(library, path)
    assert any(line.startswith("a: contributors ") for line in lines)
    assert not any(line.startswith("b: ") for line in lines)
    assert lines[-1] == "1 citations are not in this format"


def test_csl_json_loses_nothing_of_a_work(tmp_path):
    path = tmp_path / "a.json"
    write(Library(works=(A, B)), path)
    assert losses(Library(works=(A, B)), path) == []
