"""Which blocks are the article's: two logistic regressions, the second seeing what the first says of a block's neighbours."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Final

Signals = Mapping[str, float]

THRESHOLD: Final = 0.45
"""Chance from which a block is kept: chosen on the development pages, level between .40 and .50."""
_SURE: Final = 0.6
_LONG: Final = 20
"""Words from which a surely kept block marks the article's first or last."""
_EDGE: Final = 1e-4
_NEAR: Final = 5


def chance(signals: Signals, bias: float, weights: Mapping[str, float]) -> float:
    """The logistic regression's probability."""
    score = bias + sum(weights.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def with_context(signals: Sequence[Signals], chances: Sequence[float], sizes: Sequence[int]) -> list[dict[str, float]]:
    """The signals of each block with what its neighbours' `chances` say; `sizes` are the blocks' words."""
    odds = [log((one + _EDGE) / (1 - one + _EDGE)) / 5 for one in chances]
    mass = [one * (size + 1) for one, size in zip(chances, sizes, strict=True)]
    count = len(chances)
    sure = [number for number in range(count) if chances[number] > _SURE and sizes[number] + 1 > _LONG]
    first, last = (sure[0], sure[-1]) if sure else (0, count - 1)
    found = []
    for number, own in enumerate(signals):
        low, high = max(0, number - _NEAR), min(count, number + _NEAR + 1)
        around = sum(sizes[low:high]) + (high - low) - sizes[number] - 1
        near = (sum(mass[low:high]) - mass[number]) / max(1, around)
        after = odds[number + 1] if number + 1 < count else -1
        found.append({
            **own,
            "c_odds": odds[number], "c_chance": chances[number],
            "c_before": odds[number - 1] if number else -1, "c_after": after,
            "c_before2": odds[number - 2] if number > 1 else -1,
            "c_after2": odds[number + 2] if number + 2 < count else -1,
            "c_near": near, "c_zone": float(first <= number <= last),
            "c_early": float(number < first), "c_late": float(number > last),
            "c_heading": own.get("heading", 0) * after,
            "c_far_after": min(1, (number - last) / 20) if number > last else 0,
            "c_far_before": min(1, (first - number) / 20) if number < first else 0,
        })  # fmt: skip
    return found
