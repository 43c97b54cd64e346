"""What single modules, publishers and programs do differently, and which word of theirs is heard."""

import pytest
from tests.parse_feed.made import URL, parsed

from newscli.models.parsed import ParsedEntry
from newscli.parse.feed import parse_feed

SPACES = (
    'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:yandex="http://news.yandex.ru" xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/"'
)


CODED = "V29yZHMgaW4gYmFzZTY0"


def rdf(item: str) -> ParsedEntry:
    document = f"<rdf:RDF {SPACES}><channel rdf:about='x'><title>T</title></channel><item rdf:about='/1'>{item}</item></rdf:RDF>"
    return parse_feed(document.encode(), URL).articles[0]


def atom(entry: str, attributes: str = "") -> ParsedEntry:
    document = f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>T</title><entry>{entry}</entry></feed>'
    return parse_feed(document.encode(), URL).articles[0]


def test_the_whole_text_of_news_feeds_for_yandex_is_the_text() -> None:
    teaser, text = "Short, what it is about.", "<p>The whole of it, which is much longer.</p><p>Two paragraphs.</p>"
    for name in ("yandex:full-text", "full-text"):
        article = rdf(f"<description>{teaser}</description><{name}><![CDATA[{text}]]></{name}>")
        assert (article.html, article.summary) == (text.replace("</p><p>", "</p>\n<p>"), teaser)
    assert rdf(f"<description>{teaser}</description><yandex:full-text/>").text == teaser
    assert rdf(f'<description>{teaser}</description><full-text lang="ru">words</full-text>').text == teaser


@pytest.mark.parametrize(
    ("kind", "text"), [("image/png", "Seen."), ("application/octet-stream", "Words in base64"), ("text/html", CODED)]
)
def test_a_content_that_is_no_text_is_not_the_text(kind: str, text: str) -> None:
    assert atom(f'<content type="{kind}">{CODED}</content><summary>Seen.</summary>').text == text


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("<date>2025-11-03</date>", "2025-11-03"),
        ("<prism:publicationDate>2025-11-03</prism:publicationDate>", "2025-11-03"),
        ("<prism:publicationDate>2025-11-03</prism:publicationDate><dc:date>2025-11-04</dc:date>", "2025-11-04"),
        ('<date kind="x"/>', None),
    ],
)
def test_dates_stand_under_other_names_too(stated: str, day: str | None) -> None:
    published = rdf(stated).published_at
    assert (str(published.date()) if published else None) == day


def test_an_episode_without_title_is_called_what_it_is_called_as_an_episode() -> None:
    assert rdf("<itunes:title>Ep &amp;amp; 1</itunes:title>").title == "Ep & 1"
    assert rdf("<itunes:title>Ep</itunes:title><title>1: Ep</title>").title == "1: Ep"
    assert rdf('<itunes:title x="y">Ep</itunes:title>').title == ""


@pytest.mark.parametrize(
    "stated",
    [
        "<image><url>https://e.com/a.jpg</url><title>no title</title><link>https://e.com/no-link</link></image>",
        "<thumbnail>https://e.com/a.jpg</thumbnail>",
        '<media:content url="https://e.com/a.jpg"/>',
        '<enc:enclosure rdf:resource="https://e.com/a.jpg" enc:type="image/jpeg" enc:length="65"/>',
    ],
)
def test_an_entry_has_its_picture_however_it_is_named(stated: str) -> None:
    article = rdf(f"<title>Story</title><link>https://e.com/story</link>{stated}")
    assert (article.title, article.url, article.image) == ("Story", "https://e.com/story", "https://e.com/a.jpg")


def test_the_page_of_an_author_is_no_picture() -> None:
    assert atom("<author><name>Ann</name><uri>https://e.com/ann</uri></author>").image is None


def test_a_file_of_the_rss_1_module_is_an_enclosure() -> None:
    article = rdf(
        '<enc:enclosure rdf:resource="/a.mp3" enc:type="audio/mpeg" enc:length="65"/><itunes:duration>9</itunes:duration>'
    )
    assert [(part.url, part.type, part.length, part.duration) for part in article.enclosures] == [
        ("https://example.com/a.mp3", "audio/mpeg", 65, 9)
    ]


