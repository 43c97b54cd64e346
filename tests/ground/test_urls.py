"""Which words are an address, what of it may be shown, and which two addresses are one page."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import newscli.urls
from newscli.errors import UsageError
from newscli.host_names import is_ip
from newscli.text import is_clean
from newscli.urls import (
    URL_LIMIT,
    WebUrl,
    find_link,
    find_stated_url,
    find_web_url,
    host_of,
    is_article_like,
    outlet_host,
    require_web_url,
    shown_link,
    shown_url,
    stored_url,
    strip_tracking,
    url_key,
)


def web(raw: str) -> WebUrl:
    found = find_web_url(raw)
    assert found is not None, raw
    return found


@pytest.mark.parametrize(
    ("raw", "base", "address"),
    [
        ("HTTPS://Example.COM", None, "https://example.com/"),
        ("http://example.com:80/a", None, "http://example.com/a"),
        ("https://example.com:8443/a", None, "https://example.com:8443/a"),
        ("http://example.com:/a", None, "http://example.com/a"),
        ("https://bücher.example/ü?q=ä#ß", None, "https://xn--bcher-kva.example/%C3%BC?q=%C3%A4#%C3%9F"),
        ("  http://example.com/lo\nng\t  ", None, "http://example.com/long"),
        ("http://example.com/a b", None, "http://example.com/a%20b"),
        ("http://example.com/%zz%41", None, "http://example.com/%zz%41"),
        ("http://[::1]:8000/x", None, "http://[::1]:8000/x"),
        ("//cdn.example/x", "https://a.example/b/", "https://cdn.example/x"),
        ("../x?y=1", "https://a.example/b/c/d", "https://a.example/b/x?y=1"),
        ("?q=1", "https://a.example/c?d", "https://a.example/c?q=1"),
        ("http://me:word@example.com/feed", None, "http://me:word@example.com/feed"),
        ("http://example.com/\x1b[31m\u202e", None, "http://example.com/%1B%5B31m%E2%80%AE"),
        ('http://example.com/?q=<script>"', None, "http://example.com/?q=%3Cscript%3E%22"),
    ],
)
def test_an_address_is_made_absolute_and_ascii(raw: str, base: str | None, address: str) -> None:
    assert find_web_url(raw, base) == address


@pytest.mark.parametrize(
    "raw",
    ["", " ", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "file:///etc/passwd", "ftp://example.com/x", "feed://a.b/x",
     "http://", "http:///x", "http:example.com", "http://exa mple.com/", "http://a..b/", "http://-a.example/", "http://example.com:99999/",
     "http://example.com:x/", "http://[::1/", "http://[x]/", "https://\u2603\u2603.\u2603./..",
     "http://example.com/" + "x" * URL_LIMIT, "http://\u202eexample.com/", "http://example.com\x1b[31m/"],
)  # fmt: skip
def test_what_is_no_web_address_is_none(raw: str) -> None:
    assert find_web_url(raw) is None


@pytest.mark.parametrize("raw", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "http://[::1", "tel:112", ""])
def test_a_link_of_a_page_that_leads_to_no_page_is_none(raw: str) -> None:
    assert find_web_url(raw, "https://a.example/b") is None


@pytest.mark.parametrize(
    ("raw", "link"),
    [
        ("mailto:ann@news.example", "mailto:ann@news.example"),
        (" MailTo: Ann.B+1%40News.EXAMPLE. ", "mailto:Ann.B+1@news.example"),
        ("mailto:o'neill@news.example?subject=Hello&bcc=spy@x.example&attach=/etc/passwd", "mailto:o'neill@news.example"),
        ("mailto:ann@news.example,bob@news.example", "mailto:ann@news.example"),
        ("mailto:ann@news.example%0d%0aBcc:spy@x.example", None),
        ("mailto:ann@news.example\r\nBcc: spy@x.example", "mailto:ann@news.example"),
        ("mailto:info@b\u00fccher.example", "mailto:info@xn--bcher-kva.example"),
        ("mailto:info@\u202eelpmaxe.example", None),
        ("mailto:ann@news.example\x1b[31m", None),
        ("mailto:--help", None), ("mailto:", None), ("mailto:?to=ann@news.example&body=x", None), ("mailto:ann", None),
        ("mailto:ann@localhost", None), ("mailto:ann@127.0.0.1", None), ("mailto:ann@[::1]", None),
        ("mailto:a b@news.example", None), ("mailto://reader:sesame@news.example/x", None),
        ("mailto:" + "a" * 65 + "@news.example", None),
        ("mailto:ann@" + "a." * 500_000 + "example", None), ("mailto:" * 200_000, None),
        ("javascript:mailto:ann@news.example", None), ("/about?mailto:ann@news.example", "https://a.example/about?mailto:ann@news.example"),
        ("b", "https://a.example/b"),
    ],
)  # fmt: skip
def test_a_text_links_to_the_web_and_to_one_mail_address(raw: str, link: str | None) -> None:
    found = find_link(raw, "https://a.example/")
    assert found == link
    if found is not None:
        assert find_link(found) == shown_link(found) == found
        assert stored_url(found) == (None if found.startswith("mailto:") else found)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_mail_address_brings_nothing_along(before: str, after: str) -> None:
    found = find_link(f"mailto:{before}@{after}")
    assert found is None or re.fullmatch(r"mailto:[A-Za-z0-9_.+~'-]+@[a-z0-9_.-]+", found)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"), ("0X7F.1", "127.0.0.1"), ("10.0x10.1", "10.16.0.1"), ("0", "0.0.0.0"),
        ("0x", "0.0.0.0"), ("192.168.1.1", "192.168.1.1"),
        ("169.254.43518", "169.254.169.254"), ("255.16777215", "255.255.255.255"),
        ("256.0.0.1", None), ("4294967296", None), ("1.2.3.4.5", None), ("127.0.0.08", None), ("a.127", None), ("0x1g.1", None),
        ("9" * 5_000, None), ("1..1", None),
        ("news.example", "news.example"), ("4chan.example", "4chan.example"), ("0x.example", "0x.example"),
    ],
)  # fmt: skip
def test_a_number_as_host_is_the_address_that_it_means(host: str, address: str | None) -> None:
    """As resolvers read it: `inet_aton` of the C library takes them all."""
    assert find_web_url(f"http://{host}/x") == (f"http://{address}/x" if address else None)


def test_the_host_that_is_shown_is_the_host_that_is_asked() -> None:
    # A browser reads the backslash as a slash and would go to bank.example.
    url = web("http://bank.example\\@evil.example/")
    assert host_of(url) == "evil.example"
    assert shown_url(url) == "http://evil.example/"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("bbc.com/news", "https://bbc.com/news"),
        ("localhost:8000/feed", "http://localhost:8000/feed"),
        ("127.0.0.1/x", "http://127.0.0.1/x"),
        ("localhost.example/x", "https://localhost.example/x"),
        ("bbc.com:443/x", "https://bbc.com/x"),
        ("[::1]:8000/x", "http://[::1]:8000/x"),
        ("http://bbc.com", "http://bbc.com/"),
        (" news.example \n", "https://news.example/"),
    ],
)
def test_a_typed_address_may_lack_its_scheme(typed: str, address: str) -> None:
    assert require_web_url(typed) == address


@pytest.mark.parametrize(
    "typed", ["", "two words", "javascript:alert(1)", "mailto:a@b.example", "ftp://a.example/", "http://[::1"]
)
def test_a_typed_address_that_is_none_is_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(UsageError, match="not an http or https address") as caught:
        require_web_url(typed)
    assert caught.value.hint


SAME_PAGE = [
    ("http://example.com/a", "https://example.com/a"),
    ("https://www.example.com/a", "https://example.com/a"),
    ("https://m.example.com/a", "https://example.com/a"),
    ("https://amp.example.com/a", "https://example.com/a"),
    ("https://example.com/a/", "https://example.com/a"),
    ("https://example.com", "https://example.com/"),
    ("https://example.com:443/a", "https://example.com/a"),
    ("https://me:word@example.com/a", "https://example.com/a"),
    ("https://example.com/a#comments", "https://example.com/a"),
    ("https://example.com/a?utm_source=rss&utm_medium=x", "https://example.com/a"),
    ("https://example.com/a?id=7&fbclid=x", "https://example.com/a?id=7"),
    ("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
    ("https://example.com/caf%c3%a9", "https://example.com/café"),
    ("https://example.com/a%7Eb", "https://example.com/a~b"),
    ("https://EXAMPLE.com/a", "https://example.com/a"),
]
OTHER_PAGE = [
    ("https://example.com/a", "https://example.com/b"),
    ("https://example.com/a", "https://example.com/A"),
    ("https://example.com/a?id=1", "https://example.com/a?id=2"),
    ("https://example.com/a?p=1", "https://example.com/a"),
    ("https://example.com/a", "https://news.example.com/a"),
    ("https://example.com/a", "https://example.org/a"),
    ("https://example.com:8080/a", "https://example.com/a"),
    ("https://example.com/#!/one", "https://example.com/#!/two"),
    ("https://m.example/a", "https://example/a"),
    ("https://example.com/a?x=1&x=2", "https://example.com/a?x=1"),
    ("https://example.com/a?ref=b", "https://example.com/a"),
    # Korean in EUC-KR and Russian in windows-1251: bytes that are no UTF-8 must not become one and the same.
    ("https://example.com/%B1%E8", "https://example.com/%B3%AA"),
    ("https://example.com/?q=%B1%E8", "https://example.com/?q=%B3%AA"),
    ("https://example.com/a%2541", "https://example.com/a%41"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PAGE)
def test_two_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert url_key(web(one)) == url_key(web(other))


@pytest.mark.parametrize(("one", "other"), OTHER_PAGE)
def test_addresses_of_two_pages_have_two_keys(one: str, other: str) -> None:
    assert url_key(web(one)) != url_key(web(other))


def test_campaign_parameters_go_and_the_rest_of_the_query_stays_in_its_order() -> None:
    stripped = strip_tracking(web("https://example.com/a?z=1&utm_source=x&a=2&gclid=3&keyword=k#top"))
    assert stripped == "https://example.com/a?z=1&a=2&keyword=k"
    assert strip_tracking(web("https://example.com/#!/route")) == "https://example.com/#!/route"


def test_what_is_shown_of_an_address_holds_no_secret() -> None:
    url = web(
        "https://me:word@example.com/f?token=s3cret&q=korea&api_key=s3cret&X-Amz-Signature=s3cret&sid=s3cret&author=ada&keyword=k"
    )
    shown = shown_url(url)
    assert shown == ("https://example.com/f?token=***&q=korea&api_key=***&X-Amz-Signature=***&sid=***&author=ada&keyword=k")
    assert "s3cret" not in shown
    assert "word@" not in shown


@pytest.mark.parametrize(
    ("url", "host", "outlet"),
    [
        ("https://feeds.bbci.co.uk/news", "feeds.bbci.co.uk", "bbci.co.uk"),
        ("https://www.example.co.jp/x", "example.co.jp", "example.co.jp"),
        ("https://ada.github.io/", "ada.github.io", "ada.github.io"),
        ("http://127.0.0.1:8000/", "127.0.0.1", "127.0.0.1"),
        ("http://localhost/", "localhost", "localhost"),
        ("http://[::1]/", "::1", "::1"),
    ],
)
def test_who_publishes_is_the_registrable_host(url: str, host: str, outlet: str) -> None:
    assert host_of(web(url)) == host
    assert outlet_host(web(url)) == outlet


def test_an_ip_address_is_told_from_a_name() -> None:
    assert is_ip("127.0.0.1")
    assert is_ip("[::1]")
    assert not is_ip("example.com")


@pytest.mark.parametrize(
    ("url", "could_be_one"),
    [
        ("https://example.com/", False),
        ("https://example.com/?p=77", True),
        ("https://example.com/2025/11/03/summit", True),
        ("https://example.com/category/world", False),
        ("https://example.com/tag/korea/", False),
        ("https://example.com/section/world/summit-in-seoul", True),
    ],
)
def test_home_and_section_pages_are_no_article(url: str, could_be_one: bool) -> None:
    assert is_article_like(web(url)) is could_be_one


anything = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="htps:/?#[]@!$&'()*+,;=%.-_~ 0123456789abcABC\x00\x1b\u202eßü한\ud800", max_size=60).map(
        "http://a.example/".__add__
    ),
    st.text(alphabet="ab.:@[]0159%-_\u2603ß\ud800 ", max_size=30).map("https://".__add__),
)


@given(anything)
def test_any_words_give_a_clean_ascii_address_or_none(raw: str) -> None:
    url = find_web_url(raw)
    assume(url is not None)
    assert url is not None
    assert url.isascii()
    assert is_clean(url)
    assert url.startswith(("http://", "https://"))
    assert not set(url) & set(' "<>\\^`')


@given(anything)
def test_an_address_read_again_is_itself(raw: str) -> None:
    url = find_web_url(raw)
    assume(url is not None)
    assert url is not None
    assert find_web_url(url) == url
    assert stored_url(url) == url


@given(anything)
def test_every_address_has_a_key_a_host_and_a_shown_form(raw: str) -> None:
    url = find_web_url(raw)
    assume(url is not None)
    assert url is not None
    stripped = strip_tracking(url)
    assert strip_tracking(stripped) == stripped
    assert url_key(stripped) == url_key(url)
    for text in (url_key(url), host_of(url), outlet_host(url), shown_url(url)):
        assert is_clean(text)
    assert shown_url(web(shown_url(url))) == shown_url(url)
    is_article_like(url)


short_cuts = st.sampled_from(("_PLAIN", "_PLAIN_KEY")).flatmap(
    lambda name: st.from_regex(re.compile(getattr(newscli.urls, name), re.ASCII), fullmatch=True)
)


@given(st.one_of(anything, short_cuts))
def test_a_short_cut_leads_where_the_long_way_does(raw: str) -> None:
    """Addresses that look harmless are not taken apart; the patterns that say so must not be too generous."""
    url = find_web_url(raw)
    key, stated = url and url_key(url), find_stated_url(raw)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_PLAIN", "_PLAIN_KEY"):
            patch.setattr(newscli.urls, name, "(?!)")
        assert find_web_url(raw) == url
        assert find_stated_url(raw) == stated
        assert (url and url_key(url)) == key


@given(anything, anything)
def test_a_base_of_any_words_never_breaks(raw: str, base: str) -> None:
    url = find_web_url(raw, base)
    assert url is None or url.isascii()


@given(st.text(max_size=60))
def test_typed_words_are_an_address_or_a_usage_error(typed: str) -> None:
    try:
        words = str(require_web_url(typed))
    except UsageError as error:
        words = str(error)
    assert is_clean(words)


@pytest.mark.parametrize("stored", ["javascript:alert(1)", "file:///etc/passwd", "http://a.example/\x1b[2J", "http://a b/", ""])
def test_what_a_store_says_is_an_address_is_looked_at(stored: str) -> None:
    """A store may have been damaged, or written by something else."""
    assert stored_url(stored) is None


def test_a_scheme_in_capitals_is_written_as_it_is_stored() -> None:
    stated = find_stated_url("HTTP://Example.com/A")
    assert stated == "http://example.com/A"
    assert stored_url(stated) == stated
