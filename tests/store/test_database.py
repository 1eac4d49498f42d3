"""Opening, migrating and locking the library file, on real SQLite."""

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tui_reader.errors import NewerSchemaError, StoreError
from tui_reader.store import database, schema
from tui_reader.store.database import Database
from tui_reader.store.expressions import Phrase
from tui_reader.store.index import SCHEMA, Index


def test_a_new_file_has_the_schema_and_our_mark(tmp_path: Path) -> None:
    db = Database(tmp_path / "deep" / "library.db")
    assert db.value("PRAGMA user_version") == len(schema.MIGRATIONS)
    assert db.value("PRAGMA application_id") == schema.APPLICATION_ID
    assert db.value("PRAGMA journal_mode") == "wal"
    assert db.value("PRAGMA foreign_keys") == 1
    assert db.value("PRAGMA busy_timeout") == 5000
    db.close()


def test_a_newer_schema_is_refused_unwritten(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = Database(path)
    db.run(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    db.run("PRAGMA journal_mode = DELETE")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerSchemaError, match="newer newsreader"):
        Database(path)
    assert path.read_bytes() == before


def test_a_stranger_s_database_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"this is no database at all, just text" * 50, b"SQLite format 3\0" + b"\xff" * 500]
)
def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"library\.db"):
        Database(path)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        Database(tmp_path / "file" / "library.db")


def test_a_migration_copies_the_file_first_and_is_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    db = Database(path)
    db.run("INSERT INTO state VALUES ('k', '1')")
    db.close()
    more = (*schema.MIGRATIONS, "CREATE TABLE later (x);")
    monkeypatch.setattr(database, "MIGRATIONS", more)
    lifted = Database(path)
    assert lifted.value("PRAGMA user_version") == len(more)
    assert lifted.value("SELECT count(*) FROM later") == 0
    assert lifted.value("SELECT value FROM state") == "1"
    lifted.close()
    copy = sqlite3.connect(tmp_path / f"library.db.schema-{len(schema.MIGRATIONS)}.bak")
    assert copy.execute("PRAGMA user_version").fetchone()[0] == len(schema.MIGRATIONS)
    assert copy.execute("SELECT value FROM state").fetchone()[0] == "1"
    copy.close()


def test_an_index_of_before_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    before = next(n for n, step in enumerate(schema.MIGRATIONS) if "DROP TABLE bodies" in step)
    monkeypatch.setattr(database, "MIGRATIONS", schema.MIGRATIONS[:before])
    old = Database(path)
    for number, (title, text) in enumerate((("東京の夜", "静かな港 harbour"), ("Later", "not yet")), 1):
        old.run(
            "INSERT INTO articles (identity, title, source, author, url, path, lang, added, sort_key, words, seconds,"
            " revision_id) VALUES (?, ?, '', '', '', '', '', 1, 1, 1, 1, ?)",
            (str(number), title, number),
        )
        old.run("INSERT INTO revisions (article_id, digest, taken, text) VALUES (?, x'', 1, ?)", (number, text))
    old.run("INSERT INTO bodies (rowid, title, body) VALUES (1, '東京 京の の夜 夜', '静か かな な港 港 harbour')")
    old.run("INSERT INTO unindexed VALUES (2)")
    old.close()
    monkeypatch.undo()
    lifted = Database(path)
    index = Index(lifted.connection)
    for typed in ("東京", "の夜", "静か", "港", "harbour"):
        assert [match.article_id for match in index.bodies([[Phrase.of(typed)]]).best] == [1], typed
    assert index.bodies([[Phrase.of("yet")]]).best == []
    lifted.close()


def test_the_tables_of_the_index_are_those_it_says(tmp_path: Path) -> None:
    lifted = Database(tmp_path / "library.db")
    alone = sqlite3.connect(":memory:")
    alone.executescript(SCHEMA)
    names = "('titles', 'bodies', 'title_words', 'body_words')"
    query = f"SELECT name, sql FROM sqlite_master WHERE name IN {names} ORDER BY name"
    tables = [
        [(name, "".join(sql.split())) for name, sql in connection.execute(query)]
        for connection in (lifted.connection, alone)
    ]
    assert tables[0] == tables[1]
    assert len(tables[0]) == 4
    lifted.close()
    alone.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    Database(path).close()
    monkeypatch.setattr(database, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE half (x); CREATE NONSENSE;"))
    with pytest.raises(StoreError):
        Database(path)
    monkeypatch.undo()
    db = Database(path)
    assert db.value("PRAGMA user_version") == len(schema.MIGRATIONS)
    assert db.value("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0
    db.close()


def test_a_transaction_is_all_or_nothing_and_nests(tmp_path: Path) -> None:
    db = Database(tmp_path / "library.db")

    def fail_inside() -> None:
        with db.transaction():
            db.run("INSERT INTO state VALUES ('a', '1')")
            with db.transaction():
                db.run("INSERT INTO state VALUES ('b', '1')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_inside()
    assert db.value("SELECT count(*) FROM state") == 0
    with db.transaction(), db.transaction():
        db.run("INSERT INTO state VALUES ('a', '1')")
    assert db.value("SELECT count(*) FROM state") == 1
    db.close()


def test_sqlite_errors_leave_as_our_own(tmp_path: Path) -> None:
    db = Database(tmp_path / "library.db")
    with pytest.raises(StoreError, match="no such table"):
        db.rows("SELECT * FROM nowhere")
    db.close()


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Database(path).close()
    failures: list[Exception] = []

    def write(name: str) -> None:
        try:
            db = Database(path)
            for n in range(40):
                with db.transaction():
                    db.run("INSERT INTO state VALUES (?, '1')", (f"{name}{n}",))
            db.close()
        except Exception as error:  # noqa: BLE001 - reported below
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    db = Database(path)
    assert db.value("SELECT count(*) FROM state") == 80
    db.close()


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from tui_reader.store.database import Database\n"
        "while time.time() < float(sys.argv[2]): pass\n"
        "Database(Path(sys.argv[1])).close()"
    )
    for attempt in range(3):
        words = [sys.executable, "-c", program, str(tmp_path / f"{attempt}.db"), str(time.time() + 0.4)]
        running = [subprocess.Popen(words, stderr=subprocess.PIPE) for _ in range(4)]
        errors = [each.communicate(timeout=30)[1] for each in running]
        assert not any(errors), errors


def test_a_writer_waits_for_its_turn_and_gives_up_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Database(tmp_path / "library.db"), Database(tmp_path / "library.db")
    got: list[str] = []

    def write() -> None:
        mine = Database(tmp_path / "library.db")
        with mine.transaction():
            got.append("turn")
        mine.close()

    thread = threading.Thread(target=write)
    with first.transaction():
        with monkeypatch.context() as patch:
            patch.setattr(database, "BUSY_TIMEOUT", 0.02)
            with pytest.raises(StoreError, match="locked"), second.transaction():
                pass
        thread.start()
        thread.join(0.05)
        assert got == []
    thread.join()
    assert got == ["turn"]
    first.close()
    second.close()
