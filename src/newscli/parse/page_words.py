"""How lists of words are written in the modules that read pages: as running text; holds none itself."""


def word_set(text: str) -> frozenset[str]:
    """The blank-separated words of `text`."""
    return frozenset(text.split())
