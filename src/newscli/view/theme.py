"""How things look: the one place that makes SGR codes and hyperlinks. It knows no article, only styles.

Only weights and the sixteen colours of the reader's own palette, of these the ones that read well on light and dark ground.
No meaning hangs on them: whatever a style says is also said by a character or a word.
"""

from collections.abc import Mapping
from typing import Final, Literal

from newscli.urls import Link, shown_url, stored_url

Style = Literal[
    "title", "heading", "unread", "dim", "id", "star", "match", "link", "code", "strong", "emphasis", "strike", "bad", "good"
]  # fmt: skip

# ECMA-48 8.3.117: 1 bold, 2 faint, 3 italic, 4 underlined, 9 crossed out, 3x colours.
_CODES: Final[Mapping[Style, str]] = {
    "title": "1", "heading": "1", "unread": "1", "dim": "2", "id": "36", "star": "33", "match": "1;4", "link": "4", "code": "36",
    "strong": "1", "emphasis": "3", "strike": "9", "bad": "31", "good": "32",
}  # fmt: skip


class Theme:
    """Paints text; `COLOUR` for terminals, `PLAIN` for whoever wants no escape code at all (`NO_COLOR`, `TERM=dumb`)."""

    __slots__ = ("_codes", "has_color")

    def __init__(self, codes: Mapping[Style, str]) -> None:
        self._codes = codes
        self.has_color = bool(codes)

    def paint(self, text: str, *styles: Style) -> str:
        """`text` in all of `styles`, back to normal behind it."""
        codes = ";".join(self._codes[style] for style in styles if style in self._codes)
        return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text

    def link(self, text: str, url: Link | None) -> str:
        """`text` as an OSC 8 hyperlink to `url`, which carries no userinfo; `text` alone where there is no colour.

        And where it is a mail address: a click on it would start a program that can act in the reader's name.
        """
        web = stored_url(url) if url is not None and self.has_color else None
        return text if web is None else f"\x1b]8;;{shown_url(web)}\x1b\\{text}\x1b]8;;\x1b\\"


COLOUR: Final = Theme(_CODES)
PLAIN: Final = Theme({})


def theme_for(*, color: bool) -> Theme:
    """The theme for a terminal that wants colour, or for one that does not."""
    return COLOUR if color else PLAIN
