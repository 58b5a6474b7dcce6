"""Identifiers: read, normalised, checked; with idutils as a second opinion."""

from __future__ import annotations

import idutils
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import InvalidValueError
from refgraph.model import Identifier, Scheme, is_valid, parse_identifier
from refgraph.model.schemes import isbn_check_digit, issn_check_digit, mod_11_2

GOOD = [
    pytest.param("doi", "10.1080/02634937.2018.1428789", "10.1080/02634937.2018.1428789", id="doi"),
    pytest.param("doi", "https://doi.org/10.1000/ABC", "10.1000/ABC", id="doi: address"),
    pytest.param("doi", "http://dx.doi.org/10.1000/abc", "10.1000/abc", id="doi: old address"),
    pytest.param("doi", "doi: 10.1000/abc", "10.1000/abc", id="doi: prefix"),
    pytest.param("doi", "DOI 10.1000/abc", "10.1000/abc", id="doi: word"),
    pytest.param("doi", "https://doi.org/10.1000%2Fabc", "10.1000/abc", id="doi: percent"),
    pytest.param(
        "doi",
        "10.1002/(SICI)1097-4571(1999)50:1<3::AID>3.0.CO;2-H",
        "10.1002/(SICI)1097-4571(1999)50:1<3::AID>3.0.CO;2-H",
        id="doi: SICI",
    ),
    pytest.param("doi", "10.1000.10/123", "10.1000.10/123", id="doi: registrant with a part"),
    pytest.param("isbn", "0-306-40615-2", "0306406152", id="isbn-10"),
    pytest.param("isbn", "ISBN 978-0-306-40615-7", "9780306406157", id="isbn-13"),
    pytest.param("isbn", "ISBN-13: 978 0 306 40615 7", "9780306406157", id="isbn-13: words and spaces"),
    pytest.param("isbn", "080442957X", "080442957X", id="isbn-10: X"),
    pytest.param("isbn", "080442957x", "080442957X", id="isbn-10: small x"),
    pytest.param("isbn", "979-10-90636-07-1", "9791090636071", id="isbn-13: 979"),
    pytest.param("isbn", "urn:isbn:0306406152", "0306406152", id="isbn: urn"),
    pytest.param("issn", "0263-4937", "0263-4937", id="issn"),
    pytest.param("issn", "eISSN: 2434561x", "2434-561X", id="issn: electronic, X"),
    pytest.param("issn", "ISSN 0263–4937", "0263-4937", id="issn: en dash"),
    pytest.param("arxiv", "arXiv:2301.00001v2", "2301.00001v2", id="arxiv: new"),
    pytest.param("arxiv", "0704.0001", "0704.0001", id="arxiv: four digits"),
    pytest.param("arxiv", "https://arxiv.org/pdf/2301.00001v1.pdf", "2301.00001v1", id="arxiv: pdf"),
    pytest.param("arxiv", "arXiv:2301.00001 [cs.CL]", "2301.00001", id="arxiv: with a class"),
    pytest.param("arxiv", "hep-th/9901001", "hep-th/9901001", id="arxiv: old"),
    pytest.param("arxiv", "math.GT/0309136", "math.GT/0309136", id="arxiv: old with a class"),
    pytest.param("arxiv", "10.48550/arXiv.2301.00001", "2301.00001", id="arxiv: doi"),
    pytest.param("pmid", "12345678", "12345678", id="pmid"),
    pytest.param("pmid", "PMID: 12345678", "12345678", id="pmid: prefix"),
    pytest.param("pmid", "https://pubmed.ncbi.nlm.nih.gov/12345678/", "12345678", id="pmid: address"),
    pytest.param("pmcid", "PMC1234567", "PMC1234567", id="pmcid"),
    pytest.param("pmcid", "pmcid: pmc1234567", "PMC1234567", id="pmcid: prefix"),
    pytest.param("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", "PMC1234567", id="pmcid: address"),
    pytest.param("orcid", "0000-0002-1825-0097", "0000-0002-1825-0097", id="orcid"),
    pytest.param("orcid", "https://orcid.org/000000021694233X", "0000-0002-1694-233X", id="orcid: address, X"),
    pytest.param("isni", "0000 0001 2103 2683", "0000000121032683", id="isni"),
    pytest.param("isni", "https://isni.org/isni/0000000121032683", "0000000121032683", id="isni: address"),
    pytest.param("handle", "hdl:2027/mdp.39015012345678", "2027/mdp.39015012345678", id="handle"),
    pytest.param("handle", "https://hdl.handle.net/2027/abc", "2027/abc", id="handle: address"),
    pytest.param("url", " <https://example.org/a?b=c#d> ", "https://example.org/a?b=c#d", id="url"),
    pytest.param("url", "http://[2001:db8::1]/x", "http://[2001:db8::1]/x", id="url: IPv6"),
]

