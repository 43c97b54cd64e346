"""Where newscli keeps things: platformdirs' places (XDG honoured), or everything under `NEWSCLI_HOME`. Makes no folder itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from newscli.errors import ConfigError
from newscli.text import format_line


class Places(NamedTuple):
    """The files and folders of one reader."""

    database: Path
    config_file: Path
    cache_dir: Path
    log_dir: Path


def find_places(environ: Mapping[str, str]) -> Places:
    """The places that `environ` asks for. Raises ConfigError if `NEWSCLI_HOME` is set to a file."""
    home = environ.get("NEWSCLI_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        if root.exists() and not root.is_dir():
            raise ConfigError(
                format_line("NEWSCLI_HOME is not a folder: {}", root),
                hint=format_line("point it at a folder, or unset it; newscli makes the folder if it is missing"),
            )
        return Places(root / "news.db", root / "config.toml", root / "cache", root / "log")
    from platformdirs import PlatformDirs  # 4 ms that a home of one's own does not need

    dirs = PlatformDirs("newscli", appauthor=False)
    return Places(
        dirs.user_data_path / "news.db", dirs.user_config_path / "config.toml", dirs.user_cache_path, dirs.user_log_path
    )
