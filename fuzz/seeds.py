"""What fuzzing begins with: small documents of our own, and the words that such documents are made of."""

from typing import Final

RSS: Final = b"""\x00<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><language>en</language>
<item><title>A &amp;amp; B</title><link>/a</link>
<guid isPermaLink="false">1</guid><pubDate>Mon, 03 Nov 2025 12:07:00 KST</pubDate>
<dc:creator>Ann</dc:creator><category>World</category><description><![CDATA[<p>x <b>y</b></p>]]></description>
<media:content url="/a.jpg"><media:description>c</media:description></media:content>
<enclosure url="/a.mp3" length="1" type="audio/mpeg"/></item>
<item><title>B</title><content:encoded>&lt;table&gt;&lt;tr&gt;&lt;td&gt;1</content:encoded><pubDate>03/04/2025</pubDate></item>
</channel></rss>"""
ATOM: Final = b"""\x01<?xml version="1.0" encoding="utf-8"?><!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"
xml:base="/x/" xml:lang="de"><title type="html">&lt;b&gt;T&lt;/b&gt;</title><entry xml:base="y/"><id>tag:1</id><title>&a;</title>
<link href="c"/><author><name>N</name><email>n@example.com</email></author><updated>2025-11-03T12:07:33Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<br/>b</div></content></entry></feed>"""
PAGE_DATA: Final = b"""{"@type":"NewsArticle","headline":"A headline","datePublished":"2025-11-03","author":"Ann"}"""
PAGE: Final = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A headline | Site</title>
<script type="application/ld+json">%s</script></head>
<body><article><h1>A headline</h1><p>By Ann</p><p>The ministers met on Monday to discuss the plan.</p>
<p>They said that the plan would be discussed again on Tuesday.</p></article><h2>Related</h2><ul>
<li><a href="/news/2025/another-story-to-read">Another story to read today</a> 3 hours ago</li>
<li><a href="/news/2025/one-more-story">One more story of today</a></li></ul></body>""".replace(b"%s", PAGE_DATA)
OPML: Final = b"""<?xml version="1.0"?><opml version="2.0"><head><title>L</title></head><body><outline text="News"><outline
type="rss" text="A" xmlUrl="https://example.com/feed" htmlUrl="https://example.com/" category="/x,y"/></outline></body></opml>"""
DATES: Final = (
    "Mon, 03 Nov 2025 12:07:00 KST", "2025-11-03T12:07:33.123+09:00", "Nov. 3, 2025 12:07 p.m.", "2025년 11월 3일 오후 3시",
    "03/04/2025 10:00", "3 hours ago", "어제 14:30", "vor 3 Stunden", "1762171620", "3 พฤศจิกายน 2568", "منذ ساعتين",
)  # fmt: skip
QUERIES: Final = (b'US-Korea "a phrase" pre* -without', "한국 don't C++ AND".encode())
TERMINAL: Final = b"\x20a \x1b[31mb\x1b]0;c\x07 \xe2\x80\xae\xed\xa0\x80\r\n\xcc\x81\xcc\x81 \xea\xb0\x80"

XML_WORDS: Final = tuple(
    b"""<item> </item> <entry> </entry> <title> </title> <link> <![CDATA[ ]]> <!-- --> <!DOCTYPE &amp; &#27; <guid> <pubDate>
    xml:base= <content:encoded> <media:description> <summary> </summary> <author> <name> <category> <source> <image> &nbsp; <svg>
    <div> </div> <enclosure type='xhtml' <outline xmlUrl= category= </outline> <body> <opml> <rdf:RDF> <channel> <itunes:author>
    <published> </content:encoded> <content> </content> <dateCreated> 99999999999999999999""".split()
)
HTML_WORDS: Final = tuple(
    b"""<article> </article> <p> </p> <h1> <h2> <ul> <li> </ul> <a href= </a> <img src= <figure> <figcaption> <table> <tr> <td>
    <time datetime= <script type='application/ld+json'> </script> <meta property= content= <link rel= <blockquote> <pre>
    <noscript> <aside> class='related' class='byline' <div> </div> <nav> <footer> &#8203; <base href= <!-- &#11; title= <iframe
    class='twitter-tweet' <dl> <dt> <section> <header> <button> <form> <input hidden style='display:none' <br> <ol start=
    <h2>Related rel='next' "author":{ "datePublished":" "@graph":[ "articleBody":" 99999999999999999999 &#x10ffff; <svg>
    <template>""".split()
)
DATE_WORDS: Final = tuple(
    """Mon, Nov November 2025 12:07 p.m. KST +09:00 ago hours yesterday 년 월 일 오후 年 月 日 vor Stunden listopada 令和 T Z / -
    . :
    時 分 시간 전 前 منذ تشرين الثاني am PM ET UTC+9 GMT( เม.ย de of 3rd""".encode().split()
)
JSON_KEYS: Final = (
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "date_published", "date_modified",
    "authors", "author", "name", "tags", "language", "attachments", "mime_type", "size_in_bytes", "version", "home_page_url",
    "feed_url", "hubs", "x",
)  # fmt: skip
JSON_LD_KEYS: Final = (
    "@type", "@id", "@graph", "headline", "name", "datePublished", "dateModified", "dateCreated", "author", "publisher", "image",
    "url", "articleBody", "articleSection", "description", "inLanguage", "interactionStatistic", "userInteractionCount",
    "interactionType", "isAccessibleForFree", "hasPart", "cssSelector", "mainEntityOfPage", "mainEntity", "isPartOf",
    "itemListElement", "liveBlogUpdate", "comment", "keywords", "text", "thumbnailUrl", "mentions", "position", "item", "x",
)  # fmt: skip
JSON_LD_VALUES: Final = (
    "NewsArticle", "LiveBlogPosting", "Person", "Organization", "ItemList", "VideoObject", "WebPage", "#a", "A headline",
    "Ann Lee", "https://example.com/news/feed", "2025-11-03T12:07:00+09:00", "20251103", "99999999999999999999", ".article",
    "False", "<p>a</p>", "", "\ud800", "\x1b[31m", "\x0b", None, True, False, 0, -1, 1e308, 10**30,
)  # fmt: skip
JSON_VALUES: Final = (
    "", "1", "https://example.com/a", "/b", "2025-11-03T12:07:00+09:00", "<p>a <b>b</b></p>", "#a", "\ud800", "\x1b[31m", None,
    True, 0, -1, 1e308, 10**30,
)  # fmt: skip
