"""What is opened, made, upgraded, refused; what a reader gets where nothing may be written."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.store.desk import NOW, READ, Desk, entry

from newscli.errors import StoreError
from newscli.store import Store, open_store, opening
from newscli.store.migrations import back_up, migrate, split_statements
from newscli.store.schema import APPLICATION_ID, SCHEMA, VERSION
from newscli.store.steps import Migration

NOBODY = 65534


def fill(path: Path) -> None:
    with open_store(path, now=NOW) as store:
        desk = Desk(store)
        desk.bring(desk.follow("bbc"), entry("one"))


def test_a_new_store_is_its_owners_alone_and_marked_as_ours(path: Path) -> None:
    fill(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(sqlite3.connect(path)) as connection:
        values = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")}
        assert values == {"application_id": APPLICATION_ID, "user_version": VERSION}
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_store(path, now=NOW, create=False) as store:
        assert store._database.row("PRAGMA foreign_keys") == (1,)
        assert not store.is_readonly


def test_a_new_folder_is_its_owners_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "news" / "news.db", now=NOW).close()
    assert stat.S_IMODE((tmp_path / "news").stat().st_mode) == 0o700


def test_no_store_is_made_where_none_is_wanted(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(path, now=NOW, create=False)
    assert not path.parent.exists()


def test_every_table_is_strict_and_no_kind_is_checked_by_sqlite(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
        lax = {name for name, strict in tables if not strict}
        assert {name for name in lax if not name.startswith("sqlite_")} == set()
    assert "CHECK (" not in SCHEMA


@pytest.mark.parametrize("content", [b"not a database at all, but a letter" * 10, b"SQLite format 3\0", b"\0" * 4096, b"x"])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a SQLite database") as refusal:
        open_store(path, now=NOW)
    assert refusal.value.hint
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE feeds (id)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(path, now=NOW)
    assert path.read_bytes() == before


def test_a_newer_store_is_left_alone(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer newscli"):
        open_store(path, now=NOW)
    assert path.read_bytes() == before


def test_a_damaged_store_says_so(path: Path) -> None:
    fill(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), open_store(path, now=NOW) as store:
        store.feeds.all()


def test_a_folder_or_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path, now=NOW)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "file" / "news.db", now=NOW)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()
    fill(path)


def test_a_creation_that_is_interrupted_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("newscli.store.migrations.SCHEMA", SCHEMA + "SELECT nothing;")
        with pytest.raises(sqlite3.OperationalError):
            open_store(path, now=NOW)
    assert list(path.parent.iterdir()) == []
    fill(path)


def test_without_hard_links_a_store_is_made_in_its_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    fill(path)
    with open_store(path, now=NOW) as store:
        assert store._database.row("PRAGMA journal_mode") == ("wal",)


def test_a_killed_transaction_leaves_nothing_half(path: Path) -> None:
    fill(path)
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom newscli.store import open_store\n"
        "from tests.store.desk import NOW, Desk, entry\n"
        "store = open_store(Path(sys.argv[1]), now=NOW)\ndesk = Desk(store)\n"
        # A small cache spills uncommitted pages into the log.
        "store._database.run('PRAGMA cache_size = 4')\n"
        "with store.transaction():\n"
        "    desk.bring(1, *(entry(f'x{n}') for n in range(300)))\n"
        "    os._exit(9)\n"
    )
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", script, str(path)], check=False, cwd=root)
    assert killed.returncode == 9
    with open_store(path, now=NOW) as store:
        desk = Desk(store)
        assert desk.ids() == [1]
        assert desk.unread(1) == 1
        assert desk.found("title") == [1]
        assert store._database.rows("PRAGMA foreign_key_check") == []
        assert desk.bring(1, entry("next")).new_ids == (2,)


def bring_and_fail(desk: Desk, name: str) -> None:
    with desk.store.transaction():
        desk.bring(1, entry(name))
        raise RuntimeError


def test_an_inner_failure_undoes_itself_alone_and_an_outer_one_all(desk: Desk) -> None:
    feed = desk.follow("bbc")
    with desk.store.transaction():
        desk.bring(feed, entry("one"))
        with pytest.raises(RuntimeError):
            bring_and_fail(desk, "two")
    assert desk.ids() == [1]
    with pytest.raises(RuntimeError):
        bring_and_fail(desk, "three")
    assert desk.ids() == [1]
    assert desk.unread(feed) == 1


def test_a_bug_in_sql_is_no_store_error(desk: Desk) -> None:
    with pytest.raises(sqlite3.OperationalError):
        desk.store._database.rows("SELECT nothing FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError), desk.store.transaction():
        desk.store._database.run("INSERT INTO status (article_id, sort_at) VALUES (77, 0)")


def test_a_full_disk_keeps_what_was_there(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("one"))
    database = desk.store._database
    pages = database.row("PRAGMA page_count")
    assert pages is not None
    database.row(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(StoreError, match="disk is full"):
        desk.bring(feed, *(entry(f"x{n}") for n in range(500)))
    database.row("PRAGMA max_page_count = 1000000")
    assert desk.ids() == [1]
    assert desk.bring(feed, entry("two")).new_ids == (2,)


def paint_blue(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE feeds SET colour = 'blue'")


STEPS = (
    Migration(VERSION + 1, "ALTER TABLE feeds ADD COLUMN colour TEXT;\nUPDATE feeds SET colour = 'red';"),
    Migration(VERSION + 2, paint_blue),
)


def upgraded(path: Path, *steps: Migration, hours: int = 0) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, now=NOW + timedelta(hours=hours), migrations=steps)


def version_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_an_older_store_is_upgraded_step_by_step_after_a_backup(path: Path) -> None:
    fill(path)
    upgraded(path, *STEPS)
    assert version_of(path) == VERSION + 2
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT colour FROM feeds").fetchall() == [("blue",)]
    backups = list(path.parent.glob("*.backup"))
    assert [file.name for file in backups] == [f"news.db.v{VERSION}-20251103T120000Z.backup"]
    assert stat.S_IMODE(backups[0].stat().st_mode) == 0o600
    with open_store(backups[0], now=NOW) as store:
        assert Desk(store).ids() == [1]


def test_opening_an_older_store_upgrades_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr("newscli.store.opening.VERSION", VERSION + 1)
    # A step is bound as a default when the module is loaded: what is tested is that opening takes the way of migrate.
    monkeypatch.setattr("newscli.store.migrations.migrate.__kwdefaults__", {"migrations": STEPS[:1]})
    with open_store(path, now=NOW) as store:
        assert store._database.rows("SELECT colour FROM feeds") == [("red",)]
    assert version_of(path) == VERSION + 1
    assert len(list(path.parent.glob("*.backup"))) == 1


def test_a_step_that_fails_leaves_the_version_before_it(path: Path) -> None:
    fill(path)
    broken = Migration(VERSION + 2, "UPDATE feeds SET colour = 'blue';\nDELETE FROM articles;\nSELECT nothing;")
    with pytest.raises(sqlite3.OperationalError):
        upgraded(path, STEPS[0], broken)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,), "nothing of the step has stayed"
        assert connection.execute("SELECT colour, (SELECT count(*) FROM articles) FROM feeds").fetchall() == [("red", 1)]


def test_a_step_that_breaks_references_is_refused(path: Path) -> None:
    fill(path)
    with pytest.raises(StoreError, match="points nowhere"):
        upgraded(path, Migration(VERSION + 1, "DELETE FROM articles;"))
    assert version_of(path) == VERSION
    with open_store(path, now=NOW) as store:
        assert Desk(store).ids() == [1]


def test_a_step_is_not_taken_twice(path: Path) -> None:
    fill(path)
    upgraded(path, STEPS[0])
    upgraded(path, STEPS[0])
    assert version_of(path) == VERSION + 1


def columns_and_objects(connection: sqlite3.Connection) -> dict[str, object]:
    """The shape of a store: columns of each table by name, and the text of all that is no table."""
    shape: dict[str, object] = {}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall():
        shape[name] = connection.execute("SELECT * FROM pragma_table_xinfo(?)", (name,)).fetchall() if kind == "table" else sql
    return shape


def test_a_store_of_the_first_version_becomes_what_a_new_one_is(path: Path) -> None:
    first = (Path(__file__).parent / "schema_v1.sql").read_text(encoding="utf-8")
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(first)
        connection.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1")
    with open_store(path, now=NOW) as store:
        upgraded_shape = columns_and_objects(store._database.connection)
    with open_store(path.with_name("new.db"), now=NOW) as store:
        assert upgraded_shape == columns_and_objects(store._database.connection)


def test_the_last_three_backups_are_kept(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        made = [back_up(connection, path, now=NOW + timedelta(hours=hour)) for hour in range(5)]
        assert sorted(path.parent.glob("*.backup")) == sorted(made[2:])
        fallen = back_up(connection, path, now=datetime(1971, 1, 1, tzinfo=UTC))
    assert sorted(path.parent.glob("*.backup")) == sorted([*made[3:], fallen]), "the new one stays whatever the clock says"


def test_the_schema_splits_into_whole_statements() -> None:
    statements = list(split_statements(SCHEMA))
    assert sum("CREATE TRIGGER" in statement for statement in statements) == SCHEMA.count("CREATE TRIGGER")
    assert all(sqlite3.complete_statement(statement) for statement in statements)
    assert "".join(statements).strip() == SCHEMA.strip()


def test_two_processes_that_start_at_once_make_one_store(path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom tests.store.desk import NOW, Desk, entry\n"
        "from newscli.store import open_store\n"
        "with open_store(Path(sys.argv[1]), now=NOW) as store:\n"
        "    desk = Desk(store)\n"
        "    feed = desk.follow(sys.argv[2])\n"
        "    for n in range(20):\n        desk.bring(feed, entry(f'{sys.argv[2]}-{n}'))\n"
    )
    root = Path(__file__).parents[2]
    racers = [
        subprocess.Popen([sys.executable, "-c", script, str(path), name], cwd=root, stderr=subprocess.PIPE)
        for name in ("bbc", "cnn", "dw")
    ]
    for racer in racers:
        _, errors = racer.communicate()
        assert racer.returncode == 0, errors.decode()
    with open_store(path, now=NOW) as store:
        assert sorted(Desk(store).ids()) == list(range(1, 61))


def test_a_reader_does_not_wait_for_a_writer(path: Path) -> None:
    fill(path)
    with open_store(path, now=NOW, timeout=0.0) as reader, open_store(path, now=NOW) as writer:
        with writer.transaction():
            Desk(writer).bring(1, entry("two"))
            assert Desk(reader).ids() == [1]
            assert Desk(reader).found("title") == [1]
        assert Desk(reader).ids() == [2, 1]


LOOK = """
import sys
from pathlib import Path
from newscli.errors import StoreError
from newscli.store import open_store
from tests.store.desk import NOW, READ, Desk
path = Path(sys.argv[1])
for target in (path, path.parent / "new"):
    try:
        target.open("ab").close()
    except OSError:
        continue
    sys.exit(f"{target} can be written: the test proves nothing")
