"""What is no article is named, with what can be done; what is one, in spite of a form, a video or a banner, is read."""

import pytest

from newscli.errors import ParseError
from newscli.models.parsed import ParsedArticle
from newscli.parse.page import parse_page
from newscli.urls import require_web_url, shown_url

URL = "https://www.post.example/world"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
NAV = '<header><nav><a href="/">Home</a><a href="/world">World</a><a href="/sport">Sport</a></nav></header>'
FOOTER = '<footer><a href="/imprint">Imprint</a><a href="/privacy">Privacy</a><p>All rights reserved.</p></footer>'
BROWSER = f"open it in a browser: {URL}"


def page(body: str, *, title: str = "The Post", head: str = "", lang: str = "en") -> bytes:
    frame = f"<body>{NAV}<main>{body}</main>{FOOTER}</body>"
    return f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head>{frame}</html>'.encode()


def refused(data: bytes, *, url: str = URL, content_type: str | None = None) -> tuple[str | None, str | None]:
    """What the document is said to be, and what can be done."""
    with pytest.raises(ParseError) as caught:
        parse_page(data, url, content_type=content_type)
    assert str(caught.value).startswith("no article: ")
    assert str(caught.value).endswith(
        f"{caught.value.found}: {shown_url(require_web_url(url))}" if url else str(caught.value.found)
    )
    return caught.value.found, caught.value.hint


def read(data: bytes) -> ParsedArticle:
    return parse_page(data, URL)


def card(number: int, teaser: str) -> str:
    link = f'<a href="/world/2026/story-about-the-harbour-{1000 + number}">Harbour story number {number} and what came of it</a>'
    return f'<article class="teaser"><h3>{link}</h3><p>{teaser}</p><time datetime="2026-03-10">10 March</time></article>'


@pytest.mark.parametrize("teaser", ["", "A short teaser of one line.", SENTENCE], ids=["bare", "short teasers", "long teasers"])
@pytest.mark.parametrize("number", [12, 40])
def test_a_section_page(teaser: str, number: int) -> None:
    cards = "".join(card(n, teaser) for n in range(number))
    found = refused(page(f"<h1>World</h1><section>{cards}</section>", title="World news - The Post"))
    assert found == ("a section page", f"follow it by its headlines: newscli add --page {URL}")


def test_a_home_page_that_describes_itself() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "WebSite", "name": "The Post", "url": "https://www.post.example/"}</script>'
    )
    cards = "".join(card(n, "A short teaser of one line.") for n in range(25))
    assert refused(page(cards, head=data))[0] == "a section page"


FORM = (
    '<form action="/login"><label>E-mail <input name="mail"></label><input type="password" name="pw"><button>{}</button></form>'
)


@pytest.mark.parametrize(
    ("title", "words", "lang"),
    [
        ("Sign in", "Sign in to go on", "en"),
        ("Anmelden", "Bitte melden Sie sich an", "de"),
        ("ログイン", "ログインしてください", "ja"),
    ],
)
def test_a_login_page(title: str, words: str, lang: str) -> None:
    assert refused(page(f"<h1>{words}</h1>{FORM.format(title)}", title=title, lang=lang)) == ("a login page", BROWSER)


def test_an_article_with_a_login_form_beside_it_is_an_article() -> None:
    article = read(page(f"<h1>Pier</h1><article>{f'<p>{SENTENCE * 3}</p>' * 3}</article>{FORM.format('Sign in')}"))
    assert article.text.startswith("The harbour council")


def test_an_article_behind_a_wall_is_a_teaser_and_is_said_to_be() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council votes to rebuild the pier",'
        '"isAccessibleForFree": false, "datePublished": "2026-03-10T08:00:00Z"}</script>'
    )
    wall = f'<div class="paywall"><p>Subscribe now to go on reading.</p>{FORM.format("Sign in")}</div>'
    body = f"<h1>Council votes to rebuild the pier</h1><article><p>{SENTENCE * 2}</p></article>{wall}"
    article = read(page(body, head=data))
    assert article.completeness == "paywalled"
    assert "Subscribe now" not in article.text


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("404 - Page not found", "We could not find the page you asked for."),
        ("Seite nicht gefunden", "Die Seite gibt es nicht mehr."),
        ("Page introuvable", "La page demandée n'existe plus."),
        ("Página no encontrada", "La página que busca no existe."),
        ("Страница не найдена", "Такой страницы нет."),
        ("页面不存在", "您访问的页面不存在。"),
        ("ページが見つかりません", "お探しのページは見つかりませんでした。"),
        ("Access denied", "You do not have permission to see this page."),
    ],
)
def test_an_error_page(title: str, words: str) -> None:
    found = refused(page(f"<h1>{title}</h1><p>{words}</p>", title=title))
    assert found == ("an error page", "check the address: the page may have moved")


