"""A small program with the commands that the tour runs, their JSON as the real one prints it; what it stores is one text file."""

import json
import os
import re
import sys
import urllib.request
from pathlib import Path

HOME = Path(os.environ["NEWSCLI_HOME"])
STORE = HOME / "store.json"


def main(words: list[str]) -> int:
    with (HOME / "calls").open("a", encoding="utf-8") as calls:
        calls.write(" ".join(words) + "\n")
    if words[0] == os.environ.get("STAND_IN_FAILS"):
        print("error: on purpose", file=sys.stderr)
        return 1
    match words:
        case ["add", url]:
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            feed = opener.open(f"{url}feeds/all.rss", timeout=10).read().decode()
            STORE.write_text(json.dumps(re.findall("<guid[^>]*>([^<]*)", feed)), "utf-8")
            print("followed")
        case ["latest", *_]:
            urls = json.loads(STORE.read_text("utf-8"))
            print(json.dumps([{"id": number, "url": url} for number, url in enumerate(urls, 1)]) if "--json" in words else urls)
        case ["related", _, "--json"]:
            print(json.dumps([] if os.environ.get("STAND_IN_FAILS") == "no related" else [{"id": 2}, {"id": 3}]))
        case ["read", "--json", *ids]:
            print("\n".join(json.dumps({"ref": ref, "text": os.environ.get("STAND_IN_TEXT", "words")}) for ref in ids))
        case _:
            print("shown:", *words, "proxy" if os.environ.get("https_proxy") else "direct")
    return 0


sys.exit(main(sys.argv[1:]))
