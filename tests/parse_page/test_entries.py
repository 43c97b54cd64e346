"""Pages made of entries: who wrote each post of a thread, and when; when each entry of a live blog was written."""

import pytest

from newscli.models.body import Paragraph
from newscli.parse.page import parse_page

URL = "https://boards.example/t/the-pier/1012"
SENTENCES = (
    "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose.",
    "Work is to begin in April and will close the fish market for nine weeks, although traders may sell from boats until then.",
    "The money comes from a fund that the port has kept for thirty years; the town will pay only for lamps and benches.",
    "Two members voted against it, saying that a wooden pier would have cost half as much and lasted nearly as long.",
)
NAMES = ("Kari", "Jun Park", "ada_l", "박준")
LIVE = """<div class=entry id=e{n}><div class=info><time datetime="2026-03-10T1{n}:15:00Z">1{n}:15</time><mark>{name}</mark></div>
<h3>Update {n}</h3><p>{text}</p></div>"""
XENFORO = """<article class="message message--post"><div class="message-cell message-cell--user"><section class=message-user>
<h4 class=message-name><a class=username href=/members/x.{n}/>{name}</a></h4><h5 class="userTitle message-userTitle">Senior
member</h5><dl><dt>Joined</dt><dd>Oct 28, 2019</dd><dt>Points</dt><dd>4,726</dd></dl></section></div>
<div class="message-cell message-cell--main"><div class=message-main><header class=message-attribution><ul><li class=u-concealed>
<time datetime="2026-03-1{n}T09:00:00Z">Mar 1{n}, 2026</time></li><li>#{n}</li></ul></header><div class=message-body>
<div class=bbWrapper>{text}</div></div><aside class=message-signature><div class=bbWrapper>{name} is a member of the Society of
the Friends of the Old Pier.</div></aside></div></div></article>"""
PHPBB = """<div class="post bg{n}" id=p{n}><div class=inner><dl class=postprofile><dt class=no-rank><a class=username>{name}</a>
</dt><dd class=profile-joined>Joined: Sun Dec 17, 2017 11:18 am</dd></dl><div class=postbody><p class=author>Sun Mar 1{n}, 2026
11:23 am</p><div class=content>{text}</div></div></div></div>"""
DISCOURSE = """<div class="topic-body crawler-post"><div class=crawler-post-meta><span class=creator itemprop=author>
<span itemprop=name>{name}</span></span> <time datetime="2026-03-1{n}T09:00:00Z">March 1{n}, 2026, 9:00am</time> <span>{n}</span>
</div><div class=post><p>{text}</p></div></div>"""
TAPATALK = """<div class="post post{n}"><div class="username">{name}</div><p class=author>Mar 1{n}, 2026<a href=#p{n}>#{n}</a>
<time>2026-03-1{n}T09:00+00:00</time></p><div class=content>{text}</div></div>"""


def entries(template: str) -> str:
    filled = (template.format(n=n, name=name, text=text) for n, (name, text) in enumerate(zip(NAMES, SENTENCES, strict=True)))
    return f"<div class=all>{''.join(filled)}</div>"


def page(inner: str) -> bytes:
    return f"<html lang=en><title>The pier</title><body><main><h1>The pier</h1>{inner}</main></body></html>".encode()


def lines(inner: str) -> list[str]:
    return [line for line in parse_page(page(inner), URL).text.split("\n") if line]


def headed(head: str) -> list[str]:
    """What a thread's text is: above each sentence its line."""
    heads = (head.format(n=n, name=name) for n, name in enumerate(NAMES))
    return [line for pair in zip(heads, SENTENCES, strict=True) for line in pair]


@pytest.mark.parametrize(
    ("entry", "head"),
    [
        (XENFORO, "{name} · Mar 1{n}, 2026"),
        (PHPBB, "{name} · Sun Mar 1{n}, 2026 11:23 am"),
        (DISCOURSE, "{name} March 1{n}, 2026, 9:00am {n}"),
        (TAPATALK, "{name} · Mar 1{n}, 2026"),
    ],
    ids=["author in a cell of its own", "a date without <time>", "one line for both", "a time for machines beside the date"],
)
def test_each_post_of_a_thread_says_who_wrote_it_and_when(entry: str, head: str) -> None:
    assert lines(entries(entry)) == headed(head)


def test_the_entries_of_a_live_blog_say_when_they_were_written() -> None:
    found = lines(entries(LIVE))
    assert [line for line in found if line in SENTENCES] == list(SENTENCES)
    assert [line for line in found if line[:1] == "1"] == [f"1{n}:15 {name}" for n, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("entry", "head"),
    [
        ('<div><a href="#e{n}"><time datetime="2026-03-10T1{n}:32:00Z">1{n}:32</time></a><p>{text}</p></div>', "1{n}:32"),
        ("<h3><time>1{n}:32</time></h3><p>{text}</p>", "1{n}:32"),
        ("<dt><time>1{n}:32</time></dt><dd><p>{text}</p></dd>", "1{n}:32"),
        (
            """<article class=e><header><a href="#b"><time data-format=med>{n}m ago</time><span>1{n}.32 GMT</span></a></header>
            <p>{text}</p></article>""",
            "{n}m ago 1{n}.32 GMT",
        ),
        (
            '<div class=e><p><i class="sr-only">Posted at 1{n}:32</i><time>1{n}:32 25 November</time></p><p>{text}</p></div>',
            "1{n}:32 25 November",
        ),
    ],
    ids=[
        "the time is the link to the entry",
        "no boxes",
        "a list of terms",
        "a time in two forms",
        "said twice for screen readers",
    ],
)
def test_times_of_entries_in_other_forms(entry: str, head: str) -> None:
    assert lines(entries(entry)) == headed(head)


def test_one_time_above_a_text_is_no_entry() -> None:
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    assert lines(f"<article><time>08:00</time><time>10:00</time>{text}<time>12:10</time></article>") == list(SENTENCES)


def test_the_author_of_a_post_stands_out() -> None:
    first = parse_page(page(entries(XENFORO)), URL).body.blocks[0]
    assert isinstance(first, Paragraph)
    assert (first.spans[0].text, first.spans[0].marks) == ("Kari", ("strong",))


def test_the_comments_below_an_article_give_it_no_lines() -> None:
    article = "".join(f"<p>{text} {text}</p>" for text in SENTENCES * 3)
    found = lines(f"<article>{article}</article>{entries(XENFORO)}")
    assert not any(line.startswith(name) and "·" in line for line in found for name in NAMES)


def test_control_characters_in_names_and_times_are_not_written_back() -> None:
    hostile = XENFORO.replace("{name}</a>", "{name}&#27;[A</a>").replace("2026</time>", "2026&#11;</time>")
    assert lines(entries(hostile)) == headed("{name} · Mar 1{n}, 2026")
