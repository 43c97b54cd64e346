"""The words of an article as the index sees them: folded, and parted where a script has no blanks.

It works on stored text and builds no models: search and every refresh pay for it.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from newscli.store.database import keep_interrupt

# Scripts that are written without blanks between what people search for (Korean has them, around stems with endings): each
# character becomes a token of its own, and a word is searched as a phrase of them. unicode61 alone found 177 of 303
# articles for 한국. Blocks of Unicode 15: Thai, Lao, Burmese, Jamo, Khmer, Kana, ideographs, Hangul, planes 2-3.
RUN_ON: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
SEAM: Final = "\u200b"
"""What parts the characters: no token character for unicode61, and newscli.text lets none into the store."""
LABEL: Final = "\ue000"
"""First character of a label's token: unicode61 takes private use for letters, and nobody types it."""
LEAD: Final = 300
"""Characters of a text's beginning that count as a teaser where the publisher gave none."""

_FOREIGN: Final = re.compile("[^\x00-\x7f]+")
_RUN_ON_CHARS: Final = re.compile(f"[{RUN_ON}]+")
# Full and half width, ligatures, Arabic presentation forms, raised and lowered figures: their plain letters (UAX #15, NFKC).
_FORMS: Final = re.compile("[\u00aa\u00b2\u00b3\u00b9\u00ba\u2070-\u209f\ufb00-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\uff00-\uffef]+")
# Letters whose mark is part of them in Unicode, but not for who types without it; Arabic letters that are written both ways.
_PLAIN: Final = {
    "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "ħ": "h", "Ħ": "h", "ŋ": "n", "ŧ": "t", "ſ": "s", "ς": "σ",
    "ـ": "", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
}  # fmt: skip


def index_words(text: str) -> str:
    """`text` as it goes into the index and into a query: folded, `SEAM` around every character that is a word by itself."""
    return text if text.isascii() else _FOREIGN.sub(_indexed_run, text)


def fold(text: str) -> str:
    """`text` folded as in the index, in lower case and without seams."""
    return (text if text.isascii() else _FOREIGN.sub(_folded_run, text)).lower()


