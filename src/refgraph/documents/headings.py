"""Headings that begin a reference list, and those that end one, in many languages."""

from __future__ import annotations

import re
import unicodedata


def _table(text: str) -> frozenset[str]:
    """Read a table of headings: lower case, parted by "|" or line ends."""
    parts = (part.strip() for part in re.split(r"[|\n]", unicodedata.normalize("NFC", text)))
    return frozenset(part for part in parts if part)


REFERENCE_HEADINGS = _table(
    """
    references|reference|reference list|list of references|references cited|cited references
    references and notes|notes and references|references and further reading|bibliography
    select bibliography|selected bibliography|selected references|works cited|work cited|literature cited
    cited literature|literature|literature references|cited works|sources|sources cited|primary sources
    secondary sources|primary literature|secondary literature|further reading|citations|endnotes
    bibliographic references|bibliographical references|list of literature|list of sources|used literature
    referências|referências bibliográficas|referencias|referencias bibliográficas
    referencias bibliograficas|referências citadas|bibliografia|bibliografía|bibliografia citada
    literatura citada|obras citadas|fontes|fuentes|lista de referencias|lista de referências|références
    références bibliographiques|références citées|bibliographie|ouvrages cités|sources et bibliographie
    liste des références|literatur|literaturverzeichnis|literaturangaben|quellen|quellenverzeichnis
    quellen und literatur|literatur und quellen|quellen- und literaturverzeichnis|referenzen
    zitierte literatur|verwendete literatur|bibliographie und quellen|riferimenti|riferimenti bibliografici
    bibliografia essenziale|opere citate|bibliografia e sitografia|literatuur|literatuurlijst|referenties
    bronnen|bronvermelding|geraadpleegde literatuur|referenser|litteratur|källor|källförteckning
    litteraturförteckning|käll- och litteraturförteckning|referencer|litteraturliste|litteraturhenvisninger
    referanser|kilder|litteratur og kilder|lähteet|lähdeluettelo|kirjallisuus|viited|kasutatud kirjandus
    kirjandus|heimildir|heimildaskrá|literatura|bibliografia załącznikowa|piśmiennictwo|źródła
    wykaz literatury|spis literatury|literatura a zdroje|použitá literatura|zdroje|seznam literatury
    seznam použité literatury|zoznam použitej literatúry|zoznam literatúry|viri|literatura in viri
    viri in literatura|reference i literatura|izvori|popis literature|irodalom|irodalomjegyzék
    felhasznált irodalom|hivatkozások|bibliografie|referințe|referințe bibliografice|literatūra
    literatūros sąrašas|izmantotā literatūra|šaltiniai|bibliografija|kaynakça|kaynaklar|kaynak
    yararlanılan kaynaklar|referanslar|ədəbiyyat|ədəbiyyat siyahısı|istifadə olunmuş ədəbiyyat|adabiyotlar
    foydalanilgan adabiyotlar|foydalanilgan adabiyotlar ro'yxati|adabiyotlar ro'yxati|iqtiboslar|manbalar
    литература|список литературы|список использованной литературы|список источников
    список использованных источников|использованная литература|список источников и литературы|библиография
    библиографический список|библиографические ссылки|источники|источники и литература|ссылки
    пристатейный библиографический список|список цитируемой литературы|список литературы и источников
    література|список літератури|список використаної літератури|список використаних джерел
    використана література|джерела|перелік посилань|бібліографія|літаратура|спіс літаратуры
    списък на литературата|използвана литература|литературни източници|референции|литература и извори
    әдебиеттер|әдебиеттер тізімі|пайдаланылған әдебиеттер|пайдаланылған әдебиеттер тізімі
    қолданылған әдебиеттер|адабияттар|колдонулган адабияттар|адабиёт|адабиётлар|фойдаланилган адабиётлар
    адабиёти истифодашуда|βιβλιογραφία|αναφορές|βιβλιογραφικές αναφορές|πηγές|ביבליוגרפיה|מקורות
    רשימת מקורות|المراجع|قائمة المراجع|المصادر|المصادر والمراجع|منابع|فهرست منابع|مراجع|کتابنامه|حوالہ جات
    संदर्भ|संदर्भ ग्रंथ|সূত্র|তথ্যসূত্র|参考文献|參考文獻|参考资料|參考資料|引用文献|引用文獻|文献|文獻
    参考書目|참고문헌|참고 문헌|인용문헌|เอกสารอ้างอิง|บรรณานุกรม|tài liệu tham khảo|daftar pustaka
    daftar rujukan|rujukan|bibliografi|referensi|sanggunian|marejeo|ლიტერატურა|գրականություն
    """
)

