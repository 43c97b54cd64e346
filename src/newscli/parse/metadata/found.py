"""A fact of a page with what it was taken from."""

from typing import Generic, NamedTuple, TypeVar

_Value_co = TypeVar("_Value_co", covariant=True)


class Found(NamedTuple, Generic[_Value_co]):
    """A fact, and who says so, the best first."""

    value: _Value_co
    sources: tuple[str, ...]