def fold_places(text: str) -> Sequence[int]:
    """For each character of `fold(text)`, its place in `text`."""
    if text.isascii() or not (_FORMS.search(text) or any(len(_LETTERS[char]) != 1 for char in set(text))):
        return range(len(text))
    places: list[int] = []
    at = 0
    for run in _FOREIGN.finditer(text):
        start, end = run.span()
        places += range(at, start)
        if _FORMS.search(run.group()):
            # Half-width kana compose: the places within such a run are shared out evenly.
            length = len(fold(run.group()))
            places += [start + n * (end - start) // length for n in range(length)]
        else:
            places += [start + n for n, char in enumerate(run.group()) for _ in _LETTERS[char]]
        at = end
    places += range(at, len(text))
    return places


def _fold_letters(text: str) -> str:
    return "".join(map(_LETTERS.__getitem__, text))


def _plain_form(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


class _Letters(dict[str, str]):
    """Each character folded and in lower case, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        plain = "".join(_PLAIN.get(part, part) for part in _without_marks(char))
        self[char] = folded = plain.lower().replace("\u0307", "")
        return folded


class _Runs(dict[str, str]):
    """Runs of characters beyond ASCII, folded: texts repeat few of them, but for scripts that are all beyond."""

    def __missing__(self, run: str) -> str:
        if len(self) > 20_000:
            self.clear()
        self[run] = made = self.make(run)
        return made

    def make(self, run: str) -> str:
        """Worked out once."""
        return _fold_letters(_FORMS.sub(_plain_form, run))


class _PartedRuns(_Runs):
    """The same, parted where they are words by character."""

    def make(self, run: str) -> str:
        return _RUN_ON_CHARS.sub(_parted, super().make(run))


_LETTERS: Final = _Letters()
_FOLDED_RUNS: Final = _Runs()
_INDEXED_RUNS: Final = _PartedRuns()


def _folded_run(match: re.Match[str]) -> str:
    return _FOLDED_RUNS[match.group()]


def _indexed_run(match: re.Match[str]) -> str:
    return _INDEXED_RUNS[match.group()]


def _parted(match: re.Match[str]) -> str:
    return f"{SEAM}{SEAM.join(match.group())}{SEAM}"


def _without_marks(char: str) -> str:
    """The letter of an accented one; nothing for a mark alone, but in scripts of India and beyond, where marks are vowels."""
    if char < "\u0700" or "\u1e00" <= char <= "\u1fff":
        return "".join(part for part in unicodedata.normalize("NFD", char) if unicodedata.category(part)[0] != "M")
    is_vowel = "\u0900" <= char <= "\u1cff"
    return "" if not is_vowel and unicodedata.category(char)[0] == "M" else char


def body_words(document: str) -> str:
    """The words of a stored body (models.body_codec), the same as `models.body.body_text` has, without its looks."""
    import json

    return packed_words(json.loads(document))


def packed_words(packed: list[Any]) -> str:
    """As `body_words`, of the lists that the stored JSON is of."""
    parts: list[str] = []
    for block in packed:
        _collect(block, parts)
    return "\n".join(parts)


def index_columns(
    *, title: str, summary: str | None, body: str | None, authors: str, labels: str
) -> tuple[str | None, str, str | None, str, str]:
    """Text, title, teaser, authors and labels as the view `search_content` makes them of the same values once they are stored.

    `body`: its `packed_words`.
    """
    teaser = summary if summary is not None else body and body[:LEAD]
    return (_words(body), index_words(title), _words(teaser), index_words(authors), LABEL + labels.replace(" ", f" {LABEL}"))


def register_functions(connection: sqlite3.Connection) -> None:
    """Gives the view `search_content` its functions: needed wherever the index is read or changed."""
    connection.create_function("newscli_words", 1, keep_interrupt(_words), deterministic=True)
    connection.create_function("newscli_body_words", 1, keep_interrupt(_body_words), deterministic=True)
    connection.create_function("newscli_lead", 1, keep_interrupt(_lead), deterministic=True)
    connection.create_function("newscli_topic", 1, keep_interrupt(_topic), deterministic=True)
    connection.create_function("newscli_language", 1, keep_interrupt(_language), deterministic=True)


@lru_cache(maxsize=4_096)
def topic_label(topic_key: str) -> str:
    """A topic as a label: 40 bits of BLAKE2b, because a label is one token and a topic may have blanks."""
    from hashlib import blake2b

    return "t" + blake2b(topic_key.encode(), digest_size=5).hexdigest()


@lru_cache(maxsize=256)
def language_label(language: str) -> str:
    """A language as a label, without its region: `en` for `en-GB`."""
    return "l" + "".join(re.findall(r"[a-z0-9]", language.casefold().partition("-")[0].partition("_")[0]))


def _lead(document: str | None) -> str | None:
    return None if document is None else body_words(document)[:LEAD]


def _topic(topic_key: str | None) -> str | None:
    return None if topic_key is None else topic_label(topic_key)


def _language(language: str | None) -> str | None:
    return None if language is None else language_label(language)


def _words(text: str | None) -> str | None:
    return None if text is None else index_words(text)


def _body_words(document: str | None) -> str | None:
    return None if document is None else index_words(body_words(document))


def _collect(block: list[Any], parts: list[str]) -> None:
    match block:
        case ["p", spans] | ["h", _, spans]:
            parts.append(_joined(spans))
        case ["l", _, items]:
            for item in items:
                for inner in item:
                    _collect(inner, parts)
        case ["q", blocks]:
            for inner in blocks:
                _collect(inner, parts)
        case ["c", text, _]:
            parts.append(text)
        case ["t", _, rows]:
            parts.extend(_joined(cell) for row in rows for cell in row)


def _joined(spans: list[Any]) -> str:
    return "".join(span if isinstance(span, str) else span[0] for span in spans)
