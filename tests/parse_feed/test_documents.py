"""What a document is, in which charset; what is no feed is named."""

import pytest
from tests.parse_feed.made import URL

from newscli.errors import ParseError
from newscli.parse.feed import parse_feed


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "an empty answer"),
        (b"  \n", "an empty answer"),
        (b"<!doctype html><html><body>Hi</body></html>", "an HTML page"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\r\n%PDF-1.7", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "an archive"),
        (b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "a sitemap"),
        (b"{\\rtf1\\ansi}", "plain text"),
        (b"<entry xmlns='http://www.w3.org/2005/Atom'><title>x</title></entry>", "an XML document that is no feed"),
        (b"<div xmlns='http://www.w3.org/1999/xhtml'><p>x</p></div>", "an HTML page"),
        (b'{"name": "x", "items": [{"size": 1}]}', "JSON that is no feed"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b'{"a": 1}', "JSON that is no feed"),
        (b"hello", "plain text"),
        (b"<?xml version='1.0'?><catalog><book/></catalog>", "an XML document that is no feed"),
        (b"<opml><body/></opml>", "a list of feeds (OPML)"),
        (b"\x00\x01\x02\x03", "binary data"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "broken JSON"),
    ],
)
def test_what_is_no_feed_is_named(data: bytes, found: str) -> None:
    with pytest.raises(ParseError) as raised:
        parse_feed(data, URL)
    assert raised.value.found == found


@pytest.mark.parametrize(
    ("data", "content_type", "title"),
    [
        ("<rss><channel><title>é</title></channel></rss>".encode("utf-16"), None, "é"),
        (
            "<?xml version='1.0' encoding='windows-1252'?><rss><channel><title>’é</title></channel></rss>".encode("cp1252"),
            None,
            "’é",
        ),
        ("<rss><channel><title>한국</title></channel></rss>".encode("cp949"), "text/xml; charset=euc-kr", "한국"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>é</title></channel></rss>".encode(), None, "é"),
        ("<?xml version='1.0' encoding='punycode'?><rss><channel><title>é</title></channel></rss>".encode(), None, "é"),
        ("<rss><channel><title>é</title></channel></rss>".encode("latin-1"), None, "é"),
    ],
)
def test_charsets_by_mark_header_and_declaration(data: bytes, content_type: str | None, title: str) -> None:
    assert parse_feed(data, URL, content_type).title == title


KOREAN = "<rss><channel><title>한국</title></channel></rss>"
DECLARED = '<?xml version="1.0" encoding="{}"?>' + KOREAN


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        # RFC 7303 section 3: the mark before the header, the header before the declaration, the declaration before a guess.
        (b"\xef\xbb\xbf" + DECLARED.format("euc-kr").encode(), "text/xml; charset=euc-kr"),
        (DECLARED.format("euc-kr").encode("utf-16"), "text/xml; charset=euc-kr"),
        (DECLARED.format("utf-8").encode("cp949"), "text/xml; charset=euc-kr"),
        (DECLARED.format("shift_jis").encode("cp949"), 'application/rss+xml; charset="EUC-KR"'),
        (DECLARED.format("euc-kr").encode("cp949"), None),
        (DECLARED.format("euc-kr").encode("cp949"), "text/xml"),
        (DECLARED.format("euc-kr").encode("cp949"), "text/xml; charset=nonsense"),
        (KOREAN.encode(), None),
        (KOREAN.encode("utf-16-le"), None),
        (KOREAN.encode("utf-32"), None),
        # Wrong: what the bytes refute gives way to what they fit, and a single-byte charset, which none refute, to one they do.
        (DECLARED.format("euc-kr").encode("cp949"), "text/xml; charset=utf-8"),
        (DECLARED.format("euc-kr").encode("cp949"), "text/xml; charset=iso-8859-1"),
        (DECLARED.format("euc-kr").encode(), None),
        (DECLARED.format("utf-8").encode(), "text/xml; charset=euc-kr"),
        (DECLARED.format("utf-8").encode(), "text/xml; charset=utf-16"),
        (DECLARED.format("utf-16").encode("utf-16-be"), "text/xml; charset=utf-16"),
        # Wrong: what can only be UTF-8 is UTF-8, whatever single-byte charset is named, and UTF-16 is not declared in bytes.
        (DECLARED.format("utf-16").encode(), None),
        (DECLARED.format("iso-8859-1").encode(), "text/xml; charset=windows-1252"),
        (DECLARED.format("us-ascii").encode(), None),
    ],
)
def test_charsets_are_asked_in_the_order_of_the_standard(data: bytes, content_type: str | None) -> None:
    assert parse_feed(data, URL, content_type).title == "한국"
    headers = {"Content-Type": content_type} if content_type else None
    assert parse_feed(data, URL, headers=headers).title == "한국"


def test_a_refuted_header_leaves_a_declared_single_byte_charset() -> None:
    data = '<?xml version="1.0" encoding="windows-1251"?><rss><channel><title>Новости</title></channel></rss>'.encode("cp1251")
    assert parse_feed(data, URL, "text/xml; charset=utf-8").title == "Новости"
