"""The bundled guide: three short articles that teach the keys by being read."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from tui_reader.ingest import files as reading_files
from tui_reader.model import Entry, identity_of
from tui_reader.store import Store

NAMES = ("1-reading.md", "2-marking.md", "3-keeping.md")
"""In the order in which they are to be read."""
SOURCE = "The guide"


def entries() -> list[Entry]:
    """The guide's articles in reading order."""
    folder = files("tui_reader.library") / "guide_articles"
    found = []
    for name in NAMES:
        for item in reading_files.read_bytes((folder / name).read_bytes(), name):
            assert isinstance(item, Entry)
            found.append(replace(item, identity=identity_of(source="newsreader", own_id=name), source=SOURCE, path=""))
    return found


def welcome(store: Store) -> bool:
    """Put the guide into an empty library; whether it was empty."""
    if store.articles.count():
        return False
    with store.transaction():
        # Lists show the newest first, and these are of one moment: the last one put in stands on top.
        for entry in reversed(entries()):
            store.articles.put(entry)
    return True