CONSENT = {
    "en": (
        "Your privacy",
        "We and our 812 partners store cookies on your device. With your consent we process personal data. ",
        "Accept all",
    ),
    "de": (
        "Weiterlesen mit Werbung",
        "Wir und unsere Partner verwenden Cookies. Mit Ihrer Einwilligung verarbeiten wir Daten; Ihre Zustimmung gilt überall. ",
        "Alle akzeptieren",
    ),
    "fr": (
        "Votre vie privée",
        "Nos partenaires déposent des cookies. Avec votre consentement, nous traitons des données personnelles. ",
        "Tout accepter",
    ),
}


@pytest.mark.parametrize("lang", CONSENT)
@pytest.mark.parametrize("length", [1, 3, 12])
def test_a_consent_page_however_long(lang: str, length: int) -> None:
    title, words, accept = CONSENT[lang]
    body = f"<h1>{title}</h1>{f'<p>{words * 2}</p>' * length}<button>{accept}</button><button>Settings</button>"
    assert refused(page(body, title=f"{title} - cookies", lang=lang)) == ("a consent page", BROWSER)


def test_an_article_on_cookies_under_a_banner_is_an_article() -> None:
    words = "The court ruled that a cookie needs consent, and that a banner must let readers refuse as easily as accept. "
    banner = '<div class="cookie-banner"><p>We use cookies.</p><button>Accept all</button></div>'
    head = '<meta property="og:type" content="article">'
    article = read(page(f"<h1>Court rules on cookies</h1><article>{f'<p>{words * 2}</p>' * 4}</article>{banner}", head=head))
    assert article.text.startswith("The court ruled")


def test_an_article_under_a_dialog_that_is_longer_is_an_article() -> None:
    dialog = f"<div id=onetrust-consent-sdk><p>{'We use cookies. ' * 80}</p><button>Accept all</button></div>"
    text = [f"{SENTENCE}It was vote {n}." for n in range(5)]
    article = read(page(f"{dialog}<h1>Pier</h1>" + "".join(f"<p>{words}</p>" for words in text)))
    assert article.text.endswith("\n\n".join(text))
    assert "cookies" not in article.text


def test_a_check_for_robots() -> None:
    body = "<h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p>"
    assert refused(page(body, title="Just a moment...")) == ("a check for robots", BROWSER)


VIDEO = '<video src="/v.mp4" poster="/p.jpg"></video>'


@pytest.mark.parametrize(
    ("head", "player"),
    [
        ('<meta property="og:type" content="video.other">', '<iframe src="https://player.example/1"></iframe>'),
        ('<script type="application/ld+json">{"@type": "VideoObject", "name": "The pier"}</script>', "<div id=player></div>"),
        ("", VIDEO),
    ],
    ids=["og:type", "JSON-LD", "element"],
)
def test_a_video_without_text_and_one_with(head: str, player: str) -> None:
    body = f"<h1>Watch: the storm at the pier</h1>{player}"
    assert refused(page(f"{body}<p>Waves hit the pier.</p>", head=head)) == ("a video without text", BROWSER)
    assert "harbour council" in read(page(f"{body}<div class='article-body'><p>{SENTENCE * 4}</p></div>", head=head)).text


@pytest.mark.parametrize("names", [("alpha", "bravo", "charlie"), ("항구", "부두", "강변")])
def test_an_article_whose_tags_are_named_as_their_addresses_is_no_list_of_files(names: tuple[str, ...]) -> None:
    tags = "".join(f'<a href="/tag/{name}">{name}</a> ' for name in names)
    article = (
        f'<html><title>Pier</title><article><h1>Pier</h1><p>{SENTENCE * 2}</p><div class="tags">{tags}</div></article></html>'
    )
    assert read(article.encode()).topics == names


def test_a_gallery_without_text() -> None:
    figures = "".join(f'<figure><img src="/{n}.jpg" alt=""><figcaption>Picture {n}</figcaption></figure>' for n in range(12))
    assert refused(page(f"<h1>The storm in pictures</h1>{figures}")) == ("a gallery without text", BROWSER)


def test_a_page_that_a_script_fills() -> None:
    body = '<div id="root"></div><script src="/app.js"></script><noscript>You need to enable JavaScript.</noscript>'
    found, hint = refused(page(body))
    assert found == "a page without text, or one that is filled by script"
    assert hint == BROWSER


@pytest.mark.parametrize(
    "words",
    [
        "<div id=app>Loading…</div><noscript>You need to enable JavaScript to run this app.</noscript>",
        "<p>Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.</p>",
        "<p>このサイトを見るにはJavaScriptを有効にしてください。</p>",
        "<p>Please wait ...</p>",
        "<p>moved</p>",
    ],
)
def test_a_page_that_only_says_that_something_is_to_come(words: str) -> None:
    assert refused(f"<html><body>{words}</body></html>".encode()) == (
        "a page without text, or one that is filled by script", BROWSER
    )  # fmt: skip


