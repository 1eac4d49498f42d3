"""The feeds that are followed: the collection with its orders and filter, each in detail, and what is done to them."""

from tui_reader.ui.screens.feeds.collection import ORDERS, FeedCollection
from tui_reader.ui.screens.feeds.screen import ORDER, FeedsScreen

__all__ = ["ORDER", "ORDERS", "FeedCollection", "FeedsScreen"]
