"""The packs a new reader is offered."""

from __future__ import annotations

import pytest

from tui_reader.errors import ConfigError
from tui_reader.ingest.feeds.starters import read_packs, starter_packs


def test_the_packs_that_come_with_the_program() -> None:
    packs = starter_packs()
    assert {"world", "science", "technology", "long-reads", "open-source"} <= {p.name for p in packs}
    assert {"zh", "ja", "de", "fr", "es"} <= {p.lang for p in packs}
    urls = [feed.url for pack in packs for feed in pack.feeds]
    assert len(urls) == len(set(urls))
    for pack in packs:
        assert len(pack.feeds) >= 4
        assert all(feed.title and feed.tags == (pack.title,) for feed in pack.feeds)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[a]\ntitle = "A"', '"a.feeds" is missing'),
        ('[a]\ntitle = "A"\nfeeds = []', "must be a list of feeds"),
        ('[a]\ntitle = "A"\nfeeds = [{ url = "https://x.example" }]', "must hold tables of a title and a url"),
        ('[a]\ntitle = "A"\nfeeds = [{ title = "x", url = "http://x.example" }]', "not https"),
        ('[a]\ntitel = "A"', 'did you mean "title"?'),
        ("[a", "not valid TOML"),
    ],
)
def test_mistakes_in_packs(text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=r"^packs\.toml") as caught:
        read_packs(text, "packs.toml")
    assert words in str(caught.value)
