"""Dates of items as printed: what is told from now has a time only where now is known, and keeps its words in any case."""

from datetime import UTC, datetime

import pytest

from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
URL = "https://post.example.com/news/the-pier-551200.html"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose."
PRINTED = ("3 hours ago", "yesterday", "Jan 10", "March 9, 2026")
AT = ("2026-11-23T07:00", "2026-11-22T00:00", "2026-01-10T00:00", "2026-03-09T00:00")


def page(form: str) -> bytes:
    cards = "".join(
        f"<li><a href='/news/ferry-story-number-{n}-66000{n}.html'>Ferry story number {n} of May</a>{form.format(words)}</li>"
        for n, words in enumerate(PRINTED)
    )
    text = f"<p>{SENTENCE}</p>" * 3
    related = f"<section class=related><h2>Related stories</h2><ul>{cards}</ul></section>"
    return f"<html lang=en><body><main><h1>Council votes</h1>{text}</main>{related}</body></html>".encode()


@pytest.mark.parametrize("form", ["<span class=date>{}</span>", "<time>{}</time>", "<p>{}</p>"])
@pytest.mark.parametrize("now", [NOW, None], ids=["now", "no now"])
def test_a_card_keeps_its_date_as_printed(form: str, now: datetime | None) -> None:
    article = parse_page(page(form), URL, now=now)
    assert tuple(item.date_text for item in article.related) == PRINTED
    times = tuple(item.published_at.isoformat()[:16] if item.published_at else None for item in article.related)
    assert times == (AT if now else (None, None, None, AT[3]))


@pytest.mark.parametrize("now", [NOW, None], ids=["now", "no now"])
def test_the_groups_of_a_plain_text_are_parted_by_such_dates_too(now: datetime | None) -> None:
    groups = "".join(f"Ferry story number {n}\n{words}\nA teaser of the story.\nRead More\n" for n, words in enumerate(PRINTED))
    text = f"Council votes\n\nBy Ann Lee\n\n{SENTENCE}\n\n2 days ago 379\n#Harbour\n{groups}"
    article = parse_page(text.encode(), "https://post.example.com/a.txt", now=now)
    assert (str(article.text), article.views, article.topics) == (SENTENCE, 379, ("Harbour",))
    assert (article.published_at is None) == (now is None)
    assert tuple(item.date_text for item in article.related) == PRINTED
    assert [item.published_at is None for item in article.related] == [now is None] * 3 + [False]
