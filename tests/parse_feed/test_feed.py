"""What `parse_feed` makes of single documents."""

import inspect
from datetime import UTC, datetime

import pytest
from tests.parse_feed.made import NOW, URL, parsed, rss

from newscli.parse.feed import parse_feed


def test_a_caption_does_not_take_the_place_of_the_text() -> None:
    caption = "<media:title>Photo</media:title><media:description>Caption</media:description>"
    media = f'<media:content url="https://e.com/a.jpg">{caption}</media:content>'
    for item in (
        f"<title>A</title><description>The text.</description>{media}",
        f"<title>A</title>{media}<description>The text.</description>",
    ):
        article = parsed(item).articles[0]
        assert (article.title, article.text, article.summary) == ("A", "The text.", "The text.")


def test_the_longer_of_content_and_description_is_the_text() -> None:
    long = "<p>" + "words of the article " * 40 + "</p>"
    full = parsed(f"<description>Short.</description><content:encoded><![CDATA[{long}]]></content:encoded>").articles[0]
    odd = parsed(f"<content:encoded>Photo: AP</content:encoded><description><![CDATA[{long}]]></description>").articles[0]
    assert full.summary == "Short."
    assert full.text == odd.text == ("words of the article " * 40).strip()


def test_title_types_are_honoured() -> None:
    titles = ["Tom &amp;amp; Jerry", "&lt;b&gt;Bold&lt;/b&gt; claim", "How to #include &lt;stdio.h&gt;", "<![CDATA[A &amp; B]]>"]
    feed = parsed(*(f"<title>{title}</title>" for title in titles))
    assert [article.title for article in feed.articles] == ["Tom & Jerry", "Bold claim", "How to #include <stdio.h>", "A & B"]