END_HEADINGS = _table(
    """
    published|publication date|date published|how to cite|cite this article|citation|citation formats
    more citation formats|issue|section|license|licence|copyright|copyright notice|downloads|download data
    download citation|keywords|abstract|about the author|about the authors|author biography
    author biographies|author information|authors|authors' contributions|author contributions
    acknowledgements|acknowledgments|acknowledgement|acknowledgment|funding|appendix|appendices|annex
    supplementary material|supplementary materials|supplementary information|supporting information
    conflict of interest|conflicts of interest|declaration of competing interest|competing interests
    data availability|data availability statement|ethics statement|notes|footnotes|received|accepted
    correspondence|corresponding author|figures|tables|figure legends|index|glossary|most read articles
    similar articles|related articles|similar items|you may also like|comments|share|tags|categories
    see also|external links|publicado|publicada|cómo citar|como citar|número|seção|sección|licença|licencia
    sobre o autor|sobre os autores|sobre el autor|sobre los autores|agradecimentos|agradecimientos|anexo
    anexos|apêndice|apéndice|financiamento|financiación|resumo|resumen|palavras-chave|palabras clave|publié
    comment citer|remerciements|annexe|annexes|à propos de l'auteur|mots-clés|résumé|veröffentlicht|anhang
    danksagung|über den autor|zitationsvorschlag|pubblicato|ringraziamenti|appendice|come citare
    опубликован|опубликовано|как цитировать|приложение|приложения|благодарности|сведения об авторе
    сведения об авторах|информация об авторах|об авторах|об авторе|финансирование|аннотация|ключевые слова
    для цитирования|поступила в редакцию|додаток|відомості про авторів|yayınlanmış|ekler|teşekkür|附录|附錄
    致谢|致謝|作者简介|作者簡介|付録|謝辞|부록
    """
)

_MARKUP = re.compile(r"^[\s#=*_>~|§•\-–—]+|[\s#=*_:.|~\-–—]+$")
_NUMBER = re.compile(
    r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?|§\s*\d+|chapter \d+)\s+(?=\D)", re.IGNORECASE
)
_COUNT = re.compile(r"\s*[(\[]\d{1,4}[)\]]$")  # "References (34)"


def plain_heading(text: str) -> str:
    """Return a line as a heading to look up: no markup, number, count or colon, lower case, NFC."""
    bare = _COUNT.sub("", _MARKUP.sub("", unicodedata.normalize("NFC", text)))
    bare = _together(bare)
    bare = _MARKUP.sub("", _NUMBER.sub("", bare))
    return re.sub(r"\s+", " ", bare).replace("\u2019", "'").replace("\u02bb", "'").casefold()


def is_reference_heading(text: str) -> bool:
    """Return True if the line is the heading of a reference list.

    >>> is_reference_heading("7. REFERENCES:"), is_reference_heading("We give references.")
    (True, False)
    """
    return len(text) < 80 and plain_heading(text) in REFERENCE_HEADINGS


def is_end_heading(text: str) -> bool:
    """Return True if the line is a heading that cannot stand inside a reference list."""
    return len(text) < 80 and plain_heading(text) in END_HEADINGS


def _together(heading: str) -> str:
    """Undo letter spacing: "R E F E R E N C E S"."""
    letters = heading.split()
    return "".join(letters) if len(letters) > 4 and all(len(letter) == 1 for letter in letters) else heading
