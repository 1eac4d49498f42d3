"""One connection to the library file: opening, migrating, transactions, and errors translated at the door."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tui_reader.document.terms import singled
from tui_reader.errors import NewerSchemaError, StoreError
from tui_reader.store.schema import APPLICATION_ID, MIGRATIONS

BUSY_TIMEOUT = 5.0
"""Seconds one writer waits for another; without it, four processes lose most of their writes."""

TURN_SECONDS = 0.003
"""Seconds between two looks at whether another writer is done."""

AGAIN_SECONDS = 0.05
"""Seconds until a file that another one makes right now is tried again."""
_IN_THE_MAKING = ("database is locked", "disk I/O error")

_FOR_MUCH = {"cache_size": -32_000, "wal_autocheckpoint": 8_000}
"""Kilobytes (with a minus before them), and pages of the journal."""

Parameters = Sequence[Any] | Mapping[str, Any]
# Text that is not UTF-8 (a lone surrogate from a shell) and numbers beyond 64 bits never reach SQLite.
_REFUSED = (sqlite3.Error, UnicodeEncodeError, OverflowError)


def _statements(script: str) -> Iterator[str]:
    """The statements of a migration one by one: `executescript` would commit, and break its transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


class Database:
    """A connection that belongs to the thread that opened it.

    Statements outside `transaction` commit at once. Every sqlite error leaves here as a StoreError.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`, creating folder and file and migrating as needed.

        Raises StoreError when the file cannot be opened or is not a library, NewerSchemaError when a newer
        program wrote it; in both cases the file is left as it was.
        """
        self.path = path
        self._depth = 0
        until = time.monotonic() + BUSY_TIMEOUT
        while not self._opened(time.monotonic() < until):
            time.sleep(AGAIN_SECONDS)

    def _opened(self, may_fail: bool) -> bool:
        """Whether the file is open and ready. Not if another one makes it right now, which SQLite does not wait for
        (it refuses the journal, or stumbles over one that comes and goes): unless it `may_fail`, that is an error."""
        path = self.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"cannot open the library {path}: {error}") from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self.connection.close()
            if may_fail and isinstance(error, sqlite3.OperationalError) and str(error) in _IN_THE_MAKING:
                return False
            raise StoreError(f"cannot open the library {path}: {error}") from error
        except StoreError:
            self.connection.close()
            raise
        return True

    def _prepare(self) -> None:
        self.connection.row_factory = sqlite3.Row
        version = self._version()
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL" if version else "PRAGMA synchronous = FULL")
        self.connection.execute("PRAGMA foreign_keys = ON")
        if version < len(MIGRATIONS):
            self.connection.create_function("singled", 1, singled, deterministic=True)
            self._migrate()
        # NORMAL may lose the last commits on a power cut; a mark that was shown as saved must stay saved.
        self.connection.execute("PRAGMA synchronous = FULL")

    def _version(self) -> int:
        """The schema version of the file, after making sure that it is ours and not from the future."""
        # The tables first: another one may be making them, and our mark comes with them.
        tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        version = int(self.connection.execute("PRAGMA user_version").fetchone()[0])
        application = int(self.connection.execute("PRAGMA application_id").fetchone()[0])
        if tables and application != APPLICATION_ID:
            raise StoreError(f"{self.path} is a database of another program and is left untouched")
        if version > len(MIGRATIONS):
            raise NewerSchemaError(
                f"{self.path} was written by a newer newsreader (schema {version}, this one knows"
                f" {len(MIGRATIONS)}); it is left untouched"
            )
        return version

    def _migrate(self) -> None:
        """Lift the file step by step, each step one transaction. An existing file is copied first."""
        copied = False  # or made just now, so that there is nothing to keep
        while True:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                # Read again under the lock: another process may have migrated while this one waited.
                version = self._version()
                if version >= len(MIGRATIONS):
                    self.connection.execute("ROLLBACK")
                    return
                if version and not copied:
                    self.connection.execute("ROLLBACK")
                    self._copy(version)
                    copied = True
                    continue
                copied = True
                for statement in _statements(MIGRATIONS[version]):
                    self.connection.execute(statement)
                self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self.connection.execute(f"PRAGMA user_version = {version + 1}")
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _copy(self, version: int) -> None:
        """Keep the file as it was before a migration, beside it, complete with what is still in its journal."""
        final = self.path.with_name(f"{self.path.name}.schema-{version}.bak")
        temporary = final.with_name(f"{final.name}.{os.getpid()}-{threading.get_ident()}.tmp")
        try:
            with suppress(FileNotFoundError):
                temporary.unlink()
            target = sqlite3.connect(temporary)
            try:
                self.connection.backup(target)
            finally:
                target.close()
            temporary.replace(final)
        except OSError as error:
            raise StoreError(f"cannot keep a copy of {self.path} before changing it: {error}") from error

    def close(self) -> None:
        """Close the connection; closing twice is fine."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. A transaction inside another is a part of it. Raises StoreError."""
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        try:
            self._begin()
            self._depth = 1
            yield
        except BaseException as error:
            with suppress(sqlite3.Error):
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise self._translated(error) from error
            raise
        else:
            try:
                self.run("COMMIT")
            except StoreError:
                with suppress(sqlite3.Error):  # a full disk must not leave the transaction open
                    self.connection.execute("ROLLBACK")
                raise
        finally:
            self._depth = 0

    def _begin(self) -> None:
        """Wait for the turn to write. SQLite itself looks only every tenth of a second whether it has come: next to
        one that writes a lot, in short transactions, it might miss its turn for seconds."""
        until = time.monotonic() + BUSY_TIMEOUT
        self.run("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    self.connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                        raise self._translated(error) from error
                time.sleep(TURN_SECONDS)
        finally:
            self.run(f"PRAGMA busy_timeout = {BUSY_TIMEOUT * 1_000:.0f}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see the same moment. Inside a transaction it is a part of it."""
        if self._depth:
            yield
            return
        self.run("BEGIN")
        self._depth = 1
        try:
            yield
        finally:
            self._depth = 0
            with suppress(sqlite3.Error):
                self.connection.execute("COMMIT")

    @contextmanager
    def much(self) -> Iterator[None]:
        """Much is written, at random places of its indexes: more of the file is held in memory, and it is brought up to
        date less often."""
        usual = [(name, int(self.value(f"PRAGMA {name}"))) for name in _FOR_MUCH]
        for name, value in _FOR_MUCH.items():
            self.run(f"PRAGMA {name} = {value}")
        try:
            yield
        finally:
            for name, value in usual:
                self.run(f"PRAGMA {name} = {value}")

    def change_count(self) -> int:
        """A figure that is another one as soon as another connection has written; own writes leave it as it is."""
        return int(self.value("PRAGMA data_version"))

    def _translated(self, error: Exception) -> StoreError:
        return StoreError(f"the library {self.path} answered: {error}")

    def run(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Execute one statement. Raises StoreError."""
        try:
            return self.connection.execute(sql, parameters)
        except _REFUSED as error:
            raise self._translated(error) from error

    def many(self, sql: str, rows: Iterable[Parameters]) -> int:
        """Execute one statement for each of `rows`; how many rows of the table changed."""
        try:
            return self.connection.executemany(sql, rows).rowcount
        except _REFUSED as error:
            raise self._translated(error) from error

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query. Raises StoreError."""
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except _REFUSED as error:
            raise self._translated(error) from error

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        try:
            found: sqlite3.Row | None = self.connection.execute(sql, parameters).fetchone()
        except _REFUSED as error:
            raise self._translated(error) from error
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]
