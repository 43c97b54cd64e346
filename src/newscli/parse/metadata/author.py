"""Who wrote the article: the list of names that most evidence speaks for, or nobody."""

from dataclasses import dataclass
from typing import Final

from newscli.parse.metadata.author_evidence import SOURCES, Names, author_candidates
from newscli.parse.metadata.author_weights import WEIGHTS
from newscli.parse.metadata.choice import Signals, chances
from newscli.parse.metadata.place import Place
from newscli.parse.metadata.sources import Sources

_STATED: Final = ("ld", "meta", "micro")


@dataclass(frozen=True, slots=True)
class Authors:
    """The names in order, none if nobody is named; `sources` name them, the best first; `chance` is how likely they are."""

    names: Names
    sources: tuple[str, ...] = ()
    chance: float = 0.0


def find_authors(sources: Sources, place: Place, title: str) -> Authors:
    """The authors of the page's article, whose own byline stands in `place`."""
    candidates = with_nobody(author_candidates(sources, place, title))
    likely = chances(candidates, WEIGHTS)
    best = max(likely, key=lambda names: likely[names])
    said = sorted((name for name in candidates[best] if name.startswith(SOURCES)), key=lambda name: -WEIGHTS.get(name, 0.0))
    return Authors(best, tuple(said), likely[best])


def with_nobody(candidates: dict[Names, Signals]) -> dict[Names, Signals]:
    """`candidates` and the empty list: nobody is named."""
    is_stated = any(name.startswith(_STATED) for signals in candidates.values() for name in signals)
    return {**candidates, (): {"none": 1.0, **({} if is_stated else {"none_unstated": 1.0})}}
