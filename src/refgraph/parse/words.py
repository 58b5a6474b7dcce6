"""Words that references are made of: particles, roles, bodies, months, kinds of work, in many languages."""

from __future__ import annotations

PARTICLES = frozenset(
    "von van vom zu zum zur de der den het 't la le les lo du des da do das dos di del della dello "
    "degli dei dalla el al ter ten tot op af av "
    "bin ibn bint ben bar abu san santa saint st. y e фон ван де дер".split()
)
"""Words in lower case that belong to a family name or, after the given names, are dropped when it is inverted."""

SUFFIXES = frozenset(("jr", "sr", "jnr", "snr", "ii", "iii", "iv", "v", "2nd", "3rd", "4th", "мл", "ст"))
"""Generational suffixes, without dot."""

PATRONYMIC_ENDS = frozenset(
    "ugli ugly ogli ogly oglu oğlu oʻgʻli oʼgʻli o‘g‘li o'g'li o`g`li uulu uly ұлы уулу улы угли "
    "оглы оғлу ўғли qizi qyzy kizi kyzy gizi kızı qızı қизи кызы қызы".split()
)
"""Last words of Turkic patronymics: such a name is written family name first."""

PATRONYMIC_SUFFIXES = (
    "ovich",
    "evich",
    "ovna",
    "evna",
    "ovych",
    "ivna",
    "ович",
    "евич",
    "овна",
    "евна",
    "ыч",
    "инична",
    "йович",
    "ївна",
    "івна",
)
"""Endings of Slavic patronymics; a name that ends in one is written family name first."""

ET_AL = (
    r"(?:et\s+al\b\.?|and\s+others\b|u\.\s?a\.|y\s+otros\b|e\s+outros\b|et\s+coll\b\.?|и\s+др\."
    r"|та\s+ін\.|және\s+т\.б\.|[等他](?!\w)|외(?=\s|$)|\[?\s*\.\.\.\s*\]?$)"
)
"""Regular expression of "and others" at the end of a list of names."""

ROLE_WORDS = (
    r"(?:eds?|editors?|hrsg|hg|herausgeber|orgs?|organizadore?s?|coords?|dirs?|comps?|trans"
    r"|translators?|a cura di|ред|отв\.\s?ред)"
)
"""Regular expression of the words that follow (or stand in brackets behind) the names of editors and translators."""

ORGANIZATION_WORDS = frozenset(
    """
    academy administration agency alliance assembly association assoc authority bank board bureau cabinet center
    centre chamber church city club coalition college commission committee commonwealth community company
    confederation conference congress consortium convention cooperation corporation corp council court
    department dept directorate division embassy executive federation forum foundation fund government group inc
    institute institution international laboratory laboratories league library llc ltd ministry mission museum
    nations network observatory office organisation organization panel parliament partnership plc police press
    programme program project registry republic school secretariat senate service services society state states
    statistics survey taskforce team trust unesco unicef union united university usa who oecd world committees
    collaboration investigators consortium initiative ministério ministerio ministère ministerium ministero
    министерство министрлігі вазирлиги vazirligi bakanlığı universidade universidad université universität
    università университет университеті universiteti instituto institut istituto институт институты organização
    organización organisation организация ұйымы associação asociación agência agencia agence agentur агентство
    агенттігі banco banque банк conselho consejo conseil совет кеңесі comissão comisión kommission комиссия
    secretaria secretaría departamento département fundação fundación fondation stiftung фонд governo gobierno
    gouvernement bundesministerium bundesamt правительство republica república комитет комитеті centro центр
    орталығы academia академия академиясы sociedade sociedad société gesellschaft общество câmara senado
    congresso tribunal prefeitura statistisches amt verband verein federação комиссияси қўмитаси қонуни
    республикаси
    """.split()
)
"""Words that only names of bodies have."""

ORGANIZATION_ENDS = (
    "部",
    "院",
    "会",
    "會",
    "局",
    "所",
    "协会",
    "協会",
    "大学",
    "大學",
    "公司",
    "委员会",
    "委員会",
    "省",
    "庁",
    "청",
    "부",
    "원",
    "대학교",
    "위원회",
    "학회",
)
"""Endings of bodies in Chinese, Japanese and Korean."""

