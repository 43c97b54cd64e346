"""What a fetched feed or page changes: old values + new values + now -> intents. Pure: it looks nothing up and changes nothing.

Identity, in two steps (docs/internals/identity.md gives the reasons):

* Inside a feed an entry is known by its id, else its link, else a hash of its content. Where one document uses one id
  for several links, id and link together; where it uses one link for several entries without ids, the hash.
* Across feeds an article is known by its address, unless one feed gives that address to several entries, or it is not
  article-like. Ids are never compared across feeds: "1" is an id in many of them.

Its rooms: `feeds` (what a feed's document changes), `pages` (what an article's page changes), `same` (when two stored
articles prove to be one), `route` (which addresses are asked for one article).
"""

from newscli.decide.feeds import (
    FULL_TEXT,
    KEY_LIMIT,
    TITLE_LIMIT,
    Identified,
    Stored,
    entry_facts,
    entry_title,
    identify,
    judge_completeness,
    name_feed,
    place,
    plan_feed,
)
from newscli.decide.pages import Came, StoredPages, page_keys, plan_page, prefers_page

__all__ = [
    "FULL_TEXT",
    "KEY_LIMIT",
    "TITLE_LIMIT",
    "Came",
    "Identified",
    "Stored",
    "StoredPages",
    "entry_facts",
    "entry_title",
    "identify",
    "judge_completeness",
    "name_feed",
    "page_keys",
    "place",
    "plan_feed",
    "plan_page",
    "prefers_page",
]
