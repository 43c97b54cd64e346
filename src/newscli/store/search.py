"""Full-text search of one store: what is asked for is planned, found, put in order and shown with its place in the text."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from newscli.models.article import SearchHit
from newscli.models.headline import Headline
from newscli.models.search import Correction, Found, Grouping, Node, SearchQuery, Tally, Text, replace_text, wanted_texts
from newscli.store.database import Database, id_list
from newscli.store.headlines import load_headlines
from newscli.store.search_hits import COUNTED_HITS, RANKED_HITS, count_hits, hit_rows
from newscli.store.search_match import Inflections, Matched, arrived, compile_search
from newscli.store.search_ranking import Hit, rank_hits
from newscli.store.search_snippet import make_finder, make_snippet
from newscli.store.search_text import body_words, register_functions
from newscli.store.search_vocabulary import begun, corrections, is_known, other_forms
from newscli.text import clean_line


class _Plan(NamedTuple):
    """What is searched: the words as typed, and with their other forms where those are needed."""

    node: Node
    exact: Matched
    matched: Matched
    inflections: Inflections
    corrections: tuple[Correction, ...] = ()


class Search:
    """The full-text index of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, query: SearchQuery, *, now: datetime) -> Found:
        """The hits in the order of `query`, and how many there are in all (up to `COUNTED_HITS`).

        Found articles and those of removed feeds are searched too. Whatever is asked for gives an answer.
        """
        if query.node is None:
            return Found()
        plan = self._plan(query.node, query)
        if query.sort == "relevance":
            ranked = rank_hits(
                self._database, plan.node, exact=plan.exact, matched=plan.matched, inflections=plan.inflections,
                limit=query.limit, now=now,
            )  # fmt: skip
            total = len(ranked) if len(ranked) < RANKED_HITS else count_hits(self._database, plan.matched)
            shown = ranked if query.limit is None else ranked[: query.limit]
        else:
            total = count_hits(self._database, plan.matched)
            shown = self._by_time(plan.matched, query)
        hits = self._hits(plan, shown[::-1] if query.reverse else shown)
        is_capped = total >= COUNTED_HITS and len(hits) < total
        return Found(hits=tuple(hits), total=max(total, len(hits)), is_capped=is_capped, corrections=plan.corrections)

    def count(self, query: SearchQuery) -> int:
        """How many articles `query` finds, all of them."""
        if query.node is None:
            return 0
        return count_hits(self._database, self._plan(query.node, query).matched, -1)

    def tally(self, query: SearchQuery, by: Grouping, *, zone: tzinfo) -> Tally:
        """The hits of `query` counted by what `by` says; its sort and limit do not matter."""
        if query.node is None:
            return Tally(by=by)
        from newscli.store.search_tally import TALLIED_HITS, removed_feeds, tally_hits

        plan = self._plan(query.node, query)
        total = count_hits(self._database, plan.matched, TALLIED_HITS)
        counts = tuple((clean_line(name), number) for name, number in tally_hits(self._database, plan.matched, by, zone=zone))
        removed = removed_feeds(self._database) if by == "feed" else ()
        return Tally(
            by=by, counts=counts, total=total, is_capped=total >= TALLIED_HITS, corrections=plan.corrections,
            removed=frozenset(name for name, _ in counts if name in removed),
        )  # fmt: skip

    def lines(self, query: SearchQuery) -> list[Headline]:
        """The hits by time alone, without their snippets, of which each costs its text."""
        if query.node is None:
            return []
        keys = id_list([hit.key for hit in self._by_time(self._plan(query.node, query).matched, query)])
        order = "ASC" if query.sort == "oldest" else "DESC"
        rows = self._database.rows(
            f"SELECT article_id FROM search_docs WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key {order}", (keys,)
        )
        lines = load_headlines(self._database, [row[0] for row in rows])
        return lines[::-1] if query.reverse else lines

    def _plan(self, node: Node, query: SearchQuery) -> _Plan:
        """What to search. What is new comes last, so that no word is corrected for want of something new."""
        self._database.prepare(register_functions)
        plan = self._plan_of_all(node, corrects=query.corrects)
        if query.arrived_after is None:
            return plan
        exact, matched = (arrived(self._database, each, query.arrived_after) for each in (plan.exact, plan.matched))
        return plan._replace(exact=exact, matched=matched)

    def _plan_of_all(self, node: Node, *, corrects: bool) -> _Plan:
        """As typed; with other forms where that finds little; corrected where it finds nothing."""
        begun_words = self._begun(node)
        exact = compile_search(self._database, node, begun_words)
        if count_hits(self._database, exact, RANKED_HITS) == RANKED_HITS:
            return _Plan(node, exact, exact, begun_words)
        plan = self._with_forms(node, exact, begun_words)
        if corrects and not count_hits(self._database, plan.matched, 1):
            return self._corrected(node) or plan
        return plan

    def _begun(self, node: Node) -> Inflections:
        """The words that begin as the beginnings in `node`."""
        return {text: begun(self._database, text.text) for text in wanted_texts(node) if text.form == "prefix"}

    def _with_forms(self, node: Node, exact: Matched, begun_words: Inflections) -> _Plan:
        words = [text for text in wanted_texts(node) if text.form == "word"]
        others = {text: found for text in words if (found := other_forms(self._database, text.text))}
        if not others:
            return _Plan(node, exact, exact, begun_words)
        forms = {**begun_words, **others}
        return _Plan(node, exact, compile_search(self._database, node, forms), forms)

    def _corrected(self, node: Node) -> _Plan | None:
        """`node` with each word that no article has replaced by a similar one; None where that finds nothing either."""
        made: list[Correction] = []
        for text in list(wanted_texts(node)):
            if text.form != "word" or is_known(self._database, text.text):
                continue
            choices = [
                (taken, replace_text(node, text, Text(taken, "word", text.column)))
                for taken in corrections(self._database, text.text)
            ]
            if choices:
                taken, node = next((choice for choice in choices if self._has_any(choice[1])), choices[0])
                made.append(Correction(typed=clean_line(text.text), taken=clean_line(taken)))
        begun_words = self._begun(node)
        exact = compile_search(self._database, node, begun_words)
        plan = self._with_forms(node, exact, begun_words)._replace(corrections=tuple(made))
        return plan if made and count_hits(self._database, plan.matched, 1) else None

    def _has_any(self, node: Node) -> bool:
        return count_hits(self._database, compile_search(self._database, node), 1) > 0

    def _by_time(self, matched: Matched, query: SearchQuery) -> list[Hit]:
        limit = -1 if query.limit is None else query.limit
        rows = hit_rows(self._database, "search_index.rowid", matched, limit, oldest_first=query.sort == "oldest")
        return [Hit(row[0], 0.0) for row in rows]

    def _hits(self, plan: _Plan, candidates: Sequence[Hit]) -> list[SearchHit]:
        keys = id_list([hit.key for hit in candidates])
        rows = self._database.rows(
            "SELECT d.key, a.id, a.title, a.summary, t.body FROM search_docs d JOIN articles a ON a.id = d.article_id"
            " LEFT JOIN texts t ON t.article_id = a.id AND t.source = a.shown_source AND t.feed_id = a.shown_feed_id"
            " WHERE d.key IN (SELECT value FROM json_each(?))",
            (keys,),
        )
        articles = {row[0]: row[1:] for row in rows}
        lines = {line.id: line for line in load_headlines(self._database, [row[0] for row in articles.values()])}
        finder = make_finder(wanted_texts(plan.node), plan.inflections)
        hits = []
        for hit in candidates:
            article_id, title, summary, body = articles[hit.key]
            snippet, highlights = make_snippet(finder, (body_words(body) if body else None, summary, title))
            hits.append(SearchHit(headline=lines[article_id], score=round(hit.score, 6), snippet=snippet, highlights=highlights))
        return hits
