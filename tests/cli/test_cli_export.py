"""Where `export` and `backup` write: a link keeps its file, a device stays one."""

import os
import stat
import threading
from pathlib import Path

from tests.cli.conftest import Cli


def test_a_link_keeps_pointing_to_its_file_and_the_file_its_mode(following: Cli, tmp_path: Path) -> None:
    file, link = tmp_path / "real.opml", tmp_path / "link.opml"
    file.write_text("old")
    file.chmod(0o600)
    link.symlink_to(file)
    following.ok("export", "-o", str(link))
    assert link.is_symlink()
    assert "<opml" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_no_file_is_written_to_and_stays_what_it_is(following: Cli, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    following.ok("export", "-o", str(pipe))
    reader.join(30)
    assert "<opml" in got[0]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_backup_goes_where_a_link_points_and_never_over_a_device(following: Cli, tmp_path: Path) -> None:
    file, link, pipe = tmp_path / "real.backup", tmp_path / "link.backup", tmp_path / "pipe"
    file.write_text("old")
    link.symlink_to(file)
    following.ok("backup", "--force", str(link))
    assert link.is_symlink()
    assert file.read_bytes().startswith(b"SQLite format 3")
    os.mkfifo(pipe)
    assert following("backup", "--force", str(pipe)).code == 2
    assert stat.S_ISFIFO(pipe.stat().st_mode)