BAD = [
    pytest.param("doi", "10.1000", "not a DOI: '10.1000'; expected 10.NNNN/suffix", id="doi: no suffix"),
    pytest.param("doi", "11.1000/abc", "not a DOI: '11.1000/abc'", id="doi: other prefix"),
    pytest.param("doi", "10.1000/a b", "not a DOI: '10.1000/a b'", id="doi: space"),
    pytest.param(
        "isbn",
        "0-306-40615-3",
        "check digit of the ISBN is wrong: '0-306-40615-3'; 030640615 would end in 2",
        id="isbn-10: check",
    ),
    pytest.param(
        "isbn",
        "978-0-306-40615-8",
        "check digit of the ISBN is wrong: '978-0-306-40615-8'; 978030640615 would end in 7",
        id="isbn-13: check",
    ),
    pytest.param("isbn", "12345", "not an ISBN: '12345'; expected 10 or 13 digits", id="isbn: short"),
    pytest.param("isbn", "977-0-306-40615-7", "not an ISBN", id="isbn-13: prefix"),
    pytest.param("isbn", "٠٣٠٦٤٠٦١٥٢", "not an ISBN", id="isbn: other digits"),
    pytest.param(
        "issn", "0263-4938", "check digit of the ISSN is wrong: '0263-4938'; 0263493 would end in 7", id="issn: check"
    ),
    pytest.param("issn", "0263-493", "not an ISSN: '0263-493'; expected NNNN-NNNC", id="issn: short"),
    pytest.param("arxiv", "2313.00001", "month of the arXiv id is not 01-12: '2313.00001'", id="arxiv: month"),
    pytest.param(
        "arxiv",
        "2301.0001",
        "not an arXiv id: '2301.0001'; 0704-1412 have four digits",
        id="arxiv: four digits in 2023",
    ),
    pytest.param("arxiv", "0703.0001", "not an arXiv id", id="arxiv: before April 2007"),
    pytest.param("arxiv", "hep-th/9913001", "month of the arXiv id is not 01-12", id="arxiv: old month"),
    pytest.param("arxiv", "abc", "not an arXiv id: 'abc'; expected YYMM.NNNNN or archive/YYMMNNN", id="arxiv: words"),
    pytest.param("pmid", "0123", "not a PMID: '0123'; expected up to nine digits", id="pmid: zero"),
    pytest.param("pmid", "1234567890", "not a PMID", id="pmid: ten digits"),
    pytest.param("pmcid", "1234567", "not a PMCID: '1234567'; expected PMC and digits", id="pmcid: no PMC"),
    pytest.param(
        "orcid",
        "0000-0002-1825-0098",
        "check digit of the ORCID iD is wrong: '0000-0002-1825-0098'; it would end in 7",
        id="orcid: check",
    ),
    pytest.param("orcid", "0000-0002", "not an ORCID iD: '0000-0002'; expected 16 digits", id="orcid: short"),
    pytest.param("isni", "0000 0001 2103 2684", "check digit of the ISNI is wrong", id="isni: check"),
    pytest.param("isni", "x", "not an ISNI: 'x'", id="isni: words"),
    pytest.param("handle", "mdp/x", "not a Handle: 'mdp/x'; expected prefix/suffix", id="handle: prefix"),
    pytest.param("url", "example.org", "not a URL: 'example.org'; expected scheme://host/path", id="url: no scheme"),
    pytest.param("url", "https://example.org/a b", "not a URL", id="url: space"),
    pytest.param("url", "javascript:alert(1)", "not a URL", id="url: other scheme"),
    pytest.param("url", "http://[broken", "not a URL", id="url: half an address"),
]


@pytest.mark.parametrize(("scheme", "text", "value"), GOOD)
def test_an_identifier_is_read_and_normalised(scheme, text, value):
    assert parse_identifier(text, scheme) == Identifier(Scheme(scheme), value)
    assert is_valid(text, scheme)


@pytest.mark.parametrize(("scheme", "text", "message"), BAD)
def test_what_is_no_identifier_is_refused_with_what_would_be_right(scheme, text, message):
    with pytest.raises(InvalidValueError) as error:
        parse_identifier(text, scheme)
    assert str(error.value).startswith(message)
    assert error.value.text == text
    assert not is_valid(text, scheme)


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        pytest.param("10.1000/abc", Scheme.DOI, id="doi"),
        pytest.param("https://doi.org/10.1000/abc", Scheme.DOI, id="doi address"),
        pytest.param("10.48550/arXiv.2301.00001", Scheme.ARXIV, id="arxiv doi"),
        pytest.param("https://arxiv.org/abs/2301.00001", Scheme.ARXIV, id="arxiv address"),
        pytest.param("2301.00001", Scheme.ARXIV, id="arxiv"),
        pytest.param("0263-4937", Scheme.ISSN, id="issn"),
        pytest.param("0-306-40615-2", Scheme.ISBN, id="isbn"),
        pytest.param("PMC1234567", Scheme.PMCID, id="pmcid"),
        pytest.param("pmid:123", Scheme.PMID, id="pmid"),
        pytest.param("https://orcid.org/0000-0002-1825-0097", Scheme.ORCID, id="orcid address"),
        pytest.param("0000-0002-1825-0097", Scheme.ORCID, id="orcid"),
        pytest.param("hdl:2027/abc", Scheme.HANDLE, id="handle"),
        pytest.param("https://example.org/10.1000/abc", Scheme.URL, id="url with a doi"),
    ],
)
def test_the_scheme_is_known_from_the_text(text, scheme):
    assert parse_identifier(text).scheme is scheme


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("12345678", "not an identifier: '12345678'; expected one of doi, isbn", id="bare digits"),
        pytest.param("isbn 0-306-40615-3", "check digit of the ISBN is wrong", id="a broken one of a named scheme"),
        pytest.param("", "not an identifier: ''", id="nothing"),
    ],
)
def test_a_text_without_a_scheme_is_not_guessed(text, message):
    with pytest.raises(InvalidValueError) as error:
        parse_identifier(text)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "scheme", "canonical", "url"),
    [
        pytest.param("10.1000/ABC", "doi", "10.1000/abc", "https://doi.org/10.1000/ABC", id="doi"),
        pytest.param("0306406152", "isbn", "9780306406157", None, id="isbn-10"),
        pytest.param("2301.00001v2", "arxiv", "2301.00001", "https://arxiv.org/abs/2301.00001v2", id="arxiv"),
        pytest.param("123", "pmid", "123", "https://pubmed.ncbi.nlm.nih.gov/123", id="pmid"),
        pytest.param("https://a.org", "url", "https://a.org", "https://a.org", id="url"),
    ],
)
def test_identifiers_are_compared_by_their_canonical_form_and_resolved(text, scheme, canonical, url):
    identifier = parse_identifier(text, scheme)
    assert (identifier.canonical, identifier.url) == (canonical, url)