def test_a_short_note_on_javascript_is_one() -> None:
    note = "Our harbour cameras work without JavaScript from today, and so do the tide tables of the pier."
    assert note in read(page(f"<h1>Cameras</h1><p>{note}</p>", head='<meta property="og:type" content="article">')).text


def test_a_short_line_in_noscript_is_no_text_whatever_it_says() -> None:
    data = (
        "<html><head><title>The Post</title></head><body><noscript><p>Sorry, that did not work out.</p></noscript><div id=root>"
    )
    assert refused(f"{data}</div></body></html>".encode())[0] == "a page without text, or one that is filled by script"


POSTS = [
    "Has anybody found out how the lamps of the eastern pier can be switched off at night, and not just the red ones?",
    "Mine have a switch below the lid, behind two screws; it is stiff, so take a pencil and be patient with it for a while.",
    "That did nothing here: the white ones went dark, but the small green one beside the cable still blinks every four seconds.",
    "The green one tells the harbour master that there is power, and as far as I know it cannot be turned off by any switch.",
]


def thread(posts: int) -> bytes:
    """A thread as forums show it: the time of a post leads to it, a list of forums stands below."""
    boxes = "".join(
        f'<div class="post"><p class="author"><a href="/viewtopic.php?p={900 + n}">Sun Dec {n + 1}, 2023 11:23 am</a></p>'
        f"<div class=content>Post {n} says: {POSTS[n % 4]} That makes {n} of us who {POSTS[-n % 3][8:60]}.</div></div>"
        for n in range(posts)
    )
    forums = "".join(f'<li><a href="/viewforum.php?f={n}">Using the harbour and its boats {n}</a></li>' for n in range(12))
    return page(
        f'<h2><a href="/viewtopic.php?t=3616">Lamps of the pier</a></h2>{boxes}<ul>{forums}</ul>', title="Lamps of the pier"
    )


@pytest.mark.parametrize("address", ["https://forum.example/viewtopic.php?t=3616", "http://127.0.0.1:8917/thread.html"])
@pytest.mark.parametrize("posts", [4, 16])
def test_a_thread_is_read_from_any_address(posts: int, address: str) -> None:
    article = parse_page(thread(posts), address)
    assert all(f"Post {n} says: " in article.text for n in range(posts))


def test_a_text_that_stands_only_in_noscript_is_read() -> None:
    body = (
        f"<h1>Pier</h1><div id=root></div><noscript><div class=post><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></div></noscript>"
    )
    article = read(page(body, head='<meta property="og:type" content="article">'))
    assert article.text.split("\n\n") == [(SENTENCE * 3).strip(), (SENTENCE * 2).strip()]


def test_lists_in_noscript_are_no_part_of_a_text_that_stands_outside() -> None:
    line = "<p>Match number {} ended with a score that many readers without scripts look up here first of all.</p>"
    lists = "".join(map(line.format, range(40)))
    article = read(
        page(f"<h1>Pier</h1><article><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></article><noscript>{lists}</noscript>")
    )
    assert article.text.split("\n\n") == [(SENTENCE * 3).strip(), (SENTENCE * 2).strip()]


@pytest.mark.parametrize(
    ("data", "content_type", "found", "hint"),
    [
        (b"%PDF-1.7\n...", "application/pdf", "a PDF document", BROWSER),
        (b"\x89PNG\r\n\x1a\n....", "image/png", "an image", BROWSER),
        (b"PK\x03\x04....", "application/zip", "an archive", BROWSER),
        (b"<rss version='2.0'><channel></channel></rss>", "text/xml", "a feed", f"follow it: newscli add {URL}"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', None, "a JSON feed", f"follow it: newscli add {URL}"),
        (b"", "text/html", "an empty answer", None),
    ],
)
def test_a_document_of_another_kind(data: bytes, content_type: str | None, found: str, hint: str | None) -> None:
    assert refused(data, content_type=content_type) == (found, hint)


def test_a_file_has_no_address_to_name() -> None:
    assert refused(b"%PDF-1.7\n...", url="") == ("a PDF document", "open it in a browser")
    assert refused(page(f"<h1>Sign in</h1>{FORM.format('Sign in')}"), url="")[1] == "open it in a browser"


def test_secrets_in_an_address_are_not_printed() -> None:
    _, hint = refused(b"%PDF-1.7", url="https://me:pass@www.post.example/x?token=abc")
    assert hint == "open it in a browser: https://www.post.example/x?token=***"
