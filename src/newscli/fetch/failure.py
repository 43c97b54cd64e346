"""What went wrong below the level of addresses; `client` turns it into a FetchError that names the address."""

from newscli.errors import FetchKind
from newscli.text import SafeLine


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
