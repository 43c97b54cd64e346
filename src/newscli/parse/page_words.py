"""How lists of words are written in the modules that read pages: as running text; holds none itself."""


def word_set(text: str) -> frozenset[str]:
    """The blank-separated words of `text`."""
    return frozenset(text.split())


def patterns_by_language(text: str) -> dict[str, str]:
    """Regular expressions by language: a line "en: one|two" begins one, lines that begin with "|" go on with it."""
    found: dict[str, str] = {}
    language = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        name, colon, words = line.partition(": ")
        if colon and not line.startswith("|"):
            language, line = name, words  # noqa: PLW2901 - the rest of the line is what counts
        found[language] = found.get(language, "") + line
    return found
