"""Registries asked over HTTP: a server on this machine, time that a test owns."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from registry_works import BIB
from registry_works import crossref_work as work

from refgraph.check import check
from refgraph.check.online.answers import State
from refgraph.check.online.cache import Cache
from refgraph.check.online.pacing import Pace, retry_after
from refgraph.check.online.registries import REGISTRIES
from refgraph.check.online.registries.agency import AGENCY
from refgraph.check.online.registries.arxiv import ARXIV
from refgraph.check.online.registries.crossref import CROSSREF
from refgraph.check.online.registries.datacite import DATACITE
from refgraph.check.online.registries.openalex import OPENALEX
from refgraph.check.online.registries.pubmed import PUBMED
from refgraph.check.online.source import Query
from refgraph.errors import ConfigurationError

DOI = "10.1000/frogs"
TEXT = {"Content-Type": "text/plain"}
PAGE = {"Content-Type": "text/html"}


def envelope(record):
    return json.dumps({"status": "ok", "message-type": "work", "message": record})


# --- answers ------------------------------------------------------------------------------------------------------


def test_a_work_that_is_there(server, ask_live):
    server.works[DOI] = work()
    assert ask_live(BIB).slugs == {}


def test_a_work_that_no_registry_has(server, ask_live):
    found = ask_live(BIB)
    assert found.slugs == {"doi-not-found": "error", "not-found": "warning"}
    assert [path.split("?")[0] for path, _ in server.asked][:3] == [
        "/works/10.1000%2Ffrogs",
        "/dois/10.1000%2Ffrogs",
        "/doiRA/10.1000/frogs",
    ]


def test_a_404_in_plain_text_is_missing(server, live):
    server.always = (404, TEXT, "Resource not found.")
    assert live().ask(CROSSREF, [DOI])[DOI].state is State.MISSING


@pytest.mark.parametrize(
    "answer",
    [
        (404, PAGE, "<html><body>Log in to the hotel's network</body></html>"),
        (200, PAGE, "<!DOCTYPE html><html></html>"),
        (200, {}, '{"message": {"DOI": "10.1000'),
        (200, {}, ""),
        (200, {}, "[]"),
        (200, {}, "null"),
        (200, {}, '{"message": 7}'),
        (200, {}, '{"message": {"items": [{}]}}'),
        (200, {"Content-Type": "application/json; charset=klingon"}, "\x00\x01"),
        (200, {"Content-Encoding": "gzip"}, b"no gzip"),
        (401, {}, "{}"),
        (403, TEXT, "forbidden"),
        (418, TEXT, "teapot"),
        (400, {}, "{}"),
        (503, TEXT, "down"),
        (500, TEXT, "down"),
        (302, {"Location": "/again"}, ""),
    ],
    ids=range(17),
)
@pytest.mark.parametrize("slug", ["crossref", "datacite", "openalex", "doi"])
def test_what_cannot_be_read_proves_nothing(server, live, answer, slug):
    server.always = answer
    got = live().ask(REGISTRIES[slug], [DOI])[DOI]
    assert got.state is State.UNCHECKED
    assert got.reason


def test_an_outage_is_a_note_and_fails_no_run(server, ask_live):
    server.always = (503, TEXT, "down")
    found = ask_live(BIB)
    assert found.slugs == {"unchecked": "info"}
    assert found.report.exit_code == 0


def test_a_redirect_is_followed(server, live):
    server.answers = [(301, {"Location": "/moved"}, ""), (200, {}, envelope(work()))]
    assert live().ask(CROSSREF, [DOI])[DOI].is_found


def test_an_alias_answers_with_the_number_that_counts(server, live):
    server.always = (200, {}, envelope(work("10.1000/primary")))
    assert live().ask(CROSSREF, ["10.1000/alias"])["10.1000/alias"].records[0].id == "10.1000/primary"


def test_a_host_that_answers_too_late(server, live):
    server.always = ("hang", {}, "")
    got = live(timeout=0.1).ask(CROSSREF, [DOI])[DOI]
    assert got.state is State.UNCHECKED
    assert "in time" in got.reason


def test_a_host_that_is_not_there(live):
    source = live()
    source.hosts = {"crossref": "http://127.0.0.1:9"}
    assert source.ask(CROSSREF, [DOI])[DOI].state is State.UNCHECKED


# --- limits ---------------------------------------------------------------------------------------------------------


def test_who_asks_is_told(server, live):
    server.works[DOI] = work()
    live(always={"crossref": {"mailto": "me@example.org"}}).ask(CROSSREF, [DOI])
    path, headers = server.asked[0]
    agent = next(value for name, value in headers.items() if name.lower() == "user-agent")
    assert agent.startswith("refgraph/")
    assert agent.endswith("(mailto:me@example.org)")
    assert "mailto=me%40example.org" in path


def test_retry_after_is_obeyed(server, live, clock):
    server.answers = [(429, {"Retry-After": "7", **TEXT}, "slow down"), (200, {}, envelope(work()))]
    assert live().ask(CROSSREF, [DOI])[DOI].is_found
    assert sum(clock.slept) == pytest.approx(7)


def test_a_503_is_asked_again_a_few_times(server, live, clock):
    server.answers = [(503, TEXT, ""), (503, TEXT, ""), (200, {}, envelope(work()))]
    assert live().ask(CROSSREF, [DOI])[DOI].is_found
    assert clock.slept == [1.0, 4.0]
    server.always = (503, TEXT, "")
    server.asked.clear()
    assert live().ask(CROSSREF, ["10.1000/x"])["10.1000/x"].state is State.UNCHECKED
    assert len(server.asked) == 3


def test_a_host_that_wants_an_hour_is_asked_no_more(server, live, clock):
    server.always = (429, {"Retry-After": "3600", **TEXT}, "")
    source = live()
    answers = source.ask(CROSSREF, [f"10.1000/{number}" for number in range(100)])
    assert all(each.state is State.UNCHECKED for each in answers.values())
    assert len(server.asked) == 1
    assert clock.slept == []


def test_a_host_that_is_down_is_given_up(server, live):
    server.always = (503, TEXT, "")
    answers = live().ask(CROSSREF, [f"10.1000/{number}" for number in range(400)])
    assert len(answers) == 400
    assert len(server.asked) == 9


def test_the_limits_in_headers_are_obeyed(clock):
    pace = Pace(clock=clock, sleep=clock.sleep)
    pace.wait("a", gap=9.0)
    pace.learn("a", {"x-rate-limit-limit": "5", "x-rate-limit-interval": "1s"})
    pace.wait("a", gap=9.0)
    for _ in range(4):
        pace.wait("a", gap=9.0)
    assert clock.slept == pytest.approx([9.0, 0.2, 0.2, 0.2, 0.2])
    pace.wait("b")
    assert len(clock.slept) == 5


def test_a_used_up_quota_is_waited_for(clock):
    pace = Pace(clock=clock, sleep=clock.sleep)
    pace.learn("a", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "12"})
    pace.wait("a")
    assert clock.slept == [12.0]
    pace.learn("a", {"x-rate-limit-limit": "many", "x-rate-limit-interval": "?"})


def test_retry_after_as_a_day():
    now = datetime(2026, 11, 2, 12, 0, 0, tzinfo=UTC)
    assert retry_after("Mon, 02 Nov 2026 12:00:30 GMT", now) == 30.0
    assert retry_after("Mon, 02 Nov 2026 11:00:30 GMT", now) == 0.0
    assert retry_after(None) is None


# --- batches ---------------------------------------------------------------------------------------


def test_many_entries_go_in_batches(server, live):
    dois = [f"10.1000/{number}" for number in range(1000)]
    server.works = {doi: work(doi) for doi in dois[::2]}
    answers = live().ask(CROSSREF, dois)
    assert len(server.asked) == 1000 / CROSSREF.batch
    assert sum(each.is_found for each in answers.values()) == 500
    assert answers["10.1000/1"].state is State.MISSING


def test_an_outage_in_the_middle_costs_one_batch(server, live):
    dois = [f"10.1000/{number}" for number in range(3 * CROSSREF.batch)]
    server.works = {doi: work(doi) for doi in dois}
    first = json.dumps({"message": {"items": [work(doi) for doi in dois[: CROSSREF.batch]]}})
    server.answers = [(200, {}, first), *[(503, TEXT, "")] * 3]
    answers = live().ask(CROSSREF, dois)
    assert sum(each.is_found for each in answers.values()) == 2 * CROSSREF.batch
    assert sum(each.state is State.UNCHECKED for each in answers.values()) == CROSSREF.batch


def test_one_malformed_identifier_does_not_spoil_the_others(server, live):
    dois = [f"10.1000/{number}" for number in range(8)]
    server.works = {doi: work(doi) for doi in dois}
    answer = server.registries
    server.registries = lambda path: (400, {}, '{"status": "failed"}') if "%2F5" in path else answer(path)
    answers = live().ask(CROSSREF, dois)
    assert [doi for doi, each in answers.items() if not each.is_found] == ["10.1000/5"]
    assert answers["10.1000/5"].state is State.UNCHECKED


def test_signs_that_mean_something_in_a_list_are_asked_alone(server, live):
    odd = "10.1000/a,b:c"
    server.works = {odd: work(odd), DOI: work()}
    answers = live().ask(CROSSREF, [odd, DOI])
    assert all(each.is_found for each in answers.values())


def test_the_other_registries_in_lists(server, live):
    ids = ["10.5281/zenodo.1", "10.5281/zenodo.2"]
    records = [{"id": each, "attributes": {"doi": each, "titles": [{"title": "A"}]}} for each in ids]
    server.always = (200, {}, json.dumps({"data": records}))
    assert all(each.is_found for each in live().ask(DATACITE, ids).values())
    open_work = {"doi": "https://doi.org/10.5281/zenodo.1", "title": "A"}
    server.answers = [(200, {}, json.dumps(open_work)), (404, {}, '{"error": "Not found"}')]
    assert [each.state for each in live().ask(OPENALEX, ids).values()] == [State.FOUND, State.MISSING]
    server.always = (
        200,
        {},
        json.dumps([{"DOI": ids[0], "RA": "DataCite"}, {"DOI": ids[1], "status": "DOI does not exist"}]),
    )
    assert [each.state for each in live().ask(AGENCY, ids).values()] == [State.FOUND, State.MISSING]
    entry = "<entry><id>http://arxiv.org/abs/1605.08386v1</id><title>A</title></entry>"
    server.always = (200, {}, f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>")
    assert [each.state for each in live().ask(ARXIV, ["1605.08386", "0000.0000"]).values()] == [
        State.FOUND,
        State.MISSING,
    ]


@pytest.mark.parametrize(
    "said",
    [[{"DOI": "10.1000/a", "status": "DOI does not exist"}], [{"DOI": "10.1000/a,b", "status": "Unknown"}], []],
)
def test_doi_org_has_to_name_the_doi(server, live, said):
    server.always = (200, {}, json.dumps(said))
    assert live().ask(AGENCY, ["10.1000/a,b"])["10.1000/a,b"].state is State.UNCHECKED


def test_a_404_of_doi_org_proves_nothing(server, live):
    server.always = (404, TEXT, "not here")
    assert live().ask(AGENCY, [DOI])[DOI].state is State.UNCHECKED


def test_pubmed_is_asked_by_doi(server, live):
    xml = (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>A</ArticleTitle></Article>"
        "</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType='doi'>x</ArticleId>"
        '<ArticleId IdType="doi">10.1000/FROGS</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
        "</PubmedArticleSet>"
    )
    server.answers = [
        (200, {}, json.dumps({"esearchresult": {"idlist": ["7"]}})),
        (200, {"Content-Type": "text/xml"}, xml),
    ]
    answers = live().ask(PUBMED, [DOI, "10.1000/none"])
    assert [each.state for each in answers.values()] == [State.FOUND, State.MISSING]
    server.answers = [(200, {}, json.dumps({"esearchresult": {"ERROR": "Search Backend failed"}}))]
    assert live().ask(PUBMED, ["10.1000/y"])["10.1000/y"].state is State.UNCHECKED


def test_a_doi_of_another_agency_exists(server, ask_live):
    answer = server.registries
    said = json.dumps([{"DOI": DOI, "RA": "mEDRA"}])
    server.registries = lambda path: (200, {}, said) if "/doiRA/" in path else answer(path)
    assert ask_live(BIB).slugs == {}


# --- search and links -------------------------------------------------------------------------------------------------


def test_a_search_and_its_outage(server, live):
    query = Query(key="a", title="Slow Pictures", family="Li", year=2013)
    server.always = (200, {}, json.dumps({"message": {"items": [work()]}}))
    source = live()
    assert source.search(CROSSREF, [query, query])[query.text].is_found
    assert len(server.asked) == 1
    assert source.search(CROSSREF, [query])[query.text].is_found
    assert len(server.asked) == 1
    server.always = (503, TEXT, "")
    other = Query(key="b", title="Fast Rivers")
    assert source.search(CROSSREF, [other])[other.text].state is State.UNCHECKED


def test_links(server, live):
    statuses = {"/fine": 200, "/gone": 410, "/lost": 404, "/closed": 403, "/broken": 500}
    server.registries = lambda path: (statuses[path], TEXT, "x")
    urls = [f"{server.url}{path}" for path in statuses]
    links = live().links(urls)
    assert [links[url].is_dead for url in urls] == [False, True, True, None, None]
    server.asked.clear()
    live().links(urls[:3])
    assert server.asked == []


@pytest.mark.parametrize(("network", "dead"), [(True, True), (False, None)])
def test_a_host_that_is_gone_is_only_dead_if_there_is_a_network(live, network, dead):
    from refgraph.check.online.transport import HostGoneError

    source = live(resolves=lambda _: network)

    class Gone:
        def probe(self, _):
            raise HostGoneError("nowhere.example cannot be reached")

        def close(self):
            pass

    source.transport.close()
    source.transport = Gone()
    assert source.links(["https://nowhere.example/x"])["https://nowhere.example/x"].is_dead is dead


def test_only_the_web_is_asked(tmp_path):
    from refgraph.check.online.lookup import links_of
    from refgraph.check.sources import load
    from refgraph.formats.bibtex import parse_document

    urls = "https://a.example/x http://localhost:8/ http://127.0.0.1/ http://169.254.169.254/latest http://[::1]:80/ http://printer/"
    urls += " http://u@10.0.0.1/ http://nas.local/ https://doi.org/10.1000/1 https://arxiv.org/abs/1605.08386 ftp://b.example"
    bibliography, _ = load([parse_document(f"@misc{{a, howpublished = {{{urls}}}}}")], (), dialect="bibtex", today=None)
    assert links_of(bibliography.entries[0]) == ("https://a.example/x",)


def test_a_broken_address_is_not_asked(live):
    urls = ["http://[::bad/x", "http://\x00/"]
    assert [each.is_dead for each in live().links(urls).values()] == [None, None]


# --- the cache ------------------------------------------------------------------------------------


def test_an_answer_is_kept_until_it_is_old(server, live):
    server.works[DOI] = work()
    today = date(2026, 11, 2)
    first = live(today=lambda: today).ask(CROSSREF, [DOI, "10.1000/none"])
    asked = len(server.asked)
    again = live(today=lambda: today + timedelta(days=14)).ask(CROSSREF, [DOI, "10.1000/none"])
    assert len(server.asked) == asked
    assert [each.state for each in again.values()] == [each.state for each in first.values()]
    assert again[DOI].on == today
    live(today=lambda: today + timedelta(days=15)).ask(CROSSREF, [DOI])
    assert len(server.asked) == asked + 1


def test_what_was_unchecked_is_not_kept(server, live):
    server.answers = [(503, TEXT, "")] * 3
    assert live().ask(CROSSREF, [DOI])[DOI].state is State.UNCHECKED
    server.works[DOI] = work()
    assert live().ask(CROSSREF, [DOI])[DOI].is_found


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, None])
def test_a_damaged_cache_is_made_anew(tmp_path, damage):
    path = tmp_path / "online.sqlite"
    cache = Cache(path, timedelta(days=1))
    today = date(2026, 11, 2)
    cache.put("crossref", [("a", "text")], today)
    cache.close()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] if damage is None else damage)
    cache = Cache(path, timedelta(days=1))
    assert cache.get("crossref", ["a"], today) == {}
    cache.put("crossref", [("a", "new")], today)
    cache.close()
    cache = Cache(path, timedelta(days=1))
    assert cache.get("crossref", ["a"], today) == {"a": ("new", today)}
    cache.close()


def test_a_cache_without_a_place_is_in_memory(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (None, tmp_path / "file" / "x.sqlite"):
        cache = Cache(path, timedelta(days=1))
        cache.put("crossref", [("a", None)], date(2026, 11, 2))
        assert cache.get("crossref", ["a"], date(2026, 11, 2)) == {"a": (None, date(2026, 11, 2))}
        cache.close()


def test_a_cache_of_another_version_is_made_anew(tmp_path):
    connection = sqlite3.connect(tmp_path / "x.sqlite")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    cache = Cache(tmp_path / "x.sqlite", timedelta(days=1))
    cache.put("crossref", [("a", "b")], date(2026, 11, 2))
    assert cache.get("crossref", ["a"], date(2026, 11, 2))
    cache.close()


def test_several_runs_share_a_cache(tmp_path):
    today = date(2026, 11, 2)

    def fill(number):
        cache = Cache(tmp_path / "x.sqlite", timedelta(days=1))
        for place in range(20):
            cache.put("crossref", [(f"{number}-{place}", "x")], today)
        cache.close()

    threads = [threading.Thread(target=fill, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    cache = Cache(tmp_path / "x.sqlite", timedelta(days=1))
    assert len(cache.get("crossref", [f"{number}-{place}" for number in range(4) for place in range(20)], today)) == 80
    cache.close()


def test_an_interrupted_run_leaves_the_cache_whole(server, live):
    dois = [f"10.1000/{number}" for number in range(2 * CROSSREF.batch)]
    server.works = {doi: work(doi) for doi in dois}
    source = live()
    ask, asked = source.transport.ask, []

    def interrupted(*args, **kwargs):
        asked.append(args)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return ask(*args, **kwargs)

    source.transport.ask = interrupted
    with pytest.raises(KeyboardInterrupt):
        source.ask(CROSSREF, dois)
    server.asked.clear()
    assert all(each.is_found for each in live().ask(CROSSREF, dois).values())
    assert len(server.asked) == 1


# --- without the extra ------------------------------------------------------------------------------------------------


def test_without_httpx_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)
    (tmp_path / "a.bib").write_text(BIB)
    with pytest.raises(ConfigurationError, match=r"pip install 'refgraph\[online\]'"):
        check(tmp_path / "a.bib", online=True)


def test_a_run_offline_does_not_import_httpx(tmp_path):
    import subprocess

    (tmp_path / "a.bib").write_text(BIB)
    code = (
        "import sys, refgraph as rg; rg.check(sys.argv[1]); "
        "print([name for name in ('httpx', 'stamina', 'refgraph.check.online') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.bib")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_works_without_a_file_are_checked(server, live):
    import refgraph as rg
    from refgraph.check.online import Online

    server.works[DOI] = work(title=["Commuting Groups"], author=[{"given": "Thomas", "family": "Noll"}])
    online = Online(links=False)
    online.__dict__["source"] = live()
    entry = rg.Work(key="a", title="Slow Pictures of Fast Rivers", doi=DOI, contributors=())
    report = check(rg.Library(works=(entry,)), online=online, select=["X"])
    assert [(each.slug, each.field) for each in report] == [("title-mismatch", "title")]
