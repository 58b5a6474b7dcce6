"""A handful of references a family of styles: a known item is printed, and labelled, as before.

A list of words or patterns that grows may change what the seed draws: look at the new reference, then take it over.
"""

from __future__ import annotations

from random import Random

import pytest

from refgraph.parse.training.synthetic.show import shown
from refgraph.parse.training.synthetic.templates.dates import Day
from refgraph.parse.training.synthetic.templates.printing import Order, printed
from refgraph.parse.training.synthetic.templates.styles import styles

_STYLES = {style.name: style for style in styles()}
_FACTS = {
    "title": "Water and power",
    "booktitle": "Water and power",
    "journal": "Journal of Rivers",
    "abbr": "J. Rivers",
    "inbook": "Deserts",
    "newspaper": "The Daily Post",
    "publisher": "Delta Press",
    "place": "Aral",
    "volume": "12",
    "issue": "3",
    "pages": "45-67",
    "body": "Water Board",
    "author": [{"family": "Berg", "given": "Anna Maria"}, {"family": "Cole", "given": "Ian"}],
    "editor": [{"family": "Stone", "given": "Eve"}],
    "day": Day(2001, 5, 4),
}
# Style, kind, language and number of the pattern, and what the item gives.
_GOLDEN = [
    (
        "gost-7.1",
        "article",
        "ru",
        0,
        (
            "⟦author: Berg, Anna Maria⟧ ⟦title: Water and power⟧ / ⟦note: A. M. "
            "Berg, I. Cole⟧ //⟦container: Journal of Rivers⟧ — ⟦date: 2001⟧ — Том "
            "⟦volume: 12⟧, № ⟦issue: 3⟧ — стр. ⟦pages: 45-67⟧."
        ),
    ),
    (
        "gost-7.0.5",
        "book",
        "ru",
        0,
        (
            "⟦author: Berg A. M.⟧ ⟦title: Water and power⟧ / ⟦note: A. M. Berg, I. "
            "Cole⟧. ⟦location: Aral⟧ : ⟦publisher: Delta Press⟧, ⟦date: 2001⟧. "
            "⟦note: 89 с. : ил.⟧"
        ),
    ),
    (
        "gost-7.0.100",
        "article",
        "ru",
        0,
        (
            "⟦author: Berg, A. M.⟧ ⟦title: Water and power⟧ / ⟦note: Anna Maria "
            "Berg, Ian Cole⟧ //⟦container: Journal of Rivers⟧. – ⟦date: 2001⟧. – "
            "Т. ⟦volume: 12⟧, No ⟦issue: 3⟧. – C. ⟦pages: 45-67⟧."
        ),
    ),
    (
        "vak-translit",
        "article",
        "ru-Latn",
        0,
        (
            "⟦author: Berg A., Cole I.⟧ ⟦title: Water and power⟧ [⟦note: The "
            "distribution of decolonization in older adults⟧]. ⟦container: Journal "
            "of Rivers⟧ = ⟦container: Advances in Applied Physics⟧, ⟦date: 2001⟧, "
            "T. ⟦volume: 12⟧, Vyp. ⟦issue: 3⟧, pp. ⟦pages: 45-67⟧. (⟦note: In "
            "Russ.⟧)"
        ),
    ),
    (
        "dstu-8302",
        "article",
        "uk",
        0,
        (
            "⟦author: Berg A.M., Cole I.⟧ ⟦title: Water and power⟧. ⟦container: "
            "Journal of Rivers⟧. ⟦date: 2001⟧. № ⟦issue: 3⟧. с. ⟦pages: 45-67⟧."
        ),
    ),
    (
        "gbt-7714-numeric",
        "article",
        "zh",
        0,
        (
            "⟦author: Anna Maria Berg、Ian Cole⟧. ⟦title: Water and power⟧[J/OL]. "
            "⟦container: Journal of Rivers⟧，⟦date: 2001⟧，⟦volume: 12⟧(⟦issue: 3⟧): "
            "⟦pages: 45-67⟧."
        ),
    ),
    (
        "zh-footnotes",
        "book",
        "zh",
        0,
        (
            "⟦author: Anna Maria Berg、Ian Cole⟧：《⟦title: Water and "
            "power⟧》，⟦location: Aral⟧: ⟦publisher: Delta Press⟧⟦date: "
            "2001⟧年版，第⟦pages: 45-67⟧頁。"
        ),
    ),
    (
        "ja-quoted",
        "article",
        "ja",
        0,
        (
            "⟦author: Anna Maria Berg・Ian Cole⟧「⟦title: Water and "
            "power⟧」『⟦container: Journal of Rivers⟧』⟦volume: 12⟧巻⟦issue: "
            "3⟧号\u3000⟦date: 2001⟧年\u3000⟦pages: 45-67⟧頁。"
        ),
    ),
    (
        "ko-kci",
        "article",
        "ko",
        0,
        (
            "⟦author: Anna Maria Berg·Ian Cole⟧, 「⟦title: Water and power⟧」, "
            "『⟦container: Journal of Rivers⟧』, ⟦volume: 12⟧-⟦issue: 3⟧, "
            "⟦publisher: 국립국어원⟧, ⟦date: 2001⟧, ⟦pages: 45-67⟧면."
        ),
    ),
    (
        "de-social",
        "chapter",
        "de",
        0,
        (
            "⟦author: Berg, Anna Maria; Cole, Ian⟧ (⟦date: 2001⟧): ⟦title: Water "
            "and power⟧. In ⟦editor: Stone, E.⟧ (Hgg.): ⟦container: Deserts⟧. "
            "⟦location: Aral⟧: ⟦publisher: Delta Press⟧, S. ⟦pages: 45-67⟧."
        ),
    ),
    (
        "it-history",
        "article",
        "it",
        1,
        (
            "⟦author: A. Berg-I. Cole⟧, ⟦title: Water and power⟧, in «⟦container: "
            "Journal of Rivers⟧», s. ⟦series: XII⟧, ⟦volume: 16⟧ (⟦date: 2001⟧), "
            "pp. ⟦pages: 45-67⟧."
        ),
    ),
    (
        "fr-footnotes",
        "book",
        "fr",
        0,
        (
            "⟦author: BERG, A., COLE, I.⟧, ⟦title: Water and power⟧, ⟦location: "
            "Aral⟧, ⟦publisher: Delta Press⟧, ⟦date: 2001⟧, p. ⟦pages: 121⟧."
        ),
    ),
    (
        "natural-history",
        "article",
        "en",
        0,
        (
            "⟦author: Berg, A.M. & Cole, I.⟧ ⟦date: 2001⟧: ⟦title: The crabs of "
            "Turkey⟧. ⟦container: Arch. Naturgesch.⟧ ⟦volume: 12⟧(⟦issue: 3⟧): "
            "⟦pages: 45-67⟧."
        ),
    ),
    (
        "abnt",
        "book",
        "pt",
        1,
        (
            "⟦author: Berg, A. M.; Cole, I.⟧ ⟦title: Water and power⟧. ⟦edition: "
            "9. ed.⟧ ⟦location: Aral⟧: ⟦publisher: Delta Press⟧, ⟦date: 2001⟧."
        ),
    ),
    (
        "isnad",
        "article",
        "tr",
        0,
        (
            "⟦author: Anna Maria Berg, Ian Cole⟧. “⟦title: Water and power⟧”. "
            "⟦container: Journal of Rivers⟧ ⟦volume: 12⟧/⟦issue: 3⟧ (⟦date: Mayıs "
            "2001⟧), ⟦pages: 45-67⟧."
        ),
    ),
    (
        "physics",
        "article",
        "en",
        0,
        (
            "⟦author: A.M. Berg and I. Cole⟧, ⟦container: Opt. Lett.⟧ ⟦volume: "
            "12⟧, ⟦pages: 45-67⟧ (⟦date: 2001⟧) [⟦arxiv: arXiv:1302.15987⟧]."
        ),
    ),
    (
        "vancouver",
        "article",
        "en",
        0,
        (
            "(⟦citation-number: 31⟧) ⟦author: Berg, A.M., Cole, I.⟧ ⟦title: Water "
            "and power⟧. ⟦container: J. Rivers⟧. ⟦date: 2001⟧;⟦volume: 12⟧(⟦issue: "
            "3⟧):⟦pages: 45-67⟧."
        ),
    ),
    (
        "law",
        "case",
        "en",
        0,
        "⟦title: United States v. R⟧, ⟦volume: 121⟧ ⟦container: P.2d⟧ ⟦pages: 461⟧ (⟦date: 2001⟧).",
    ),
    (
        "newspapers",
        "news",
        "en",
        1,
        "⟦container: The Daily Post⟧, ⟦date: May 4 2001⟧, p. ⟦pages: A5⟧.",
    ),
    (
        "government",
        "report",
        "en",
        0,
        (
            "⟦author: Water Board⟧, ⟦title: Water and power⟧ (⟦location: Aral⟧: "
            "⟦publisher: Delta Press⟧, ⟦date: 2001⟧), ⟦pages: 583⟧."
        ),
    ),
    (
        "humanities",
        "chapter",
        "en",
        0,
        (
            "⟦author: Berg, Anna Maria and Ian Cole⟧, “⟦title: Water and Power⟧,” "
            "in ⟦container: Deserts⟧, ed. ⟦editor: Eve Stone⟧ (⟦location: Aral⟧: "
            "⟦publisher: Delta Press⟧, ⟦date: 2001⟧), ⟦pages: 45-67⟧."
        ),
    ),
    (
        "middle-east",
        "book",
        "ar",
        0,
        (
            "⟦author: Berg, Anna Maria, Cole, Ian⟧، ⟦title: Water and power⟧، "
            "⟦location: Aral⟧: ⟦publisher: Delta Press⟧، ⟦date: 2001⟧، ص.ص. "
            "⟦pages: 461⟧."
        ),
    ),
]


@pytest.mark.parametrize(
    ("style", "kind", "language", "number", "expected"), _GOLDEN, ids=[f"{each[0]}-{each[1]}" for each in _GOLDEN]
)
def test_a_known_item_is_printed_as_before(style: str, kind: str, language: str, number: int, expected: str) -> None:
    example = printed(Random(1), Order(_STYLES[style], kind, language, _FACTS), number)
    assert example is not None
    assert shown(example) == expected
