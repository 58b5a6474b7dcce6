"""Fixes that move values, types, keys and entries: the layout stays, and nothing is lost."""

from __future__ import annotations

import pytest

from refgraph.check import Config, apply_fixes, check
from refgraph.check.manuscripts import read_manuscript
from refgraph.formats.bibtex import parse_document


def mended(text, *rules, unsafe=True, manuscripts=()):
    report = check(parse_document(text, "refs.bib"), config=Config(), select=rules, manuscripts=manuscripts)
    return apply_fixes(text, report.findings, unsafe=unsafe)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "@article{a,\n  title = {T},\n  journal = {Proceedings of the 9th Python Conference},\n}",
            "@inproceedings{a,\n  title = {T},\n  booktitle = {Proceedings of the 9th Python Conference},\n}",
            id="proceedings",
        ),
        pytest.param(
            "@ARTICLE{a, JOURNAL = {Proceedings of the 9th Python Conference}}",
            "@INPROCEEDINGS{a, BOOKTITLE = {Proceedings of the 9th Python Conference}}",
            id="capitals",
        ),
        pytest.param(
            "@inproceedings{a, booktitle = {Nature}, volume = 1, number = 2}",
            "@article{a, journal = {Nature}, volume = 1, number = 2}",
            id="journal",
        ),
        pytest.param(
            "@Book{a, journal = {Nature}, volume = 1}", "@Article{a, journal = {Nature}, volume = 1}", id="book"
        ),
        pytest.param("@book{a, title = {T}, chapter = 2}", "@inbook{a, title = {T}, chapter = 2}", id="chapter"),
        pytest.param(
            "@misc{a, booktitle = {B}, pages = {1--2}}", "@misc{a, booktitle = {B}, pages = {1--2}}", id="several"
        ),
    ],
)
def test_an_entry_gets_the_type_that_it_looks_like(before, after):
    assert mended(before, "wrong-type") == after
    assert mended(after, "wrong-type") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("volume = {12(3)}", "number = {3},\n  volume = {12}", id="number"),
        pytest.param('volume = "12, no. 3"', "number = {3},\n  volume = {12}", id="no."),
        pytest.param("volume = {12, pp. 3--4}", "pages = {3--4},\n  volume = {12}", id="pages"),
        pytest.param(
            "volume = {1592 of LNCS, pages 90-106}",
            "series = {LNCS},\n  pages = {90-106},\n  volume = {1592}",
            id="series-pages",
        ),
        pytest.param("volume = {1592 of LNCS}", "series = {LNCS},\n  volume = {1592}", id="series"),
        pytest.param("Volume = {10.1000/182}", "doi = {10.1000/182}", id="doi"),
        pytest.param("journal = {Nature, vol. 521}", "volume = {521},\n  journal = {Nature}", id="journal"),
        pytest.param(
            "journal = {Annals of Botany 52 (3)}",
            "volume = {52},\n  number = {3},\n  journal = {Annals of Botany}",
            id="journal-number",
        ),
        pytest.param(
            "publisher = {Cambridge: MIT Press}", "address = {Cambridge},\n  publisher = {MIT Press}", id="place"
        ),
        pytest.param("institution = {https://a.org}", "url = {https://a.org}", id="address"),
        pytest.param("issn = {978-3-540-30301-5}", "isbn = {978-3-540-30301-5}", id="isbn"),
        pytest.param(
            "journal = {arXiv preprint arXiv:1706.03762}",
            "eprint = {1706.03762},\n  archiveprefix = {arXiv},\n  journal = {arXiv preprint arXiv:1706.03762}",
            id="arxiv",
        ),
        pytest.param("volume = {12(3)},\n  number = 4", "volume = {12(3)},\n  number = 4", id="there already"),
        pytest.param("volume = {v} # {12(3)}", "volume = {v} # {12(3)}", id="joined"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_value_moves_into_the_field_where_it_belongs(before, after, end):
    text = f"@misc{{a,\n  title = {{T}},\n  {before},\n}}\n".replace("\n", end)
    assert mended(text, "value-in-wrong-field") == f"@misc{{a,\n  title = {{T}},\n  {after},\n}}\n".replace("\n", end)


def test_equals_signs_stay_below_each_other():
    text = "@book{a,\n  title     = {T},\n  publisher = {Cambridge: MIT Press},\n}\n"
    assert mended(text, "value-in-wrong-field") == (
        "@book{a,\n  title     = {T},\n  address   = {Cambridge},\n  publisher = {MIT Press},\n}\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@book{Cohn 2012, title = {T}}", "@book{Cohn2012, title = {T}}"),
        ("@book{a%b, title = {a%b}}", "@book{ab, title = {a%b}}"),
        ("@book{a b}@book{AB}", "@book{a b}@book{AB}"),
        ("@book{a b}@book{a'b}", "@book{a b}@book{a'b}"),
        ("@book{a'b}@inbook{c, crossref = {a'b}}", "@book{a'b}@inbook{c, crossref = {a'b}}"),
    ],
)
def test_a_key_loses_what_cannot_be_cited_where_nothing_names_it(before, after):
    assert mended(before, "invalid-key") == after


