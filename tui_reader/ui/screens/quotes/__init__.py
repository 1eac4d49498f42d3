"""The highlights of all articles: the collection with its orders and filter, a preview, and the screen."""

from tui_reader.ui.screens.quotes.collection import ORDERS, Collection
from tui_reader.ui.screens.quotes.screen import ORDER, QuotesScreen, collect

__all__ = ["ORDER", "ORDERS", "Collection", "QuotesScreen", "collect"]
