"""An article as plain text: title, byline, paragraphs, a line of date and views, hashtags, and what follows as related items."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from newscli.dates import FoundDate
from newscli.models.body import body_from_text
from newscli.models.parsed import ParsedArticle, ParsedItem, Stamp
from newscli.parse.metadata.names import names_in
from newscli.parse.page_dates import Frame, as_stamp
from newscli.parse.page_tree import weight
from newscli.parse.prose import PROSE_WEIGHT
from newscli.parse.related.headings import kind_of_heading
from newscli.parse.related.labels import is_label
from newscli.parse.sniff import Found
from newscli.text import clean_block, clean_line
from newscli.urls import find_web_url

_BYLINE = re.compile(
    r"^\s*(?:(?:posted|post|written|story|words|text|report(?:ed|ing)?)\s*)?(?:by|von|par|por|di|door|av|af|przez|автор"
    r"|作者|記者|记者|기자)\b\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
_TOPICS = re.compile(r"#\S.*")
_DATE_LINE: Final = 70
"""Characters of a line that may be a date with a view count."""
_VIEWS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)")


def is_plain_text(found: Found, url: str, content_type: str | None) -> bool:
    """Whether the document is to be read as plain text rather than HTML."""
    declared = (content_type or "").partition(";")[0].strip().lower()
    if declared == "text/plain" or urlsplit(url).path.lower().endswith(".txt"):
        return True
    return found == "text"


def parse_plain_text(text: str, url: str, *, now: datetime | None = None) -> ParsedArticle:
    """The article that a plain text holds; the groups of title, date, teaser and "Read More" behind it become related items."""
    frame = Frame(now=now)
    lines = clean_block(text).split("\n")
    end = _end_of_text(lines, frame)
    title, authors, paragraphs = _head_and_text(lines[:end])
    rest = [line for line in lines[end:] if line]
    published, views, topics, used = _foot(rest, frame)
    return ParsedArticle(
        title=clean_line(title), url=find_web_url(url), authors=tuple(clean_line(name) for name in authors), published=published,
        views=views, topics=tuple(clean_line(topic) for topic in topics),
        body=body_from_text("\n\n".join(paragraphs)),
        completeness="full", extractor=clean_line("plain text"), related=tuple(_items(rest[used:], frame)),
    )  # fmt: skip


def _date_of(line: str, frame: Frame) -> FoundDate | None:
    """The date of a line that is one and little else; without `now` also one that only it could make a time."""
    if not line or len(line) > _DATE_LINE:
        return None
    found = frame.find(line) or frame.find_open(line)
    return None if found is None or len(line) - (found.end - found.start) > 25 else found


def _stamp_of(line: str, frame: Frame) -> Stamp | None:
    """The time that a line with a date names."""
    found = frame.find(line)
    return as_stamp(found.date, found.matched, "dateline") if found else None


def _end_of_text(lines: list[str], frame: Frame) -> int:
    """Where the text ends: the first date line or hashtag line after which no paragraph of the article follows."""
    seen_text = False
    for number, line in enumerate(lines):
        if seen_text and (_date_of(line, frame) or _TOPICS.fullmatch(line)):
            return number
        seen_text = seen_text or weight(line) >= PROSE_WEIGHT
    return len(lines)


def _head_and_text(lines: list[str]) -> tuple[str, list[str], list[str]]:
    """(title, authors, paragraphs): a repeated title and the byline are taken out."""
    blocks = [line for line in lines if line]
    title = blocks[0] if blocks else ""
    authors: list[str] = []
    paragraphs: list[str] = []
    for line in blocks[1:]:
        if not paragraphs and line == title:
            continue
        if not authors and not paragraphs and len(line) <= 120 and _BYLINE.match(line):
            authors = names_in([_BYLINE.sub("", line, count=1)])
            continue
        paragraphs.append(line)
    return title, authors, paragraphs


def _foot(lines: list[str], frame: Frame) -> tuple[Stamp | None, int | None, list[str], int]:
    """(date, views, topics, how many lines they took) of the lines right behind the text."""
    published: Stamp | None = None
    views: int | None = None
    topics: list[str] = []
    used, is_dated = 0, False
    for line in lines:
        if not is_dated and not topics and (found := _date_of(line, frame)):
            is_dated, published = True, _stamp_of(line, frame)
            number = _VIEWS.search(line[found.end :])
            views = int(number[1].replace(",", "")) if number else None
        elif _TOPICS.fullmatch(line):
            topics += [part.strip() for part in line.split("#") if part.strip()]
        else:
            break
        used += 1
    return published, views, topics, used


def _items(lines: list[str], frame: Frame) -> Iterator[ParsedItem]:
    """Groups of title, date, teaser; a label such as "Read More" ends one, so does the next line before a date."""
    position = 0
    item: ParsedItem | None = None
    for number, line in enumerate(lines):
        is_date = _date_of(line, frame) is not None
        if is_label(line):
            if item:
                yield item
            item = None
        elif is_date and item and not item.date_text:
            item = replace(item, published=_stamp_of(line, frame), date_text=clean_line(line))
        elif item and item.date_text and not item.teaser and not _is_title(lines, number, frame):
            item = replace(item, teaser=clean_line(line))
        elif _is_title(lines, number, frame):
            if item:
                yield item
            position += 1
            item = ParsedItem(title=clean_line(line), url=None, position=position, list_no=1)
        elif kind_of_heading(line) in ("trending", "sponsored"):
            break
    if item:
        yield item


def _is_title(lines: list[str], number: int, frame: Frame) -> bool:
    """A line is a title if a date stands below it."""
    return number + 1 < len(lines) and _date_of(lines[number], frame) is None and _date_of(lines[number + 1], frame) is not None