with open_store(path, now=NOW) as store:
    print(store.is_readonly, Desk(store).ids(), Desk(store).found("title"), store.feeds.all()[0].unread)
    try:
        store.status.mark([1], READ, at=NOW)
    except StoreError as error:
        print(str(error).startswith("the store is read-only"), bool(error.hint))
"""


def look_as_nobody(path: Path) -> str:
    command = [sys.executable, "-c", LOOK, str(path)]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root may write anywhere, and there is no setpriv to become somebody else")
        command = [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}:{root}", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", env=environment)
    if "can be written" not in done.stderr and "PermissionError" in done.stderr and "newscli" not in done.stderr:
        pytest.skip("another user may not read this folder at all")
    if "error while loading shared libraries" in done.stderr:
        pytest.skip("another user may not start this Python")
    assert done.returncode == 0, done.stderr
    return done.stdout


def open_to_readers(path: Path) -> None:
    """Every file and folder of the path readable, none writable."""
    for file in path.parent.iterdir():
        file.chmod(0o444)
    path.parent.chmod(0o555)
    for folder in path.parent.parents:
        if folder.stat().st_uid == os.geteuid() and not stat.S_IMODE(folder.stat().st_mode) & 0o001:
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o011)


def test_a_read_only_folder_is_read(path: Path) -> None:
    fill(path)
    open_to_readers(path)
    before = sorted(path.parent.iterdir())
    try:
        assert look_as_nobody(path) == "True [1] [1] 1\nTrue True\n"
        assert sorted(path.parent.iterdir()) == before
    finally:
        path.parent.chmod(0o755)


def test_a_read_only_folder_with_a_left_over_log_shows_what_is_in_the_log(path: Path, tmp_path: Path) -> None:
    fill(path)
    left = tmp_path / "left" / "news.db"
    left.parent.mkdir()
    with open_store(path, now=NOW) as store:
        desk = Desk(store)
        desk.bring(1, entry("two"))
        store.status.mark([1], READ, at=NOW)
        # As after a crash: the newest commits are in the log alone, and no shared memory is there.
        for name in ("news.db", "news.db-wal"):
            shutil.copyfile(path.with_name(name), left.with_name(name))
    open_to_readers(left)
    before = sorted(left.parent.iterdir())
    try:
        assert look_as_nobody(left) == "True [2, 1] [2, 1] 1\nTrue True\n"
        assert sorted(left.parent.iterdir()) == before
    finally:
        left.parent.chmod(0o755)


def test_a_log_that_was_left_is_read(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be made beside the file: its log is read along, from a copy of both."""
    fill(path)
    left = tmp_path / "left" / "news.db"
    left.parent.mkdir()
    with open_store(path, now=NOW) as store:
        Desk(store).bring(1, entry("two"))
        for name in ("news.db", "news.db-wal"):
            shutil.copyfile(path.with_name(name), left.with_name(name))

    def checked(uri: str, *more: Any) -> Store:
        if uri.endswith("?mode=ro"):
            error = sqlite3.OperationalError("no -shm here")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error
        return real(uri, *more)

    real = opening._checked
    monkeypatch.setattr(opening, "_checked", checked)
    monkeypatch.setattr("newscli.store.opening.os.access", lambda *_: False)
    with open_store(left, now=NOW) as store:
        assert (store.is_readonly, Desk(store).ids()) == (True, [2, 1])
    assert sorted(file.name for file in left.parent.iterdir()) == ["news.db", "news.db-wal"]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR])
def test_a_store_on_a_disk_that_is_full_or_fails_is_read(path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    fill(path)

    def fail(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("no room")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr("newscli.store.opening._open_writable", fail)
    with open_store(path, now=NOW) as store:
        assert store.is_readonly
        assert Desk(store).ids() == [1]
        with pytest.raises(StoreError, match=r"disk is full|disk failed"):
            store.status.mark([1], READ, at=NOW)
