"""The real answers beside the project (shared/api-samples): an entry made of a record is clean but for its notices."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

import refgraph as rg
from refgraph.check import Config, check
from refgraph.check.online import Online
from refgraph.check.online.answers import BrokenAnswerError
from refgraph.check.online.recorded import Recorded, _exchanges, _text
from refgraph.check.online.registries import REGISTRIES, MissingError
from refgraph.model.library import Library

NOTICES = {"retracted", "expression-of-concern", "corrected", "preprint-published"}
FOLDERS = ("crossref", "datacite", "openalex", "pubmed")
# Crossref's test prefix, with works that share numbers, and a text that its own reader takes for a list of titles.
NOT_COMPARED = ("commonmeta__get_crossref_list", "habanero__test_content_negotiation", "habanero__test_registration")


def run(folder, bib, *samples):
    (folder / "recorded").mkdir(exist_ok=True)
    for each in samples:
        shutil.copy(each, folder / "recorded")
    (folder / "refs.bib").write_text(bib, encoding="utf-8")
    report = check(folder / "refs.bib", online=Online(recorded=folder / "recorded"), config=Config(), select=["X"])
    return {each.slug: each.severity.value for each in report}


@pytest.mark.parametrize("slug", FOLDERS)
def test_an_entry_made_of_a_record_is_clean(shared, tmp_path, slug):
    for number, sample in enumerate(sorted((shared / "api-samples" / slug).iterdir())):
        if sample.name.startswith(NOT_COMPARED):
            continue
        works = []
        for exchange in _exchanges(_text(sample), None):
            try:
                pieces = REGISTRIES[slug].pieces(exchange.text)
            except BrokenAnswerError:
                continue
            works += [REGISTRIES[slug].read(each).work for each in dict.fromkeys(pieces.values())]
        if works:
            folder = tmp_path / str(number)
            folder.mkdir()
            library = Library(works=tuple(replace(each, key=f"k{place}") for place, each in enumerate(works)))
            rg.write(library, folder / "refs.bib")
            found = run(folder, (folder / "refs.bib").read_text(encoding="utf-8"), sample)
            assert set(found) <= NOTICES, sample.name


def entry(kind="article", **fields):
    return f"@{kind}{{a,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


WAKEFIELD = """@article{a, author = {Wakefield, A J and Murch, S H and others}, year = {1998}, journal = {Lancet},
 title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children},
 doi = {10.1016/S0140-6736(97)11096-0}}
"""


@pytest.mark.parametrize(
    "names",
    [
        ["crossref/bibaudit__compare_crossref_wakefield_retracted.json"],
        ["pubmed/bibaudit__compare_pubmed_wakefield_retracted.medline.txt"],
        ["pubmed/bibaudit__pubmed_retracted.medline.txt"],
        ["retraction-watch/bibaudit__retraction_watch_sample.csv"],
    ],
)
def test_a_retracted_work_by_any_source(shared, tmp_path, names):
    found = run(tmp_path, WAKEFIELD, *(shared / "api-samples" / name for name in names))
    assert found["retracted"] == "error"
    assert not set(found) - NOTICES


@pytest.mark.parametrize(
    "name",
    [
        "crossref/bibaudit__compare_crossref_wakefield_notice.json",
        "pubmed/bibaudit__compare_pubmed_wakefield_notice.medline.txt",
    ],
)
def test_a_notice_is_no_retracted_work(shared, tmp_path, name):
    title = "Retraction--Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental "
    title += "disorder in children"
    doi = "10.1016/S0140-6736(10)60175-4"
    bib = entry(author="{The Editors of The Lancet}", title=title, year=2010, doi=doi)
    assert run(tmp_path, bib, shared / "api-samples" / name) == {}


def test_a_notice_and_its_work_that_point_at_each_other(shared, tmp_path):
    title = "Retraction---Hydroxychloroquine or chloroquine with or without a macrolide for treatment of {COVID-19}: "
    title += "a multinational registry analysis"
    authors = "Mehra, Mandeep R. and Ruschitzka, Frank and Patel, Amit N."
    bib = entry(author=authors, title=title, year=2020, doi="10.1016/S0140-6736(20)31324-6")
    sample = shared / "api-samples" / "crossref" / "bibaudit__crossref_reciprocal_retraction_notice.json"
    assert run(tmp_path, bib, sample) == {}


def test_a_reinstated_work(shared, tmp_path):
    bib = entry(author="Author, A. F.", title="A synthetic paper", year=2019, doi="10.9999/reinstated-paper")
    found = run(tmp_path, bib, shared / "api-samples" / "retraction-watch" / "bibaudit__retraction_watch_sample.csv")
    assert "retracted" not in found


def test_mis_decoded_names(shared, tmp_path):
    authors = (
        r"Papantoniou, Kyriaki and Casta\~no-Vinyals, Gemma and Espinosa, Ana and Turner, Michelle C. and "
        r"Alonso-Aguado, Maria Henar and Martin, Vicente and Aragon{\'e}s, Nuria and P{\'e}rez-G{\'o}mez, Beatriz "
        r"and Pozo, Benito Mir{\'o}n and G{\'o}mez-Acebo, In{\'e}s and others"
    )
    title = "Shift work and colorectal cancer risk in the {MCC-Spain} case-control study"
    bib = entry(author=authors, title=title, journal="Scand J Work Environ Health", year=2017, doi="10.5271/sjweh.3626")
    sample = shared / "api-samples" / "crossref" / "bibaudit__names_crossref_mojibake_author_list.json"
    assert run(tmp_path, bib, sample) == {}


@pytest.mark.parametrize(
    ("name", "number", "missing"),
    [
        ("arxivpy__id_0000.0000_s0_m100_8b51d9633a68.json", "0000.0000", True),
        ("arxivpy__id_1605.08386_s0_m100_199195aa31ad.json", "1605.08386", False),
    ],
)
def test_arxiv_numbers(shared, tmp_path, name, number, missing):
    fields = {"author": "Stanley, Caprice and Windisch, Tobias", "title": "Heat-bath random walks with Markov bases"}
    bib = entry("misc", **fields, year=2016, eprint=number, archiveprefix="arXiv")
    assert ("doi-not-found" in run(tmp_path, bib, shared / "api-samples" / "arxiv" / name)) is missing


def test_a_malformed_arxiv_number_is_missing(shared):
    sample = json.loads((shared / "api-samples" / "arxiv" / "arxivpy__id_abc_s0_m100_b79c8dcf6bc3.json").read_text())
    with pytest.raises(MissingError):
        REGISTRIES["arxiv"].pieces(sample["body"])


def test_the_404_of_crossref(shared, tmp_path):
    bib = entry(author="Li, Mei", title="Slow Pictures of Fast Rivers", year=2013, doi="10.1371/notarealdoi")
    found = run(tmp_path, bib, shared / "api-samples" / "crossref" / "habanero__test_works_bad_id_warn.yaml")
    assert found["doi-not-found"] == "error"


def test_all_samples_can_be_loaded_at_once(shared):
    recorded = Recorded(shared / "api-samples")
    assert sum(len(each) for each in recorded._answers.values()) > 60
    assert recorded.watch.about("10.1016/s0140-6736(97)11096-0")
