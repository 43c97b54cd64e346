"""Search in a large store: other ways to the same answers. Each is set in motion here by a lower limit."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.store.desk import NOW, READ, Desk, card, entry, facts, page

from newscli.models.search import SearchQuery, Text
from newscli.store import open_store, search_match, search_ranking, search_vocabulary
from newscli.text import clean_line

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def shelf(desk: Desk) -> Desk:
    """Twelve articles with `common` in all, `rare` in two titles; some starred, some read, a few that came later."""
    feed = desk.follow("bbc")
    for n in range(12):
        of = facts(f"n{n}", text=f"common words {'and a tern ' * n} 한국 정부" if n % 2 else "common turns of phrase")
        title = clean_line("A rare common title" if n in (3, 8) else f"Story {n}")
        at = LATER if n > 8 else NOW
        desk.bring(feed, entry(f"n{n}", of=replace(of, title=title, summary=None), sort_at=NOW - timedelta(days=n)), at=at)
    desk.store.status.mark([2, 4, 9], replace(READ, action="starred"), at=NOW)
    desk.store.status.mark([1, 2, 3], READ, at=NOW)
    plan = page(1, facts("n0", text="common turns of phrase"), ("related", card("common")), show=False)
    desk.store.articles.apply_page(plan, at=NOW)
    desk.store.articles.mint(1, {"related"}, at=NOW)
    return desk


def statements(desk: Desk, *words: str) -> list[str]:
    """What a search asks the file."""
    asked: list[str] = []
    desk.store._database.connection.set_trace_callback(asked.append)  # what it asks is behind its doors
    desk.found(*words)
    desk.store._database.connection.set_trace_callback(None)
    return asked


QUERIES = [
    "is:starred", "is:unread", "is:read", "is:found", "has:related", "-is:starred", "common is:starred", "common is:unread",
    "rare is:starred", "common -is:found", "common (is:starred OR rare)", "has:related common since:1d", "한국 is:starred",
]  # fmt: skip


@pytest.mark.parametrize("words", QUERIES)
def test_few_and_many_articles_of_a_state_are_found_alike(shelf: Desk, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = shelf.found(*words.split())
    monkeypatch.setattr(search_match, "FEW", 0)
    assert shelf.found(*words.split()) == few
    assert few


def test_what_came_later_is_found_alike_few_or_many(shelf: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    query = SearchQuery(node=Text("common"), arrived_after=NOW)

    def found() -> list[int]:
        return [hit.headline.id for hit in shelf.store.search.find(query, now=LATER).hits]

    assert sorted(found()) == [10, 11, 12]
    assert shelf.store.search.count(query) == 3
    monkeypatch.setattr(search_match, "FEW", 1)
    assert sorted(found()) == [10, 11, 12]
    assert shelf.store.search.find(replace(query, arrived_after=LATER), now=LATER).hits == ()


def test_the_index_is_never_asked_key_by_key(shelf: Desk) -> None:
    database = shelf.store._database
    matched = search_match.arrived(database, search_match.compile_search(database, Text("common")), NOW)
    plan = database.rows(
        f"EXPLAIN QUERY PLAN SELECT rowid FROM search_index WHERE {matched.where} ORDER BY rowid DESC", matched.bound
    )
    assert not any("M=" in str(step) or "=M" in str(step) or "ORDER BY" in str(step) for step in plan), plan


def test_what_all_articles_have_is_ranked_without_being_weighed(shelf: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = shelf.found("common")
    assert any("bm25(" in sql for sql in statements(shelf, "common"))
    monkeypatch.setattr(search_ranking, "COMMON_WORD", 4)
    monkeypatch.setattr(search_ranking, "COMMON_PHRASE", 4)
    monkeypatch.setattr(search_ranking, "RANKED_HITS", 3)
    assert not any("bm25(" in sql for sql in statements(shelf, "common"))
    assert not any("bm25(" in sql for sql in statements(shelf, "한국"))
    assert sorted(shelf.found("common")) == sorted(weighed)
    assert shelf.found("common")[:2] == [4, 9], "what has it in its title comes first"
    assert any("bm25(" in sql for sql in statements(shelf, "common", "rare")), "the rare word is weighed still"
    assert shelf.found("common", "rare") == [4, 9]


@pytest.mark.parametrize("words", ["comm*", "te*", "t*", "title:ra*", "ra* com*", "nothing*", "한*", "com* -te*"])
def test_few_and_many_words_of_a_beginning_are_found_alike(shelf: Desk, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = shelf.search(*words.split())
    monkeypatch.setattr(search_vocabulary, "MOST_BEGUN", 0)
    many = shelf.search(*words.split())
    assert sorted(hit.headline.id for hit in few.hits) == sorted(hit.headline.id for hit in many.hits)
    assert {(hit.headline.id, hit.highlights) for hit in few.hits} == {(hit.headline.id, hit.highlights) for hit in many.hits}


def test_the_words_of_a_beginning_are_asked_for_one_by_one(shelf: Desk) -> None:
    assert search_vocabulary.begun(shelf.store._database, "te") == ("tern",)
    asked = statements(shelf, "te*")
    assert any('"tern"' in sql for sql in asked)
    assert not any('" *' in sql for sql in asked)


def test_a_reader_never_waits_for_the_index(shelf: Desk) -> None:
    with open_store(shelf.store._database.path, now=NOW) as other:
        other._database.connection.execute("PRAGMA busy_timeout = 0")  # to wait is an error here
        query = SearchQuery(node=Text("common"))
        before = other.search.count(query)
        with shelf.store.transaction():
            shelf.bring(1, *(entry(f"new{n}", of=facts(f"new{n}", text="more common words")) for n in range(20)))
            # What FTS5 does on its own now and then, all of it at once.
            shelf.store._database.run("INSERT INTO search_index (search_index) VALUES ('optimize')")
            assert shelf.store.search.count(query) == before + 20
            assert other.search.count(query) == len(other.search.find(query, now=NOW).hits) == before
        assert other.search.count(query) == before + 20


def parts(desk: Desk) -> int:
    row = desk.store._database.row("SELECT count(DISTINCT segid) FROM search_index_idx")
    assert row is not None
    return int(row[0])


def test_a_fetch_is_one_part_of_the_index(desk: Desk) -> None:
    # FTS5 writes a part early where a lower rowid comes or SQLite opens a savepoint: feeds list the newest first.
    feed = desk.follow("bbc")
    items = [entry(f"e{n}", of=facts(f"e{n}", text=f"words {n}"), sort_at=NOW - timedelta(minutes=n)) for n in range(3)]
    desk.bring(feed, *items)
    assert parts(desk) == 1
    more = [entry(f"m{n}", of=facts(f"m{n}", text=f"words {n}"), sort_at=NOW - timedelta(hours=n + 1)) for n in range(3)]
    desk.bring(feed, *more)
    assert parts(desk) == 2
    assert desk.store.search.count(SearchQuery(node=Text("words"))) == 6
