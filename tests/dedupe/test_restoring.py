"""Entries put back into a merged .bib file as they were written."""

from __future__ import annotations

import pytest

from refgraph.dedupe import dedupe
from refgraph.dedupe.restoring import find_merged, only_here, put_back, restore_all
from refgraph.dedupe.sources import read_sources
from refgraph.errors import UnknownNameError, UnreadableFileError
from refgraph.formats.bibtex import dumps, loads

FIRST = """\
% mine
@string{cas = "Central Asian Survey"}
@STRING{press = "Press of " # cas}
@Article{dadabaev2020,
   author="Dadabaev, T.", title  = {{Kazakhstan}'s Multi-Vector Foreign Policy},
\tjournal = cas, publisher=press, volume = 39, pages = {215--232}, year = 2020, month = mar }
@book{allison2018, author={Allison, R.}, title={Russia and Central Asia: Policies, Security and Influence}, year=2018}
"""
SECOND = """\
@article( Dadabaev:2020,
  author = {Timur Dadabaev},
  title = {Kazakhstan's multi-vector foreign policy},
  journal = {Central Asian Survey}, volume = {39}, pages = {215--232}, year = {2020}, doi = {10.1234/cas.2020.39}
)
@book{ allison2018 , author={Allison, Roy}, year=2018, title={Russia and Central Asia: Policies, Security and Influence}
}
"""


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "first.bib").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.bib").write_text(SECOND, encoding="utf-8")
    return read_sources([tmp_path / "first.bib", tmp_path / "second.bib"])


def restored(sources, text, *keys):
    works = [sources.library[key] for key in keys]
    return put_back(find_merged(text, keys), works, sources.written)


def test_a_key_of_two_files_gets_a_new_one_and_is_a_finding_with_its_place(sources, tmp_path):
    assert sources.library.keys == ("dadabaev2020", "allison2018", "Dadabaev:2020", "allison2018a")
    (finding,) = sources.library.findings
    assert (finding.code, finding.file, finding.line) == ("U793", str(tmp_path / "second.bib"), 6)
    assert SECOND[slice(*finding.span)].startswith("@book{ allison2018 ,")
    assert finding.message == (
        f"the key 'allison2018' is in {tmp_path / 'first.bib'} too; here it is 'allison2018a', also for decisions"
    )


def test_sources_of_other_formats_have_works_but_no_entries(tmp_path):
    (tmp_path / "a.json").write_text('[{"id": "a", "type": "book", "title": "T"}]', encoding="utf-8")
    found = read_sources([tmp_path / "a.json"])
    assert (found.library.keys, dict(found.written)) == (("a",), {})


def test_a_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_sources([tmp_path / "none.bib"])


def test_merged_entries_come_back_byte_for_byte_and_the_rest_of_the_file_stays(sources):
    merged = dedupe(sources.library)
    before, after = "% by hand\n@comment{kept}\n\n", "\n\n@misc{new , title = {Mine}}\n% end"
    entry = dumps([merged.library["Dadabaev:2020"]]).rstrip("\n")
    text = restored(sources, before + entry + after, "Dadabaev:2020", "dadabaev2020")
    first = FIRST[FIRST.index("@Article") : FIRST.index("@book")].rstrip("\n")
    second = SECOND[: SECOND.index("@book")].rstrip("\n")
    macros = '@string{cas = "Central Asian Survey"}\n\n@string{press = "Press of " # cas}'
    assert text == f"{before}{second}\n\n{macros}\n\n{first}{after}"
    back = loads(text)
    assert (back["dadabaev2020"].container_title, back["dadabaev2020"].publisher) == (
        "Central Asian Survey",
        "Press of Central Asian Survey",
    )


def test_a_key_that_two_files_have_is_the_only_thing_that_changes(sources):
    text = restored(sources, "@book{allison2018, title={x}, ids={allison2018a}}\n", "allison2018", "allison2018a")
    assert text.endswith("@book{ allison2018a , " + SECOND.split("@book{ allison2018 , ")[1])


def test_macros_that_are_there_already_are_not_defined_again(sources):
    text = (
        '@string{cas = "Central Asian Survey"}\n@string{press = {Press of Central Asian Survey}}\n@misc{dadabaev2020}\n'
    )
    assert restored(sources, text, "dadabaev2020").count("@string") == 2


def test_where_a_macro_means_something_else_the_entry_is_written_anew(sources):
    text = restored(sources, '@string{cas = "Something else"}\n@misc{dadabaev2020}\n', "dadabaev2020")
    assert loads(text)["dadabaev2020"].container_title == "Central Asian Survey"


def test_macros_that_are_made_of_each_other_do_not_hang(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("@string{a = b}\n@string{b = a}\n@misc{k, title = a # b}\n", encoding="utf-8")
    sources = read_sources([path])
    assert "title = a # b" in restored(sources, "@misc{k}\n", "k")


def test_line_ends_of_the_merged_file_part_the_entries(sources):
    text = restored(sources, "@misc{allison2018}\r\n% end\r\n", "allison2018", "allison2018a")
    assert "year=2018}\r\n\r\n@book{ allison2018a" in text
    assert text.endswith("\r\n% end\r\n")


def test_the_merged_entry_is_found_by_its_further_keys():
    found = find_merged("@misc{new, ids = {other, old}}\n", ["old"])
    assert (found.entry.key, found.keys) == ("new", ("new", "other", "old"))


def test_the_merged_entry_is_found_by_the_key_that_bibtex_can_have():
    found = find_merged("@misc{Muller2020, title = {x}}\n", ["Müller 2020"])
    assert found.keys == ("Müller 2020",)


def test_a_file_without_the_entry_is_refused():
    with pytest.raises(UnknownNameError, match=r"merged\.bib: no entry has this key: 'a'"):
        find_merged("@misc{b}\n", ["a", "c"], "merged.bib")


def test_records_that_are_in_the_file_already_are_not_put_there_twice(sources):
    text = restored(
        sources, "@misc{allison2018, title={x}}\n\n@misc{allison2018a, title={mine}}\n", "allison2018", "allison2018a"
    )
    assert loads(text).keys == ("allison2018", "allison2018a")
    assert loads(text)["allison2018a"].title == "mine"


def test_what_was_changed_by_hand_is_named(sources):
    work = dedupe(sources.library).library["allison2018"]
    text = dumps([work]).replace("year = {2018},", "year = {2019},\n  note = {mine},")
    assert only_here(find_merged(text, ["allison2018"]), work) == ("year = {2019}", "note = {mine}")
    assert only_here(find_merged(dumps([work]), ["allison2018"]), work) == ()


def test_a_whole_library_has_some_entries_as_they_were_written(sources):
    library = dedupe(sources.library).unmerge("dadabaev2020").library
    text = restore_all(dumps(library), library, ["dadabaev2020", "Dadabaev:2020"], sources.written)
    assert FIRST[FIRST.index("@Article") : FIRST.index("@book")].strip() in text
    assert SECOND[: SECOND.index("@book")].strip() in text
    assert loads(text).keys == library.keys


def test_keys_that_differ_in_case_only_are_told_apart(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("@misc{smith, title = {One}}\n@misc{Smith, title = {Two}}\n", encoding="utf-8")
    sources = read_sources([path])
    text = restore_all(dumps(sources.library), sources.library, ["smith", "Smith"], sources.written)
    assert text == "@misc{smith, title = {One}}\n\n@misc{Smitha, title = {Two}}\n"
