import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from refgraph.formats import csl_json
from refgraph.formats.bibtex import loads
from refgraph.model import Library, Name
from refgraph.pipeline.files import build_files
from refgraph.pipeline.main_job import build
from refgraph.pipeline.rendering import render

SOURCE = "data/sources/between-giants.txt"


@pytest.fixture(scope="module")
def seed(root):
    return build([root / SOURCE])


@pytest.fixture(scope="module")
def files(seed):
    return build_files(seed)


# key, type, authors, year, title, container, volume, issue, page, publisher, place
TEN = [
    ("allison2018", "book", ["Allison | R."], 2018, "Russia and Central Asia: Policies, Security and Influence",
     None, None, None, None, "Oxford University Press", None),
    ("cooley2017", "book", ["Cooley | A.", "Heathershaw | J."], 2017,
     "Dictators Without Borders: Power and Money in Central Asia",
     None, None, None, None, "Yale University Press", None),
    ("dadabaev2020", "article-journal", ["Dadabaev | T."], 2020,
     "Kazakhstan’s Multi-Vector Foreign Policy in the Context of Regional Security",
     "Central Asian Survey", "39", "2", "215–232", None, None),
    ("iea2024", "report", ["International Energy Agency (IEA)"], 2024, "World Energy Outlook 2024",
     None, None, None, None, "IEA Publications", "Paris"),
    ("laruelle2022", "report", ["Laruelle | M."], 2022,
     "China’s Belt and Road Initiative in Central Asia: Economic Cooperation or Strategic Expansion?",
     None, None, None, None, "Wilson Center", "Washington, DC"),
    ("ministryenergyrepublic2025", "report", ["Ministry of Energy of the Republic of Kazakhstan (None)"], 2025,
     "Annual Energy Report", None, None, None, None, None, "Astana"),
    ("tokayev2024", "article-newspaper", ["Tokayev | K. J."], 2024,
     "Global Responsibility in a Fragmenting World Order",
     "The Hill", None, None, None, None, None),
    ("usdepartmentstate2025", "report", ["U.S. Department of State (None)"], 2025,
     "U.S.–Kazakhstan Strategic Partnership Framework", None, None, None, None, None, "Washington, DC"),
    ("worldbank2024", "report", ["World Bank (None)"], 2024, "Central Asia Economic Update: Energy and Trade Corridors",
     None, None, None, None, "World Bank Group", "Washington, DC"),
    ("xi2023", "speech", ["Xi | Jinping"], 2023, "Speech at the China–Central Asia Summit on Energy Cooperation",
     None, None, None, None, None, "Xi’an"),
]  # fmt: skip


def agent(each):
    return f"{each.family} | {each.given}" if isinstance(each, Name) else f"{each.name} ({each.acronym})"


def row(work):
    return (
        work.key, work.type, [agent(each.agent) for each in work.authors], work.year, work.title, work.container_title,
        work.volume, work.issue, work.page, work.publisher, work.publisher_place,
    )  # fmt: skip


@pytest.mark.parametrize("expected", TEN, ids=[each[0] for each in TEN])
def test_each_of_the_ten_references_is_right_in_every_field(seed, expected):
    work = seed.library[expected[0]]
    assert row(work) == expected
    others = {"key", "type", "contributors", "issued", "title", "container_title", "volume", "issue", "page"}
    others |= {"publisher", "publisher_place"}
    assert not [name for name in type(work).__dataclass_fields__ if name not in others and getattr(work, name)]


@pytest.mark.parametrize("read", [loads, csl_json.loads], ids=["bibtex", "csl-json"])
def test_the_ten_references_survive_in_the_written_files(files, read):
    name = "references.bib" if read is loads else "references.csl.json"
    library = read(files[name])
    assert [row(library[each[0]]) for each in TEN] == TEN


def test_the_article_cites_its_ten_references_in_order(seed):
    article = seed.sources[0].article
    assert [edge.cited for edge in seed.library.citations] == [each[0] for each in TEN]
    assert {edge.citing for edge in seed.library.citations} == {article}
    assert [edge.label for edge in seed.library.citations] == [str(number) for number in range(1, 11)]
    work = seed.library[article]
    assert agent(work.authors[0].agent) == "Isroilov | Sardorbek Samandar ugli"
    assert str(work.issued) == "2026-02-12"
    assert len(work.keywords) == 10


def test_every_value_can_be_traced_to_its_characters(seed, root):
    text = (root / SOURCE).read_text(encoding="utf-8")
    for key, *_ in TEN:
        for name, origins in seed.library.provenance[key].items():
            for origin in origins:
                assert text[origin.start : origin.end] == origin.value, (key, name)


def test_the_committed_bibliography_is_what_the_main_job_writes(files, root):
    committed = (root / "data/references.bib").read_text(encoding="utf-8")
    assert committed == files["references.bib"], "data/references.bib is stale: run `make run`"


def test_bibtex_itself_accepts_the_bibliography(files, tmp_path):
    if shutil.which("bibtex") is None:
        pytest.skip("needs BibTeX (Debian: texlive-binaries)")
    (tmp_path / "references.bib").write_text(files["references.bib"], encoding="utf-8")
    (tmp_path / "all.bst").write_text(
        "ENTRY {author title journal publisher institution year}{}{}\n"
        'FUNCTION {print} { cite$ write$ " " write$ title missing$ { "" } { title } if$ write$ newline$ }\n'
        + "".join(f"FUNCTION {{{kind}}} {{ print }}\n" for kind in ("book", "article", "techreport", "booklet", "misc"))
        + "".join(f'MACRO {{{month}}} {{"{month}"}}\n' for month in ("jan", "feb", "dec"))
        + "READ\nITERATE {call.type$}\n",
        encoding="utf-8",
    )
    (tmp_path / "all.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{all}\n\\bibdata{references}\n")
    done = subprocess.run(["bibtex", "all"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "warning" not in done.stdout.lower()
    assert len((tmp_path / "all.bbl").read_bytes().splitlines()) >= 11


def test_the_report_page_needs_no_network_and_shows_every_field(files):
    page = files["report.html"]
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "<script" not in page
    assert page.count('class="raw"') == 10
    assert re.search(r'data-tip="author, \d+% sure">Xi Jinping</span>', page)


def test_the_report_as_json_has_the_same(files):
    data = json.loads(files["report.json"])
    assert {**data["counts"], "findings": 0} == {
        "sources": 1,
        "references": 10,
        "works": 11,
        "citations": 10,
        "duplicates": 0,
        "findings": 0,
    }
    first = data["sources"][0]["references"][0]
    assert (first["key"], first["label"], first["fields"][0]["label"]) == ("allison2018", "1", "author")


def test_markup_in_a_reference_is_shown_and_not_run(tmp_path):
    source = tmp_path / "evil.txt"
    reference = '<script>alert(1)</script>, A. (2018). "<img src=x onerror=alert(1)>" Journal, 1(2), 3-4.'
    source.write_text(f"References\n1. {reference}\n")
    page = build_files(build([source]))["report.html"]
    assert "<script" not in page
    assert "<img" not in page


def test_the_output_does_not_depend_on_hashing(root):
    code = (
        "import sys; from refgraph.pipeline.files import build_files; from refgraph.pipeline.main_job import build;"
        f"sys.stdout.write(''.join(build_files(build([{str(root / SOURCE)!r}])).values()))"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second


def test_an_empty_library_renders_as_nothing():
    assert render(Library()) == ""
