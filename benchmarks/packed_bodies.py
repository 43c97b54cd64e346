# /// script
# dependencies = ["zstandard"]
# ///
"""What packing stored bodies would save, and what it costs: `python benchmarks/packed_bodies.py [--corpus DIR] [--shortest N]`.

The bodies of a corpus of real feeds, in the form the store keeps them, each packed by itself: zlib, and zstd where the
`zstandard` package is installed beside newscli; without a dictionary and with one. Dictionaries are made of every second
body and tried on the others. Prints size as a share and microseconds of CPU for one body; the floor is reading its JSON.
"""

import argparse
import json
import random
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from newscli.errors import NewscliError
from newscli.models.body_codec import body_to_json
from newscli.parse.feed import parse_feed

ROOT: Final = Path(__file__).parents[1]
NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)
ZLIB_WINDOW: Final = 32_768
TRAINED: Final = 112_640  # what the zstd command trains by default

Packing = tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]


def read_bodies(corpus: Path, shortest: int) -> Iterator[bytes]:
    for line in (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        try:
            feed = parse_feed((corpus / json.loads(line)["file"]).read_bytes(), "https://site.example/feed", now=NOW)
        except NewscliError:
            continue
        for article in feed.articles:
            packed = body_to_json(article.body).encode() if article.body else b""
            if len(packed) >= shortest:
                yield packed


def zlib_with(dictionary: bytes) -> Packing:
    def pack(body: bytes) -> bytes:
        packer = zlib.compressobj(6, zdict=dictionary)
        return packer.compress(body) + packer.flush()

    return pack, lambda packed: zlib.decompressobj(zdict=dictionary).decompress(packed)


def packings(samples: Sequence[bytes]) -> dict[str, Packing]:
    found: dict[str, Packing] = {
        "zlib 6": (lambda body: zlib.compress(body, 6), zlib.decompress),
        "zlib 6, dictionary of 32 kB": zlib_with(b"".join(random.Random(1).sample(samples, 40))[:ZLIB_WINDOW]),
    }
    try:
        import zstandard
    except ImportError:
        print("zstandard is not installed here")
        return found
    trained = zstandard.train_dictionary(TRAINED, list(samples))
    for name, dictionary in (("zstd 3", None), ("zstd 3, trained dictionary of 110 kB", trained)):
        packer = zstandard.ZstdCompressor(level=3, dict_data=dictionary)
        found[name] = (packer.compress, zstandard.ZstdDecompressor(dict_data=dictionary).decompress)
    return found


def timed(run: Callable[[Any], object], over: Sequence[object]) -> float:
    """Microseconds of CPU for one of them."""
    start = time.process_time()
    for one in over:
        run(one)
    return 1e6 * (time.process_time() - start) / len(over)


def main() -> None:
    parser = argparse.ArgumentParser(description="What packing bodies would save.")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus" / "feeds")
    parser.add_argument("--shortest", type=int, default=1, help="leave out bodies of fewer bytes")
    options = parser.parse_args()
    bodies = list(read_bodies(options.corpus, options.shortest))
    samples, tried = bodies[::2], bodies[1::2]
    size = sum(map(len, tried))
    print(f"{len(tried)} bodies of real feeds, {size / len(tried):.0f} bytes in the mean; {len(samples)} others for dictionaries")
    for name, (pack, unpack) in packings(samples).items():
        packed = [pack(body) for body in tried]
        assert [unpack(one) for one in packed] == tried
        share = sum(map(len, packed)) / size
        print(f"{name:<38} size {share:.2f}   pack {timed(pack, tried):>4.0f} µs   unpack {timed(unpack, packed):>4.0f} µs")
    texts = [body.decode() for body in tried]
    print(f"{'to read the JSON':<38} {'':<37} {timed(json.loads, texts):>4.0f} µs")


if __name__ == "__main__":
    main()
