# /// script
# dependencies = ["snowballstemmer"]
# ///
"""Draw the known-item queries of `benchmarks/known_items.tsv`: `uv run benchmarks/draw_known_items.py [--corpus DIR]`.

A known-item query is what someone types who remembers an article: here two words of its title or lead, neither common nor
unique. Each is drawn plain, and as variants where its language allows: one word in another inflection, the words without
their accents, one word mistyped. Drawn once, before the ranking was written, and frozen: drawing anew would make the
figures of two versions incomparable. The file has words, the name of the feed's file, and the place and a hash of the
title of the entry, but no sentence of a publisher's.
"""

import argparse
import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import snowballstemmer

from newscli.errors import NewscliError
from newscli.parse.feed import parse_feed

ROOT: Final = Path(__file__).parents[1]
NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)
SEED: Final = 6
ITEMS: Final = {"en": 130, "ko": 120}
ITEMS_ELSEWHERE: Final = 60
LEAD: Final = 300
"""Characters of an entry's summary or text that count as its lead."""

_STOP_WORDS: Final = {
    "en": "the and of to in that with for", "de": "der die und das nicht mit ein von", "fr": "les des est dans pour une que sur",
    "es": "los las una que con por del para", "it": "che della per una con sono nel gli",
    "pt": "que uma para com não dos pela mais", "nl": "het een van voor niet zijn met ook",
    "sv": "och att det som för inte med är", "pl": "nie się jest przez oraz dla ale", "sk": "sa na je že pre ako bol aj",
    "cs": "se na je že pro jako byl ale", "tr": "bir ve için bu ile olarak daha", "id": "yang dan untuk dengan ini dari tidak",
    "fi": "ja on ei että oli mutta kun", "da": "og det som til ikke med er af", "no": "og det som til ikke med er av",
    "hu": "és hogy nem egy az van meg", "ro": "și care este pentru din mai nu",
}  # fmt: skip
_STEMMERS: Final = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch",
    "sv": "swedish", "pl": "polish", "cs": "czech", "tr": "turkish", "id": "indonesian", "fi": "finnish", "da": "danish",
    "no": "norwegian", "hu": "hungarian", "ro": "romanian", "ru": "russian", "ar": "arabic", "hi": "hindi",
}  # fmt: skip
# What stands behind a Korean noun: topic, subject, object, place and so on.
_PARTICLES: Final = re.compile("(?:으로|에서|에게|까지|부터|은|는|이|가|을|를|의|에|로|와|과|도|만)$")
_KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HANGUL, _HAN_KANA = "[\uac00-\ud7a3]", "[\u3040-\u30ff\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed and the words that could be asked for."""

    file: str
    index: int
    language: str
    title: str
    words: tuple[str, ...]

    @property
    def mark(self) -> str:
        """By which a run makes sure that the entry is still the one that was drawn."""
        return blake2b(self.title.encode(), digest_size=6).hexdigest()


def read_items(corpus: Path) -> Iterator[Item]:
    for line in (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        facts: dict[str, Any] = json.loads(line)
        path = corpus / facts["file"]
        try:
            feed = parse_feed(path.read_bytes(), "https://site.example/feed", now=NOW)
        except NewscliError:
            continue
        leads = [(article.title or "", str(article.summary or article.text or "")[:LEAD]) for article in feed.articles]
        language = (facts["language"] or "")[:2].lower() or guess_language(" ".join(f"{a} {b}" for a, b in leads))
        for index, (title, lead) in enumerate(leads):
            if title and language:
                yield Item(path.name, index, language, title, tuple(dict.fromkeys(words_of(f"{title} {lead}", language))))


def guess_language(text: str) -> str:
    """By script, else by the stop words that occur most; empty where nothing is clear."""
    for pattern, language in ((_HANGUL, "ko"), ("[\u3040-\u30ff]", "ja"), (_HAN_KANA, "zh"), ("[а-я]", "ru")):
        if len(re.findall(pattern, text)) > len(text) / 20:
            return language
    counts = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    votes = {language: sum(counts[word] for word in words.split()) for language, words in _STOP_WORDS.items()}
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] > counts.total() / 25 else ""


