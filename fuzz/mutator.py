"""Changes known inputs at random, for where atheris has no wheel: blind to coverage, but the same inputs for the same seed."""

import random
from collections.abc import Iterator, Sequence
from typing import Final

_CHANGES: Final = 4
"""Changes to one input, at most."""


def mutations(seeds: Sequence[bytes], words: Sequence[bytes], *, max_bytes: int, seed: int = 0) -> Iterator[bytes]:
    """Endless inputs: each a seed with bytes cut out, doubled, spliced with another seed, overwritten, or `words` put in."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    while True:
        data = chance.choice(seeds)
        for _ in range(chance.randint(1, _CHANGES)):
            data = _changed(data, chance, seeds, words)
        yield data[:max_bytes]


def _changed(data: bytes, chance: random.Random, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
    match chance.randrange(6 if words else 5):
        case 0:
            return data[:start] + data[end:]
        case 1:
            return data[:end] + data[start:end] * chance.randint(1, 8) + data[end:]
        case 2:
            other = chance.choice(seeds)
            return data[:start] + other[chance.randint(0, len(other)) :]
        case 3:
            return data[:start] + chance.randbytes(chance.randint(1, 8)) + data[start:]
        case 4:
            return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
        case _:
            return data[:start] + chance.choice(words) + data[start:]
