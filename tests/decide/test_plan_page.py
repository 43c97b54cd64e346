"""What a fetched page changes, and when its text is shown in place of the feed's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.decide.shelf import HOUR, NOW, SITE, document, entry, feed, full, stamp, stored

from newscli.decide import FULL_TEXT, Came, StoredPages, entry_facts, identify, judge_completeness, plan_page, prefers_page
from newscli.models.body import body_from_text
from newscli.models.changes import PagePlan
from newscli.models.parsed import ParsedArticle, ParsedEntry, ParsedItem
from newscli.text import clean_line
from newscli.urls import WebUrl, require_web_url

PAGE = require_web_url("https://site.example/2025/summit")
NOTHING = StoredPages(articles={})
HOME = require_web_url("https://site.example/")


def page(
    *, canonical: WebUrl | None = PAGE, related: tuple[ParsedItem, ...] = (), sponsored: tuple[ParsedItem, ...] = ()
) -> ParsedArticle:
    return ParsedArticle(
        title=clean_line("The summit"), url=canonical, published=stamp(NOW + HOUR), body=body_from_text("Ministers met."),
        related=related, sponsored=sponsored,
    )  # fmt: skip


def plan(parsed: ParsedArticle, *, asked: WebUrl | None = PAGE, final: WebUrl | None = PAGE) -> PagePlan:
    return plan_page(parsed, None, Came(asked=asked, final=final), NOTHING, origin="url", now=NOW)


def test_a_page_is_known_by_the_address_it_was_asked_for_where_it_came_from_and_what_it_says_of_itself() -> None:
    short, final = require_web_url("https://sho.rt/x1"), require_web_url("https://site.example/amp/summit")
    facts = plan(page(), asked=short, final=final).facts
    assert facts.url_keys == (
        ("sho.rt/x1", "link"),
        ("site.example/amp/summit", "final"),
        ("site.example/2025/summit", "canonical"),
    )
    assert facts.url == PAGE


@pytest.mark.parametrize("canonical", [HOME, require_web_url("https://site.example/category/world/")])
def test_a_canonical_that_is_a_home_or_section_page_is_no_identity(canonical: WebUrl) -> None:
    facts = plan(page(canonical=canonical)).facts
    assert facts.url_keys == (("site.example/2025/summit", "link"),)
    assert facts.url == PAGE


def test_a_redirect_to_the_home_page_is_no_identity() -> None:
    assert plan(page(canonical=None), final=HOME).facts.url_keys == (("site.example/2025/summit", "link"),)


def test_a_file_without_an_address_has_none_and_still_has_a_uid() -> None:
    plan_of_file = plan_page(page(canonical=None), None, Came(), NOTHING, origin="file", now=NOW)
    assert plan_of_file.facts.url is None
    assert plan_of_file.facts.url_keys == ()
    assert plan_of_file.facts.uid_source
    assert plan_of_file.source == "file"


def test_a_new_page_with_a_future_date_stands_at_now() -> None:
    assert plan(page()).sort_at == NOW


@pytest.mark.parametrize(
    ("known", "said", "is_kept"),
    [
        ("rss:pubDate", "guess", True),
        ("json-ld", "guess", True),
        ("guess", "guess", False),
        ("card", "guess", False),
        ("rss:pubDate", "json-ld", False),
    ],
)
def test_a_guess_does_not_replace_a_date_that_was_stated(known: str, said: str, is_kept: bool) -> None:
    parsed = replace(page(), published=replace(stamp(NOW + HOUR), source=clean_line(said)))
    article = stored(7, "The summit", source=known)
    facts = plan_page(parsed, article, Came(asked=PAGE, final=PAGE), NOTHING, origin="url", now=NOW).facts
    assert facts.published == (None if is_kept else parsed.published)


def test_links_keep_their_kind_and_their_order() -> None:
    def item(title: str) -> ParsedItem:
        return ParsedItem(title=clean_line(title), url=require_web_url(f"https://site.example/2025/{title}"))

    links = plan(page(related=(item("one"), item("two")), sponsored=(item("ad"),))).links
    assert [(kind, link.title) for kind, link in links] == [("related", "one"), ("related", "two"), ("sponsored", "ad")]


WORDS = " ".join(f"word{n}" for n in range(100))


@pytest.mark.parametrize(
    ("feed_text", "page_text", "shown"),
    [
        ("", "anything", True),
        ("", "", False),
        (WORDS, "", False),
        (WORDS, WORDS, True),
        (WORDS[:60], WORDS, True),
        (WORDS, " ".join(WORDS.split()[:95]), True),
        (WORDS, " ".join(WORDS.split()[:80]), False),
        (WORDS, "Subscribe to read this article " * 5, False),
        (WORDS, " ".join(f"other{n}" for n in range(100)), False),
        (WORDS, " ".join(f"other{n}" for n in range(150)), True),
    ],
    ids=["no feed text", "nothing at all", "empty page", "the same", "feed is a teaser", "nearly all", "cut page", "a wall",
         "another text", "clearly longer"],
)  # fmt: skip
def test_the_page_is_shown_if_it_holds_the_feeds_text_or_is_clearly_longer(feed_text: str, page_text: str, shown: bool) -> None:
    assert prefers_page(feed_text, page_text) is shown


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.lists(st.sampled_from("abcdefgh"), max_size=60))
def test_more_of_the_same_page_never_makes_it_less_preferred(feed_words: list[str], page_words: list[str]) -> None:
    before = prefers_page(" ".join(feed_words), " ".join(page_words))
    assert not before or prefers_page(" ".join(feed_words), " ".join([*page_words, *feed_words]))


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("A line.", "teaser"),
        ("", "teaser"),
        ("long enough " * 200, "full"),
        ("long enough " * 200 + "and then …", "teaser"),
        ("long enough " * 200 + "and then [...]", "teaser"),
        ("long enough " * 200 + "weiterlesen »", "teaser"),
        ("x" * (FULL_TEXT - 1), "unknown"),
        ("x" * FULL_TEXT, "full"),
    ],
)
def test_a_text_is_judged_by_its_length_and_its_end(text: str, judged: str) -> None:
    assert judge_completeness(text, "") == judged
    assert judge_completeness("", text) == judged


def facts_of(parsed: ParsedEntry) -> str:
    (item,) = identify(document(parsed))
    return entry_facts(feed(), document(parsed), item).completeness


def test_an_entry_with_its_whole_text_is_full_and_one_with_a_line_is_a_teaser() -> None:
    assert facts_of(full("whole", 400)) == "full"
    assert facts_of(entry("line", summary="One line.")) == "teaser"


def test_the_outlet_is_who_wrote_it_and_not_who_collected_it() -> None:
    theirs = entry("a", link="https://www.other.example/a")
    (item,) = identify(document(theirs))
    facts = entry_facts(feed(), document(theirs), item)
    assert (facts.outlet_host, facts.outlet_name) == ("other.example", None)
    ours = entry("b", link="b")
    (item,) = identify(document(ours))
    facts = entry_facts(feed(url=SITE), document(ours), item)
    # The feed's title is not the outlet's: one host may hold many feeds.
    assert (facts.outlet_host, facts.outlet_name, facts.language) == ("site.example", None, "en")


@pytest.mark.parametrize(
    ("feed_text", "page_text", "shown"),
    [
        ("部长们星期一在首尔会面。", "部长们星期一在首尔会面。他们谈了三个小时。会谈是友好的。", True),
        ("部长们星期一在首尔会面。他们谈了三个小时。会谈是友好的。", "请登录后继续阅读全文内容。", False),
        ("部长们星期一在首尔会面。他们谈了三个小时。", "部长们星期一在首尔会面,他们谈了三个小时", True),
    ],
    ids=["longer", "a wall", "other punctuation"],
)
def test_texts_without_blanks_are_compared_by_characters(feed_text: str, page_text: str, shown: bool) -> None:
    assert prefers_page(feed_text, page_text) is shown


def test_the_page_must_hold_what_each_feed_gave() -> None:
    known = stored(5, "The summit")
    for texts, shown in ((("Ministers met.",), True), (("Ministers met.", WORDS), False), ((), True)):
        pages = StoredPages(articles={}, feed_texts={5: texts, 6: (WORDS,)})
        made = plan_page(page(), known, Came(asked=PAGE), pages, origin="url", now=NOW)
        assert made.show_page is shown


def test_the_article_itself_is_no_further_reading() -> None:
    amp = require_web_url("https://site.example/amp/summit")
    itself = ParsedItem(title=clean_line("The summit"), url=amp)
    other = ParsedItem(title=clean_line("Another"), url=require_web_url("https://site.example/other"))
    made = plan_page(page(related=(itself, other)), None, Came(asked=amp, final=PAGE), NOTHING, origin="url", now=NOW)
    assert [link.title for _, link in made.links] == ["Another"]
