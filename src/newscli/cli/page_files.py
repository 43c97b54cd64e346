"""Articles in files and on standard input, for the commands that take them; nothing of them is stored or fetched here."""

import re
from collections.abc import Sequence
from typing import Final

from newscli.cli.context import World
from newscli.cli.files import read_bytes
from newscli.errors import NotFoundError, ParseError, UsageError
from newscli.library import reading
from newscli.library.refs import FileRef, Ref
from newscli.models.parsed import ParsedArticle
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, host_of, masked_text, require_web_url, shown_url

FILE_LIMIT: Final = 8 << 20
"""Bytes of a file or of standard input: the cap of a fetched page."""
_FILE_NAME: Final = r"[^/]+\.(?:x?html?|mht(?:ml)?|txt|text|md|xml|pdf)"


def checked_base_url(typed: str | None, refs: Sequence[Ref]) -> WebUrl | None:
    """The address that --base-url gives. Raises UsageError if it is none, or if anything but files is named."""
    if typed is None:
        return None
    example = clean_line("newscli read page.html --base-url https://example.com/story")
    if not all(isinstance(ref, FileRef) for ref in refs):
        raise UsageError(clean_line("--base-url says where a file came from, and not only files are named"), hint=example)
    url = require_web_url(typed)
    host = host_of(url)
    if "://" not in typed and not re.search("[.:]", host) and host != "localhost":
        raise UsageError(format_line("--base-url: not an http or https address: {}", masked_text(typed)), hint=example)
    return url


def parse_file(world: World, path: str, *, base_url: WebUrl | None, command: str) -> ParsedArticle:
    """The article in a file, or on standard input, which is `-`; `command` is who asks. Raises NotFoundError, ParseError."""
    try:
        data = read_bytes(world, path, limit=FILE_LIMIT)
    except NotFoundError as error:
        raise NotFoundError(error.message, hint=_hint(path, command) or error.hint) from error
    is_text = path.endswith((".txt", ".text"))
    try:
        return reading.parse_bytes(data, base_url=base_url, is_text=is_text, now=world.clock())
    except ParseError as error:
        if base_url is not None:
            raise  # it has the address
        name = "standard input" if path == "-" else path
        raise ParseError(format_line("{}: {}", error.message, name), found=error.found, hint=error.hint) from error


def _hint(path: str, command: str) -> SafeLine | None:
    """What was meant by a name that is no file's: an address without its scheme, or an id."""
    if re.fullmatch(_FILE_NAME, path, re.IGNORECASE) or path.startswith((".", "/", "~")):
        return None
    if "." in path or ":" in path:
        try:
            return format_line("for a page on the web: newscli {} {}", command, shown_url(require_web_url(path)))
        except UsageError:
            return None
    return clean_line("name an id as newscli latest prints it, an address, or a file")