def test_an_entry_says_its_language() -> None:
    assert rdf("<dc:language>ko</dc:language>").language == "ko"
    assert atom('<title>t</title><content xml:lang="de">x</content>', 'xml:lang="en"').language == "de"


def test_the_publishers_address_goes_before_that_of_a_counter() -> None:
    counter, original = "<link>https://feeds.example/~r/1</link>", "<feedburner:origLink>{}</feedburner:origLink>"
    assert rdf(counter + original.format("https://e.com/story")).url == "https://e.com/story"
    assert rdf(counter + original.format("tag:e.com,1")).url == "https://feeds.example/~r/1"
    assert rdf(counter + '<feedburner:origLink x="y"/>').url == "https://feeds.example/~r/1"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("www.e.com/story", "https://www.e.com/story"),
        ("WWW.e.com", "https://www.e.com/"),
        ("//e.com/story", "https://e.com/story"),
        ("example.com/story", "https://example.com/story"),
        ("example.com", "https://example.com/example.com"),
        ("www/story", "https://example.com/www/story"),
        ("/www.e.com/story", "https://example.com/www.e.com/story"),
        ("https://e.com/www.e.com/x", "https://e.com/www.e.com/x"),
    ],
)
def test_a_host_without_scheme_is_no_path(link: str, url: str) -> None:
    assert parsed(f"<link>{link}</link>").articles[0].url == url


def test_a_marked_section_that_was_escaped_once_more_is_opened() -> None:
    article = parsed(
        "<title>&lt;![CDATA[AT&amp;amp;T]]&gt;</title><description>&lt;![CDATA[&lt;p&gt;x&lt;/p&gt;]]&gt;</description>"
    ).articles[0]
    assert (article.title, article.html) == ("AT&T", "<p>x</p>")


def test_markup_that_was_escaped_once_more_is_markup() -> None:
    twice = "&amp;lt;!-- x --&amp;gt;&amp;lt;p&amp;gt;Tom &amp;amp;amp; Ann&amp;lt;/p&amp;gt;"
    told = "&amp;lt;p&amp;gt; begins a paragraph."
    marked, words = parsed(f"<description>{twice}</description>", f"<description>{told}</description>").articles
    assert (marked.html, words.html) == ("<p>Tom &amp; Ann</p>", "<p>&lt;p&gt; begins a paragraph.</p>")
    assert parsed("<itunes:summary>One.&lt;br&gt;Two.</itunes:summary>").articles[0].text == "One. Two."


def test_references_that_were_escaped_once_more_are_resolved_but_in_code() -> None:
    told = "&amp;lt;Annals&amp;gt; of Tom &amp;#38; Ann"
    news, code = parsed(
        f"<description><![CDATA[<p>{told}</p>]]></description>",
        f"<description><![CDATA[<p><code>{told}</code></p>]]></description>",
    ).articles
    assert (news.text, code.text) == ("<Annals> of Tom & Ann", "&lt;Annals&gt; of Tom &#38; Ann")
    assert news.html == "<p>&lt;Annals&gt; of Tom &amp; Ann</p>"


def test_references_in_plain_words_are_resolved_and_tags_told_of_stay() -> None:
    plain = atom('<summary type="text">So&amp;nbsp; be it: Tom &amp;amp; Ann on &lt;p&gt; &amp;bogus;</summary>')
    assert plain.text == "So be it: Tom & Ann on <p> &bogus;"
    assert atom('<content type="text">&lt;p&gt;So be it.&lt;/p&gt;</content>').html == "<p>So be it.</p>"


def test_a_line_break_in_a_title_is_a_blank() -> None:
    titles = ("One&lt;br/>Two", "One&lt;br>Two &lt;stdio.h>", "1 &lt; 2 &lt;brace>")
    articles = parsed(*(f"<title>{title}</title>" for title in titles)).articles
    assert [article.title for article in articles] == ["One Two", "One<br>Two <stdio.h>", "1 < 2 <brace>"]


