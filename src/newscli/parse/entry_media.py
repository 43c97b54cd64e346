"""What comes with an entry of a feed beside its text: files to play or to load, their duration, its picture; fetches nothing."""

import re
from typing import Final

from newscli.models.body import Body, Figure
from newscli.models.parsed import Enclosure
from newscli.parse.feedparser_elements import FeedDict
from newscli.text import clean_line
from newscli.urls import WebUrl, find_web_url

_MANY: Final = 100
"""Files of one entry that are kept."""
_DURATION: Final = re.compile(r"(?:(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,4}):)?(?P<seconds>\d{1,6})(?:\.\d{1,9})?", re.ASCII)
_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|\Z)", re.IGNORECASE)


def enclosures_of(raw: FeedDict, base: WebUrl | None) -> tuple[Enclosure, ...]:
    """The files that an entry names, once each: enclosures, also those of RSS 1.0's module, then `media:content`."""
    links = [link for link in raw.get("links", ()) if link.get("rel") == "enclosure"]
    if isinstance(module := raw.get("enc_enclosure"), dict):
        links.append({**module, "href": module.get("rdf:resource")})
    media = [part for part in raw.get("media_content", ()) if part.get("url")]
    found: dict[WebUrl, Enclosure] = {}
    for part in [*links, *media][: _MANY * 2]:
        url = find_web_url(part.get("href") or part.get("url") or "", base)
        if url is None:
            continue
        length = str(part.get("length") or part.get("filesize") or "")
        told = part.get("duration") or (raw.get("itunes_duration") if not found and _is_played(part.get("type")) else None)
        file = Enclosure(
            url=url,
            type=clean_line(part.get("type") or part.get("medium") or "", limit=100) or None,
            length=int(length) if re.fullmatch(r"[0-9]{1,15}", length) else None,
            title=clean_line(part.get("title") or "", limit=300) or None,
            duration=seconds_of(str(told or "")),
        )
        found[url] = _merged(found[url], file) if url in found else file
    return tuple(found.values())[:_MANY]


def _merged(first: Enclosure, other: Enclosure) -> Enclosure:
    """One file that is named twice: what the first does not say, the other may."""
    return Enclosure(
        url=first.url,
        type=first.type or other.type,
        length=first.length or other.length,
        title=first.title or other.title,
        duration=first.duration or other.duration,
    )


def _is_played(kind: object) -> bool:
    """Whether a file of this type has a duration."""
    return isinstance(kind, str) and kind.startswith(("audio", "video"))


def seconds_of(duration: str) -> int | None:
    """The seconds of "1:02:03", "62:03" or "3723" (Apple's podcast requirements, <itunes:duration>); None for anything else."""
    found = _DURATION.fullmatch(duration.strip())
    if found is None:
        return None
    return int(found["hours"] or 0) * 3600 + int(found["minutes"] or 0) * 60 + int(found["seconds"])


def is_picture(address: str) -> bool:
    """Whether `address` ends as pictures do."""
    return _PICTURE.search(address) is not None


def image_of(raw: FeedDict, body: Body | None, enclosures: tuple[Enclosure, ...], base: WebUrl | None) -> WebUrl | None:
    """The picture beside the headline: a thumbnail, an image that comes with the entry, the first of its text."""
    stated = [part.get("url") for part in raw.get("media_thumbnail", ())]
    stated.append((raw.get("image") or {}).get("href") if isinstance(raw.get("image"), dict) else None)
    # <thumbnail>, and the <url> of an <image>, which feedparser keeps under the same name as an author's page.
    stated += [part for key in ("thumbnail", "href") if isinstance(part := raw.get(key), str) and is_picture(part)]
    for candidate in stated:
        if candidate and (url := find_web_url(candidate, base)):
            return url
    for enclosure in enclosures:
        if (enclosure.type or "").startswith("image") or (not enclosure.type and is_picture(enclosure.url)):
            return enclosure.url
    return next((block.url for block in (body.blocks if body else ()) if isinstance(block, Figure) and block.url), None)
