"""Screens with a list in orders to choose from, a filter over it and a page beside it: what they have in common."""

from tui_reader.ui.screens.browsing.browser import Browser, Memory
from tui_reader.ui.screens.browsing.listing import Arranged, Entry, Group, Listing
from tui_reader.ui.screens.browsing.screen import BrowsingScreen

__all__ = ["Arranged", "Browser", "BrowsingScreen", "Entry", "Group", "Listing", "Memory"]
