"""Front matter, read leniently."""

from __future__ import annotations

import pytest

from tui_reader.ingest.front_matter import split


def test_pairs_and_the_rest() -> None:
    pairs, rest = split(
        "---\nTitle: \"A \\\"quoted\\\" title\" # why\ndate:   2020-03-25 07:36\nauthor: 'It''s me'\n"
        'tags:\n  - a\n  - b\nlist: [a, "b"]\nempty:\nurl: https://example.org/a#b\n# comment\n---\nText\n'
    )
    assert pairs == {
        "title": 'A "quoted" title',
        "date": "2020-03-25 07:36",
        "author": "It's me",
        "tags": "",
        "list": "a, b",
        "empty": "",
        "url": "https://example.org/a#b",
    }
    assert rest == "Text\n"


@pytest.mark.parametrize("text", ["", "---", "---\ntitle: x\nno end", "---\n\nText\n\n---\n", "text\n---\na: b\n---\n"])
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert split(text) == ({}, text)


def test_three_dots_end_it_too() -> None:
    assert split("---\na: b\n...\nText") == ({"a": "b"}, "Text")
