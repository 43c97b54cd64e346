"""Which blocks are the article's: two logistic regressions, the second seeing what the first says of a block's neighbours."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Final

Signals = Mapping[str, float]

THRESHOLD: Final = 0.5
"""Chance from which a block is kept: page F1 is level between .45 and .65 on sites that the fit did not see; above this more
forums and short texts are lost than teasers."""
_SURE: Final = 0.6
_LONG: Final = 20
"""Words from which a surely kept block marks the article's first or last."""
_EDGE: Final = 1e-4
_NEAR: Final = 5


def total(signals: Signals, weights: Mapping[str, float]) -> float:
    """The weighted sum of `signals`."""
    return sum([weights[name] * value for name, value in signals.items() if name in weights])


def chance(score: float) -> float:
    """The logistic regression's probability for a weighted sum, its bias counted."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def context_of(signals: Sequence[Signals], chances: Sequence[float], sizes: Sequence[int]) -> list[dict[str, float]]:
    """For each block what the `chances` of its neighbours say; `sizes` are the blocks' words."""
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