CHINESE_FAMILY_NAMES = frozenset(
    """
    ai an bai bao bi bian cai cao cen chai chang chen cheng chi chu cui dai deng diao ding dong dou du duan fan
    fang fei feng fu gan gao ge geng gong gu guan guo han hao he hong hou hu hua huang huo ji jia jian jiang
    jiao jin jing ju kang ke kong kuang lai lan lang lei leng li lian liang liao lin ling liu long lou lu luo lv
    ma mao mei meng mi miao min mo mu ni nie ning niu ou ouyang pan pang pei peng pi pu qi qian qiao qin qiu qu
    quan rao ren rong ruan sang sha shan shang shao she shen sheng shi shu si sima situ song su sui sun tan tang
    tao teng tian tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue yan
    yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu
    zhuang zhuge zong zou zuo
    """.split()
)
"""Family names in pinyin."""

KOREAN_VIETNAMESE_FAMILY_NAMES = frozenset(
    "kim lee park choi jung jeong kang cho yoon jang lim shin kwon moon nguyen tran pham hoang phan "
    "vo dang bui do ngo duong".split()
)
"""Family names that stand first in Korean and Vietnamese."""

COMPOUND_FAMILY_NAMES = frozenset(
    (
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "上官",
        "司徒",
        "东方",
        "東方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "夏侯",
        "남궁",
        "황보",
        "제갈",
        "선우",
    )
)
"""Chinese and Korean family names of two characters."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene janeiro gennaio gen января январь янв ocak қаңтар yanvar січня",
            (
                "february feb februar febr février févr fév febrero fevereiro fev febbraio февраля февраль фев "
                "şubat ақпан fevral лютого"
            ),
            "march mar märz mär mars marzo março марта март mart наурыз березня",
            "april apr avril avr abril abr aprile апреля апрель апр nisan сәуір aprel квітня",
            "may mai mayo maio mag maggio мая май mayıs мамыр травня",
            "june jun juni juin junio junho giugno giu июня июнь haziran маусым iyun червня",
            "july jul juli juillet juil julio julho luglio lug июля июль temmuz шілде iyul липня",
            "august aug août agosto ago августа август авг ağustos тамыз avgust серпня",
            (
                "september sep sept septembre septiembre setembro set settembre сентября сентябрь сен eylül "
                "қыркүйек sentabr вересня"
            ),
            (
                "october oct oktober okt octobre octubre outubro out ottobre ott октября октябрь окт ekim қазан "
                "oktabr жовтня"
            ),
            "november nov novembre noviembre novembro ноября ноябрь ноя kasım қараша noyabr листопада",
            (
                "december dec dezember dez décembre déc diciembre dic dezembro dicembre декабря декабрь дек "
                "aralık желтоқсан dekabr грудня"
            ),
        ),
        1,
    )
    for name in names.split()
}
"""Month names and their short forms -> 1-12."""

SEASONS = {
    name: number
    for number, names in enumerate(
        (
            "spring frühjahr frühling printemps primavera весна",
            "summer sommer été verano verão estate лето",
            "autumn fall herbst automne otoño outono autunno осень",
            "winter hiver invierno inverno зима",
        ),
        1,
    )
    for name in names.split()
}
"""Names of seasons -> 1-4, as CSL numbers them."""

UNDATED = (
    r"(?:n\.\s?d\.|s\.\s?[da]\.|o\.\s?J\.|no date|undated|in press|forthcoming|to appear|im Druck|im "
    r"Erscheinen|en prensa|no prelo|à paraître|б\.\s?г\.|в печати)"
)
"""Regular expression of words in place of a date."""


CYRILLIC_PLACE = r"(?:(?:М|Л|СПб|Пб|Пг|К|Т|Мн|А)\.(?:\s?;\s?(?:М|Л|СПб|К)\.)*)"
"""Regular expression of places as Russian practice shortens them ("М.", "М.; Л.", "СПб.")."""

RESPONSIBILITY = r"(?:[А-ЯЁЄІЇҐӘҒҚҢӨҰҮҺ]\.\s?[А-ЯЁЄІЇҐӘҒҚҢӨҰҮҺ]|сост\.|пер\.|под\s|отв\.|ред\.|упоряд\.|құраст\.)"
"""Regular expression of what follows " / " behind a title by GOST: who is responsible for it."""
