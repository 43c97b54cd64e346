"""What went wrong below the level of addresses; `client` turns it into a FetchError that names the address."""

from newscli.errors import FetchError, FetchKind
from newscli.text import SafeLine, format_line
from newscli.urls import WebUrl, shown_url


class HopError(Exception):
    """`words` in our own language, `hint` where there is one thing to do.

    `is_dark`: not even a refusal came back, as where this machine has no network.
    """

    def __init__(self, kind: FetchKind, words: SafeLine, *, hint: SafeLine | None = None, is_dark: bool = False) -> None:
        super().__init__(words)
        self.kind: FetchKind = kind
        self.words = words
        self.hint = hint
        self.is_dark = is_dark

    def at(self, url: WebUrl) -> FetchError:
        """The same as an outcome of asking `url`."""
        message = format_line("{}: {}", self.words, shown_url(url))
        return FetchError(message, kind=self.kind, hint=self.hint, is_dark=self.is_dark)


def too_large(limit: int) -> HopError:
    """More than `limit` bytes, on the wire or unpacked."""
    return HopError(
        "too-large",
        format_line("the answer is larger than {:g} MiB", limit / (1024 * 1024)),
        hint=format_line("the bounds are refresh.feed_mib and refresh.page_mib in the configuration"),
    )
