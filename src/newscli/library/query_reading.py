"""Reads a search into a tree. Pure but for the look-up of feeds' names, which is handed in; plain words are never an error.

    any  = all ("OR" all)*            words side by side bind closer than OR
    all  = one ("AND"? one)*
    one  = ("NOT" | "-") one | field? (word | word* | "phrase" | "(" any ")")

Operators are capitals; one with nothing to join is a word. A bracket without its partner is as good as one with it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from newscli.errors import NewscliError, Place
from newscli.library.query_fields import TEXT_FIELDS, read_field
from newscli.library.query_tokens import FIELDS, OPERATORS, Token, read_tokens, strange_field
from newscli.models.feed import Feed
from newscli.models.search import All, AnyOf, Column, Node, Not, Text
from newscli.store.search_text import fold
from newscli.text import SafeLine, format_line

WORDS_READ: Final = 40
"""Words and conditions of one search that count; a pasted page does not become a thousand look-ups."""
WORD_LIMIT: Final = 200
"""Characters of one word or phrase that count."""
DEPTH_READ: Final = 20
"""Brackets within brackets that count; FTS5 itself gives up at 256."""


@dataclass(slots=True)
class Reading:
    """What was read: the tree (None where no word was), and what a person should know about it."""

    node: Node | None = None
    notes: list[SafeLine] = field(default_factory=list)


def read_query(arguments: Sequence[str], *, now: datetime, find_feed: Callable[[str], Feed]) -> Reading:
    """The search that `arguments` of a command line spell, all of which must hold.

    Words of an argument with blanks are a group. `find_feed` gives the feed of a name. Raises UsageError for a time or a
    flag that is none, and what `find_feed` raises, each with its place in the text.
    """
    tokens: list[Token] = []
    offset = 0
    for argument in arguments:
        own = [token._replace(start=token.start + offset, end=token.end + offset) for token in read_tokens(argument)]
        tokens += _bracketed(own) if len(argument.split()) > 1 else own
        offset += len(argument) + 1
    return _Parser(" ".join(arguments), tokens, now, find_feed).read()


def read_line(line: str, *, now: datetime, find_feed: Callable[[str], Feed]) -> Reading:
    """The search that `query_writing.write_query` wrote as one line: the same, but that its words are no group."""
    return _Parser(line, list(read_tokens(line)), now, find_feed).read()


def _bracketed(tokens: list[Token]) -> list[Token]:
    """`tokens` within brackets of their own, to which none inside belongs."""
    own: list[Token] = [Token(0, 0, open=True)]
    depth = 0
    for token in tokens:
        depth += token.open - token.close
        if depth < 0:
            depth = 0
        else:
            own.append(token)
    return own + [Token(0, 0, close=True)] * (depth + 1)


class _Parser:
    def __init__(self, typed: str, tokens: list[Token], now: datetime, find_feed: Callable[[str], Feed]) -> None:
        self._typed, self._tokens, self._now, self._find_feed = typed, tokens, now, find_feed
        self._notes: list[SafeLine] = []
        self._left = WORDS_READ
        self._at = 0

    def read(self) -> Reading:
        parts: list[Node] = []
        while self._at < len(self._tokens):
            parts += self._any(None, depth=0)
            self._at += 1  # a closing bracket without its partner
        return Reading(_joined(parts), self._notes)

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _any(self, column: Column | None, *, depth: int) -> list[Node]:
        """What must hold together up to a closing bracket or the end: of alternatives, the one that has them all."""
        choices = [self._all(column, depth=depth)]
        while (token := self._next()) is not None and not token.close:
            self._at += 1  # OR
            choices.append(self._all(column, depth=depth))
        if len(choices) == 1:
            return choices[0]
        found = tuple(dict.fromkeys(choice for parts in choices if (choice := _grouped(parts)) is not None))
        return [AnyOf(found)] if len(found) > 1 else list(found)

    def _all(self, column: Column | None, *, depth: int) -> list[Node]:
        """Parts up to an OR between two, a closing bracket or the end."""
        parts: list[Node] = []
        while (token := self._next()) is not None and not token.close:
            joins = token.is_operator and bool(parts) and self._operand_follows()
            if joins and token.text == "OR":
                break
            if joins and token.text == "AND":
                self._at += 1
            elif (part := self._one(column, depth=depth)) is not None:
                parts.append(part)
        return parts

    def _operand_follows(self) -> bool:
        at = self._at + 1
        return at < len(self._tokens) and not self._tokens[at].close

    def _one(self, column: Column | None, *, depth: int) -> Node | None:
        is_excluded = False
        while (token := self._tokens[self._at]).is_operator and token.text == "NOT" and self._operand_follows():
            is_excluded = not is_excluded
            self._at += 1
        self._at += 1
        part = self._bracket(token, column, depth=depth) if token.open else self._leaf(token, column)
        if part is None or is_excluded == token.is_excluded:
            return part
        return part.part if isinstance(part, Not) else Not(part)

    def _bracket(self, token: Token, column: Column | None, *, depth: int) -> Node | None:
        if depth >= DEPTH_READ:
            return None
        if token.field in TEXT_FIELDS:
            column = _column(token.field)
        part = _grouped(self._any(column, depth=depth + 1))
        self._at += 1  # the closing bracket
        return part

    def _leaf(self, token: Token, column: Column | None) -> Node | None:
        text = token.text[:WORD_LIMIT]
        if not any(char.isalnum() for char in fold(text)):  # a shadda or a tatweel alone is a letter for Unicode, and no word
            return None
        if self._left == 0:
            note = format_line("only the first {} words count", WORDS_READ)
            if note not in self._notes:
                self._notes.append(note)
            return None
        self._left -= 1
        if token.field is not None and token.field not in TEXT_FIELDS:
            return self._condition(token, text)
        if token.field is None and not token.is_phrase and (name := strange_field(text)):
            self._notes.append(format_line("there is no field {}: taken for a word. Fields are {}", name, ", ".join(FIELDS)))
        return _text(text, is_phrase=token.is_phrase, column=_column(token.field) if token.field else column)

    def _condition(self, token: Token, value: str) -> Node:
        assert token.field is not None
        try:
            return read_field(token.field, value, now=self._now, find_feed=self._find_feed)
        except NewscliError as error:
            error.place = Place.within(self._typed, token.start, token.end)
            raise


def _column(name: str | None) -> Column:
    return "title" if name == "title" else "authors"


def _text(text: str, *, is_phrase: bool, column: Column | None) -> Text:
    """A star at the end asks for a beginning; of one letter that would cost seconds in a large store: it is the whole word."""
    if is_phrase:
        return Text(" ".join(text.split()), "phrase", column)
    stem = text.rstrip("*").lstrip("-")  # a dash more than excludes says nothing, and would exclude when it is read again
    end = re.search(r"[^\W_]*\Z", stem)
    is_prefix = text.endswith("*") and end is not None and len(end.group()) > 1
    # A capital operator that joins nothing is a word: written small it stays one.
    return Text(stem.lower() if stem in OPERATORS else stem, "prefix" if is_prefix else "word", column)


def _grouped(parts: list[Node]) -> Node | None:
    """All of `parts`; a group if they are words alone."""
    joined = _joined(parts)
    if isinstance(joined, All) and all(isinstance(part, Text) and (part.form, part.column) == ("word", None) for part in parts):
        return All(joined.parts, is_group=True)
    return joined


def _joined(parts: list[Node]) -> Node | None:
    found = tuple(dict.fromkeys(parts))
    return All(found) if len(found) > 1 else next(iter(found), None)
