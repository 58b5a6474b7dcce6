r"""Each built-in function of BibTeX, and how BibTeX reads; where BibTeX is installed, it agrees with the tables."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from refgraph.bst import render_bbl

sys.path.insert(0, str(Path(__file__).parent))
from oracle import real_bibtex

PROGRAMS = {
    "change.case t keeps the first letter and the one after a colon": (
        '"An IDEA: A New {DNA} Test" "t" change.case$',
        "An idea: A new {DNA} test",
    ),
    "change.case t keeps what a title begins with in a special character": (
        r'"{\O}re: {\O}RE {\O}RE" "t" change.case$',
        r"{\O}re: {\O}re {\o}re",
    ),
    "change.case l changes letters that TeX has commands for": (
        r'"{\OE}UVRE {\AE}{\AA}{\L} {\TeX IN} {\'E}" "l" change.case$',
        r"{\oe}uvre {\ae}{\aa}{\l} {\TeX in} {\'e}",
    ),
    "change.case u takes the command from what has no capital": (
        r'"stra{\ss}e {\i}{\j} {\ss x} {\oe}" "U" change.case$',
        r"STRA{SS}E {I}{J} {SSX} {\OE}",
    ),
    "change.case leaves a text alone where the mode is none": ('"aBc" "x" change.case$', "aBc"),
    "purify keeps two letters of a ligature and one of others": (
        r'"{\OE}{\ae}{\ss}{\o}{\AA}{\L} {\TeX}-a~b, {\'o}!" purify$',
        "OEaessoAL  a b o",
    ),
    "width of letters": ('"AV wa" width$ int.to.str$', "3000"),
    "width counts braces but not those of special characters": (r'"{a}{\o}{\AE x}" width$ int.to.str$', "3431"),
    "width counts an accent nothing": (r'"{\`o}{\v{c}}" width$ int.to.str$', "944"),
    "text.length counts a special character once": (r'"{\^o}l {and} {\relax X}" text.length$ int.to.str$', "8"),
    "text.prefix closes the braces it opens": (r'"{a{bc}d}e" #2 text.prefix$', "{a{b}}"),
    "text.prefix takes a special character whole": (r'"{\v{C}}apek" #2 text.prefix$', r"{\v{C}}a"),
    "text.prefix of nothing": ('"abc" #0 text.prefix$', ""),
    "substring from the front": ('"abcdef" #2 #3 substring$', "bcd"),
    "substring from the back": ('"abcdef" #-2 #3 substring$', "cde"),
    "substring beyond the end": ('"abc" #2 #9 substring$', "bc"),
    "substring before the start": ('"abc" #-3 #9 substring$', "a"),
    "substring outside": ('"abc" #4 #1 substring$ "abc" #-4 #1 substring$ * "abc" #0 #1 substring$ *', ""),
    "add.period looks through braces": (
        '"{Why?}" add.period$ "{So}" add.period$ * "}}" add.period$ *',
        "{Why?}{So}.}}.",
    ),
    "num.names counts outside braces": ('"A and {B and C} AND D and others" num.names$ int.to.str$', "4"),
    "format.name with a particle": (
        '"Ludwig van Beethoven" #1 "{vv~}{ll}{, jj}{, f.}" format.name$',
        "van Beethoven, L.",
    ),
    "format.name with a Jr part": ('"Ford, Jr., Henry" #1 "{f.~}{vv~}{ll}{, jj}" format.name$', "H.~Ford, Jr."),
    "format.name keeps hyphens in initials": ('"Sartre, Jean-Paul" #1 "{f.~}{ll}" format.name$', "J.-P. Sartre"),
    "format.name makes a tie of a space after a short word": ('"A B C D" #1 "{ff~}{ll}" format.name$', "A~B~C D"),
    "format.name takes a special character for an initial": (
        r'"{\'E}mile Zola" #1 "{f.~}{ll}" format.name$',
        r"{\'E}.~Zola",
    ),
    "format.name with text between tokens": ('"A. B. C. D" #1 "{f{}}{l}" format.name$', "ABCD"),
    "format.name takes the last words with a hyphen together": (
        '"Anna Lou-Ann Smith-Jones" #1 "{ff}|{ll}" format.name$',
        "Anna Lou-Ann|Smith-Jones",
    ),
    "format.name keeps two ties as one": ('"A B" #1 "{ff~~}{ll}" format.name$', "A~B"),
    "format.name takes what follows into one token where the list leaves a brace open": (
        '"A and {B} C, {D" #2 "{ff|}{ll}" format.name$',
        "{B} C, {D",
    ),
    "format.name counts on with a brace that the name leaves open": (
        r'"Zz,{\a" #1 "{ff~}{ll}" format.name$',
        r"{\a Zz",
    ),
    "format.name counts on with a brace that the part before leaves open": (
        r'"{\o} von la Zz, {de la} Y" #1 "{ff~}{vv~}{ll}" format.name$',
        r"{de la}~Y {\o} von~la Zz",
    ),
    "a character and its code": ('"a" chr.to.int$ #1 + int.to.chr$', "b"),
    "no character has such a code": ('#200 int.to.chr$ "x" *', "x"),
    "arithmetic and comparison": ("#2 #3 + #1 - #4 = #3 #2 > + #2 #3 < + int.to.str$", "3"),
    "names of functions in any case": ('"a" "b" SWAP$ pop$ Duplicate$ *', "bb"),
    "an empty stack gives nothing and the style goes on": ('pop$ pop$ "x" "y" *', "xy"),
    "arguments of the wrong kind give an empty text or zero": ('#1 "a" * "x" + int.to.str$', "0"),
    "quote": ('quote$ "a" * quote$ *', '"a"'),
    "a loop": ('"" #3 \'i := { i #0 > } { "x" * i #1 - \'i := } while$', "xxx"),
    "the longest texts": ('entry.max$ int.to.str$ " " * global.max$ int.to.str$ *', "500 200000"),
}


def style_of(programs):
    lines = ["ENTRY { title } {} {}", "INTEGERS { i }", "READ"]
    for place, program in enumerate(programs):
        lines.append(f'FUNCTION {{f{place}}} {{ {program} "[" swap$ * "]" * write$ newline$ }}\nEXECUTE {{f{place}}}')
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("program", "wanted"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_function_does_what_bibtex_does(program, wanted, tmp_path):
    style = tmp_path / "one.bst"
    style.write_text(style_of([program]), encoding="latin-1")
    assert render_bbl(style, b"@misc{a, title = {T}}").data.decode("latin-1") == f"[{wanted}]\n"


def test_bibtex_agrees_with_the_table(tmp_path):
    if not shutil.which("bibtex"):
        pytest.skip("needs BibTeX (Debian: texlive-binaries)")
    style, database = tmp_path / "all.bst", tmp_path / "all.bib"
    style.write_text(style_of([program for program, _ in PROGRAMS.values()]), encoding="latin-1")
    database.write_text("@misc{a, title = {T}}\n", encoding="latin-1")
    (tmp_path / "run").mkdir()
    data, _, _ = real_bibtex(style, database, ("*",), tmp_path / "run")
    assert data.decode("latin-1") == "".join(f"[{wanted}]\n" for _, wanted in PROGRAMS.values())


WRITING = {
    "a line is broken after 79 columns and goes on after two spaces": (
        f'"{"word " * 20}" write$ newline$',
        f"{'word ' * 16}".rstrip() + "\n  " + "word word word word\n",
    ),
    "a line of 79 columns stays": (f'"{"x" * 39} {"y" * 39}" write$ newline$', f"{'x' * 39} {'y' * 39}\n"),
    "a line of 80 columns is broken": (f'"{"x" * 39} {"y" * 40}" write$ newline$', f"{'x' * 39}\n  {'y' * 40}\n"),
    "a word that is too long is broken after": (f'"{"x" * 90} y z" write$ newline$', "x" * 90 + "\n  y z\n"),
    "a word too long without a space stays": (f'"{"x" * 90}" write$ "yz" write$ newline$', "x" * 90 + "yz\n"),
    "a line of spaces is dropped and an empty one is not": (
        '"  " write$ newline$ newline$ "a  " write$ newline$',
        "\na\n",
    ),
    "what is written after the last line is lost": ('"a" write$ newline$ "b" write$', "a\n"),
    "preambles are joined with nothing between": ("preamble$ write$ newline$", "onetwo three\n"),
}


@pytest.mark.parametrize(("program", "wanted"), WRITING.values(), ids=WRITING)
def test_lines_are_written_as_bibtex_writes_them(program, wanted, tmp_path):
    style = tmp_path / "one.bst"
    style.write_text(
        f"ENTRY {{ title }} {{}} {{}}\nREAD\nFUNCTION {{f}} {{ {program} }}\nEXECUTE {{f}}\n", encoding="utf-8"
    )
    database = b'@preamble{"one" # "two"}\n@preamble{" three"}\n@misc{a, title = {T}}'
    assert render_bbl(style, database).data.decode() == wanted


def test_a_style_that_is_not_utf_8_writes_the_bytes_it_has(tmp_path):
    style = tmp_path / "latin.bst"
    style.write_bytes(
        b'ENTRY { title } {} {} FUNCTION {misc} { "\xe9d. " title * write$ newline$ }\nREAD ITERATE {misc}\n'
    )
    assert render_bbl(style, b"@misc{a, title = {\xc3\xa9}}").data == b"\xe9d. \xc3\xa9\n"


def entries(tmp_path, database, keys=("*",), **options):
    """Return key, type, title, note and crossref of each entry."""
    style = tmp_path / "dump.bst"
    style.write_text(
        'ENTRY { title note } {} {} MACRO {jan} {"Jan  uary"}\n'
        'FUNCTION {f} { duplicate$ missing$ { pop$ "-" } \'skip$ if$ "|" * write$ }\n'
        "FUNCTION {misc} { cite$ f title f note f crossref f newline$ }\n"
        "READ ITERATE {misc}\n",
        encoding="utf-8",
    )
    return render_bbl(style, database, keys, **options).text.splitlines()


READING = {
    "white space": (b"@misc{a, title = {  a \n\n b\tc }}\n", ["a|a b c|-|-|"]),
    "white space where texts are joined": (b'@misc{a, title = "a " # { } # " b" # jan}\n', ["a|a bJan uary|-|-|"]),
    "an undefined macro is empty": (b"@misc{a, title = nothing # 12}\n", ["a|12|-|-|"]),
    "the first of two fields counts": (b"@misc{a, title = {1}, TITLE = {2}}\n", ["a|1|-|-|"]),
    "@comment hides nothing": (b"@comment{@misc{a, title = {1}}}\n\n", ["a|1|-|-|"]),
    "an entry ends at its error": (b"@misc{a, title = {1}, note {2}}\n@misc{b}\n", ["a|1|-|-|", "b|-|-|-|"]),
    "only the first entry on the last line counts": (
        b"@misc{a} @misc{b}\n@misc{c} @misc{d}\n", ["a|-|-|-|", "b|-|-|-|", "c|-|-|-|"]
    ),
    "a carriage return ends a line": (b"@misc{a, title = {x\r\ny\rz}}\r@misc{b}\r", ["a|x y z|-|-|", "b|-|-|-|"]),
    "bytes stay what they are": (b"@misc{a, title = {\xfc\xc3\xbc}}\n", ["a|\xfc\xc3\xbc|-|-|"]),
}  # fmt: skip


@pytest.mark.parametrize(("database", "wanted"), READING.values(), ids=READING)
def test_databases_are_read_as_bibtex_reads_them(database, wanted, tmp_path):
    assert entries(tmp_path, database) == wanted


FAMILY = b"""
@misc{one, title = {1}, crossref = {PARENT}}
@misc{two, title = {2}, crossref = {parent}}
@misc{three, title = {3}, crossref = {only}}
@misc{parent, title = {P}, note = {N}}
@misc{only, title = {O}, note = {M}}
"""


def test_a_parent_of_two_is_listed_and_one_of_one_only_gives_its_fields(tmp_path):
    assert entries(tmp_path, FAMILY, ("two", "three", "ONE")) == [
        "two|2|N|parent|",
        "three|3|M|-|",
        "ONE|1|N|parent|",
        "parent|P|N|-|",
    ]


def test_min_crossrefs_says_how_many_children_list_a_parent(tmp_path):
    assert len(entries(tmp_path, FAMILY, ("one", "two"), min_crossrefs=3)) == 2
    assert len(entries(tmp_path, FAMILY, ("three",), min_crossrefs=1)) == 2


def test_entries_are_sorted_by_bytes_and_equal_ones_stay_in_order(tmp_path):
    style = tmp_path / "sorted.bst"
    style.write_text(
        "ENTRY { title } {} {} FUNCTION {misc} { title 'sort.key$ := } FUNCTION {f} { cite$ write$ newline$ }\n"
        "READ ITERATE {misc} SORT ITERATE {f} REVERSE {f}\n",
        encoding="utf-8",
    )
    database = b"@misc{a, title = {b}}\n@misc{b, title = {B}}\n@misc{c, title = {b}}\n@misc{d, title = {\xe9}}\n"
    bbl = render_bbl(style, database)
    assert bbl.keys == ("b", "a", "c", "d")
    assert bbl.text.split() == ["b", "a", "c", "d", "d", "c", "a", "b"]


def test_a_text_variable_of_an_entry_is_cut(tmp_path):
    style = tmp_path / "cut.bst"
    style.write_text(
        "ENTRY { title } {} { s } STRINGS { t }\nFUNCTION {misc} { title 's := title 't := s #490 #90 substring$\n"
        'write$ "," t text.length$ int.to.str$ * write$ newline$ } READ ITERATE {misc}\n',
        encoding="utf-8",
    )
    bbl = render_bbl(style, b"@misc{a, title = {" + b"x" * 600 + b"}}")
    assert bbl.data == b"x" * 11 + b",600\n"
    assert "You've exceeded 500, the entry-string-size," in bbl.log
