"""Headers that a reader wants sent with requests to some addresses: mostly keys and passwords, so nothing shows their values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newscli.urls import WebUrl


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateHeaders:
    """The headers for one address and all below it; values only ever leave in a request."""

    address: WebUrl
    values: Mapping[str, str] = field(repr=False)
    """By name, in lower case."""
    missing: tuple[str, ...] = ()
    """Variables of the environment that they are made from and that are not set: nothing is asked without them."""
