import re
from pathlib import Path

import pytest

from newscli.view import machine

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
NEW_IN_READ = tuple(key for key in machine.OPENED_KEYS if key not in machine.ARTICLE_KEYS)
NEW_IN_SEARCH = tuple(key for key in machine.HIT_KEYS if key not in machine.ARTICLE_KEYS)


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Article", machine.ARTICLE_KEYS),
        ("outlet", machine.OUTLET_KEYS),
        ("feed, feeds", machine.FEED_LABEL_KEYS),
        ("read", NEW_IN_READ + machine.ERROR_KEYS),
        ("error", machine.ERROR_DETAIL_KEYS),
        ("related, trending, sponsored", machine.LINK_KEYS),
        ("search", NEW_IN_SEARCH),
        ("highlights", machine.HIGHLIGHT_KEYS),
        ("search --by", machine.TALLY_KEYS),
        ("feeds", machine.FEED_KEYS),
        ("refresh", machine.REFRESH_KEYS),
        ("searches", machine.SAVED_KEYS),
        ("stats", machine.STATS_KEYS),
        ("busiest", machine.BUSIEST_KEYS),
    ],
)
def test_every_key_has_its_line_in_the_reference(heading: str, keys: tuple[str, ...]) -> None:
    section = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert section is not None
    assert tuple(re.findall(r"^\| `(\w+)` \|", section.group(1), re.MULTILINE)) == keys
