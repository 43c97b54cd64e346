"""In which encoding a page is read: byte order mark, header, its own declaration; valid UTF-8 that says much in it is UTF-8."""

import pytest

from newscli.parse.page import parse_page
from newscli.parse.page_tree import page_text

KOREAN = "한국 정부는 월요일 서울에서 국방부 장관 회담을 열었다."
FRENCH = "Le ministre a été reçu à l'Élysée, où l'on a parlé de l'été."
EURO = "5 €"
KOREAN_PAGE = f"<html><head>{{}}<title>회담</title></head><body><p>{KOREAN}</p></body></html>"


@pytest.mark.parametrize(
    ("data", "header", "text"),
    [
        ("\ufeff<p>é</p>".encode(), "text/html; charset=iso-8859-1", "<p>é</p>"),
        ("\ufeff<p>é</p>".encode("utf-16-le"), "text/html; charset=utf-8", "<p>é</p>"),
        ("\ufeff<p>é</p>".encode("utf-16-be"), None, "<p>é</p>"),
        (f"<meta charset=utf-8><p>{EURO}".encode("cp1252"), "text/html; charset=windows-1252", f"<meta charset=utf-8><p>{EURO}"),
        (f"<meta charset=iso-8859-1><p>{EURO}".encode("cp1252"), None, f"<meta charset=iso-8859-1><p>{EURO}"),
        (f"<meta charset=utf-16><p>{EURO}".encode(), None, f"<meta charset=utf-16><p>{EURO}"),
        (f"<meta charset=nonsense><p>{EURO}".encode(), "text/html; charset=also-nonsense", f"<meta charset=nonsense><p>{EURO}"),
        (f"<meta charset=utf-7><p>{EURO}".encode(), None, f"<meta charset=utf-7><p>{EURO}"),
        (f"<p>{EURO}".encode("cp1252"), None, f"<p>{EURO}"),
        (f"<p>{EURO}".encode(), None, f"<p>{EURO}"),
    ],
    ids=["mark before header", "utf-16 by mark", "big-endian", "header before meta", "latin-1 means cp1252", "utf-16 in a meta",
         "unknown names", "a dangerous name", "nothing, not utf-8", "nothing, utf-8"],
)  # fmt: skip
def test_the_standards_order(data: bytes, header: str | None, text: str) -> None:
    assert page_text(data, header) == text


@pytest.mark.parametrize("declared", ["euc-kr", "ks_c_5601-1987", "windows-949"])
def test_a_meta_names_the_encoding(declared: str) -> None:
    data = KOREAN_PAGE.format(f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">').encode("cp949")
    assert KOREAN in page_text(data)


def test_a_page_that_was_recoded_on_the_way_is_utf8_whatever_it_declares() -> None:
    for header, declared in (("text/html; charset=euc-kr", ""), (None, "<meta charset=euc-kr>")):
        assert KOREAN in page_text(KOREAN_PAGE.format(declared).encode(), header)


def test_a_page_cut_inside_a_character_keeps_the_rest() -> None:
    assert page_text(f"<p>{FRENCH}".encode()[:-24] + "é".encode()[:1]).startswith("<p>Le ministre a été reçu")


def test_the_header_of_the_answer_reaches_the_article() -> None:
    body = "".join(f"<p>{FRENCH * 3}</p>" for _ in range(4))
    data = f"<html><head><title>Été</title></head><body><article><h1>Été</h1>{body}</article></body></html>".encode("cp1252")
    article = parse_page(data, "https://site.example/ete", content_type="text/html; charset=iso-8859-1")
    assert article.text.startswith("Le ministre a été reçu")


@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
def test_utf8_that_was_encoded_twice_is_read_once(taken_for: str) -> None:
    page = "<p>Lʼété, “l’automne” — et 한국</p>"
    twice = "".join(
        bytes([byte]).decode(taken_for) if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in page.encode()
    )
    assert page_text(twice.encode()) == page


@pytest.mark.parametrize("page", ["<p>They wrote â€™ for ’.</p>", "<p>NÃO É AÇÃO</p>", "<p>Ã© is no é</p>"])
def test_a_page_that_shows_or_seems_to_show_such_text_is_left_alone(page: str) -> None:
    assert page_text(page.encode()) == page
