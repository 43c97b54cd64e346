"""An answer as it came, still packed, until the consumer takes it: a feed of 66 kB waits as 5 to 15.

So hundreds wait in little room, and a consumer that is slow keeps nobody from being asked in time.
"""

from dataclasses import dataclass, replace
from typing import Final

from newscli.errors import FetchError
from newscli.fetch.encoding import EncodingError, TooLargeError, unpack
from newscli.fetch.failure import HopError, too_large
from newscli.models.document import Document, Fetched, Request
from newscli.text import format_line

HEAD_WEIGHT: Final = 4096
"""Bytes that an outcome takes beside its body: its request, its headers, its addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What a request brought: a document whose body has its content encoding still, or the reason why there is none."""

    request: Request
    document: Document | None = None
    limit: int = 0
    """Bytes that the body may have unpacked."""
    error: FetchError | None = None

    @property
    def weight(self) -> int:
        """Bytes, about, while it waits."""
        return HEAD_WEIGHT + (len(self.document.body) if self.document else 0)

    def outcome(self) -> Fetched:
        """The outcome with its body unpacked; an error if that cannot be done, or is more than the limit."""
        document = self.document
        if document is None or document.status == 304:
            return Fetched(request=self.request, document=document, error=self.error)
        try:
            body = unpack(document.body, document.headers.get("content-encoding", ""), limit=self.limit)
        except TooLargeError:
            failure = too_large(self.limit)
        except EncodingError as error:
            failure = HopError("protocol", format_line("the answer cannot be unpacked: {}", error))
        else:
            return Fetched(request=self.request, document=replace(document, body=body), error=None)
        return Fetched(request=self.request, document=None, error=failure.at(document.url))
