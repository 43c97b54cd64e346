"""The one configuration file (TOML): every key, its default and its bounds stand in `KEYS`; docs and checks are made from it."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newscli.errors import ConfigError
from newscli.text import format_line

if TYPE_CHECKING:
    from newscli.models.private_headers import PrivateHeaders
    from newscli.urls import WebUrl


class Key(NamedTuple):
    """One key of the file: `section.name`. The kind of its default is the kind of its value."""

    default: float | bool | str
    """Text is a length of time (`30d`), or `never`."""
    meaning: str
    least: float = 0
    most: float = 0


KEYS: Final[Mapping[str, Key]] = {
    "latest.wait": Key(3.0, "seconds that `latest` may wait for due feeds on a terminal", 0, 600),
    "refresh.deadline": Key(20.0, "seconds that one feed or page may take in all: connecting, headers and body", 1, 600),
    "refresh.parallel": Key(192, "requests under way at once", 1, 512),
    "refresh.feed_mib": Key(16, "MiB that a feed may have, packed or unpacked", 1, 256),
    "refresh.page_mib": Key(8, "MiB that a page may have, packed or unpacked", 1, 256),
    "refresh.private_redirects": Key(
        default=False, meaning="whether a public address may lead to a private one, by redirect or by link"
    ),
    "refresh.full_text": Key(
        default=False, meaning="whether the pages of new articles are fetched along with a feed that gives only teasers"
    ),
    "unread.first_fetch": Key(50, "entries of a newly followed feed that count as unread; the others count as read", 0, 100_000),
    "unread.fade": Key("never", "how long an article may wait unread before a refresh marks it read: 30d, 8w, 1y"),
    "read.width": Key(80, "columns of an article's text on a terminal", 20, 400),
    "read.pages_mib": Key(200, "MiB of raw pages kept for `read --reparse`; 0 keeps none", 0, 100_000),
    "read.pager": Key(default=True, meaning="whether `read` may use a pager on a terminal"),
}

_LENGTH: Final = "never|[1-9][0-9]{0,3}[dwy]"
HEADERS: Final = "headers"
"""The section with a table of headers for each address."""
_HEADER_NAME: Final = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"
"""RFC 9110 section 5.6.2, "token"."""
_HEADER_VALUE: Final = "[\\x20-\\x7e\\xa0-\\xff]{1,8000}"
_OURS: Final = frozenset((
    "host", "accept-encoding", "connection", "content-length", "transfer-encoding", "te", "upgrade", "if-none-match",
    "if-modified-since", "range",
))  # fmt: skip
"""Headers that say how an answer is sent, which is for the program to say."""
_VARIABLE: Final = r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}"


def written(value: float | bool | str) -> str:  # noqa: FBT001  # as the table of keys has it
    """A value as TOML has it."""
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower() if isinstance(value, bool) else f"{value:g}"


class Config(NamedTuple):
    """The values in force, by their names in the file."""

    values: Mapping[str, float | bool | str]
    private_headers: "tuple[PrivateHeaders, ...]" = ()

    def number(self, name: str) -> float:
        """The value of a numeric key."""
        return float(self.values.get(name, KEYS[name].default))

    def whole(self, name: str) -> int:
        """The value of a numeric key, without its fraction."""
        return int(self.number(name))

    def flag(self, name: str) -> bool:
        """The value of a yes-or-no key."""
        return bool(self.values.get(name, KEYS[name].default))

    def length(self, name: str) -> str | None:
        """The value of a key that is a length of time, as written; None for `never`."""
        value = str(self.values.get(name, KEYS[name].default))
        return None if value == "never" else value


def load_config(path: Path, environ: Mapping[str, str]) -> Config:
    """The configuration in `path`; defaults if there is no such file. `${NAME}` in a header is taken from `environ`.

    Raises ConfigError, naming the key, for what is not TOML, a key that does not exist, or a value out of its bounds; and for a
    secret in a file that others may read.
    """
    try:
        document = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config({})
    except UnicodeDecodeError as error:
        raise ConfigError(format_line("not UTF-8: {}", path), hint=format_line("save it as UTF-8")) from error
    except OSError as error:
        raise ConfigError(
            format_line("cannot read the configuration: {}: {}", path, error.strerror),
            hint=format_line("it is one TOML file, which you can read; newscli help configuration lists its keys"),
        ) from error
    import tomllib  # 3 ms that a reader without a file does not pay

    try:
        tree = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(format_line("not valid TOML: {}", path), hint=format_line("{}", error)) from error
    headers = _private_headers(tree.pop(HEADERS, {}), path, environ)
    pairs = _flat(tree)
    unknown = [name for name, _ in pairs if name not in KEYS]
    if unknown:
        raise _unknown(unknown, path)
    return Config({name: _checked(name, value, path) for name, value in pairs}, headers)


def _private_headers(tables: object, path: Path, environ: Mapping[str, str]) -> "tuple[PrivateHeaders, ...]":
    if not tables:
        return ()
    from newscli.models.private_headers import PrivateHeaders

    if not isinstance(tables, dict):
        raise _no_headers(HEADERS, path, "it must hold a table for each address")
    found = []
    for words, table in tables.items():
        address = _header_address(words, path)
        values = dict(_header_values(address, table, path))
        variables = [name for value in values.values() for name in re.findall(_VARIABLE, value)]
        if os.name == "posix" and path.stat().st_mode & 0o077 and not all(re.search(_VARIABLE, each) for each in values.values()):
            raise ConfigError(
                format_line("others may read the headers in {}", path),
                hint=format_line("chmod 600 {}; or take them from the environment: ${{NAME}}", path),
            )
        whole = {name: re.sub(_VARIABLE, lambda match: environ.get(match[1], ""), value) for name, value in values.items()}
        missing = tuple(name for name in variables if not environ.get(name))
        found.append(PrivateHeaders(address=address, values=whole, missing=missing))
    return tuple(found)


def _header_address(words: str, path: Path) -> "WebUrl":
    from newscli.urls import find_web_url

    address = find_web_url(words)
    if address is None or "@" in words:
        raise _no_headers(HEADERS, path, "each stands under the address that it is for, with https:// and no password")
    return address


def _header_values(address: "WebUrl", table: object, path: Path) -> Iterator[tuple[str, str]]:
    """Names in lower case and values as written, variables included. No error says a value."""
    from newscli.urls import shown_url

    place = f"{HEADERS}.{shown_url(address)}"
    if not isinstance(table, dict):
        raise _no_headers(place, path, "it must hold names and texts")
    for name, value in table.items():
        if not re.fullmatch(_HEADER_NAME, name) or name.lower() in _OURS:
            raise _no_headers(place, path, f"{name} is no header that can be set")
        if not isinstance(value, str) or not re.fullmatch(_HEADER_VALUE, value):
            raise _no_headers(place, path, f"{name} must be a text of one line")
        yield name.lower(), value


def _no_headers(place: str, path: Path, why: str) -> ConfigError:
    hint = 'such as [headers."https://example.com/feeds/"] and below it X-Key = "${NAME}"'
    return ConfigError(format_line("{} in {}: {}", place, path, why), hint=format_line("{}", hint))


def _unknown(names: list[str], path: Path) -> ConfigError:
    from difflib import get_close_matches

    near = [match for name in names for match in get_close_matches(name, KEYS, 1)]
    hint = f"did you mean {', '.join(near)}?" if near else "newscli help configuration lists the keys"
    keys = "key" if len(names) == 1 else "keys"
    return ConfigError(
        format_line("unknown configuration {} {} in {}", keys, ", ".join(names), path), hint=format_line("{}", hint)
    )


def _flat(tree: Mapping[str, Any]) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for name, value in tree.items():
        if isinstance(value, dict):
            pairs += [(f"{name}.{inner}", each) for inner, each in value.items()]
        else:
            pairs.append((name, value))
    return pairs


def _checked(name: str, value: object, path: Path) -> float | bool | str:
    key = KEYS[name]
    if isinstance(key.default, str):
        if isinstance(value, str) and re.fullmatch(_LENGTH, value):
            return value
        raise ConfigError(
            format_line("{} in {} must be a length of time in quotes", name, path),
            hint=format_line('such as "30d", "8w" or "1y"; the default is {}', written(key.default)),
        )
    if isinstance(key.default, bool):
        if isinstance(value, bool):
            return value
        raise ConfigError(
            format_line("{} in {} must be true or false", name, path),
            hint=format_line("the default is {}", written(key.default)),
        )
    if isinstance(value, bool) or not isinstance(value, int | float) or not key.least <= value <= key.most:
        raise ConfigError(
            format_line("{} in {} must be a number from {:g} to {:g}", name, path, key.least, key.most),
            hint=format_line("the default is {}", written(key.default)),
        )
    return value
