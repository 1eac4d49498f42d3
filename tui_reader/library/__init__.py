"""What a user can do, in the user's verbs, without a screen: one desk per concern."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader import paths
from tui_reader.store import Store

if TYPE_CHECKING:
    from tui_reader.library.adding import Adding
    from tui_reader.library.comparing import Comparing
    from tui_reader.library.exporting import Exporting
    from tui_reader.library.feeds import Feeds
    from tui_reader.library.finding import Finding
    from tui_reader.library.importing import Importing
    from tui_reader.library.marks import Marks
    from tui_reader.library.muting import Muting
    from tui_reader.library.pages import Pages
    from tui_reader.library.reading import Reading
    from tui_reader.library.refreshing import Refreshing
    from tui_reader.library.reviewing import Reviewing
    from tui_reader.library.searches import Searches
    from tui_reader.library.subscriptions import Subscriptions
    from tui_reader.library.undoing import Undoing
    from tui_reader.store.secrets import Secrets


class Library:
    """All desks over one connection. It belongs to the thread that opens it.

    A desk is imported when it is first used: what a start does not need must not delay it.
    """

    def __init__(self, folder: Path) -> None:
        """Open or create the library in `folder`. Raises StoreError."""
        self._folder = folder
        self._store = Store(paths.library_file(folder))

    def close(self) -> None:
        """Close the connection."""
        self._store.close()

    def change_count(self) -> int:
        """A figure that is another one as soon as another connection (a second reader, a verb) has written.

        Own writes leave it as it is. It costs microseconds: ask once a second, and read the marks again on a change.
        """
        return self._store.database.change_count()

    @cached_property
    def adding(self) -> Adding:
        """Articles coming in."""
        from tui_reader.library.adding import Adding

        return Adding(self._store, self._secrets)

    @cached_property
    def reading(self) -> Reading:
        """Lists and open articles."""
        from tui_reader.library.reading import Reading

        return Reading(self._store)

    @cached_property
    def marks(self) -> Marks:
        """Highlights, notes, tags and bookmarks."""
        from tui_reader.library.marks import Marks

        return Marks(self._store)

    @cached_property
    def comparing(self) -> Comparing:
        """What changed in articles since they were read."""
        from tui_reader.library.comparing import Comparing

        return Comparing(self._store)

    @cached_property
    def reviewing(self) -> Reviewing:
        """Deciding where highlights stand when the engine is not sure."""
        from tui_reader.library.reviewing import Reviewing

        return Reviewing(self._store)

    @cached_property
    def feeds(self) -> Feeds:
        """Feeds that are followed."""
        from tui_reader.library.feeds import Feeds

        return Feeds(self._store, self._secrets)

    @cached_property
    def refreshing(self) -> Refreshing:
        """Visiting feeds."""
        from tui_reader.library.refreshing import Refreshing

        return Refreshing(self._store, self.feeds.password)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """Lists of feeds, from other readers and for them."""
        from tui_reader.library.subscriptions import Subscriptions

        return Subscriptions(self._store)

    @cached_property
    def pages(self) -> Pages:
        """What is behind an address."""
        from tui_reader.library.pages import Pages

        return Pages(self._store)

    def _secrets(self) -> Secrets:
        from tui_reader.store.secrets import Secrets, system_vault

        return Secrets(self._folder, system_vault())

    @cached_property
    def finding(self) -> Finding:
        """The search."""
        from tui_reader.library.finding import Finding

        return Finding(self._store)

    @cached_property
    def searches(self) -> Searches:
        """Searches that are kept: saved ones, which are shelves, and the last ones."""
        from tui_reader.library.searches import Searches

        return Searches(self._store)

    @cached_property
    def muting(self) -> Muting:
        """Rules that leave articles out of the lists."""
        from tui_reader.library.muting import Muting

        return Muting(self._store)

    @cached_property
    def exporting(self) -> Exporting:
        """Marks going out."""
        from tui_reader.library.exporting import Exporting

        return Exporting(self._store)

    @cached_property
    def importing(self) -> Importing:
        """What other tools exported."""
        from tui_reader.library.importing import Importing

        return Importing(self._store)

    @cached_property
    def undoing(self) -> Undoing:
        """Second thoughts."""
        from tui_reader.library.undoing import Undoing

        return Undoing(self._store)
