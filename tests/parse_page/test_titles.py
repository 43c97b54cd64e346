"""The title of an article's page: its own heading, not the site's, a newsletter's or what search engines are told."""

import pytest

from newscli.parse.page import parse_page

URL = "https://post.example.com/news/the-pier-of-the-harbour-551200.html"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 4
OWN = "Council votes to rebuild the pier"
GAP = "<div><span>.</span></div>" * 60
"""More than a heading may stand away from the text without other witnesses."""


def title_of(head: str, before: str, behind: str = "") -> str:
    page = f"<html lang=en><head>{head}</head><body>{before}<main>{TEXT}</main>{behind}</body></html>"
    return parse_page(page.encode(), URL).title


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (f"<h1>{OWN}</h1>{GAP}", ""),
        (f"<h1>{OWN}</h1>{GAP}", "<h1>Get our newsletter every morning</h1>"),
        (f"<div class=wide><h1>{OWN}</h1></div><div class=narrow><h1>{OWN}</h1></div>{GAP}", ""),
    ],
    ids=["far from the text", "a newsletter's behind the text", "written twice for two widths"],
)
def test_the_only_h1_above_the_text_is_the_title_where_the_head_says_something_else(before: str, behind: str) -> None:
    assert title_of("<title>Pier plans, costs and dates explained in brief</title>", before, behind) == OWN


@pytest.mark.parametrize("name", ["menu-title", "site-title", "logo", "navbar-brand", "masthead__title"])
def test_a_heading_named_after_the_site_is_no_title(name: str) -> None:
    head = f"<title>{OWN} - The Book of the Whole Harbour</title>"
    assert title_of(head, f'<h1 class="{name}">The Book of the Whole Harbour</h1><h2>{OWN}</h2>') == OWN


def test_an_h1_of_a_section_does_not_beat_a_heading_that_the_head_confirms() -> None:
    assert title_of(f"<title>{OWN}</title>", f"<h1>Harbours and Piers Centre</h1>{GAP}<h2>{OWN}</h2>") == OWN


def test_a_section_s_name_in_the_head_confirms_no_other_title() -> None:
    head = "<title>Plans - Harbour news</title>"
    assert title_of(head, f"<h1>{OWN}</h1><h2>Plans</h2>{GAP}") == OWN


@pytest.mark.parametrize("title", ["Introduction - The Book of Harbours", "The Book of Harbours » Introduction"])
def test_where_both_parts_of_the_title_are_headings_the_first_on_the_page_is_the_book_s(title: str) -> None:
    assert title_of(f"<title>{title}</title>", "<h1>The Book of Harbours</h1><h1>Introduction</h1>") == "Introduction"


def test_a_heading_that_links_to_itself_does_not_lead_home() -> None:
    head = f"<title>{OWN} - Harbours</title>"
    assert title_of(head, f'<h1>Harbours</h1><h2 id=pier><a href="#pier">{OWN}</a></h2>') == OWN


@pytest.mark.parametrize("mark", ["¶", "#", "\uf0c1"], ids=["pilcrow", "hash", "icon font"])
def test_the_mark_of_a_heading_s_own_link_is_not_of_the_title(mark: str) -> None:
    assert title_of(f"<title>{OWN}</title>", f'<h1>{OWN}<a href="#top">{mark}</a></h1>') == OWN


@pytest.mark.parametrize(
    "heading",
    [
        f"{OWN} <button><svg></svg>Copy item path</button>",
        f"<button>{OWN}</button>",
        f'{OWN}<span role="button">Save</span>',
        f'{OWN} <a href="#t">🔗</a>',
        f'{OWN}<a class="header-anchor" href="#t" aria-hidden="true">Direct link to heading</a>',
        f'{OWN} <a class="copy-link" href="#">Copy link</a>',
        f'{OWN}<span class="mw-editsection">[<a href="/edit">edit</a>]</span>',
        f'<i class="material-icons">lock</i> {OWN}',
        f'<span class="sr-only">Headline: </span>{OWN}',
        f'<span class="visually-hidden">{OWN}</span>',
        f'<span class="kicker">Transport</span>{OWN}',
        f'<span class="topline">Transport</span><span>:</span> <span class="headline">{OWN}</span>',
        f'<span class="badge">Premium</span>{OWN}',
    ],
)
def test_what_templates_put_into_a_heading_is_not_of_the_title(heading: str) -> None:
    assert title_of("<title>post.example</title>", f"<h1>{heading}</h1>") == OWN


@pytest.mark.parametrize(
    "heading",
    [
        f'<a href="/transport">Transport</a> {OWN}',
        f"<small>Transport</small><br>{OWN}",
        f"<span class=live>LIVE</span> {OWN}",
        f"{OWN}<small>Votes on Tuesday night</small>",
        f'{OWN} <a href="#comments">12 comments</a>',
        f'{OWN} <a href="?print=1">Print</a> | <a href="mailto:">Email</a>',
    ],
)
@pytest.mark.parametrize("head", [f"<title>{OWN} | The Post</title>", f'<meta property="og:title" content="{OWN}">'])
def test_what_the_head_leaves_out_of_a_heading_is_not_of_the_title(heading: str, head: str) -> None:
    assert title_of(head, f"<h1>{heading}</h1>") == OWN


@pytest.mark.parametrize(
    "extra",
    [
        "<button>Copy link</button>",
        '<a href="#f">¶</a>',
        ' <a class="share" href="/s">Share</a>',
        '<span class="mw-editsection">[edit]</span>',
    ],
)
def test_what_templates_put_into_a_heading_is_not_of_the_text(extra: str) -> None:
    page = f"<html lang=en><main><h1>{OWN}</h1><p>{SENTENCE * 2}</p><h2>The ferry{extra}</h2><p>{SENTENCE * 2}</p></main></html>"
    assert parse_page(page.encode(), URL).text.split("\n\n")[1] == "The ferry"


def test_a_title_of_a_script_without_blanks_counts_by_its_characters() -> None:
    assert (
        title_of("<title>港の計画と費用のまとめ</title>", f"<h1>市議会が東埠頭の再建を可決</h1>{GAP}")
        == "市議会が東埠頭の再建を可決"
    )
