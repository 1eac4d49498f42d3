"""The feeds that are followed: the collection with its orders and filter, each in detail, and what is done to them."""

from tui_reader.ui.screens.feeds.door import Subscriptions
from tui_reader.ui.screens.feeds.screen import FeedsScreen

__all__ = ["FeedsScreen", "Subscriptions"]
