"""Which encoding a text with one byte a character is in."""

from __future__ import annotations

import pytest

from refgraph.text.codepages import guess_encoding
from refgraph.text.decoding import decode

FRENCH = "Études de linguistique générale. L’Académie française, à Genève: “Où est la forêt?” 1998–2001"
GERMAN = "Müller, Jörg: Einführung in die Übersetzungswissenschaft. Größe und Maß. Köln: Böhlau"
SPANISH = "García Márquez: El amor en los años del cólera. ¿Qué es la educación? México, España"
NORDIC = "Ångström, Bjørn: På ön i älven. København: Gyldendal, Malmö"
ITALIAN = "L’eredità della città: perché la libertà è più forte. Università di Forlì"
CZECH = "Čapek, Karel: Válka s mloky. Příběh o člověku, který měl žízeň. Nakladatelství Růže, Třebíč"
POLISH = "Miłosz, Czesław: Księga wyjścia. Wydawnictwo Źródło, Łódź. Święto żółwia"
RUSSIAN = "Толстой, Л. Н. Война и мир. М.: Художественная литература, 1978. С. 15–23"
UKRAINIAN = "Шевченко, Т. Г. Зібрання творів: у шести томах. Київ: Наукова думка, 2003"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, "cp1252") for text in (FRENCH, GERMAN, SPANISH, NORDIC, ITALIAN, FRENCH + GERMAN + SPANISH)),
        *((text, "mac_roman") for text in (FRENCH, GERMAN, SPANISH, NORDIC, ITALIAN, FRENCH + GERMAN + SPANISH)),
        *((text, "cp1250") for text in (CZECH, POLISH, CZECH + GERMAN)),
        *((text, "cp1251") for text in (RUSSIAN, UKRAINIAN, RUSSIAN + " In: Journal of Fens.")),
    ],
)
def test_the_encoding_is_found(text, encoding):
    assert guess_encoding(text.encode(encoding)) == encoding


@pytest.mark.parametrize("text", ["Müller", "“traditio legis”", "Narsai’s", "11–14", "L’Orient", "n° 3", "§ 5"])
def test_little_text_is_read_as_windows_1252(text):
    assert guess_encoding(text.encode("cp1252")) == "cp1252"


def test_bytes_that_windows_1252_lacks_are_latin_1():
    assert guess_encoding("Études".encode("latin-1") + b" \x81\x8d") == "latin-1"


def test_a_text_in_which_both_encodings_say_the_same_is_windows_1252():
    assert guess_encoding(GERMAN.encode("cp1250")) == "cp1252"


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "mac_roman", "cp1252"])
def test_what_is_decoded_can_be_encoded_again(encoding):
    text = {"cp1250": CZECH, "cp1251": RUSSIAN}.get(encoding, FRENCH)
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, encoding, False)
    assert decoded.text.encode(decoded.encoding) == text.encode(encoding)


def test_one_odd_word_does_not_decide_about_the_others():
    many = " ".join([FRENCH, GERMAN, SPANISH] * 5)
    assert guess_encoding((many + " Aþeva þeþofi þaoþao").encode("cp1252")) == "cp1252"
