"""The store: feeds, articles, what the reader did, and the index over it, in one SQLite file; the only room that speaks SQL."""

from newscli.store.opening import open_store
from newscli.store.store import Store

__all__ = ["Store", "open_store"]
