"""What a document is that is no article: said by name, with what can be done with it."""

from newscli.errors import ParseError
from newscli.models.body import Body
from newscli.parse.metadata.head import Head
from newscli.parse.metadata.jsonld import Node
from newscli.parse.page_tree import Page
from newscli.parse.related import Lists
from newscli.parse.sniff import Found, describe, what_is
from newscli.text import clean_line, format_line


def refuse_document(data: bytes, content_type: str | None) -> Found:
    """What the bytes are, if they could be a page or plain text; raises ParseError that names everything else."""
    found = what_is(data, content_type)
    if found in ("page", "text"):
        return found
    name = describe(found)
    hint = clean_line("follow it with `newscli add`") if found in ("feed", "json-feed") else None
    raise ParseError(format_line("no article: the document is {}", name), found=name, hint=hint)


def refuse_page(page: Page, head: Head, node: Node | None, title: str, body: Body, lists: Lists) -> None:
    """Raise ParseError for a page that holds no article."""
    del page, head, node, lists
    if not title and not body:
        raise ParseError(clean_line("no article: the page has no text"), found=clean_line("a page without text"))
