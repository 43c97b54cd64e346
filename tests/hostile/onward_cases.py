"""Cases of pages that lead on: further pages, originals of copies, pages that only send their readers elsewhere."""

from collections.abc import Callable, Iterator
from typing import Final

from tests.hostile.matrix import EITHER, HTML, Case
from tests.hostile.page_cases import SENTENCE
from tests.hostile.server import Exchange

TITLE: Final = "Council votes to rebuild the pier"
Lead = Callable[[str, int], str]
"""By the path of the case and the number of its page: a whole page."""


def article(words: str, *, head: str = "", mark: str = "", pager: str = "") -> str:
    """An article of four paragraphs that no other page has, `mark` on its root element."""
    prose = "".join(f"<p>{words}, paragraph {n}: {SENTENCE}</p>" for n in range(4))
    top = f"<!doctype html><html lang=en {mark}><head><meta charset=utf-8><title>{TITLE}</title>{head}</head>"
    return f"{top}<body><article><h1>{TITLE}</h1>{prose}{pager}</article></body></html>"


def paged(path: str, number: int, following: str, *, ballast: str = "") -> str:
    """Page `number` of an article, whose next page is at `following`."""
    pager = f'<nav class="pagination">Page {number} of 99 <a rel=next href="{following}">Next</a></nav>'
    head = f'<link rel="next" href="{following}"><link rel="canonical" href="{path}">'
    return article(f"Page {number}", head=head, pager=ballast + pager)


def sent(target: str) -> str:
    """A page that only leads on."""
    return f'<!doctype html><meta http-equiv="refresh" content="0;url={target}"><title>Go on</title><p>Go on.</p>'


_LEADS: Final[dict[str, Lead]] = {
    "further pages without end": lambda path, n: paged(path, n, f"{path}?page={n + 1}"),
    "further pages in a circle": lambda path, n: paged(path, n, f"{path}?page={n % 3 + 1}"),
    "further pages of 7 MB": lambda path, n: paged(path, n, f"{path}?page={n + 1}", ballast=f"<!--{'x' * (7 << 20)}-->"),
    "a further page that is another host's": lambda path, n: paged(path, n, f"http://SERVER/canary?page={n + 1}"),
    "a further page that is a script": lambda path, n: paged(path, n, "javascript:alert(2)"),
    "a further page that is a file": lambda path, n: paged(path, n, "file:///etc/passwd?page=2"),
    "a further page of escapes": lambda path, n: paged(path, n, f"{path}?page={n + 1}&amp;x=\x9b31m\u202e"),
    "an original that is a copy without end": lambda path, n: article(
        f"Copy {n}", mark="amp", head=f'<link rel="canonical" href="{path}?page={n + 1}">'
    ),
    "an original that is another host's": lambda path, _: article(
        "Copy", mark="amp", head='<link rel="canonical" href="http://SERVER/canary/news/2026/03/the-story-of-the-pier">'
    ),
    "an original that is a file": lambda path, _: article(
        "Copy", mark="amp", head='<link rel="canonical" href="file:///etc/passwd">'
    ),
    "leading on without end": lambda path, n: sent(f"{path}?page={n + 1}"),
    "leading on in a circle": lambda path, n: sent(f"{path}?page={n % 2 + 1}"),
    "leading on to a file": lambda *_: sent("file:///etc/passwd"),
    "leading on to a script": lambda *_: sent("javascript:alert(1)"),
    "leading on to data": lambda *_: sent("data:text/html,&lt;script>alert(1)&lt;/script>"),
    "leading on to an option": lambda *_: sent("--help"),
}


def onward_cases() -> Iterator[Case]:
    """All of them, and one whose second page never ends."""
    for name, lead in {**_LEADS, "a further page that drips": _LEADS["further pages without end"]}.items():
        yield Case(
            name=name, attack="pages", surface="url", kind=HTML, outcomes=EITHER, script=_script(lead, drips="drips" in name)
        )


def _script(lead: Lead, *, drips: bool) -> Callable[[Exchange], None]:
    def script(exchange: Exchange) -> None:
        path, _, query = exchange.target.partition("?")
        digits = query.removeprefix("page=").partition("&")[0]
        number = int(digits) if digits.isdigit() else 1
        server = exchange.headers["host"].rpartition(":")[2]
        body = lead(path, number).replace("http://SERVER", f"http://127.0.0.1:{server}").encode()
        if drips and number > 1:
            exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            exchange.drip(b" ")
        exchange.answer(body, kind=HTML)

    return script
