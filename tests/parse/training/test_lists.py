from refgraph.parse.labelling.habits import UNKNOWN
from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, LabelledSpan
from refgraph.parse.training.lists import list_habits, list_of


def fox(source, doc=""):
    spans = (LabelledSpan(Label.AUTHOR, 0, 7), LabelledSpan(Label.DATE, 9, 13), LabelledSpan(Label.TITLE, 16, 20))
    return Example(raw="Fox, A. (1990). Dens.", spans=spans, source=source, doc=doc)


def test_a_list_is_a_document_or_a_style():
    assert list_of(fox("grobid", "a.xml")) == "grobid a.xml"
    assert list_of(fox("csl/apa+noise")) == list_of(fox("csl/apa")) == "csl/apa"
    assert list_of(fox("anystyle-core")) == ""


def test_neighbours_tell_their_habits():
    apa = list_habits([fox("csl/apa")] * 12, seed=1)
    assert apa == [apa[0]] * 12
    assert apa[0] != UNKNOWN


def test_without_neighbours_nothing_is_told():
    assert list_habits([fox("csl/apa"), fox("grobid", "a.xml"), fox("own")], seed=1) == [UNKNOWN] * 3
