"""The order of strings in a language."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.csl.words.collation import _table, collation_key
from refgraph.csl.words.collation.tailorings import TAILORINGS

uncached = collation_key.__wrapped__


def in_order(texts, language):
    return sorted(texts, key=lambda text: collation_key(text, language))


# Each line is in the order of its language.
ORDERS = {
    "root: signs, digits, scripts": ("en", "_ - ! * + $ 1 9 a z Ω Ж ა Ա א ب あ 漢"),
    "root: accents before case": ("en", "cote Cote coté Coté côte Côte côté"),
    "root: small before capital": ("en", "a A à À ab"),
    "root: joined letters": ("en", "aed Ægir aen Oda œuvre Ofen"),
    "root: letters with strokes": ("en", "dom đon doz Łódź lop ODA Øre Orz"),
    "root: sharp s": ("de", "Masche Masse Maße Mast"),
    "root: letters of their own": ("en", "iz ılık nz ŋa zz ʒa þorn"),
    "Azerbaijani": ("az", "e ə f g ğ h x ı i k q l o ö s ş u ü z"),
    "Azerbaijani: native scripts": ("az", "zəfər Бакы α"),
    "Arabic": ("ar-SA", "أحمد بدر تاج جبر حسن يوسف Adam"),
    "Armenian": ("hy-AM", "Աբրահամ Բագրատ Գևորգ Դավիթ Abc"),
    "Belarusian": ("be-BY", "Ельск Ёдка Жук Ігар Йован Купала Улад Ўшац Францыск"),
    "Bosnian": ("bs", "Cazin Čapljina Ćorić Drina Džafer Đuro Lukavac Ljubuški"),
    "Bulgarian": ("bg-BG", "Ботев Вазов Йовков Къкринска Щърбанов Юрий Яворов Botev"),
    "Catalan": ("ca-ES", "ca ça cel Lluís llum Núria òliba oliva"),
    "Chinese": ("zh-CN", "阿 北京 曹雪芹 鲁迅 上海 王 中国 Beijing"),
    "Chinese in Taiwan": ("zh-TW", "丁 王 林 張 Taipei"),
    "Croatian": ("hr-HR", "Cetina Čabar Ćiro dva Džamonja Đurđa lutka Ljubica nula Njegoš Šibenik Zadar Žepče"),
    "Czech": ("cs-CZ", "cihla Čapek dům hrad chléb Chomutov ikona rak řeka sníh šíp zub žába"),
    "Danish": ("da-DK", "Abe abe Zola Ærø Østerbro Ålborg Aarhus"),
    "English": ("en-US", "Emil Émile Zoe zoë zoom"),
    "Esperanto": ("eo", "celo ĉapo domo giro ĝardeno horo ĥoro suno ŝipo uzi ŭa"),
    "Estonian": ("et-EE", "sild šokk zoo žanr tamm vana wat õun äär öö üks xen"),
    "Finnish": ("fi-FI", "vuori wahl yö zorro åbo äiti öljy"),
    "French": ("fr-FR", "cote coté côte côté"),
    "French of Canada": ("fr-CA", "cote côte coté côté"),
    "Georgian": ("ka-GE", "აბაშიძე გამსახურდია ილია ჭავჭავაძე ჯანაშია Abc"),
    "Greek": ("el-GR", "αέρας Άννα βάρος Ήλιος Ομήρου όμως ψυχή Abc"),
    "Hebrew": ("he-IL", "אברהם בן דוד מלך שלום תורה Abc"),
    "Hungarian": (
        "hu-HU",
        "cukor csiga dél dzeta dzsem garázs gyár lom lyuk olló öröm őz só szó tó tyúk ugrik üst zab zseb",
    ),
    "Hungarian: doubled": ("hu-HU", "aszó asszony aszú"),
    "Icelandic": ("is-IS", "dagur ðal emil élan isak ísak jón þór ær öl"),
    "Japanese": ("ja-JP", "alpha カー かき がき きん 亜 一 α"),
    "Kazakh": (
        "kk-KZ",
        "Абай Әуезов Бөкей Ғабит Ермек Ёлка Қазақ Наурыз Ңа Оспан Өмір Ұлан Үміт Фатима Һарун Ырыс Іле Эмиль Abai",
    ),
    "Korean": ("ko-KR", "가나 각 까치 나라 한국 Seoul"),
    "Kyrgyz": ("ky-KG", "Айтматов Нур Ңа Ош Өзгөн Ула Үсөн Фрунзе"),
    "Latvian": ("lv-LV", "abi āda cik čaks gars ģimene iela yo īss kas ķīna lapa ļoti suns šis zars žogs"),
    "Lithuanian": ("lt-LT", "cukrus čia eik eilė ėjo iki yla įlanka ilga imti yra jis sala šalis zona žemė"),
    "Macedonian": ("mk-MK", "Гоце Дебар Ѓорѓи Ежен Ѕвезда Јован Љубе Његош Ќиро Уста Џон"),
    "Maltese": ("mt-MT", "ċavetta centru ġobon gara għada hena ħobż id żmien zija"),
    "Mongolian": ("mn-MN", "Оюун Өвөр Пүрэв Улаан Үлэмж Фото Abc"),
    "Norwegian": ("nb-NO", "bær zebra ære østen åpen aarstad"),
    "Persian": ("fa-IR", "آذر احمد بهار پدر چای ژاله گل هما یار Abc"),
    "Polish": ("pl-PL", "ale ąf cyna ćma lot łan nos ńa oko ósmy sen śnieg zupa źle żaba"),
    "Romanian": ("ro-RO", "an ăla âla bun in îi sus șarpe tun țară"),
    "Russian": ("ru-RU", "ежи ёжик ель йод кот щука эхо яма Abc"),
    "Serbian": ("sr-RS", "Дрина Ђура Лука Љубица Нада Његош Тара Ћира Ужице Џемо Шабац"),
    "Serbian in Latin letters": ("sr-Latn-RS", "Cer Čačak Ćira Drina Džep Đura Lim Ljubica Šabac"),
    "Slovak": ("sk-SK", "auto äaa bok cena čas hora chata iskra okno ôsmy sem šum zem žena"),
    "Slovenian": ("sl-SI", "cesta čas ćiro dom sin šola zob žep"),
    "Spanish": ("es-ES", "chico cosa llama luz nube ñame ojo"),
    "Albanian": (
        "sq-AL",
        "cep çaj det dhe era ëmbël gur gjak lis lloj nus njeri rap rreth sot shi tre thes xixë xhep zog zhurmë",
    ),
    "Swedish": ("sv-SE", "Yngve yta Zorn Ångström Ärlig Ödman Øster"),
    "Tajik": ("tg-TJ", "гул ғам ихтиёр ӣд қалам ул ӯ хона ҳа чор ҷон"),
    "Tatar": ("tt-RU", "алма әни бала жил җир нур ңа өй урам үлән һава"),
    "Turkish": ("tr-TR", "cam çam gam ğa hal ırmak Irmak iz İzmir on ön su şu un ün"),
    "Turkmen": ("tk-TM", "el ät jan žan nan ňa on öý sen şa un üm yaz ýaz"),
    "Ukrainian": ("uk-UA", "гора ґава дім еко єдність зима ир ік їжак йод Abc"),
    "Urdu": ("ur-PK", "اب آپ بات بھائی پانی ٹماٹر ڈاک کتاب گھر ہم یار Abc"),
    "Uzbek": ("uz-UZ", "non salom til zamon oʻlka o'rik gʻalla shahar choy"),
    "Uzbek in Cyrillic letters": ("uz-Cyrl-UZ", "хона шаҳар юлдуз яхши ўзбек қалам ғалаба ҳаво"),
    "Vietnamese": ("vi-VN", "an ăn ân du đu em êm on ôn ơn un ưng"),
    "Vietnamese: tones": ("vi-VN", "ma mà mả mã má mạ"),
    "Welsh": ("cy-GB", "cath chwech dafad ddoe gardd ngwlad haf lan llan pen phen rad rhad tad thad"),
}


@pytest.mark.parametrize(("language", "line"), ORDERS.values(), ids=ORDERS)
def test_each_language_has_its_own_order(language, line):
    expected = line.split()
    shuffled = list(expected)
    random.Random(len(line)).shuffle(shuffled)
    assert in_order(shuffled, language) == expected


NOT_COUNTED = {
    "an apostrophe at the head": (["Sand", "'t Hoen", "Thun"]),
    "a bracket at the head and its fellow": (["Fisk", "[F]linders", "Flint"]),
    "a round bracket at the head": (["Rest", "(Re)turning", "Rio"]),
    "the sign of ayn": (["Abbas", "ʿAbd Allāh", "Abe"]),
    "a comma": (["Steppe, here A", "Steppe here B", "Steppe, here C"]),
    "quotation marks": (["Oil", '"Oil" and gas', "Oil “and” gas, later", "Oil «and gas» now"]),
}


@pytest.mark.parametrize("expected", NOT_COUNTED.values(), ids=NOT_COUNTED)
def test_signs_that_readers_skip_do_not_count(expected):
    assert in_order(reversed(expected), "en") == expected


def test_a_hyphen_counts():
    assert in_order(["Altai", "Al-Farabi", "Al Farabi", "Alash"], "en") == ["Al Farabi", "Al-Farabi", "Alash", "Altai"]


def test_the_apostrophes_count_the_same():
    assert collation_key("O’Brien", "en") == collation_key("O'Brien", "en")


def test_an_unknown_language_sorts_as_the_root():
    assert collation_key("Éa 1", "xx-YY") == collation_key("Éa 1", "en")


def test_a_tag_may_have_underscores_and_capitals():
    assert collation_key("Čačak", "sr_LATN_RS") == collation_key("Čačak", "sr-Latn")


# --- laws

languages = st.sampled_from([*sorted(TAILORINGS), "en", "de-DE"])
texts = st.text(
    st.one_of(
        st.characters(codec="ascii"),
        st.sampled_from("éÉåÅäÄöǻßæŁđñčžıİşțąęėơứàÿʻ’‘–…ﬁªŉЁёйїґқұҺәӣўΆςאךםآؤئھكگაჯբևあかがカーン가각漢字张٣½"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)


@given(language=languages, values=st.lists(texts, max_size=6), seed=st.integers(0, 99))
def test_the_order_does_not_depend_on_where_one_starts(language, values, seed):
    shuffled = list(values)
    random.Random(seed).shuffle(shuffled)
    keys = [collation_key(text, language) for text in in_order(values, language)]
    assert keys == [collation_key(text, language) for text in in_order(shuffled, language)]
    assert keys == sorted(keys)


@given(language=languages, text=texts)
def test_a_remembered_key_is_the_same_as_a_new_one(language, text):
    assert collation_key(text, language) == uncached(text, language)


@given(language=languages, text=texts)
def test_composed_and_decomposed_text_have_one_key(language, text):
    composed = unicodedata.normalize("NFC", text)
    assert uncached(unicodedata.normalize("NFD", text), language) == uncached(composed, language)


@given(language=languages, text=st.text(st.characters(codec="ascii"), max_size=12))
def test_the_way_of_ascii_leads_to_the_same_key(language, text):
    short = uncached(text, language)
    table = _table(language)
    kept, table.ascii_bases = table.ascii_bases, None
    try:
        assert uncached(text, language) == short
    finally:
        table.ascii_bases = kept


words = st.text("abcdefghijklmnopqrstuvwxyzабвгде", min_size=1, max_size=6)


def dressed(word, capitals, accents):
    letters = zip(word, capitals, accents, strict=False)
    text = "".join((letter.upper() if capital else letter) + accent for letter, capital, accent in letters)
    return unicodedata.normalize("NFC", text)


dress = st.tuples(
    st.lists(st.booleans(), min_size=6, max_size=6),
    st.lists(st.sampled_from(["", "", "\u0301", "\u0300", "\u0331"]), min_size=6, max_size=6),
)


@given(first=words, second=words, one=dress, other=dress)
def test_case_and_accents_never_outrank_letters(first, second, one, other):
    plain = uncached(first, "en") < uncached(second, "en")
    if first != second:
        assert (uncached(dressed(first, *one), "en") < uncached(dressed(second, *other), "en")) == plain


@given(word=words, one=dress, other=dress)
def test_case_never_outranks_accents(word, one, other):
    small, capital = uncached(dressed(word, [False] * 6, one[1]), "en"), uncached(dressed(word, *one), "en")
    assert small[:2] == capital[:2]
    assert (small[:2] < uncached(dressed(word, *other), "en")[:2]) == (
        capital[:2] < uncached(dressed(word, *other), "en")[:2]
    )