def test_where_the_content_is_a_picture_the_words_are_in_the_summary() -> None:
    article = parsed(
        "<description>What is to be seen.</description>"
        f'<content:encoded>&lt;img src="https://e.com/{"a" * 300}.jpg">&lt;br></content:encoded>'
    ).articles[0]
    assert (article.text, article.summary) == ("What is to be seen.", "What is to be seen.")
    assert article.html is not None
    assert article.html.startswith("<figure><img")


def test_a_file_that_is_named_twice_is_one_with_all_that_is_said_of_it() -> None:
    files = parsed(
        '<enclosure url="/a.mp3" type="audio/mpeg"/><media:content url="/a.mp3" type="x" fileSize="5" duration="7"/>'
    ).articles[0].enclosures  # fmt: skip
    assert [(part.type, part.length, part.duration) for part in files] == [("audio/mpeg", 5, 7)]


def test_a_base_stands_for_what_is_inside_it() -> None:
    article = atom(
        '<link href="a"/><link rel="enclosure" href="e.mp3"/><content type="xhtml" xml:base="three/">'
        '<div xmlns="http://www.w3.org/1999/xhtml"><a href="d">x</a> <a href="/r">y</a></div></content>',
        'xml:base="http://base.example/one/"',
    )
    assert (article.url, article.enclosures[0].url) == ("http://base.example/one/a", "http://base.example/one/e.mp3")
    assert article.html == '<p><a href="http://base.example/one/three/d">x</a> <a href="http://base.example/r">y</a></p>'


@pytest.mark.parametrize(
    ("url", "site", "link"),
    [
        ("https://feeds.example/ann", "https://ann.example/blog/", "https://ann.example/story"),
        ("https://ann.example/blog/feed.xml", "https://www.ann.example/", "https://ann.example/story"),
        ("https://feeds.example/ann", "ann.example/blog/", "https://feeds.example/story"),
        ("https://feeds.example/ann", "www.ann.example/blog/", "https://www.ann.example/story"),
        ("not an address", "https://ann.example/", "https://ann.example/story"),
    ],
)
def test_relative_addresses_are_the_sites_where_another_host_hands_the_feed_out(url: str, site: str, link: str) -> None:
    item = '<item><link>/story</link><description>&lt;a href="/x">x&lt;/a></description><enclosure url="/a.mp3"/></item>'
    document = f'<rss version="2.0"><channel><title>T</title><link>{site}</link>{item}</channel></rss>'
    article = parse_feed(document.encode(), url).articles[0]
    host = link.removesuffix("/story")
    assert (article.url, article.enclosures[0].url) == (link, f"{host}/a.mp3")
    assert article.html == f'<p><a href="{host}/x">x</a></p>'


@pytest.mark.parametrize(
    ("words", "codec", "language"),
    [
        ("Россия и мир", "cp1251", "<language>ru</language>"),
        ("Новини України", "cp1251", "<dc:language>uk-UA</dc:language>"),
        ("한국과 미국", "cp949", "<language><![CDATA[ko-KR]]></language>"),
        ("東京の新聞", "euc_jp", "<language>ja</language>"),
        ("東京の新聞", "cp932", "<language>ja</language>"),
        ("首尔与华盛顿", "gb18030", "<language>zh_CN</language>"),
        ("臺灣新聞", "big5hkscs", "<language>zh-tw</language>"),
        ("İstanbul ve ağaç", "cp1254", "<language>tr</language>"),
        ("مرحبا بكم", "cp1256", "<language>ar</language>"),
        ("Zażółć gęślą", "cp1250", "<language>pl</language>"),
        ("café ”", "cp1252", "<language>fr</language>"),
        ("café ”", "cp1252", ""),
    ],
)
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="utf-8"?>'])
def test_where_no_charset_fits_the_language_decides(declaration: str, words: str, codec: str, language: str) -> None:
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    document = f"{declaration}<rss version='2.0' {dublin}><channel><title>{words}</title>{language}</channel></rss>"
    assert parse_feed(document.encode(codec), URL).title == words
    assert parse_feed(document.encode(), URL).title == words
