"""All engines come to the same comparisons and clusters, to the byte, however the records are ordered and divided."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from refgraph.dedupe import THRESHOLD, Decision, Engine, dedupe
from refgraph.dedupe.engines.choose import compare_with
from refgraph.dedupe.engines.tables import compare_in
from refgraph.dedupe.keys import block_keys, word_counts
from refgraph.dedupe.pairs import REACH
from refgraph.dedupe.prepare import prepare
from refgraph.errors import ConfigurationError
from refgraph.formats.csl_json import to_items
from refgraph.model import Contributor, Date, Library, Name, Work

ROOT = Path(__file__).parents[3]
ADJECTIVES = "slow dry cold young silent eastern open hidden early shared".split()
NOUNS = "rivers markets borders schools harvests letters cities pastures archives winters".split()
PLACES = "Khujand Semey Osh Termez Aral Balkhash Merv Turfan".split()
FAMILIES = "Orozbek Żeleński O'Hara Мұратов Lindqvist 山田 de la Cruz".split()


def made_up(seed=5):
    """Return some 150 works: duplicates, equal ones, a large block, and some of which little is known."""
    chance = Random(seed)
    works = [_article(chance, number) for number in range(45)]
    works += [_again(chance, work, f"z{number}-ж") for number, work in enumerate(works[:30])]
    works += [_yearbook(number) for number in range(REACH.largest + 8)]
    works += [
        Work(key=f"equal {number}", title="Notes on cold winters", issued=Date.of(1999)) for number in (3, 1, 2, 9)
    ]
    works += [Work(key=key) for key in ("a b", "日本", "a'b")]
    works += [Work(key=f"editorial{number}", title="Editorial", volume=str(number // 2)) for number in range(6)]
    works += [
        Work(key="erratum", title=f"Erratum to: {works[0].title}", contributors=works[0].contributors),
        Work(key="whole", type="book", title="Winters of Merv", isbn="9780198811848", issued=Date.of(2003)),
        Work(key="part", type="chapter", title="A dry winter", container_title="Winters of Merv", issued=Date.of(2003)),
        replace(works[0], key="translation", title="Langsame Flüsse", original_title=works[0].title),
    ]
    chance.shuffle(works)
    return Library(works=tuple(works))


def _article(chance, number):
    adjective, noun, place, other = (chance.choice(each) for each in (ADJECTIVES, NOUNS, PLACES, NOUNS))
    return Work(
        key=f"k{number:02}",
        type="article-journal",
        title=f"{adjective.capitalize()} {noun} of {place}: {other} and what became of them",
        contributors=tuple(
            _person(chance.choice(FAMILIES), given) for given in chance.sample(("Ann", "Bo", "Chen"), 2)
        ),
        issued=Date.of(chance.randint(1990, 2005)),
        container_title=f"Journal of {chance.choice(NOUNS)}",
        volume=str(chance.randint(1, 40)),
        page=f"{number * 10 + 1}-{number * 10 + 9}",
        doi=f"10.1234/k{number}" if number % 3 == 0 else None,
    )


def _again(chance, work, key):
    """Return a work as somebody else has written it down."""
    at = chance.randrange(5, len(work.title) - 1)
    title = work.title[:at] + work.title[at + 1] + work.title[at] + work.title[at + 2 :]
    people = tuple(_person(each.agent.family, each.agent.given[0]) for each in work.contributors)
    told = {"container_title": work.container_title, "volume": work.volume, "page": work.page}
    if chance.random() < 0.5:
        told.pop(chance.choice([*told]))
    return Work(key=key, type=work.type, title=title, contributors=people, issued=work.issued, **told)


def _yearbook(number):
    """Return a work that shares its first author and year, and the start of its title, with all others of its kind."""
    title = f"Yearbook of the statistical committee of Semey, {ADJECTIVES[number % 10]} {NOUNS[number // 10]}"
    return Work(key=f"y{number:02}", title=title, contributors=(_person("Orozbek", "Ann"),), issued=Date.of(2000))


def _person(family, given):
    return Contributor(agent=Name(family=family, given=given))


LIBRARY = made_up()
RECORDS = prepare(LIBRARY.works)


def shuffled(records, seed):
    return Random(seed).sample(records, len(records))


def written(folder):
    """Write the works as lines of CSL-JSON."""
    path = folder / "works.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in to_items(LIBRARY)), encoding="utf-8")
    return path


def in_order(comparisons):
    return sorted(comparisons, key=lambda each: each.pair)


def digest(result):
    """Return the SHA-256 of the sorted list of ids and clusters."""
    return digest_of((member, each.id) for each in result.clusters for member in each.members)


def digest_of(rows):
    lines = sorted(f"{member}\t{cluster}" for member, cluster in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@pytest.fixture(scope="module")
def expected():
    """The comparisons and the digest of the engine that runs in this process."""
    return in_order(compare_with(Engine.INPROCESS, RECORDS, THRESHOLD)), digest(dedupe(LIBRARY))


def test_the_made_up_library_has_what_engines_trip_over(expected):
    comparisons, _ = expected
    counts = word_counts(RECORDS)
    blocks = [key for record in RECORDS for key in set(block_keys(record, counts))]
    assert max(map(blocks.count, blocks)) > REACH.largest
    assert {each.outcome.value for each in comparisons} == {"same", "review", "different"}
    assert any(each.relation for each in comparisons)
    assert len(dedupe(LIBRARY).duplicates) > 25


def test_in_process_the_order_is_all_one(expected):
    comparisons, clusters = expected
    assert in_order(compare_with(Engine.INPROCESS, shuffled(RECORDS, 1), THRESHOLD)) == comparisons
    assert digest(dedupe(Library(works=tuple(shuffled(LIBRARY.works, 1))))) == clusters


@pytest.mark.parametrize("jobs", [1, 2])
def test_duckdb_finds_the_same(expected, jobs, monkeypatch):
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    from refgraph.dedupe.engines import duck

    monkeypatch.setattr(duck, "BATCH", 50)
    records = shuffled(RECORDS, jobs)
    with duck.duck_tables(jobs=jobs) as tables:
        tables.hold([records[:60], records[60:61], [], records[61:]], tuple)
        found = list(compare_in(tables, THRESHOLD))
    assert in_order(found) == expected[0]


def test_duckdb_gives_the_same_result(expected):
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    result = dedupe(LIBRARY, engine="duckdb")
    whole = dedupe(LIBRARY)
    assert digest(result) == expected[1]
    assert (result.clusters, result.pairs) == (whole.clusters, whole.pairs)
    assert result.library == whole.library


def test_lines_that_are_never_all_in_memory_have_the_same_clusters(expected, tmp_path, monkeypatch):
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    from refgraph.dedupe.engines import lines

    monkeypatch.setattr(lines, "LINES", 40)
    found = lines.cluster_lines(written(tmp_path), jobs=1)
    assert found == dedupe(LIBRARY).clusters
    assert digest_of((member, each.id) for each in found for member in each.members) == expected[1]


def test_duckdb_finds_nothing_in_nothing():
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    assert compare_with(Engine.DUCKDB, [], THRESHOLD) == []


@pytest.fixture(scope="module")
def session():
    """A Spark session on two cores, as refgraph opens it."""
    pytest.importorskip("pyspark.sql", reason="the extra spark is not installed (make test-spark)")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from refgraph.dedupe.engines.spark import spark_tables

    with spark_tables(master="local[2]", partitions=2) as tables:
        yield tables._session


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_spark_finds_the_same(expected, session, partitions):
    from refgraph.dedupe.engines.arrow import table_of
    from refgraph.dedupe.engines.spark import spark_tables

    session.conf.set("spark.sql.shuffle.partitions", partitions)
    with spark_tables(session) as tables:
        frame = session.createDataFrame(table_of(shuffled(RECORDS, partitions)))
        tables.hold("records", frame.repartition(partitions))
        found = list(compare_in(tables, THRESHOLD))
    assert in_order(found) == expected[0]
    assert session.catalog.listTables() == [], "the session is left as it was"


def test_the_guide_s_example_prepares_lines_where_they_lie_and_writes_the_same_clusters(expected, session, tmp_path):
    guide = (ROOT / "docs/how-to/deduplicate-large-sets.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n((?:(?!```|>>>).*\n)*?)^```", guide, re.MULTILINE)
    lines, clusters = written(tmp_path), tmp_path / "clusters"
    code = code.replace("hdfs:///works/*.jsonl.gz", str(lines)).replace("hdfs:///clusters", str(clusters))
    names = {"session": session}
    exec(compile(code, "deduplicate-large-sets.md", "exec"), names)
    rows = session.read.parquet(str(clusters)).collect()
    assert digest_of((row.id, row.cluster) for row in rows) == expected[1]
    assert session.catalog.listTables() == [], "the session is left as it was"


DECIDED = (Decision(same=True, a="erratum", b="whole"), Decision(same=False, a="k00", b="z0-ж"))


@pytest.mark.parametrize("decisions", [(), (*DECIDED, Decision(same=True, a="k01", b="nobody"))], ids=["none", "some"])
@pytest.mark.parametrize("partitions", [1, 3])
def test_spark_settles_components_where_they_lie(session, tmp_path, decisions, partitions):
    from refgraph.dedupe.engines.spark import cluster_frame

    session.conf.set("spark.sql.shuffle.partitions", partitions)
    items = session.read.text(str(written(tmp_path))).withColumnRenamed("value", "item")
    found = cluster_frame(items, decisions, collected=0).collect()
    known = [each for each in decisions if each.b != "nobody"]
    assert digest_of((row.id, row.cluster) for row in found) == digest(dedupe(LIBRARY, known))


def test_spark_says_what_is_to_be_said_of_an_item_and_compares_the_others(expected, session, tmp_path):
    from refgraph.dedupe.engines.spark import cluster_frame

    odd = ['{"id": "cut off', "[7]", '{"type": "book", "title": "No id"}', '{"id": "x", "type": "nonsense"}']
    path = written(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*odd, *lines[:9], "", *lines[9:]]), encoding="utf-8")
    items = session.read.text(str(path)).withColumnRenamed("value", "item")
    heard = []
    rows = [(row.id, row.cluster) for row in cluster_frame(items, report=heard.append).collect()]
    assert ("x", "x") in rows
    assert digest_of(row for row in rows if row[0] != "x") == expected[1]
    assert sorted((each.slug, each.value) for each in heard) == [
        ("missing-key", odd[2]),
        ("unknown-type", odd[3]),
        ("unparsable-block", odd[1]),
        ("unparsable-block", odd[0]),
    ]
    with pytest.warns(UserWarning, match="4 to be said of the items; report= gets them all"):
        cluster_frame(items)
    assert session.catalog.listTables() == [], "the session is left as it was"


def test_components_are_found_in_few_rounds(session):
    from refgraph.dedupe.engines.components import find_components
    from refgraph.dedupe.engines.spark import spark_tables

    chain = [(f"{number:03}", f"{number + 1:03}") for number in range(200)]
    ring = [("x", "y"), ("y", "z"), ("x", "z")]
    with spark_tables(session) as tables:
        tables.hold("edges", session.createDataFrame([*reversed(chain), *ring], "a string, b string"))
        find_components(tables)
        found = {row.id: row.label for row in session.table("components").collect()}
        rounds = sum(each.name.startswith("labels_") for each in session.catalog.listTables())
    assert found == dict.fromkeys((f"{number:03}" for number in range(201)), "000") | dict.fromkeys("xyz", "x")
    assert rounds < 12


def test_spark_gives_the_same_result_in_the_active_session_and_leaves_nothing_behind(expected, session):
    assert digest(dedupe(LIBRARY, engine=Engine.SPARK)) == expected[1]
    assert session.sql("SELECT 1 AS one").collect()[0].one == 1, "the session is the caller's and goes on"
    assert not [name for name in ("spark-warehouse", "metastore_db", "derby.log") if Path(name).exists()]


@pytest.mark.parametrize(
    ("engine", "missing"),
    [
        ("duckdb", "duckdb"),
        ("duckdb", "pyarrow"),
        ("duckdb", "msgspec"),
        ("spark", "pyspark.sql"),
        ("spark", "pyarrow"),
        ("spark", "msgspec"),
    ],
)
def test_an_engine_that_is_not_installed_is_named_with_its_extra(engine, missing, monkeypatch):
    for name in [each for each in sys.modules if each.startswith("refgraph.dedupe.engines.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(
        ConfigurationError, match=rf"engine {engine} is not installed.*pip install 'refgraph\[{engine}\]'"
    ):
        dedupe(LIBRARY, engine=engine)


def test_an_engine_that_does_not_exist_is_refused():
    with pytest.raises(ConfigurationError, match="no such engine: 'polars'; there are inprocess, duckdb, spark"):
        dedupe(LIBRARY, engine="polars")
