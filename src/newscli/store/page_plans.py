"""Applies what `decide` made of a fetched page or file: facts, text, links, in one transaction."""

from datetime import datetime

from newscli.models.changes import PagePlan
from newscli.store.database import Database
from newscli.store.facts import Arrival, insert_article, write_facts
from newscli.store.identity import find_by_key, resolve_id
from newscli.store.merging import merge_article
from newscli.store.page_links import replace_links
from newscli.store.search_index import add_to_index, reindexed
from newscli.store.texts import show_text, write_text


def apply_page_plan(database: Database, plan: PagePlan, *, at: datetime) -> int:
    """All of `plan` or nothing of it; the article's id. A new article is not listed and does not wait for the reader."""
    with database.transaction():
        known = plan.article_id
        if known is None:
            known = find_by_key(database, (key for key, _ in plan.facts.url_keys))
        if known is None:
            arrival = Arrival(facts=plan.facts, origin=plan.origin, sort_at=plan.sort_at, hidden_by="found")
            article_id = insert_article(database, arrival, at=at)
            _write_page_text(database, article_id, plan, at)
            add_to_index(database, [article_id])
        else:
            article_id = resolve_id(database, known)
            with reindexed(database, article_id):
                for other in plan.merged:
                    merge_article(database, other, into=article_id)
                write_facts(database, article_id, plan.facts)
                _write_page_text(database, article_id, plan, at)
            # What was pruned and is read again is kept as what a page offers is: findable, in no listing.
            database.run("UPDATE status SET hidden_by = 'found' WHERE article_id = ? AND hidden_by = 'pruned'", (article_id,))
        replace_links(database, article_id, plan.links)
        return article_id


def _write_page_text(database: Database, article_id: int, plan: PagePlan, at: datetime) -> None:
    write_text(database, article_id, plan.facts, source=plan.source, feed_id=0, at=at)
    if plan.show_page:
        show_text(database, article_id, source=plan.source, feed_id=0)
