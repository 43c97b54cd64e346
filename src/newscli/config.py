"""The one configuration file (TOML): every key, its default and its bounds stand in `KEYS`; docs and checks are made from it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from newscli.errors import ConfigError
from newscli.text import format_line


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
    "refresh.parallel": Key(256, "requests under way at once", 1, 512),
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


def written(value: float | bool | str) -> str:  # noqa: FBT001  # as the table of keys has it
    """A value as TOML has it."""
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower() if isinstance(value, bool) else f"{value:g}"


class Config(NamedTuple):
    """The values in force, by their names in the file."""

    values: Mapping[str, float | bool | str]

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


def load_config(path: Path) -> Config:
    """The configuration in `path`; defaults if there is no such file.

    Raises ConfigError, naming the key, for what is not TOML, a key that does not exist, or a value out of its bounds.
    """
    try:
        document = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config({})
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(format_line("cannot read the configuration: {}", path), hint=format_line("{}", error)) from error
    import tomllib  # 3 ms that a reader without a file does not pay

    try:
        tree = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(format_line("not valid TOML: {}", path), hint=format_line("{}", error)) from error
    pairs = _flat(tree)
    unknown = [name for name, _ in pairs if name not in KEYS]
    if unknown:
        raise _unknown(unknown, path)
    return Config({name: _checked(name, value, path) for name, value in pairs})


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
