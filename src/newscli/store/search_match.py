"""Compiles a search's tree into an FTS5 expression and, for what the index does not know, SQL beside it.

Every word goes in quoted, so that none is taken for syntax (https://www.sqlite.org/fts5.html, 3).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from newscli.models.search import All, AnyOf, Between, Flag, Flagged, InFeed, Named, Node, Not, Text
from newscli.store.database import Database, id_list
from newscli.store.places import fold_topic
from newscli.store.search_text import LABEL, index_words, language_label, topic_label
from newscli.store.times import to_ms

_FLAGS: Final[Mapping[Flag, str]] = {
    "unread": "(s.read_at IS NULL AND s.hidden_by IS NULL)",
    "read": "s.read_at IS NOT NULL",
    "starred": "s.starred_at IS NOT NULL",
    "found": "s.hidden_by IS 'found'",
    "related": "EXISTS (SELECT 1 FROM page_links WHERE article_id = d.article_id AND kind = 'related')",
}
# Few articles are so, in most stores: where they are few, their keys are looked for, and no row that is not among them.
_SETS: Final[Mapping[Flag, str]] = {
    "unread": "SELECT article_id FROM status WHERE hidden_by IS NULL AND read_at IS NULL",
    "starred": "SELECT article_id FROM status WHERE starred_at IS NOT NULL",
    "found": "SELECT article_id FROM status WHERE hidden_by = 'found'",
    "related": "SELECT DISTINCT article_id FROM page_links WHERE kind = 'related'",
}
FEW: Final = 20_000
"""Articles whose keys are listed. Of a million with "the", finding that none is starred took 1.4 s row by row."""
# All that have the words, once: to ask the index for each row costs 30 microseconds.
_HOLDS: Final = "d.key IN (SELECT x.rowid FROM search_index x WHERE x.search_index MATCH ?)"
KEY_SLACK: Final = 86_400
"""Seconds that a key may lie after its article's sort_at: so many articles of one second would have to be stored."""


class Matched(NamedTuple):
    """What FTS5 can say (`expression`), and what must hold beside it."""

    expression: str
    keys: str = ""
    """SQL over `search_index.rowid` alone."""
    key_values: tuple[object, ...] = ()
    condition: str = ""
    """SQL over `search_docs d` and `status s`, which costs a look at both for each row."""
    values: tuple[object, ...] = ()

    @property
    def where(self) -> str:
        """The whole condition, for a query with `search_index MATCH ?` first."""
        return f"search_index.search_index MATCH ?{self.keys}{self.condition}"

    @property
    def bound(self) -> list[object]:
        """The values of `where`, in order."""
        return [self.expression, *self.key_values, *self.values]

    def since(self, key: int) -> "Matched":
        """What of it has this key or a higher one."""
        return self._replace(keys=f"{self.keys} AND search_index.rowid >= ?", key_values=(*self.key_values, key))

    def before(self, key: int) -> "Matched":
        """What of it has this key or a lower one."""
        return self._replace(keys=f"{self.keys} AND search_index.rowid <= ?", key_values=(*self.key_values, key))

    def among(self, keys: Collection[int]) -> "Matched":
        """What of it has one of `keys`."""
        if not keys:
            return self._replace(expression=_NONE)
        # The plus keeps SQLite from asking FTS5 once for each key.
        sql = f"{self.keys} AND +search_index.rowid IN (SELECT value FROM json_each(?))"
        return self._replace(keys=sql, key_values=(*self.key_values, id_list(keys))).since(min(keys))


Inflections = Mapping[Text, Sequence[str]]
"""For words, other forms that are searched beside them; for the beginnings of words, the words themselves."""


