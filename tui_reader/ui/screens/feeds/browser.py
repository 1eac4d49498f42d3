"""The list of feeds and the details beside it."""

from __future__ import annotations

from tui_reader.library.feeds import FeedState
from tui_reader.search.filtering import Filtered
from tui_reader.ui.screens.browsing import Browser, Memory
from tui_reader.ui.screens.feeds.collection import FeedCollection
from tui_reader.ui.screens.feeds.sheet import row_of, sheet_of
from tui_reader.ui.widgets.row_list import Row
from tui_reader.ui.widgets.sheet import Sheet


class FeedBrowser(Browser[FeedState, int]):
    """Shows how each feed is doing."""

    things: FeedCollection

    def __init__(self, collection: FeedCollection, memory: Memory[int], nothing: str, keys: tuple[str, str]) -> None:
        """`keys` are those that mend a feed and that change its settings."""
        super().__init__(collection, memory, nothing)
        self._keys = keys

    def row_of(self, thing: FeedState, order: str, filtered: Filtered) -> Row:
        """A feed as a row."""
        return row_of(thing, self.things.health_of(thing.feed.id), filtered)

    def sheet_of(self, thing: FeedState) -> Sheet:
        """All that is known of it."""
        return sheet_of(thing, self.things.health_of(thing.feed.id), self._keys)
