"""Which addresses are asked for one article, and where that ends."""

from dataclasses import replace

from tests.decide.shelf import NOW

from newscli.decide.route import BYTES_LIMIT, PAGES_LIMIT, SECONDS_LIMIT, Gathered, Route
from newscli.errors import FetchError, NewscliError, ParseError
from newscli.models.body import body_from_text
from newscli.models.document import Document
from newscli.models.parsed import GOES_ON, ParsedArticle, ParsedItem
from newscli.text import clean_line
from newscli.urls import WebUrl, require_web_url

STORY = require_web_url("https://www.site.example/story")
AMP = require_web_url("https://amp.site.example/story")
ELSEWHERE = require_web_url("https://other.example/story")
LED = ParseError(clean_line("no article"), found=clean_line("a page that only leads on"), onward=STORY)
NONE = ParseError(clean_line("no article: this is an error page"), found=clean_line("an error page"))
FAILED = FetchError(clean_line("404 Not Found"), kind="status", status=404)


def numbered(number: int) -> WebUrl:
    return STORY if number == 1 else require_web_url(f"{STORY}/{number}")


def document(url: WebUrl, *, size: int = 10, seconds: float = 0.1, is_public: bool = False) -> Document:
    return Document(url=url, status=200, headers={}, body=b"x" * size, permanent_url=None, seconds=seconds, is_public=is_public)


def article(text: str, *, url: WebUrl = STORY, next_url: WebUrl | None = None, is_amp: bool = False) -> ParsedArticle:
    warnings = (GOES_ON,) if next_url else ()
    title = clean_line("The story")
    return ParsedArticle(title=title, url=url, body=body_from_text(text), next_url=next_url, is_amp=is_amp, warnings=warnings)


def travel(asked: WebUrl, web: dict[WebUrl, ParsedArticle | NewscliError]) -> tuple[list[WebUrl], Gathered | NewscliError]:
    """Follows a route through `web`: what it asked for, and what came of it."""
    route, visits = Route(asked), list[WebUrl]()
    while (request := route.next_request(7)) is not None:
        assert request.key == 7
        visits.append(request.url)
        assert len(visits) < 100, "a route must end"
        found = web.get(request.url, FAILED)
        if isinstance(found, FetchError):
            route.fail(found)
        else:
            assert isinstance(found, ParsedArticle | ParseError)
            route.arrive(document(request.url), found)
    return visits, route.outcome()


def gathered(asked: WebUrl, web: dict[WebUrl, ParsedArticle | NewscliError]) -> tuple[list[WebUrl], Gathered]:
    visits, found = travel(asked, web)
    assert isinstance(found, Gathered), found
    return visits, found


def test_a_page_of_its_own_takes_one_request() -> None:
    visits, found = gathered(STORY, {STORY: article("All of it.")})
    assert visits == [STORY]
    assert (found.asked, found.final, found.copy, found.parsed.text) == (STORY, STORY, None, "All of it.")


def test_the_original_of_an_amp_copy_is_asked_for_and_wins() -> None:
    visits, found = gathered(AMP, {AMP: article("A long text.", is_amp=True), STORY: article("The whole long text.")})
    assert visits == [AMP, STORY]
    assert (found.final, found.copy, found.parsed.text) == (STORY, AMP, "The whole long text.")


def test_an_original_behind_a_wall_does_not_replace_its_copy() -> None:
    web: dict[WebUrl, ParsedArticle | NewscliError] = {
        AMP: article("word " * 100, is_amp=True),
        STORY: article("word " * 20),
    }
    _, found = gathered(AMP, web)
    assert (found.final, len(found.parsed.text.split())) == (AMP, 100)


def test_a_copy_stands_where_its_original_cannot_be_had() -> None:
    for trouble in (FAILED, NONE):
        _, found = gathered(AMP, {AMP: article("The copy.", is_amp=True), STORY: trouble})
        assert (found.final, found.parsed.text) == (AMP, "The copy.")


def test_an_original_of_another_outlet_or_a_home_page_is_not_asked_for() -> None:
    for canonical in (ELSEWHERE, require_web_url("https://www.site.example/")):
        visits, _ = gathered(AMP, {AMP: article("The copy.", url=canonical, is_amp=True)})
        assert visits == [AMP]


def test_two_copies_that_name_each_other_end() -> None:
    web: dict[WebUrl, ParsedArticle | NewscliError] = {
        AMP: article("One.", is_amp=True), STORY: article("Two.", url=AMP, is_amp=True)
    }  # fmt: skip
    visits, _ = gathered(AMP, web)
    assert visits == [AMP, STORY]