def test_an_identifier_says_its_scheme():
    assert str(parse_identifier("10.1000/abc")) == "doi:10.1000/abc"
    assert str(parse_identifier("https://example.org/")) == "https://example.org/"


# --- idutils as a second opinion

_IDUTILS = {
    "doi": (idutils.is_doi, idutils.normalize_doi),
    "isbn": (idutils.is_isbn, None),
    "issn": (idutils.is_issn, idutils.normalize_issn),
    "arxiv": (idutils.is_arxiv, None),
    "pmid": (idutils.is_pmid, idutils.normalize_pmid),
    "pmcid": (idutils.is_pmcid, None),
    "orcid": (idutils.is_orcid, idutils.normalize_orcid),
    "isni": (idutils.is_isni, None),
}
_PLAIN = [
    ("doi", "10.1080/02634937.2018.1428789"),
    ("doi", "https://doi.org/10.1000/ABC"),
    ("doi", "10.1000"),
    ("isbn", "978-0-306-40615-7"),
    ("isbn", "978-0-306-40615-8"),
    ("isbn", "0-306-40615-2"),
    ("isbn", "080442957X"),
    ("issn", "0263-4937"),
    ("issn", "0263-4938"),
    ("issn", "2434-561X"),
    ("arxiv", "arXiv:2301.00001v2"),
    ("arxiv", "hep-th/9901001"),
    ("arxiv", "math.GT/0309136"),
    ("arxiv", "abc"),
    ("pmid", "12345678"),
    ("pmid", "pmid:12345678"),
    ("pmcid", "PMC1234567"),
    ("orcid", "0000-0002-1825-0097"),
    ("orcid", "0000-0002-1825-0098"),
    ("orcid", "https://orcid.org/0000-0002-1694-233X"),
    ("isni", "0000 0001 2103 2683"),
    ("isni", "0000 0001 2103 2684"),
]


@pytest.mark.parametrize(("scheme", "text"), _PLAIN, ids=[f"{scheme} {text}" for scheme, text in _PLAIN])
def test_idutils_agrees(scheme, text):
    valid, normalize = _IDUTILS[scheme]
    assert bool(valid(text)) == is_valid(text, scheme)
    if normalize and valid(text):
        assert normalize(text) == parse_identifier(text, scheme).value


# --- laws


@given(st.text("0123456789", min_size=9, max_size=9))
def test_a_computed_isbn_10_is_valid_and_has_one_isbn_13(body):
    text = body + isbn_check_digit(body)
    identifier = parse_identifier(text, "isbn")
    assert is_valid(identifier.canonical, "isbn")
    assert idutils.is_isbn(identifier.canonical)


@given(st.text("0123456789", min_size=7, max_size=7))
def test_a_computed_issn_is_valid(body):
    assert idutils.is_issn(parse_identifier(body + issn_check_digit(body), "issn").value)


@given(st.text("0123456789", min_size=15, max_size=15))
def test_a_computed_isni_is_valid(body):
    assert parse_identifier(body + mod_11_2(body), "isni").value == body + mod_11_2(body)


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_an_isbn_is_found(body, place, shift):
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    assert not is_valid(wrong + isbn_check_digit(body), "isbn")


@given(st.sampled_from(list(Scheme)), st.text(max_size=30) | st.sampled_from([row.values[1] for row in GOOD]))
def test_a_normal_form_is_read_as_itself(scheme, text):
    if is_valid(text, scheme):
        identifier = parse_identifier(text, scheme)
        assert parse_identifier(identifier.value, scheme) == identifier
        assert parse_identifier(identifier.canonical, scheme).canonical == identifier.canonical