def words_of(text: str, language: str) -> Iterator[str]:
    text = unicodedata.normalize("NFC", text).casefold()
    if language in ("zh", "ja"):
        for run in re.findall(f"{_HAN_KANA}{{2,}}", text):
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        return
    shortest = {"ko": 2, "he": 3, "ar": 3, "hi": 2}.get(language, 4)
    pattern = f"{_HANGUL}+" if language == "ko" else r"[^\W\d_]+"
    yield from (word for word in re.findall(pattern, text) if len(word) >= shortest)


def stem_with(language: str) -> Callable[[str], str]:
    if language == "ko":
        return lambda word: _PARTICLES.sub("", word) if len(word) > 2 else word
    if language not in _STEMMERS:
        return lambda word: word
    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return stem


def draw(items: list[Item]) -> Iterator[tuple[Item, str, str, str]]:
    """(item, kind, first word, second word), the plain query of an item before its variants."""
    rng = random.Random(SEED)
    titles = Counter(item.title for item in items)
    everywhere = {word for item in items for word in item.words}
    languages = defaultdict(list)
    for item in items:
        languages[item.language].append(item)
    for language, group in sorted(languages.items()):
        frequency = Counter(word for item in group for word in item.words)
        low, high = (2 if len(group) >= 200 else 1), max(4, len(group) // 100)
        stem = stem_with(language)
        kin = defaultdict(list)
        for word in sorted(frequency):
            kin[stem(word)].append(word)
        drawn = 0
        for item in rng.sample(group, len(group)):
            words = [word for word in item.words if low <= frequency[word] <= high]
            if titles[item.title] > 1 or len({stem(word) for word in words}) < 2 or drawn == ITEMS.get(language, ITEMS_ELSEWHERE):
                continue
            first, second = rng.sample(words, 2)
            if stem(first) == stem(second):
                continue
            drawn += 1
            yield item, "plain", first, second
            inflected = [word for word in kin[stem(first)] if word not in item.words]
            if inflected:
                yield item, "inflected", rng.choice(inflected), second
            if (bare := (strip_accents(first), strip_accents(second))) != (first, second) and language not in ("ko", "ja"):
                yield item, "accentless", *bare
            if len(first) >= 5 and language != "ko" and (wrong := mistype(first, rng)) not in everywhere:
                yield item, "mistyped", wrong, second


def strip_accents(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def mistype(word: str, rng: random.Random) -> str:
    """One slip after the first letter: two letters swapped, one left out, one doubled, or the key beside it."""
    at = rng.randrange(1, len(word) - 1)
    match rng.choice(("swap", "drop", "double", "neighbour")):
        case "swap":
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case "drop":
            return word[:at] + word[at + 1 :]
        case "double":
            return word[:at] + word[at] + word[at:]
    row = next((row for row in _KEYBOARD if word[at] in row), None)
    if row is None:
        return word[:at] + word[at + 1 :]
    place = row.index(word[at])
    return word[:at] + rng.choice(row[max(place - 1, 0) : place] + row[place + 1 : place + 2]) + word[at + 1 :]


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw known-item queries from real feeds.")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus" / "feeds")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("known_items.tsv"))
    options = parser.parse_args()
    rows = list(draw(list(read_items(options.corpus))))
    lines = [f"{item.language}\t{kind}\t{item.file}\t{item.index}\t{item.mark}\t{a}\t{b}\n" for item, kind, a, b in rows]
    options.out.write_text("language\tkind\tfile\tentry\ttitle\tword\tword\n" + "".join(lines), encoding="utf-8")
    for (language, kind), number in sorted(Counter((item.language, kind) for item, kind, _, _ in rows).items()):
        print(f"{language}  {kind:<10}  {number:>4}")


if __name__ == "__main__":
    main()
