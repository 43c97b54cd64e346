"""What counts as a word where two texts are compared: runs of letters, and each character of scripts without blanks."""

import re

_WORD = re.compile(
    "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
    "|[^\\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+"
)


def split_words(text: str) -> list[str]:
    """The words of `text` in order, case folded, without punctuation; CJK and Thai text by characters."""
    return _WORD.findall(text.casefold())