def compile_search(database: Database, node: Node, inflections: Inflections | None = None) -> Matched:
    """`node`, its words in their other forms too, as what finds its articles. Names of outlets and tags are looked up."""
    compiler = _Compiler(database, inflections or {})
    parts = list(node.parts) if isinstance(node, All) else [node]
    spans = [part for part in parts if isinstance(part, Between)]
    sets = {
        part.flag: keys for part in parts if isinstance(part, Flagged) and (keys := _few_keys(database, part.flag)) is not None
    }
    expression, condition, values = compiler.together(
        [part for part in parts if not (isinstance(part, Between) or (isinstance(part, Flagged) and part.flag in sets))]
    )
    matched = Matched(expression)
    for keys in sets.values():
        matched = matched.among(keys)
    for span in spans:
        # The key is near enough to the time to start and stop by it; sort_at says what exactly holds.
        sql, times = compiler.span(span)
        condition += f" AND {sql}"
        values += times
        if span.since is not None:
            matched = matched.since(to_ms(span.since) // 1000)
        if span.before is not None:
            matched = matched.before(to_ms(span.before) // 1000 + KEY_SLACK)
    return matched._replace(condition=condition, values=tuple(values))


def quote_words(text: str) -> str:
    """`text` as FTS5 takes it for a phrase and nothing else: a quote is doubled, NUL would end it."""
    return '"' + index_words(text).replace("\0", " ").replace('"', '""') + '"'


def quote_text(text: Text, inflections: Inflections) -> str:
    """The words of `text` as a phrase, or as the beginning of one; its column and its other forms are left to the caller."""
    if text.form == "prefix" and (words := inflections.get(text, ())):
        return f"({any_of(words)})"
    return quote_words(text.text) + (" *" if text.form == "prefix" else "")


def any_of(words: Iterable[str]) -> str:
    """What finds the articles that have one of these words; nothing for no words."""
    return " OR ".join(map(quote_words, words))


def card_label() -> str:
    """What finds articles of which only a card is known."""
    return _label("c")


def restrict(matched: Matched, expression: str) -> Matched:
    """Of what `matched` finds, that for which `expression` holds too."""
    return matched._replace(expression=f"({matched.expression}) AND {expression}")


def arrived(database: Database, matched: Matched, after: datetime) -> Matched:
    """Of what `matched` finds, that which came to the store later than that."""
    at = to_ms(after)
    keys = _keys_of(database, "SELECT id AS article_id FROM articles WHERE arrived_at > ?", at)
    if keys is not None:
        return matched.among(keys)
    condition = f"{matched.condition} AND (SELECT arrived_at FROM articles WHERE id = d.article_id) > ?"
    return matched._replace(condition=condition, values=(*matched.values, at))


def any_article() -> Matched:
    """What finds all of them."""
    return Matched(_ANY)


def _few_keys(database: Database, flag: Flag) -> list[int] | None:
    return _keys_of(database, _SETS[flag]) if flag in _SETS else None


def _keys_of(database: Database, articles: str, *values: object) -> list[int] | None:
    """The keys of the articles that this SQL chooses; None where they are more than `FEW`."""
    sql = f"SELECT k.key FROM ({articles} LIMIT {FEW + 1}) few JOIN search_docs k ON k.article_id = few.article_id"
    rows = database.rows(sql, values)
    return [row[0] for row in rows] if len(rows) <= FEW else None


def _label(token: str) -> str:
    return f'labels : "{LABEL}{token}"'


_ANY: Final = _label("a")
_NONE: Final = _label("none")


class _Compiler:
    def __init__(self, database: Database, inflections: Inflections) -> None:
        self._database = database
        self._inflections = inflections

    def together(self, parts: Iterable[Node]) -> tuple[str, str, list[object]]:
        """Parts that all must hold, as one expression and the conditions beside it."""
        wanted: list[str] = []
        excluded: list[str] = []
        condition = ""
        values: list[object] = []
        for part in parts:
            if not _is_indexed(part):
                sql, more = self._condition(part)
                condition += f" AND {sql}"
                values += more
            elif isinstance(part, Not):
                excluded.append(self._expression(part.part))
            else:
                wanted.append(self._expression(part))
        return _joined(wanted, excluded), condition, values

    def _expression(self, node: Node) -> str:
        """What FTS5 says for `node`, which it knows whole."""
        match node:
            case Text():
                return self._text(node)
            case InFeed(number):
                return _label(f"f{number}")
            case Named():
                return self._named(node)
            case Not(part):
                return _joined([], [self._expression(part)])
            case AnyOf(parts):
                return f"({' OR '.join(map(self._expression, parts))})"
            case All(parts):
                return self.together(parts)[0]
            case _:
                return _label("i")

    def _condition(self, node: Node) -> tuple[str, list[object]]:
        """`node` as SQL, where it holds something that FTS5 does not know."""
        if _is_indexed(node):
            return _HOLDS, [self._expression(node)]
        match node:
            case Flagged(flag):
                return _FLAGS[flag], []
            case Between():
                return self.span(node)
            case Not(part):
                sql, values = self._condition(part)
                return f"NOT {sql}", values
            case All(parts) | AnyOf(parts):
                arms = [self._condition(part) for part in parts]
                word = " AND " if isinstance(node, All) else " OR "
                return f"({word.join(sql for sql, _ in arms)})", [value for _, values in arms for value in values]
            case _:
                raise AssertionError(node)

    def span(self, node: Between) -> tuple[str, list[object]]:
        """A time as SQL."""
        since, before = to_ms(node.since), to_ms(node.before)
        sql = " AND ".join(filter(None, ("s.sort_at >= ?" if node.since else "", "s.sort_at < ?" if node.before else "")))
        return f"({sql})", [value for value in (since, before) if value is not None]

    def _text(self, node: Text) -> str:
        quoted = quote_text(node, self._inflections)
        if node.form == "word" and (forms := self._inflections.get(node, ())):
            quoted = f"({quoted} OR {any_of(forms)})"
        return f"{node.column} : {quoted}" if node.column else quoted

    def _named(self, node: Named) -> str:
        match node.kind:
            case "topic":
                return _label(topic_label(fold_topic(node.name)))
            case "lang":
                return _label(language_label(node.name))
            case "outlet":
                sql = "SELECT 'o' || id FROM outlets WHERE host = ?1 OR host LIKE '%.' || ?1 OR instr(lower(name), ?1)"
            case _:
                sql = (
                    "SELECT 'f' || id FROM feeds JOIN feed_tags ON feed_id = id"
                    " WHERE tag = ? COLLATE NOCASE AND removed_at IS NULL"
                )
        found = self._database.rows(sql, (node.name,))
        return f"({' OR '.join(_label(row[0]) for row in found)})" if found else _NONE


def _is_indexed(node: Node) -> bool:
    """Whether FTS5 knows all of `node`."""
    match node:
        case Between():
            return False
        case Flagged(flag):
            return flag not in _FLAGS
        case Not(part):
            return _is_indexed(part)
        case All(parts) | AnyOf(parts):
            return all(map(_is_indexed, parts))
        case _:
            return True


def _joined(wanted: list[str], excluded: list[str]) -> str:
    """Every article has the label `a`, so that there is something to take the excluded ones from."""
    base = f"({' AND '.join(wanted)})" if wanted else _ANY
    return f"({base} NOT ({' OR '.join(excluded)}))" if excluded else base
