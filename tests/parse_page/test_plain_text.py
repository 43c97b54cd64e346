"""Articles as plain text."""

from datetime import UTC, datetime

from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LONG = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms had left its stones loose."
TEXT = f"""Council votes to rebuild the pier

By Ann Lee and Bo Chen

{LONG}

{LONG}

March 10, 2026 8:15 a.m. 1,204
#Harbour
Ferry adds a morning crossing
March 9, 2026 7:00 a.m.
The first boat leaves at six.
Read More
Lighthouse keeper retires
March 8, 2026 7:00 a.m.
Read More
Trending News
"""


def test_all_parts_of_a_text_are_found() -> None:
    article = parse_page(TEXT.encode(), "https://post.example.com/a.txt", now=NOW)
    assert article.title == "Council votes to rebuild the pier"
    assert article.authors == ("Ann Lee", "Bo Chen")
    assert article.text.split("\n\n") == [LONG, LONG]
    assert str(article.published_at) == "2026-03-10 08:15:00+00:00"
    assert article.views == 1204
    assert article.topics == ("Harbour",)
    assert [(item.title, item.date_text, item.teaser) for item in article.related] == [
        ("Ferry adds a morning crossing", "March 9, 2026 7:00 a.m.", "The first boat leaves at six."),
        ("Lighthouse keeper retires", "March 8, 2026 7:00 a.m.", None),
    ]


def test_a_content_type_makes_any_address_plain_text() -> None:
    article = parse_page(
        f"A title\n\n{LONG}".encode(), "https://post.example.com/a", now=NOW, content_type="text/plain; charset=utf-8"
    )
    assert (article.title, article.text) == ("A title", LONG)


def test_markup_in_plain_text_stays_text() -> None:
    article = parse_page(f"A title\n\n{LONG} <b>bold</b>".encode(), "https://post.example.com/a.txt", now=NOW)
    assert article.text.endswith("<b>bold</b>")