def test_the_pages_of_an_article_are_joined_in_order() -> None:
    web: dict[WebUrl, ParsedArticle | NewscliError] = {
        numbered(n): article(f"The story\n\nPage {n}.", next_url=numbered(n + 1) if n < 3 else None) for n in (1, 2, 3)
    }
    visits, found = gathered(STORY, web)
    assert visits == [numbered(1), numbered(2), numbered(3)]
    assert found.parsed.text == "The story\n\nPage 1.\n\nPage 2.\n\nPage 3."
    assert [each.url for each in found.documents] == visits
    assert (found.parsed.next_url, found.parsed.warnings) == (None, ())


def test_what_cannot_be_had_of_an_article_is_said() -> None:
    for trouble in (FAILED, NONE):
        _, found = gathered(STORY, {STORY: article("Page 1.", next_url=numbered(2)), numbered(2): trouble})
        assert found.parsed.text == "Page 1."
        assert found.parsed.warnings == (GOES_ON,)


def test_a_page_that_says_the_same_again_is_the_end() -> None:
    web: dict[WebUrl, ParsedArticle | NewscliError] = {
        numbered(n): article("The only page.", next_url=numbered(n + 1)) for n in range(1, 30)
    }
    visits, found = gathered(STORY, web)
    assert len(visits) == 2
    assert (found.parsed.text, found.parsed.warnings) == ("The only page.", ())


def test_an_endless_article_ends() -> None:
    web: dict[WebUrl, ParsedArticle | NewscliError] = {
        numbered(n): article(f"Page {n}.", next_url=numbered(n + 1)) for n in range(1, 90)
    }
    visits, found = gathered(STORY, web)
    assert len(visits) == PAGES_LIMIT
    assert found.parsed.warnings == (GOES_ON,)


def test_pages_that_lead_back_end() -> None:
    web: dict[WebUrl, ParsedArticle | NewscliError] = {
        numbered(1): article("Page 1.", next_url=numbered(2)), numbered(2): article("Page 2.", next_url=numbered(1)),
    }  # fmt: skip
    visits, _ = gathered(STORY, web)
    assert visits == [numbered(1), numbered(2)]


def test_a_next_page_of_another_outlet_is_not_asked_for() -> None:
    visits, found = gathered(STORY, {STORY: article("Page 1.", next_url=ELSEWHERE)})
    assert visits == [STORY]
    assert found.parsed.warnings == (GOES_ON,)


def test_many_bytes_and_slow_answers_end_an_article() -> None:
    for costly in (document(STORY, size=BYTES_LIMIT), document(STORY, seconds=SECONDS_LIMIT)):
        route = Route(STORY)
        route.arrive(costly, article("Page 1.", next_url=numbered(2)))
        assert route.next_request(1) is None


def test_a_page_that_leads_on_is_followed_once() -> None:
    short = require_web_url("https://sho.rt/x")
    visits, found = gathered(short, {short: LED, STORY: article("All of it.")})
    assert visits == [short, STORY]
    assert (found.asked, found.final) == (short, STORY)
    again = ParseError(clean_line("no article: this is a page that only leads on"), found=LED.found, onward=ELSEWHERE)
    visits, error = travel(short, {short: LED, STORY: again, ELSEWHERE: article("Never.")})
    assert (visits, error) == ([short, STORY], again)


def test_a_page_that_leads_to_itself_is_named() -> None:
    visits, error = travel(STORY, {STORY: LED})
    assert visits == [STORY]
    assert isinstance(error, ParseError)
    assert (error.found, error.hint) == (LED.found, f"open it in a browser: {STORY}")


def test_without_an_article_the_reason_is_the_outcome() -> None:
    assert travel(STORY, {}) == ([STORY], FAILED)
    assert travel(STORY, {STORY: NONE}) == ([STORY], NONE)


def test_a_public_page_leads_to_public_places_only() -> None:
    for is_public in (True, False):
        route = Route(STORY)
        first = route.next_request(1)
        assert first is not None
        assert not first.only_public
        route.arrive(document(STORY, is_public=is_public), article("Page 1.", next_url=numbered(2)))
        request = route.next_request(1)
        assert request is not None
        assert request.only_public is is_public


def item(name: str, position: int) -> ParsedItem:
    return ParsedItem(title=clean_line(name), url=require_web_url(f"https://site.example/{name}"), position=position)


def test_further_reading_of_all_pages_stands_once_and_is_numbered_anew() -> None:
    first = replace(article("Page 1.", next_url=numbered(2)), related=(item("a", 1), item("b", 2)), published=None)
    second = replace(article("Page 2.", url=numbered(2)), related=(item("b", 1), item("c", 2), item("story", 3)))
    _, found = gathered(STORY, {numbered(1): first, numbered(2): second})
    assert [(each.title, each.position) for each in found.parsed.related] == [("a", 1), ("b", 2), ("c", 3)]
    assert NOW.tzinfo is not None
