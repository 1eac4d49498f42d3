"""Feeds: bytes of RSS, Atom and JSON Feed to entries, and the lists of feeds other programs keep. Opens no socket."""
