"""Where a reader's files are: under NEWSCLI_HOME, else where the system's own rules say."""

from pathlib import Path

import pytest

from newscli.errors import ConfigError
from newscli.paths import find_places


def test_a_home_holds_everything(tmp_path: Path) -> None:
    places = find_places({"NEWSCLI_HOME": str(tmp_path)})
    assert places.database == tmp_path / "news.db"
    assert places.config_file == tmp_path / "config.toml"
    assert places.cache_dir == tmp_path / "cache"
    assert places.log_dir == tmp_path / "log"


def test_looking_makes_no_folder(tmp_path: Path) -> None:
    find_places({"NEWSCLI_HOME": str(tmp_path / "new")})
    assert not (tmp_path / "new").exists()


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_places({"NEWSCLI_HOME": "news"}).database == tmp_path / "news" / "news.db"


def test_a_tilde_means_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_places({"NEWSCLI_HOME": "~/news"}).database == tmp_path / "news" / "news.db"


def test_a_home_that_is_a_file_is_refused_with_a_hint(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(ConfigError, match="NEWSCLI_HOME is not a folder") as caught:
        find_places({"NEWSCLI_HOME": str(file)})
    assert caught.value.hint


@pytest.mark.parametrize("home", [{}, {"NEWSCLI_HOME": ""}])
def test_without_a_home_xdg_is_honoured(home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    places = find_places(home)
    assert places.database.is_relative_to(tmp_path / "data")
    assert places.config_file == tmp_path / "config" / "newscli" / "config.toml"
    assert places.cache_dir.is_relative_to(tmp_path / "cache")
    assert places.log_dir.is_relative_to(tmp_path / "state")
