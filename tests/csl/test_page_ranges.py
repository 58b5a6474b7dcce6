"""Page ranges in the forms that styles ask for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.csl.words.page_ranges import format_page_range

STYLES = ("expanded", "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16")

TABLE = {
    # pages: expanded, minimal, minimal-two, chicago-15, chicago-16
    "4-17": ("4–17", "4–17", "4–17", "4–17", "4–17"),
    "64-65": ("64–65", "64–5", "64–65", "64–65", "64–65"),
    "300-307": ("300–307", "300–7", "300–07", "300–307", "300–307"),
    "2400-2433": ("2400–2433", "2400–33", "2400–33", "2400–2433", "2400–2433"),
    "204-208": ("204–208", "204–8", "204–08", "204–8", "204–8"),
    "703-719": ("703–719", "703–19", "703–19", "703–19", "703–19"),
    "433-438": ("433–438", "433–8", "433–38", "433–38", "433–38"),
    "433-7": ("433–437", "433–7", "433–37", "433–37", "433–37"),
    "1372-1421": ("1372–1421", "1372–421", "1372–421", "1372–1421", "1372–421"),
    "17812-17905": ("17812–17905", "17812–905", "17812–905", "17812–905", "17812–905"),
    "98-103": ("98–103", "98–103", "98–103", "98–103", "98–103"),
    "e204-e219": ("e204–e219", "e204–19", "e204–19", "e204–19", "e204–19"),
    "55-55": ("55–55", "55–55", "55–55", "55–55", "55–55"),
    "81-79": ("81–79", "81–79", "81–79", "81–79", "81–79"),
    "17a-19c": ("17a–19c", "17a–9c", "17a–19c", "17a–19c", "17a–19c"),
    "001a–002d": ("001a–002d", "001a–2d", "001a–02d", "001a–002d", "001a–002d"),
    "135a-48b": ("135a–148b", "135a–48b", "135a–48b", "135a–148b", "135a–148b"),
    "510-3, 703-719 & 12": (
        "510–513, 703–719 & 12", "510–3, 703–19 & 12", "510–13, 703–19 & 12", "510–13, 703–19 & 12",
        "510–13, 703–19 & 12",
    ),
}  # fmt: skip


@pytest.mark.parametrize("pages", TABLE, ids=str)
def test_a_range_is_written_as_the_style_wants(pages):
    styles = ("expanded", "minimal", "minimal-two", "chicago-15", "chicago-16")
    assert tuple(format_page_range(pages, style, "–") for style in styles) == TABLE[pages]


def test_chicago_is_the_fifteenth_edition():
    assert format_page_range("1372-1421", "chicago", "–") == "1372–1421"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("ix-xiv", "ix–xiv"),
        ("vii-3", "vii–3"),
        ("R7-12", "R7-12"),
        ("R7 - 12", "R7-12"),
        ("R7-S12", "R7-S12"),
        ("12\\-4", "12-4"),
        ("Hill-Smith", "Hill-Smith"),
        ("4-5-6", "4-5-6"),
        ("3.1-3.4", "3.1-3.4"),
        ("17a-19", "17a–19"),
        ("12-15a", "12–15a"),
        ("17a-c", "17a-c"),
        ("17a–c", "17a-c"),
        ("a–c", "a-c"),
        ("12r–v, 13", "12r-v, 13"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_what_is_no_range_of_numbers_keeps_its_digits(style, pages, written):
    assert format_page_range(pages, style, "–") == written


@pytest.mark.parametrize("typed", ["7-9", "7 - 9", "7–9", "7 – 9", "7--9", "7‑9", "7‐9"])
def test_every_dash_that_people_type_means_to(typed):
    assert format_page_range(typed, None, "–") == "7–9"


def test_without_a_format_only_the_delimiter_changes():
    assert format_page_range("433-7, A3-A9 & xi-xii", None, "‑") == "433‑7, A3‑A9 & xi‑xii"


def test_verses_keep_their_chapter():
    assert format_page_range("3:16-18", "minimal", "–") == "3:16–18"


@given(first=st.integers(1, 99_999), more=st.integers(1, 99_999), style=st.sampled_from(STYLES))
def test_an_abbreviated_range_can_be_written_out_again(first, more, style):
    whole = f"{first}–{first + more}"
    assert format_page_range(format_page_range(whole, style, "–"), "expanded", "–") == whole


@given(st.text(), st.sampled_from((None, *STYLES)))
def test_letters_never_change(text, style):
    def letters(pages):
        return re.sub(r"[\W\d_]", "", pages)

    kept = format_page_range(text, style, "–")
    assert set(letters(kept)) <= set(letters(text))