def test_addresses_are_made_absolute_once_and_only_those_of_the_web_and_of_mail_stay() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.com/a/"><title>T</title>
    <entry xml:base="b/"><id>x:1</id>
    <link href="c"/><content type="html">&lt;a href="d"&gt;d&lt;/a&gt; &lt;a href="javascript:x"&gt;j&lt;/a&gt;
    &lt;a href="mailto:a@b.c"&gt;m&lt;/a&gt;&lt;script&gt;bad()&lt;/script&gt;</content></entry></feed>"""
    article = parse_feed(data, URL).articles[0]
    assert (article.guid, article.url) == ("x:1", "https://e.com/a/b/c")
    assert article.html == '<p><a href="https://e.com/a/b/d">d</a> j <a href="mailto:a@b.c">m</a></p>'


def test_several_authors_and_categories_are_kept() -> None:
    article = parsed(
        "<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator><category>#World</category><category>Asia</category><category>World</category>"
    ).articles[0]
    assert (article.authors, article.topics) == (("Ann", "Bob"), ("World", "Asia"))


def test_markup_inside_a_field_keeps_its_words_in_the_field() -> None:
    article = parsed(
        "<title>A <b>bold</b> title</title><author><p>Ann</p></author><category><p>World</p></category><guid><p>g1</p></guid>"
        "<pubDate><b>Mon, 03 Nov 2025 12:07:00 GMT</b></pubDate><dc:creator><i>Bob</i><br/></dc:creator><link><p>/a</p></link>"
    ).articles[0]
    assert (article.title, article.authors, article.topics) == ("A bold title", ("Ann", "Bob"), ("World",))
    assert (article.guid, article.url) == ("g1", "https://example.com/a")
    assert article.published_at == datetime(2025, 11, 3, 12, 7, tzinfo=UTC)
    data = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><author><name><b>Ann</b></name></author></entry></feed>'
    assert parse_feed(data, URL).articles[0].authors == ("Ann",)


def test_an_atom_entry_without_author_is_its_sources_or_its_feeds() -> None:
    def authors(entry: str) -> tuple[str, ...]:
        head = "<author><name>Feed</name><email>f@example.com</email></author>"
        return (
            parse_feed(f'<feed xmlns="http://www.w3.org/2005/Atom">{head}<entry>{entry}</entry></feed>'.encode(), URL)
            .articles[0]
            .authors
        )

    assert authors("<title>x</title>") == ("Feed",)
    assert authors("<author><name>Own</name></author>") == ("Own",)
    assert authors("<source><author><name>Source</name></author></source>") == ("Source",)


def test_dates_keep_the_publishers_offset_and_precision() -> None:
    feed = parsed(
        "<pubDate>Mon, 03 Nov 2025 12:07:00 KST</pubDate>", "<pubDate>2025.11.03</pubDate>", "<pubDate>3 hours ago</pubDate>"
    )
    stamps = [article.published for article in feed.articles]
    assert [stamp and (stamp.at.isoformat(), stamp.precision, stamp.zone) for stamp in stamps] == [
        ("2025-11-03T12:07:00+09:00", "second", "stated"),
        ("2025-11-03T00:00:00+00:00", "day", "assumed"),
        ("2026-11-22T21:00:00+00:00", "minute", "assumed"),
    ]


def test_one_date_decides_the_order_of_the_others() -> None:
    feed = parsed("<pubDate>03/04/2025 10:00</pubDate>", "<pubDate>25/04/2025 10:00</pubDate>", head="<language>en</language>")
    assert [article.published_at and article.published_at.isoformat()[:10] for article in feed.articles] == [
        "2025-04-03",
        "2025-04-25",
    ]


def test_a_known_entry_still_decides_the_order_of_the_others() -> None:
    items = ["<pubDate>03/04/2025 10:00</pubDate>", "<pubDate>25/04/2025 10:00</pubDate>"]
    head = "<language>en</language>"
    full = parsed(*items, head=head).articles
    new = parse_feed(rss(*items, head=head), URL, now=NOW, known=frozenset({full[1].raw_hash}))
    assert new.articles == full[:1]
    assert new.articles[0].published_at is not None


def test_how_an_entry_is_read_does_not_hang_on_the_entries_before_it() -> None:
    before = "<title>a</title><content:encoded>one</content:encoded>"
    twice = "<title>b</title><description>first</description><description>second and longer</description>"
    assert parsed(before, twice).articles[1] == parsed(twice).articles[0]
    known = frozenset({parsed(before, twice).articles[0].raw_hash})
    assert parse_feed(rss(before, twice), URL, now=NOW, known=known).articles == parsed(before, twice).articles[1:]


def test_a_time_without_zone_is_taken_in_the_zone_of_the_feeds_own_date() -> None:
    item = "<pubDate>2025-11-03 12:07:00</pubDate>"
    here = parsed(item, head="<lastBuildDate>Mon, 03 Nov 2025 13:00:00 +0900</lastBuildDate>").articles[0].published
    nowhere = parsed(item, head="<lastBuildDate>Mon, 03 Nov 2025 13:00:00 GMT</lastBuildDate>").articles[0].published
    assert here is not None
    assert nowhere is not None
    assert (here.at.isoformat(), here.zone) == ("2025-11-03T12:07:00+09:00", "document")
    assert (nowhere.at.isoformat(), nowhere.zone) == ("2025-11-03T12:07:00+00:00", "assumed")


def test_dates_ahead_are_kept_with_a_warning() -> None:
    feed = parsed("<pubDate>Mon, 03 Nov 2036 12:07:00 GMT</pubDate>")
    assert feed.articles[0].published_at == datetime(2036, 11, 3, 12, 7, tzinfo=UTC)
    assert feed.warnings == ("1 of 1 dates lie in the future",)


def test_a_feed_says_its_rhythm_hub_and_own_address() -> None:
    head = (
        "<link>https://e.com</link><ttl>30</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
        '<atom:link rel="self" href="/feed"/><atom:link rel="hub" href="https://hub.e.com/"/>'
    )
    feed = parsed(head=head)
    assert (feed.site_url, feed.self_url, feed.hub_url) == ("https://e.com", "https://example.com/feed", "https://hub.e.com/")
    assert feed.rhythm is not None
    assert (feed.rhythm.ttl, feed.rhythm.skip_hours, feed.rhythm.skip_days) == (1800, frozenset({3, 0}), frozenset({"sunday"}))
    daily = parsed(head="<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>")
    assert daily.rhythm is not None
    assert daily.rhythm.ttl == 21_600


def test_a_picture_is_no_page_as_long_as_there_is_another_address() -> None:
    picture = "<link>https://e.com/a.jpg?w=1</link>"
    feed = parsed(picture + "<guid>https://e.com/story</guid>", picture, "<guid>https://e.com/b.png</guid>")
    assert [article.url for article in feed.articles] == ["https://e.com/story", "https://e.com/a.jpg?w=1", "https://e.com/b.png"]


@pytest.mark.parametrize("guid", ["12345", "hello world", "abc-def"])
def test_an_id_that_is_no_address_makes_none(guid: str) -> None:
    article = parsed(f"<guid>{guid}</guid><title>x</title>").articles[0]
    assert (article.guid, article.url) == (guid, None)
    assert parsed("<guid>/2025/a</guid>").articles[0].url == "https://example.com/2025/a"


def test_what_is_said_of_a_video_is_its_summary_and_of_a_photo_nothing() -> None:
    group = "<media:group><media:title>{}</media:title><media:description>Line one\n\nline two</media:description></media:group>"
    video, photo = parsed(
        "<title>A &amp; B</title>" + group.format("A &amp; B"), "<title>A</title>" + group.format("A photo")
    ).articles
    assert (video.summary, video.text) == ("Line one\n\nline two", None)
    assert (photo.summary, photo.text) == (None, None)


def test_enclosures_and_pictures_are_kept() -> None:
    article = parsed(
        '<enclosure url="/a.mp3" type="audio/mpeg" length="123"/>'
        '<media:content url="/b.jpg" medium="image"/><media:thumbnail url="/t.jpg"/>'
    ).articles[0]
    assert [(part.url, part.type, part.length) for part in article.enclosures] == [
        ("https://example.com/a.mp3", "audio/mpeg", 123),
        ("https://example.com/b.jpg", "image", None),
    ]
    assert article.image == "https://example.com/t.jpg"


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("1:02:03", 3723),
        ("62:03", 3723),
        ("3723", 3723),
        ("3723.5", 3723),
        ("00:00:07", 7),
        ("an hour", None),
        ("", None),
        ("-3", None),
    ],
)
def test_what_a_podcast_says_of_its_episode_is_kept(stated: str, seconds: int | None) -> None:
    article = parsed(
        f'<itunes:duration>{stated}</itunes:duration><itunes:image href="/i.jpg"/><itunes:author>Ann</itunes:author>'
        "<itunes:summary>About it.</itunes:summary><itunes:keywords>a, b</itunes:keywords>"
        '<enclosure url="/a.mp3" type="audio/mpeg" length="9"/><media:content url="/b.mp4" type="video/mp4" duration="60"/>'
    ).articles[0]
    assert [(part.url, part.duration) for part in article.enclosures] == [
        ("https://example.com/a.mp3", seconds), ("https://example.com/b.mp4", 60),
    ]  # fmt: skip
    assert (article.image, article.authors, article.summary) == ("https://example.com/i.jpg", ("Ann",), "About it.")
    assert article.topics == ("a", "b")


def test_ids_stay_as_they_stand_and_duplicates_stay_two() -> None:
    feed = parsed(
        '<guid isPermaLink="false">7</guid><link>/a</link>',
        '<guid isPermaLink="false">7</guid><link>/b</link>',
        "<title>x</title>",
    )
    assert [(article.guid, article.url) for article in feed.articles] == [
        ("7", "https://example.com/a"),
        ("7", "https://example.com/b"),
        (None, None),
    ]
    assert len({article.raw_hash for article in feed.articles}) == 3


def test_known_entries_are_not_parsed_again() -> None:
    items = [f"<title>{number}</title>" for number in range(5)]
    full = parsed(*items)
    known = frozenset(article.raw_hash for article in full.articles if article.title != "3")
    again = parse_feed(rss(*items), URL, now=NOW, known=known)
    assert [article.title for article in again.articles] == ["3"]
    assert frozenset(again.unchanged) == known
    assert again.title == "T"


@pytest.mark.parametrize(
    "change", [("title>a", "title>b"), ("length='1'", "length='2'"), ("</title>", "</title> "), ("end", "END")]
)
def test_any_change_of_an_entry_changes_its_hash(change: tuple[str, str]) -> None:
    item = "<title>a</title><enclosure url='/a' length='1'/><description>" + "words " * 500 + "end</description>"
    before, after = parsed(item).articles[0], parsed(item.replace(*change)).articles[0]
    assert before.raw_hash != after.raw_hash
    assert parse_feed(rss(item.replace(*change)), URL, known=frozenset({before.raw_hash})).articles != ()


def test_an_entry_inside_a_comment_or_cdata_is_none() -> None:
    feed = parsed(
        "<title>a</title><description><![CDATA[<item>x</item>]]></description>", "<title>b</title><!-- </item><item> -->"
    )
    assert [article.title for article in feed.articles] == ["a", "b"]


def test_entity_bombs_stay_small() -> None:
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "' + "a" * 300 + '"><!ENTITY b "&a;&a;">]>' + rss(f"<title>{'&a;' * 5000}&b;</title>").decode()
    )
    article = parse_feed(bomb.encode(), URL).articles[0]
    assert len(article.title) <= 10_000


def test_the_entry_point_keeps_its_contract() -> None:
    """The signature and the fields are what design and documentation promise to programs."""
    parameters = inspect.signature(parse_feed).parameters
    assert list(parameters)[:5] == ["data", "url", "content_type", "headers", "now"]
    kinds = [parameter.kind for parameter in parameters.values()]
    assert kinds[:3] == [inspect.Parameter.POSITIONAL_OR_KEYWORD] * 3
    assert set(kinds[3:]) == {inspect.Parameter.KEYWORD_ONLY}
    assert all(parameter.default is not inspect.Parameter.empty for parameter in list(parameters.values())[2:])
    feed = parse_feed(rss("<title>x</title>"), URL)
    assert {"title", "site_url", "language", "articles", "warnings"} <= set(dir(feed))
    promised = [
        "guid",
        "url",
        "title",
        "authors",
        "published_at",
        "updated_at",
        "summary",
        "html",
        "text",
        "topics",
        "enclosures",
    ]
    assert set(promised) <= set(dir(feed.articles[0]))


def test_what_the_caller_says_of_the_document_is_heard() -> None:
    entry = "<item><link>b</link><pubDate>Mon, 03 Nov 2025 12:07:00 GMT</pubDate></item>"
    data = f"<rss><channel><title>t</title>{entry}</channel></rss>".encode()
    moved = parse_feed(data, URL, headers={"CONTENT-LOCATION": "/moved/feed"})
    assert moved.articles[0].url == "https://example.com/moved/b"
    unsafe = parse_feed(data, URL, headers={"content-location": "javascript:alert(1)"})
    assert unsafe.articles[0].url == "https://example.com/b"
    assert parse_feed(data, URL, headers={"content-language": "ko"}).language == "ko"
    assert parse_feed(data, URL, headers={"content-language": "fr-CH, de"}).language == "fr-CH"
    naive = parse_feed(data, URL, now=datetime(2025, 1, 1))  # noqa: DTZ001 - what a careless program hands over
    assert naive.warnings == ("1 of 1 dates lie in the future",)
    assert parse_feed(data, "").articles[0].url is None
