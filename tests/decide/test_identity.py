"""Which entry is which: by its id, its link or its content, and which of them are one article."""

import pytest
from tests.decide.shelf import HOUR, NOW, Shelf, document, entry

from newscli.decide import KEY_LIMIT, identify
from newscli.models.parsed import ParsedEntry


def keys(*entries: ParsedEntry) -> list[tuple[str, str]]:
    return [item.keys[0] for item in identify(document(*entries))]


def test_an_entry_is_known_by_its_id_else_its_link_else_its_content() -> None:
    found = keys(entry("a", guid="77", link="a"), entry("b", link="b"), entry("c"))
    assert found[:2] == [("77", "id"), ("site.example/b", "link")]
    assert found[2][1] == "hash"


def test_one_id_with_two_links_stays_two_articles() -> None:
    shelf = Shelf()
    plan = shelf.fetch(entry("Morning", guid="1", link="morning"), entry("Evening", guid="1", link="evening"))
    assert len(plan.new) == 2
    assert shelf.article("Morning") != shelf.article("Evening")


def test_one_id_with_two_links_stays_two_articles_when_one_of_them_leaves() -> None:
    shelf = Shelf()
    morning, evening = entry("Morning", guid="1", link="morning"), entry("Evening", guid="1", link="evening")
    shelf.fetch(morning, evening)
    plan = shelf.fetch(evening, now=NOW + HOUR)
    assert (plan.new, plan.changed) == ((), ())
    assert len(plan.still_listed) == 1


def test_an_id_that_gets_a_second_link_later_is_the_known_entry_beside_a_new_one() -> None:
    shelf = Shelf()
    morning = entry("Morning", guid="1", link="morning")
    shelf.fetch(morning)
    plan = shelf.fetch(morning, entry("Evening", guid="1", link="evening"), now=NOW + HOUR)
    # The id no longer tells them apart, so both get a key of id and link; the known one stays the article it was.
    assert {new.facts.title: new.article_id for new in plan.new} == {"Evening": None, "Morning": 1}
    assert shelf.article("Evening") == 2


def test_an_entry_listed_twice_is_one() -> None:
    same = entry("Twice", guid="7", link="twice")
    assert len(identify(document(same, same))) == 1
    assert len(Shelf().fetch(same, same).new) == 1


def test_the_same_id_and_link_with_two_titles_is_one_entry() -> None:
    plan = Shelf().fetch(entry("First wording", guid="7", link="x"), entry("Second wording", guid="7", link="x"))
    assert [new.facts.title for new in plan.new] == ["First wording"]


def test_a_link_shared_by_entries_without_ids_tells_nothing_so_their_content_does() -> None:
    found = keys(entry("a", link="live"), entry("b", link="live"))
    assert [kind for _, kind in found] == ["hash", "hash"]
    assert found[0] != found[1]


def test_a_link_shared_by_several_entries_is_no_identity_of_an_article() -> None:
    shelf = Shelf()
    plan = shelf.fetch(entry("a", guid="1", link="live"), entry("b", guid="2", link="live"))
    assert [new.facts.url_keys for new in plan.new] == [(), ()]
    assert shelf.article("a") != shelf.article("b")


@pytest.mark.parametrize("link", ["https://site.example/", "https://site.example/category/world"])
def test_a_home_or_section_page_is_no_identity_of_an_article(link: str) -> None:
    (new,) = Shelf().fetch(entry("a", guid="1", link=link)).new
    assert new.facts.url_keys == ()
    assert new.facts.url == link


def test_a_link_used_again_with_a_new_id_and_a_new_title_is_a_new_article() -> None:
    shelf = Shelf()
    shelf.fetch(entry("Monday's briefing", guid="mon", link="briefing"))
    plan = shelf.fetch(entry("Tuesday's briefing", guid="tue", link="briefing"), now=NOW + 24 * HOUR)
    (new,) = plan.new
    assert new.article_id is None
    assert new.facts.url_keys == ()
    assert shelf.article("Monday's briefing") != shelf.article("Tuesday's briefing")


def test_a_link_with_a_new_id_and_its_old_title_is_the_same_article() -> None:
    shelf = Shelf()
    shelf.fetch(entry("The summit", guid="http://old.example/1", link="summit"))
    (new,) = shelf.fetch(entry("The summit", guid="https://new.example/1", link="summit"), now=NOW + HOUR).new
    assert new.article_id == shelf.article("The summit")


def test_an_article_that_another_feed_brought_is_the_same_article() -> None:
    shelf = Shelf(addresses={"site.example/summit": 9}, last_id=9)
    (new,) = shelf.fetch(entry("The summit", guid="x", link="summit?utm_source=rss")).new
    assert new.article_id == 9


def test_ids_are_not_compared_across_feeds() -> None:
    ours, theirs = Shelf(), Shelf()
    (one,) = ours.fetch(entry("Ours", guid="1", link="ours")).new
    (other,) = theirs.fetch(entry("Theirs", guid="1", link="https://elsewhere.example/theirs")).new
    assert one.entry_key == other.entry_key
    assert one.facts.uid_source != other.facts.uid_source


def test_two_entries_without_any_address_have_uids_of_their_own() -> None:
    plan = Shelf().fetch(entry("a"), entry("b"))
    assert len({new.facts.uid_source for new in plan.new}) == 2


def test_a_changed_content_hash_is_a_new_entry_since_nothing_else_names_it() -> None:
    shelf = Shelf()
    shelf.fetch(entry("a", summary="before"))
    assert len(shelf.fetch(entry("a", summary="after"), now=NOW + HOUR).new) == 1


def test_a_key_of_any_length_is_bounded_and_stays_apart_from_others() -> None:
    long, longer = "g" * 10_000, "g" * 10_001
    (one, _), (other, _) = keys(entry("a", guid=long), entry("b", guid=longer))
    assert len(one) <= KEY_LIMIT
    assert one != other
    assert keys(entry("c", guid="short")) == [("short", "id")]


def test_an_id_that_moves_to_another_link_is_still_the_entry() -> None:
    shelf = Shelf()
    shelf.fetch(entry("Slug with a tpyo", guid="7", link="tpyo"))
    plan = shelf.fetch(entry("Slug without a typo", guid="7", link="typo"), now=NOW + HOUR)
    assert plan.new == ()
    assert [changed.facts.title for changed in plan.changed] == ["Slug without a typo"]
