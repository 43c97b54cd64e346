"""The one configuration file: what it may say, and that what it may not is named with its key and a next step."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.config import KEYS, Config, load_config
from newscli.errors import ConfigError
from newscli.text import is_clean


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def refusal(file: Path, document: str | bytes) -> ConfigError:
    file.write_bytes(document if isinstance(document, bytes) else document.encode())
    with pytest.raises(ConfigError) as caught:
        load_config(file, {})
    assert caught.value.hint
    assert caught.value.exit_code == 2
    return caught.value


def test_without_a_file_every_key_has_its_default(file: Path) -> None:
    config = load_config(file, {})
    for name, key in KEYS.items():
        match key.default:
            case bool():
                assert config.flag(name) == key.default
            case str():
                assert config.length(name) is None
                assert key.default == "never"
            case _:
                assert config.number(name) == key.default


def test_what_the_file_says_is_in_force(file: Path) -> None:
    file.write_text("[latest]\nwait = 1.5\n[read]\nwidth = 72\npager = false\n", encoding="utf-8")
    config = load_config(file, {})
    assert (config.number("latest.wait"), config.whole("read.width"), config.flag("read.pager")) == (1.5, 72, False)
    assert config.number("refresh.deadline") == KEYS["refresh.deadline"].default


def test_an_empty_file_is_no_file(file: Path) -> None:
    file.write_bytes(b"")
    assert load_config(file, {}) == Config({})


def test_an_unknown_key_is_named_with_the_one_that_was_meant(file: Path) -> None:
    error = refusal(file, "[read]\nwidht = 72\n")
    assert "unknown configuration key read.widht" in error.message
    assert str(file) in error.message
    assert error.hint == "did you mean read.width?"


@pytest.mark.parametrize(
    "document", ["wait = 3\n", "[colours]\nred = 1\n", "[latest.wait]\nnested = 1\n", "[[latest]]\nwait = 1\n"]
)
def test_a_key_in_the_wrong_place_is_named(file: Path, document: str) -> None:
    assert str(file) in refusal(file, document).message


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("[latest]\nwait = -1\n", "latest.wait"),
        ("[latest]\nwait = 601\n", "latest.wait"),
        ("[latest]\nwait = nan\n", "latest.wait"),
        ("[latest]\nwait = inf\n", "latest.wait"),
        ('[latest]\nwait = "3"\n', "latest.wait"),
        ("[latest]\nwait = true\n", "latest.wait"),
        ("[latest]\nwait = 2025-11-03\n", "latest.wait"),
        ("[refresh]\nparallel = 0\n", "refresh.parallel"),
        ("[read]\npager = 1\n", "read.pager"),
        ('[read]\npager = "no"\n', "read.pager"),
    ],
)
def test_a_value_of_the_wrong_kind_or_out_of_bounds_is_named_with_its_default(file: Path, document: str, name: str) -> None:
    error = refusal(file, document)
    assert error.message.startswith(f"{name} in {file} must be")
    assert error.hint is not None
    assert error.hint.startswith("the default is ")


@pytest.mark.parametrize("document", ["[latest\n", "wait == 3", b"\xff\xfe\x00", "[a]\n[a]\n", "x = 1\nx = 2\n"])
def test_a_file_that_is_not_toml_is_named(file: Path, document: str | bytes) -> None:
    assert str(file) in refusal(file, document).message


def test_a_folder_in_the_files_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read the configuration"):
        load_config(tmp_path, {})


@pytest.mark.parametrize("wait", ['"30d"', '"8w"', '"1y"', '"never"'])
def test_a_length_of_time_is_kept_as_written(file: Path, wait: str) -> None:
    file.write_text(f"[unread]\nfade = {wait}\n", encoding="utf-8")
    assert load_config(file, {}).length("unread.fade") == (None if wait == '"never"' else wait.strip('"'))


@pytest.mark.parametrize("wait", ["30", '"30"', '"soon"', '"0d"', '"99999d"', "true", '"30d "', '"2h"'])
def test_what_is_no_length_of_time_is_refused(file: Path, wait: str) -> None:
    assert refusal(file, f"[unread]\nfade = {wait}\n").message.startswith("unread.fade in ")


def test_bounds_hold_the_default_of_every_number() -> None:
    for name, key in KEYS.items():
        assert key.meaning
        assert isinstance(key.default, bool | str) or key.least <= key.default <= key.most, name


@given(st.binary(max_size=60) | st.text(alphabet='[]="\n.#a1_-{},\x1b', max_size=40).map(str.encode))
def test_any_file_is_a_configuration_or_a_clean_refusal(tmp_path_factory: pytest.TempPathFactory, document: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(document)
    words = ""
    try:
        load_config(file, {})
    except ConfigError as error:
        words = f"{error.message} {error.hint}"
    assert is_clean(words)


SECRET = """[headers."https://news.example/ann"]
X-Key = "hush"
Authorization = "Bearer ${NEWS_TOKEN}"
"""


def test_headers_are_for_an_address_and_may_come_from_the_environment(file: Path) -> None:
    file.write_text(SECRET, encoding="utf-8")
    file.chmod(0o600)
    (found,) = load_config(file, {"NEWS_TOKEN": "abc"}).private_headers
    assert found.address == "https://news.example/ann"
    assert found.values == {"x-key": "hush", "authorization": "Bearer abc"}
    assert not found.missing
    assert "hush" not in repr(load_config(file, {}))
    assert [each.missing for each in load_config(file, {"NEWS_TOKEN": ""}).private_headers] == [("NEWS_TOKEN",)]


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_secrets_in_a_file_that_others_may_read_are_refused(file: Path) -> None:
    for mode in (0o640, 0o604, 0o644):
        file.write_text(SECRET, encoding="utf-8")
        file.chmod(mode)
        error = refusal(file, SECRET)
        assert str(file) in error.message
        assert "chmod 600" in str(error.hint)
        assert "hush" not in error.message
    file.write_text(SECRET.replace('X-Key = "hush"\n', ""), encoding="utf-8")  # in it are names of variables only
    assert load_config(file, {"NEWS_TOKEN": "abc"}).private_headers


@pytest.mark.parametrize(
    "document",
    [
        'headers = "hush"\n',
        '[headers]\nX-Key = "hush"\n',
        '[headers."news.example"]\nX-Key = "hush"\n',
        '[headers."ftp://news.example/"]\nX-Key = "hush"\n',
        '[headers."https://ann:hush@news.example/"]\nX-Key = "hush"\n',
        '[headers."https://news.example/?token=hushhushhush"]\nX-Key = 1\n',
        '[headers."https://news.example/"]\nX-Key = "hush\\nX-Evil: 1"\n',
        '[headers."https://news.example/"]\nX-Key = "hush한"\n',
        '[headers."https://news.example/"]\nX-Key = ["hush"]\n',
        '[headers."https://news.example/"]\n"X Key" = "hush"\n',
        '[headers."https://news.example/"]\nHost = "hush"\n',
        '[headers."https://news.example/"]\ncontent-length = "hush"\n',
    ],
)
def test_headers_that_cannot_be_are_named_without_their_values(file: Path, document: str) -> None:
    file.touch(mode=0o600)
    error = refusal(file, document)
    assert "headers" in error.message
    assert "hush" not in f"{error.message} {error.hint}"
