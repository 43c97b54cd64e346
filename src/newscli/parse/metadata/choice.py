"""A choice between the candidates of one page, one of them "none": what is likely, from the signals of each; reads no page.

A conditional logit (McFadden 1974): each candidate's score is the sum of its signals' weights, and its chance is its share of
all scores' exponentials. So evidence that agrees adds up, evidence that disagrees takes from each other, and a page that says
nothing convincing is best served with nothing. The weights are made by benchmarks/train_facts.py.
"""

from collections.abc import Hashable, Mapping
from math import exp
from typing import TypeVar

Signals = dict[str, float]
_Candidate = TypeVar("_Candidate", bound=Hashable)


def chances(candidates: Mapping[_Candidate, Mapping[str, float]], weights: Mapping[str, float]) -> dict[_Candidate, float]:
    """How likely each of `candidates`, at least one, is the right one; together 1."""
    scores = {one: sum(weights.get(name, 0.0) * value for name, value in signals.items()) for one, signals in candidates.items()}
    top = max(scores.values())
    powers = {one: exp(score - top) for one, score in scores.items()}
    whole = sum(powers.values())
    return {one: power / whole for one, power in powers.items()}
