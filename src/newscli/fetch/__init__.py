"""Bytes and headers from servers: polite, parallel and bounded. Hands documents on and never looks inside them.

Importing this package costs nothing: asyncio and httpcore are imported by the functions that run.
"""

from newscli.fetch.many import fetch_many, fetch_one
from newscli.fetch.policy import cut_state, feed_request, hash_body, next_state, paused_hosts
from newscli.fetch.reach import has_route
from newscli.fetch.settings import FetchSettings

__all__ = [
    "FetchSettings",
    "cut_state",
    "feed_request",
    "fetch_many",
    "fetch_one",
    "has_route",
    "hash_body",
    "next_state",
    "paused_hosts",
]
