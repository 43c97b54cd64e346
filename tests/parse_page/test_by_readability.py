"""The quicker way to ask readability gives what readability itself does; so does the quicker way to look for words."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from readability import Document
from readability.readability import clean

from newscli.parse.body.by_readability import quick_length, text_by_readability
from newscli.parse.page_words import any_of
from newscli.parse.related.related_words import RELATED
from newscli.parse.related.sponsored_words import SPONSORED
from newscli.parse.related.trending_words import TRENDING

SENTENCE = "The council voted on Tuesday to rebuild the eastern quay, after two years of delay, at a cost of four million. "
ARTICLE = (
    f"<div class='story'><h1>Quay</h1>{f'<p>{SENTENCE * 3}</p>' * 4}<p>{SENTENCE}<a href='/a'>More \n\t of  it</a></p></div>"
)
LINKS = "<ul class='links'>" + "".join(f"<li><a href='javascript:go({n})'>Story  {n}\n</a></li>" for n in range(30)) + "</ul>"
PAGES = {
    "article": ARTICLE,
    "with lists": f"{LINKS}<div>{ARTICLE}{LINKS}</div>{LINKS}",
    "divs for paragraphs": "".join(f"<div>{SENTENCE * 2}<br>{SENTENCE}</div>" for _ in range(6)),
    "scripts and styles": f"<style>p {{ left: 0 }}</style>{ARTICLE}<script>a = '<p>{SENTENCE}</p>'</script><!-- {SENTENCE} -->",
    "little": "<p>Closed today.</p>",
    "table": f"<table><tr><td>{SENTENCE * 4}</td><td>{LINKS}</td></tr></table>",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_same_text_as_from_readability_itself(name: str) -> None:
    markup = f"<html><head><base href='https://news.example/'></head><body>{PAGES[name]}</body></html>"
    assert text_by_readability(markup) == html.fromstring(Document(markup).summary()).text_content()


@pytest.mark.parametrize("markup", ["", "<!-- -->", "<html>"])
def test_what_is_no_page_has_no_text(markup: str) -> None:
    assert not text_by_readability(markup).strip()


BLANKS = st.sampled_from([" ", "  ", "\n", "\t", "\r", "\x0b", "\xa0", "\u2028", "\xa0" * 300, " \n" * 130, "a", "b c"])


@given(st.lists(BLANKS, max_size=12).map("".join))
def test_lengths_are_those_of_readability(text: str) -> None:
    element: Any = html.fragment_fromstring("<p></p>")
    element.text = text.replace("\x0b", " ")  # no XML character
    assert quick_length(element) == len(clean(element.text_content()))


WORDS = st.sampled_from(sorted({*RELATED.values(), *TRENDING.values(), *SPONSORED.values()}))


@given(WORDS, st.data())
def test_words_in_groups_find_what_the_words_do(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern) | st.text(max_size=20))
    assert bool(re.search(any_of([pattern]), text)) == bool(re.search(pattern, text))


@pytest.mark.parametrize(
    "patterns",
    [["ab|a?c|(?:x|y)z"], ["[|]a|b"], [r"\|a|\(b|c"], ["a|b", "ac|a", "d"], ["[]|]x|y"], ["ab*|a{2}|b+|c"]],
)
@given(st.text(alphabet="abcdxyz|(])", max_size=6))
def test_alternatives_are_parted_where_they_end(patterns: list[str], text: str) -> None:
    assert bool(re.search(any_of(patterns), text)) == any(re.search(pattern, text) for pattern in patterns)
