"""Times that a page tells only its own scripts: under telling keys beside the article's title, or on the article's elements."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from newscli.parse.metadata.date_stated import Mention
from newscli.parse.metadata.place import Place, is_foreign
from newscli.parse.page_dates import Frame
from newscli.parse.page_tree import Page

_TRIES: Final = 300
"""Values that are read as dates: pages that carry their whole site have three hundred."""
_NEAR: Final = 1_500
"""Characters on either side of a time in which the title tells that it is the article's, not a card's."""
_WORDS: Final = 5
"""Words of a title that are looked for: scripts cut it short."""
_ATTRIBUTE_LIMIT: Final = 20_000
_KEY: Final = r"[A-Za-z_.-]{1,34}+(?:\\{0,3}[\"'])?\s{0,9}[:=,]\s{0,9}(?:new Date\()?(?:\\{0,3}[\"'])?"
_REST: Final = r"[^\"'&\\<>{}\n;()]"
_VALUE: Final = (
    rf"((?:19|20)\d\d[-/.]?\d\d[-/.]?\d\d{_REST}{{0,24}}|1\d{{9}}(?:\d{{3}})?(?!\d)"
    rf"|(?:[A-Za-z]{{3,9}},? )?(?:[A-Za-z]{{3,9}}\.? \d{{1,2}},?|\d{{1,2}}[. /](?:[A-Za-z]{{3,9}}|\d\d?)[. /,]{{1,2}})"
    rf" ?\d{{4}}{_REST}{{0,20}})"
)
_TIMES: Final = (re.compile(rf"ub{_KEY}{_VALUE}"), re.compile(rf"ost{_KEY}{_VALUE}"))
"""Of "pubDate" and "postDate" what is the same in all spellings: letters, no choice, are looked for at the speed of memory."""
_BEFORE = re.compile(r"[A-Za-z_.-]{0,34}$")
_AFTER = re.compile(r"[A-Za-z_.-]{0,34}")
_PUBLISHED: Final = re.compile(r"publish|publication|pub_?(?:date|time)|first_?pub|post_?date", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r"last|latest|unpub|re-?pub|publisher|updat|modif|import|until|expir|publish_?(?:end|to\b)", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BRACE = re.compile(r"[{}]")


def hidden_times(page: Page, place: Place, title: str, frame: Frame) -> list[Mention]:
    """The times of publication that the article's elements carry, and the first that scripts hold beside its `title`.

    Of 465 pages 79 name a day so, the article's in 71. Without the title beside it a time may be that of anything.
    """
    found = [mention for value in _carried(place) if (mention := _mention(value, frame)) is not None]
    told = _told_beside(page.scripts, title, frame)
    return [*found, told] if told is not None else found


def _told_beside(scripts: tuple[str, ...], title: str, frame: Frame) -> Mention | None:
    words = re.findall(r"\w+", title)[:_WORDS]
    if not words:
        return None
    beginning = re.compile(r"\W{1,12}".join(map(re.escape, words)), re.IGNORECASE)
    for text, value, position in islice(_told(scripts), _TRIES):
        if _is_beside(text, position, beginning) and (mention := _mention(value, frame)) is not None:
            return mention
    return None


def _is_beside(text: str, position: int, title: re.Pattern[str]) -> bool:
    """Whether the title stands near `position`, and in the same object or one that holds it or is held by it."""
    before = _unescaped(text[max(0, position - _NEAR) : position])
    after = _unescaped(text[position : position + _NEAR])
    last = max((found.end() for found in title.finditer(before)), default=None)
    first = title.search(after)
    return (last is not None and _is_one_object(before[last:])) or (first is not None and _is_one_object(after[: first.start()]))


def _is_one_object(between: str) -> bool:
    """Whether who walks through `between` leaves no object for another."""
    depth = lowest = 0
    for brace in _BRACE.findall(between):
        depth += 1 if brace == "{" else -1
        lowest = min(lowest, depth)
    return lowest in (0, depth)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _mention(value: str, frame: Frame) -> Mention | None:
    stamp = frame.stamp(value.strip(" ,"), "script")
    if stamp is None:
        return None
    return Mention(stamp, frozenset({"hidden"} if stamp.precision == "day" else {"hidden", "exact"}))


def _told(texts: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """(text, value, position) of what stands under a key that speaks of publication."""
    for text in texts:
        for pattern in _TIMES:
            for found in pattern.finditer(text):
                before = _BEFORE.search(text, max(0, found.start() - 34), found.start())
                after = _AFTER.match(text, found.start())
                if _speaks_of_publication(f"{before.group() if before else ''}{after.group() if after else ''}"):
                    yield text, found[1], found.start()


def _speaks_of_publication(name: str) -> bool:
    return bool(_PUBLISHED.search(name)) and not _OTHERWISE.search(name)


def _carried(place: Place) -> Iterator[str]:
    """The values of attributes of the article's own elements that name its publication, or hold an object that does."""
    for element in (*place.kicker, *place.head, *place.lead, *place.tail):
        for name, value in element.attrib.items():
            if _speaks_of_publication(name):
                if not is_foreign(element, place):
                    yield value
            elif "{" in value and "ublish" in value and not is_foreign(element, place):
                yield from (found for _, found, _ in islice(_told([value[:_ATTRIBUTE_LIMIT]]), 1))
