"""The only room that says SQL: one SQLite file, one object per group of tables."""

from __future__ import annotations

from pathlib import Path

from tui_reader.store.articles import Articles
from tui_reader.store.conditions import Conditions
from tui_reader.store.database import Database
from tui_reader.store.entries import Entries
from tui_reader.store.exports import Exports
from tui_reader.store.feeds import Feeds
from tui_reader.store.index import Index
from tui_reader.store.journal import Journal
from tui_reader.store.mark_index import MarkIndex
from tui_reader.store.marks import Marks
from tui_reader.store.muting import Muting
from tui_reader.store.names import Names
from tui_reader.store.rhythms import Rhythms
from tui_reader.store.shelves import Shelves
from tui_reader.store.state import State
from tui_reader.store.stories import Stories
from tui_reader.store.unindexed import Unindexed


class Store:
    """The tables over one connection; it belongs to the thread that opens it."""

    def __init__(self, path: Path) -> None:
        """Open or create the library file. Raises StoreError."""
        self.database = Database(path)
        self.index = Index(self.database.connection)
        self.articles = Articles(self.database, self.index)
        self.unindexed = Unindexed(self.database, self.index)
        self.feeds = Feeds(self.database)
        self.entries = Entries(self.database)
        self.stories = Stories(self.database)
        self.rhythms = Rhythms(self.database)
        self.shelves = Shelves(self.database)
        self.marks = Marks(self.database)
        self.mark_index = MarkIndex(self.database)
        self.names = Names(self.database)
        self.conditions = Conditions(self.index, self.names, self.mark_index)
        self.muting = Muting(self.database)
        self.journal = Journal(self.database)
        self.state = State(self.database)
        self.exports = Exports(self.database)
        self.transaction = self.database.transaction
        self.much = self.database.much

    def close(self) -> None:
        """Close the connection."""
        self.database.close()
