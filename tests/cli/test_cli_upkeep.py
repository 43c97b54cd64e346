"""`doctor --check`, `doctor --repair` and `backup`: what is said, where, and with which exit code."""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, Ran
from tests.cli.site import SEVERAL, Site

LastError = Callable[[Ran], str]
SOUND = "".join(f"{part}: sound\n" for part in ("file", "references", "listings", "counters", "search index", "privacy"))


def change(cli: Cli, sql: str) -> None:
    with closing(sqlite3.connect(cli.home / "news.db", isolation_level=None)) as link:
        link.execute(sql)


def test_a_sound_store(following: Cli) -> None:
    ran = following.ok("doctor", "--check")
    assert (ran.out, ran.err) == (SOUND, "")
    assert following.ok("doctor", "--repair").out == SOUND


def test_a_fault_is_named_ends_with_1_and_can_be_mended(following: Cli, last_error: LastError) -> None:
    listed = following.ok("feeds").out
    change(following, "UPDATE feeds SET unread = 99")
    ran = following("doctor", "--check")
    assert ran.code == 1
    assert "counters: the counters of site are off\n" in ran.out
    assert last_error(ran) == f"the store has faults: {following.home / 'news.db'}"
    assert "newscli doctor --repair" in ran.err
    mended = following.ok("doctor", "--repair")
    assert (mended.out, mended.err) == (SOUND, "indexes, counters and search index made anew\n")
    assert following.ok("feeds").out == listed


def test_what_no_repair_can_mend_names_the_last_copy(following: Cli, last_error: LastError) -> None:
    following.ok("backup", str(following.home / "news.db.v1-20251103T120000Z.backup"))
    change(following, "UPDATE articles SET outlet_id = 77 WHERE id = 1")
    for words in (("doctor", "--check"), ("doctor", "--repair")):
        ran = following(*words)
        assert ran.code == 1
        assert "articles row 1 points to no row of outlets" in ran.out
        assert "beyond what a repair can mend" in last_error(ran)
        assert "news.db.v1-20251103T120000Z.backup" in ran.err


def test_files_that_others_may_read_are_found_and_closed(following: Cli) -> None:
    database = following.home / "news.db"
    database.chmod(0o644)
    assert following("doctor", "--check").code == 0  # nobody comes into the folder
    following.home.chmod(0o755)
    ran = following("doctor", "--check")
    assert ran.code == 1
    assert f"privacy: others may read {database}\n" in ran.out
    following.ok("doctor", "--repair")
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_without_a_store_there_is_nothing_to_check_or_copy(cli: Cli, last_error: LastError, tmp_path: Path) -> None:
    for words in (("doctor", "--check"), ("doctor", "--repair"), ("backup", str(tmp_path / "copy"))):
        ran = cli(*words)
        assert (ran.code, ran.out) == (1, "")
        assert last_error(ran)
    assert not cli.home.exists()
    assert not (tmp_path / "copy").exists()


def test_check_and_repair_at_once_is_wrong_usage(following: Cli, last_error: LastError) -> None:
    ran = following("doctor", "--check", "--repair")
    assert ran.code == 2
    assert last_error(ran)


def test_a_backup_is_a_store_to_go_back_to(following: Cli, site: Site, tmp_path: Path) -> None:
    following.ok("mark", "starred", "2")
    listed = following.ok("latest", "--json").out
    copy = tmp_path / "news.backup"
    ran = following.ok("backup", str(copy))
    assert ran.out == ""
    assert ran.err.startswith(f"3 articles of 1 feed copied to {copy}, ")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    following.ok("remove", "site")
    following.ok("add", site.put_feed("other.xml", *SEVERAL[:1], title="Other"))
    for ending in ("-wal", "-shm"):
        (following.home / f"news.db{ending}").unlink(missing_ok=True)
    copy.replace(following.home / "news.db")
    assert following.ok("latest", "--json").out == listed


def test_a_backup_replaces_nothing_unasked(following: Cli, last_error: LastError, tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("dear reader")
    ran = following("backup", str(letter))
    assert ran.code == 1
    assert last_error(ran) == f"there is a file already: {letter}"
    assert "--force" in ran.err
    assert letter.read_text() == "dear reader"
    following.ok("backup", "--force", str(letter))
    assert letter.read_bytes().startswith(b"SQLite format 3")


def test_a_backup_never_replaces_the_store_itself(following: Cli, last_error: LastError, tmp_path: Path) -> None:
    database = following.home / "news.db"
    link = tmp_path / "link"
    link.symlink_to(database)
    for name in (str(database), str(link), f"{database}-wal", str(tmp_path), "-"):
        ran = following("backup", "--force", name)
        assert ran.code == 2, name
        assert last_error(ran)
    following.ok("doctor", "--check")


@pytest.mark.parametrize("command", [("latest",), ("search", "korea"), ("doctor", "--check")])
def test_a_torn_store_says_so_and_what_to_do(following: Cli, last_error: LastError, command: tuple[str, ...]) -> None:
    database = following.home / "news.db"
    content = bytearray(database.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    database.write_bytes(content)
    ran = following(*command)
    assert ran.code == 1
    assert "damaged" in last_error(ran)
    assert database.read_bytes() == bytes(content)