def test_a_cited_key_stays(tmp_path):
    path = tmp_path / "paper.tex"
    path.write_text("\\cite{a'b}", encoding="utf-8")
    assert mended("@book{a'b}", "invalid-key", manuscripts=read_manuscript(path)) == "@book{a'b}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('@string{cas = "Central"}\n@book{a}', '@comment{cas = "Central"}\n@book{a}'),
        ("@STRING (\n cas = {C})\n@book{a, note = cas}", "@STRING (\n cas = {C})\n@book{a, note = cas}"),
        ("@string{c = {x@book{b}}}\n@book{a}", "@string{c = {x@book{b}}}\n@book{a}"),
    ],
)
def test_a_string_that_nothing_uses_becomes_a_comment(before, after):
    assert mended(before, "unused-string", unsafe=False) == after
    assert mended(after, "unused-string", unsafe=False) == after


def test_an_entry_that_nothing_cites_becomes_a_comment_that_holds_all_of_it(tmp_path):
    path = tmp_path / "paper.tex"
    path.write_text("\\cite{a}", encoding="utf-8")
    text = '@book{a}\n@book{b,\n  title = {{B} "x},\n}\n@misc{c, note = {x@y.org}}\n'
    after = mended(text, "listed-uncited", manuscripts=read_manuscript(path))
    assert after == '@book{a}\n@comment{book{b,\n  title = {{B} "x},\n}}\n@misc{c, note = {x@y.org}}\n'
    document = parse_document(after)
    assert [each.key for each in document.entries] == ["a", "c"]
    assert not document.findings
    assert mended(text, "listed-uncited", unsafe=False, manuscripts=read_manuscript(path)) == text


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("978-3-540-30301-5, 3-540-30301-2", "isbn = {978-3-540-30301-5}"),
        ("978-3-540-30301-5 (print), 978-3-540-23957-4", "isbn = {978-3-540-30301-5 (print), 978-3-540-23957-4}"),
        ("0028-0836", "issn = {0028-0836}"),
    ],
)
def test_one_book_keeps_its_new_number(value, after):
    assert mended(f"@book{{a, isbn = {{{value}}}}}", "isbn-format") == f"@book{{a, {after}}}"


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("Smith, John1 and Li, Xi$^2$", "Smith, John and Li, Xi$^2$"),
        ("Smith, John*", "Smith, John"),
        ("Martone, Maryann.", "Martone, Maryann"),
        ("Dr. Ramsay, J. O.", "Dr. Ramsay, J. O."),
        ("Martone, M. (ed.)", "Martone, M. (ed.)"),
    ],
)
def test_marks_behind_names_go_and_what_has_a_meaning_stays(value, after):
    assert mended(f"@book{{a, author = {{{value}}}}}", "name-junk") == f"@book{{a, author = {{{after}}}}}"
