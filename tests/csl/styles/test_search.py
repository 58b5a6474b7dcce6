"""Finding a style by words."""

import pytest

from refgraph.csl.styles import describe_style, find_style, search_styles, style_names


def names(query, limit=3):
    return [style.name for style in search_styles(query, limit)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        ("gost", "gost-r-7-0-100-2018"),
        ("ГОСТ", "gost-r-7-0-100-2018"),
        ("7.0.5", "gost-r-7-0-5-2008"),
        ("nature", "nature"),
        ("mla", "modern-language-association"),
        ("vancouver", "nlm-citation-sequence"),
        ("chemical american society", "american-chemical-society"),
        ("chemcal society amercan", "american-chemical-society"),
        ("new england jornal of medcine", "the-new-england-journal-of-medicine"),
        ("suomen lääkäri", "suomen-laakarilehti"),
        ("suomen laakari", "suomen-laakarilehti"),
        ("children's geographies", "childrens-geographies"),
        ("1476-4687", "nature"),
        ("14764687", "nature"),
    ],
)
def test_the_style_that_is_meant_comes_first(query, first):
    assert names(query)[0] == first


def test_every_word_counts():
    assert all("harvard" in name or "Harvard" in find_style(name).title for name in names("harvard university", 50))


def test_independent_styles_come_before_those_that_follow_them():
    parents = [style.parent for style in search_styles("bmj", 10)]
    assert parents[0] is None
    assert "bmj" in parents[1:]


@pytest.mark.parametrize("query", ["", "  ", "-", "qqqqzzzzxxxx", "\t\n"])
def test_nothing_is_found_for_nothing(query):
    assert search_styles(query) == []


def test_there_are_at_most_so_many():
    assert len(search_styles("journal", 7)) == 7
    assert len(search_styles("journal")) == 20


def test_what_is_known_about_a_style_needs_no_opening():
    info = find_style("nature-physics")
    assert (info.title, info.parent, info.default_locale) == ("Nature Physics", "nature", "en-GB")
    assert (info.fields, info.citation_format) == (("physics",), "numeric")
    assert info.issns == ("1745-2473", "1745-2481")
    assert find_style("atlantis") is None


def test_names_are_sorted_and_every_one_is_found():
    every = style_names()
    assert list(every) == sorted(every)
    assert len(every) == len(set(every))
    assert set(style_names(dependent=False)) < set(every)
    assert find_style(every[0]).name == every[0]
    assert find_style(every[-1]).name == every[-1]


def test_a_style_describes_itself(tmp_path):
    described = describe_style("nature-physics")
    assert described["follows"] == "nature"
    assert described["authors"] == ["Michael Berkowitz"]
    assert "http://creativecommons.org/licenses/by-sa/3.0/" in described["licence"]


def test_a_file_describes_itself(tmp_path):
    path = tmp_path / "mine.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info><title>Mine</title>'
        '<category field="law"/><category citation-format="note"/><issn>1234-5679</issn></info>'
        "<citation><layout/></citation></style>",
        encoding="utf-8",
    )
    described = describe_style(path)
    assert described["name"] == str(path)
    assert (described["title"], described["class"], described["citation_format"]) == ("Mine", "note", "note")
    assert (described["fields"], described["issns"], described["licence"]) == (["law"], ["1234-5679"], "")
