"""Bookmarks and highlights as Markdown; merging into what the user edited; safe names. Pure but for the writer."""
