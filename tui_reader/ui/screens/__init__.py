"""Screens connect panes; they own no feature themselves."""
