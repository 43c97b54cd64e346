"""The words of an article as the index sees them. It works on stored text and builds no models: search pays for it."""

import re
import sqlite3
from typing import Any, Final

from newscli.store.database import keep_interrupt

# Chinese, Japanese and Korean are written without blanks between what people search for (Korean has them, around stems
# with endings): each character becomes a token of its own, and a word is searched as a phrase of them. unicode61 alone
# found 177 of 303 articles for 한국. Blocks of Unicode 15: Jamo, Kana, ideographs, Hangul, half-width forms, planes 2-3.
_CJK: Final = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
SEAM: Final = "\u200b"
"""What parts the characters: no token character for unicode61, and newscli.text lets none into the store."""


def split_cjk(text: str) -> str:
    """`text` with `SEAM` around every Chinese, Japanese or Korean character."""
    return text if text.isascii() else _CJK.sub(f"{SEAM}\\g<0>{SEAM}", text)


def body_words(document: str) -> str:
    """The words of a stored body (models.body_codec), the same as `models.body.body_text` has, without its looks."""
    import json

    parts: list[str] = []
    for block in json.loads(document):
        _collect(block, parts)
    return "\n".join(parts)


def register_functions(connection: sqlite3.Connection) -> None:
    """Gives the view `search_content` its functions: needed wherever the index is read or changed."""
    connection.create_function("newscli_words", 1, keep_interrupt(_words), deterministic=True)
    connection.create_function("newscli_body_words", 1, keep_interrupt(_body_words), deterministic=True)


def _words(text: str | None) -> str | None:
    return None if text is None else split_cjk(text)


def _body_words(document: str | None) -> str | None:
    return None if document is None else split_cjk(body_words(document))


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
