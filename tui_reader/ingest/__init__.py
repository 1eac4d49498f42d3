"""Bytes to entries: text, Markdown, HTML, JSON Lines, folders. Reads sources, never writes anything."""
