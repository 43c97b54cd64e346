"""Documents made to take quadratic time: each is read in a process that may use a few seconds of CPU, and would need minutes."""

import resource
import subprocess
import sys

import pytest

URL = "https://example.com/feed"
CPU_SECONDS = 20
"""Reading the largest takes about one, the start included; what is quadratic in 1 to 2 MB takes minutes."""
READ = f"""
import sys
from newscli.errors import ParseError
from newscli.parse.feed import parse_feed
data = sys.stdin.buffer.read()
try:
    print(len(parse_feed(data, {URL!r}).articles), "entries")
except ParseError as error:
    print(error)
"""
START, END = '<rss version="2.0"><channel><title>t</title><item>', "</item></channel></rss>"
ENTITIES = '<!DOCTYPE r [<!ENTITY a "' + "a" * 390 + '">' + "".join(f'<!ENTITY b{n} "x">' for n in range(5_000)) + "]>"
CASES = {
    "attributes": "<a " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">x</a>",
    "attributes-of-many": ("<a " + " ".join(f'a{n}="1"' for n in range(99)) + ">x</a>") * 1_000,
    "attributes-in-html": "<description>&lt;a " + " ".join(f"a{n}=1" for n in range(100_000)) + "&gt;x</description>",
    "attributes-of-a-broken-tag": "<a " + " ".join(f'a{n}="1"' for n in range(100_000)),
    "nesting": "<a>" * 200_000 + "</a>" * 200_000,
    "nesting-unclosed": "<a>" * 300_000,
    "nesting-in-html": "<description>" + "&lt;div&gt;" * 100_000 + "</description>",
    "formatting-in-html": "<description>" + "&lt;b&gt;&lt;p&gt;" * 50_000 + "</description>",
    "entities": "<title>" + "&a;" * 300_000 + "</title>",
    "entities-of-html": "<title>" + "&nbsp;" * 200_000 + "</title>",
    "ampersands": "&a" * 500_000,
    "references": "<title>" + "&#38;" * 200_000 + "</title>",
    "comments": "<!--" * 300_000,
    "comments-closed": "<!-- -->" * 150_000,
    "comments-in-html": "<description>" + "&lt;!--" * 150_000 + "</description>",
    "cdata": "<![CDATA[" * 120_000,
    "cdata-closed": "<![CDATA[]]>" * 100_000,
    "items": "<item>" * 150_000,
    "items-empty": "<item/>" * 20_000,
    "categories": "".join(f"<category>a{n}</category>" for n in range(40_000)),
    "enclosures": '<enclosure url="http://a/b"/>' * 40_000,
    "titles": "<title>" * 150_000,
    "prefixes": "".join(f"<a{n}:b/>" for n in range(100_000)),
    "namespaces": "".join(f'<a xmlns:p{n}="u{n}"/>' for n in range(10_000)),
    "angles": "<" * 1_000_000,
    "quotes": '<a b="' * 150_000,
    "document-types": "<!DOCTYPE a [" * 80_000,
    "instructions": "<?a " * 200_000,
    "blanks": "<title>" + " " * 1_000_000 + "</title>",
    "combining": "<title>a" + "\u0316\u0301" * 200_000 + "</title>",
    "escapes": "<title>" + "&#155;" * 200_000 + "</title>",
    "dates": "<pubDate>" + "1" * 1_000_000 + "</pubDate>",
    "digits": "<guid>" + "&#" + "9" * 1_000_000 + ";</guid>",
}

ALONE = {
    "broken-off": START + "<title>x</title><link>http://a/b</link></item><item><guid>1</guid>" + "<a>" * 300_000,
    "broken-off-in-cdata": START + "<guid>1</guid><description><![CDATA[" + "]]" * 500_000,
    "broken-off-items": START + "<guid>1</guid></item><item>" * 20_000,
    "malformed-items": START + "<guid>1</guid><b></item><item>" * 20_000 + END,
    "instructions-closed": START + "<?a b?>" * 150_000 + END,
    "instructions-before": "<?a b?>\n" * 150_000 + START + END,
    "json-items": '{"items":[' * 100_000,
    "json-items-broken-off": '{"items":[' + '{"id":"1"},' * 100_000,
    "json-nesting": '{"items":[' + "[" * 500_000,
    "json-braces": '{"items":[' + '{"a":' * 200_000,
    "json-blanks": '{"items":[' + " ," * 500_000 + "x",
}

pytestmark = pytest.mark.slow


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@pytest.mark.parametrize("name", [*CASES, *ALONE])
def test_time_grows_no_faster_than_the_document(name: str) -> None:
    document = ALONE.get(name) or ENTITIES * (name == "entities") + START + CASES[name] + END
    done = subprocess.run(
        [sys.executable, "-c", READ], input=document.encode(), capture_output=True, preexec_fn=_limit_cpu, check=False
    )
    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
    assert done.stdout
