"""What bounds every request. Plain values; their reasons stand in docs/internals/fetch.md."""

from dataclasses import dataclass
from typing import Final

from newscli import __version__
from newscli.models.private_headers import PrivateHeaders

MIB: Final = 1024 * 1024
USER_AGENT: Final = f"newscli/{__version__} (news reader for the terminal)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """The bounds of one run. Times are seconds, sizes bytes."""

    deadline: float = 20.0
    """For one request in all: names, connecting, TLS, every redirect, headers and body."""
    parallel: int = 192
    """Requests under way at once; fewer where the system allows fewer open files."""
    per_host: int = 2
    """Requests under way at once to one registrable host."""
    spacing: float = 0.1
    """Between the starts of two requests to one registrable host."""
    feed_limit: int = 16 * MIB
    """That a feed may have on the wire, and again when unpacked."""
    page_limit: int = 8 * MIB
    """The same for a page."""
    redirects: int = 10
    allow_private_redirects: bool = False
    """Whether a public address may lead to a private one."""
    user_agent: str = USER_AGENT
    private_headers: tuple[PrivateHeaders, ...] = ()
    """For the addresses that they name, and for nobody else."""
