"""What an entry is stored as."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model import Block, Entry, Span
from tui_reader.store.prepared import prepare

PLACES = st.integers(0, 10_000)
BLOCKS = st.builds(lambda at, level, marker: Block("item", at, at + 9, level, marker), PLACES, PLACES, st.text())
SPANS = st.builds(lambda at, href: Span(at, at + 9, "link", href), PLACES, st.text())


@given(st.lists(BLOCKS, max_size=4), st.lists(SPANS, max_size=4))
def test_the_structure_is_json_without_blanks(blocks: list[Block], spans: list[Span]) -> None:
    said = {
        "blocks": [[b.kind, b.start, b.end, b.level, b.marker] for b in blocks],
        "spans": [[s.start, s.end, s.kind, s.href] for s in spans],
    }
    stored = prepare(Entry("id", "title", "text", tuple(blocks), tuple(spans)))
    assert stored.structure == json.dumps(said, separators=(",", ":"))


def test_plain_text_has_no_structure() -> None:
    assert prepare(Entry("id", "title", "text")).structure is None
