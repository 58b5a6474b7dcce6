import pytest
from golden import CASES, case_id, parse_cases
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import ConfigurationError, UnknownNameError, UnreadableFileError
from refgraph.formats import read
from refgraph.pipeline.citing import cite_manuscript

FOLDER = CASES / "citing"
STYLE = FOLDER / "author-date.csl"
LIBRARY = read(FOLDER / "works.json")


def cite(text, **settings):
    return cite_manuscript(text=text, library=LIBRARY, **{"style": STYLE, **settings})


@pytest.mark.parametrize("case", parse_cases(FOLDER / "markdown.txt"), ids=case_id)
def test_markdown_comes_out_as_its_case_says(case, tmp_path, update_cases):
    text = case.given.replace("@@@", "---")
    path = tmp_path / "paper.md"
    path.write_text(text, encoding="utf-8")
    for style in FOLDER.glob("*.csl"):
        (tmp_path / style.name).write_bytes(style.read_bytes())
    style = None if "csl:" in text else "author-date.csl"
    result = cite_manuscript(path, LIBRARY, style and tmp_path / style)
    findings = [f"! {str(finding).removeprefix(str(path))}" for finding in result.findings]
    case.check("\n".join([result.text.replace("---", "@@@"), *findings]), update=update_cases)


@pytest.mark.parametrize("case", parse_cases(FOLDER / "latex.txt"), ids=case_id)
def test_latex_comes_out_as_its_case_says(case, tmp_path, update_cases):
    path = tmp_path / "paper.tex"
    path.write_text(case.given, encoding="utf-8")
    (tmp_path / "chapter.tex").write_text("\\cite{doe2005}\n", encoding="utf-8")
    note = case.given.startswith("% note")
    result = cite_manuscript(path, LIBRARY, FOLDER / ("note.csl" if note else "author-date.csl"))
    findings = [f"! {str(finding).removeprefix(str(path))}" for finding in result.findings]
    case.check("\n".join([result.text, *findings]), update=update_cases)


@given(st.text(st.sampled_from("ab \n\r\t*_`[](){}<>#-:|$\\^~'\"é文.,;!"), max_size=60))
def test_a_text_without_an_at_sign_stays_as_it_is(text):
    assert cite(text).text == text
    assert cite(text, kind="text").text == text


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n"])
def test_line_ends_byte_order_mark_and_the_end_of_the_file_stay(end):
    text = f"\ufeff---\r\ntitle: x\r\n---\r\n\r\nAs [@doe2005],\r\nso.{end}"
    head = "\ufeff---\r\ntitle: x\r\n---\r\n\r\nAs (Doe 2005),\r\nso."
    done = cite(text).text
    assert done.startswith(head)
    assert done.replace("\r\n", "").count("\n") == (end.count("\n") - end.count("\r\n"))
    assert done.endswith(("\n", "\r\n")) is bool(end)
    assert done.rstrip().endswith("*Peat and People*.")


def test_everything_around_a_citation_stays():
    text = "  *odd*   spacing\t[@doe2005]  \n\n\n- x\n\n\n"
    assert cite(f"---\nsuppress-bibliography: true\n---\n{text}").text.endswith(
        text.replace("[@doe2005]", "(Doe 2005)")
    )


def test_plain_text_has_no_markup():
    result = cite("As [@doe2005, p. 3].\n", kind="text")
    assert result.text == "As (Doe 2005, p. 3).\n\nDoe. 2005. Peat and People.\n"


def test_the_result_says_what_was_cited():
    result = cite("---\nnocite: '@poe2011'\n---\n\n@roe2010 and [@doe2005; @nope; @roe2010]\n")
    assert result.keys == ("roe2010", "doe2005", "poe2011")
    assert result.bibliography.count("\n\n") == 2
    assert [(each.code, each.key, each.line, each.column) for each in result.findings] == [("G801", "nope", 5, 26)]


def test_a_near_key_is_named():
    (finding,) = cite("[@does2005]").findings
    assert finding.message == "no entry has the cited key 'does2005'; did you mean doe2005?"


def test_the_bibliography_lies_beside_the_manuscript(tmp_path):
    (tmp_path / "refs.json").write_bytes((FOLDER / "works.json").read_bytes())
    path = tmp_path / "paper.qmd"
    path.write_text("---\nbibliography: refs.json\n---\n[@doe2005]", encoding="utf-8")
    assert "(Doe 2005)" in cite_manuscript(path, style=STYLE).text


def test_the_caller_wins_over_the_manuscript(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text("---\nbibliography: none.bib\ncsl: none.csl\nlang: de\n---\n[@doe2005, p. 3]", encoding="utf-8")
    result = cite_manuscript(path, style=STYLE, bibliography=[FOLDER / "works.json"], locale="fr-FR")
    assert "(Doe 2005, p. 3)" in result.text


def test_a_missing_bibliography_is_said(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text("---\nbibliography: none.bib\n---\n[@doe2005]", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"none\.bib: no such file; the manuscript names it"):
        cite_manuscript(path, style=STYLE)


def test_citations_without_works_are_refused():
    with pytest.raises(ConfigurationError, match="no bibliography to cite from"):
        cite_manuscript(text="[@doe2005]", style=STYLE)
    assert cite_manuscript(text="Nothing.", style=STYLE).text == "Nothing."


def test_an_unknown_kind_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match="not a manuscript"):
        cite_manuscript(tmp_path / "paper.docx", LIBRARY)
    with pytest.raises(UnknownNameError, match="no such kind"):
        cite("x", kind="word")
    with pytest.raises(TypeError, match="either a path or text"):
        cite_manuscript()


def test_a_style_in_an_address_or_a_path_is_found_by_its_name():
    for name in ("https://www.zotero.org/styles/apa", "somewhere/apa.csl"):
        assert cite(f"---\ncsl: {name}\n---\n[@doe2005]", style=None).text.endswith("*Peat and People*.")


def test_markup_in_words_around_a_key_comes_back():
    words = "*see* `a_b` [l](http://x.org/_y_) $a_1$ \\emph{z} <b>q</b> 5\\*6 A_B"
    done = cite(f"---\nsuppress-bibliography: true\n---\n[{words} @doe2005, {words}]").text
    assert done.count("*see* `a_b` [l](http://x.org/_y_) $a_1$ \\emph{z} <b>q</b> 5\\*6 A\\_B") == 2


def test_characters_for_private_use_are_no_matter():
    assert "(\U000f0001 *see* \U00100002 Doe 2005" in cite("[\U000f0001 *see* \U00100002 @doe2005]").text
